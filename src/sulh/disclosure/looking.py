"""
When the answers of a round are looked at again.

    as counted before ─┐
    answers then, now ─┴─▶ moved ─▶ enough?   every side moved by nobody, or by k people or more

Whoever sees counts before and after one person answered has seen that answer. An epoch can be seconds long, and a round
can be closed and opened again. So a further look at the same round waits until enough people of each side that moved
stand between the two; what came in meanwhile is counted then. It says nothing about what may be published: that is
`sulh.disclosure.publish`. Nor is it a shield for k people who all answer alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sulh.model.dialogue import Dialogue


def moved(counted: Mapping[str, int], then: Dialogue, now: Dialogue) -> dict[str, int]:
    """
    Return how many people of each side answered, answered otherwise or left since answers were last counted.

    Args:
        counted: People of each side who were counted at that time.
        then: What is still there of the answers that were counted at that time.
        now: The answers as they are.
    """
    before, sides = _answers(then), now.sides
    came = Counter(
        sides.names[of]
        for (one, given), of in zip(_answers(now).items(), sides.of.tolist(), strict=True)
        if of >= 0 and before.get(one) != given
    )
    there = dict(zip(then.sides.names, then.sides.members().tolist(), strict=True))
    return {side: came[side] + max(0, counted.get(side, 0) - there.get(side, 0)) for side in {*counted, *sides.names}}


def enough(moves: Mapping[str, int], k: int) -> bool:
    """
    Whether so many moved that another look singles nobody out: somebody moved, and of no side fewer than k.

    >>> enough({"A": 5, "B": 0}, 5), enough({"A": 5, "B": 1}, 5), enough({"A": 0, "B": 0}, 5)
    (True, False, False)
    """
    some = [count for count in moves.values() if count]
    return bool(some) and min(some) >= k


def _answers(dialogue: Dialogue) -> dict[str, bytes]:
    votes = dialogue.votes
    rows = zip(votes.participants, votes.start[:-1], votes.start[1:], strict=True)
    return {one: votes.statement[a:b].astype("<u4").tobytes() + votes.vote[a:b].tobytes() for one, a, b in rows}
