"""
Every world, listed: an attacker who shares no line with `sulh.disclosure.attackers`.

    crowds ─▶ every sequence of tables these people can bring about ─▶ what `publish` says of each
                                                                          │
    one person's answer is certain  ◀── some sequence of publications never comes about if they answered otherwise

The attacker knows who acted when, every answer of the other side, and one person's answers, and has run the real rules
on every world: refusals and silence are part of what is seen. The guard is switched off, so the rules stand alone.

Where the other side has a table the publication is joint, else it is a caucus of A; all are in one ledger.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

import pytest

from sulh.disclosure import outcome, rules
from sulh.disclosure.attackers import AGREED_AT
from sulh.disclosure.ledger import canonical
from sulh.disclosure.past import Past, pasts, same_readers
from sulh.disclosure.publish import publish
from sulh.model.publication import Ledger
from tests.disclosure.cast import Table, findings_of

Pattern = tuple[int, ...]  # at every moment 0 absent, else the number of the answer then standing
Answers = dict[int, int]  # number of the answer -> place in a table
Way = tuple[int, ...]  # the tables of one side at all moments, one after the other
Crowds = Counter[Pattern]


class Rules:
    """What `publish` says of every way, with the other side's tables known."""

    def __init__(self, other: Sequence[Table | None]) -> None:
        """Begin with an empty ledger."""
        self._other = other
        self._said: dict[Way, tuple[bytes, ...]] = {}
        self._stood: dict[Way, tuple[tuple[bytes, ...], Ledger]] = {(): ((), Ledger())}

    def seen(self, ways: Iterable[Way]) -> set[tuple[bytes, ...]]:
        """Everything that can be seen if the world is one of these."""
        return {self._publications(way)[0] for way in ways}

    def _publications(self, way: Way) -> tuple[tuple[bytes, ...], Ledger]:
        if way not in self._stood:
            before, ledger = self._publications(way[:-3])
            own: Table = (way[-3], way[-2], way[-1])
            other = self._other[len(way) // 3 - 1]
            findings = findings_of({"A": [own]} if other is None else {"A": [own], "B": [other]})
            shown, longer = publish(findings, ledger, audience="room", k=3)
            self._stood[way] = ((*before, canonical(shown)), longer)
        return self._stood[way]


def ways(crowds: Crowds, known: Way) -> set[Way]:
    """Every way in which these people can answer, on top of what is known of others."""
    reached = {known}
    for pattern in crowds.elements():
        steps = [brings(pattern, answers) for answers in all_answers(pattern)]
        reached = {add(way, step) for way in reached for step in steps}
    return reached


def all_answers(pattern: Pattern) -> Iterator[Answers]:
    """Everything one person of this pattern can have answered."""
    numbers = sorted(set(pattern) - {0})
    for row in product(range(3), repeat=len(numbers)):
        yield dict(zip(numbers, row, strict=True))


def brings(pattern: Pattern, answers: Answers) -> Way:
    """What one person adds to the tables."""
    return tuple(int(number > 0 and answers[number] == place) for number in pattern for place in range(3))


def add(one: Way, two: Way) -> Way:
    """Both together."""
    return tuple(a + b for a, b in zip(one, two, strict=True))


def certain(crowds: Crowds, other: Sequence[Table | None]) -> list[tuple[Pattern, int, int]]:
    """Whose answer some attacker can rule out after some publications: (pattern, number of the answer, place)."""
    told, nothing = Rules(other), (0,) * (3 * len(other))
    attackers = [(Counter[Pattern](), nothing)]
    attackers += [(Counter([own]), brings(own, answers)) for own in crowds for answers in all_answers(own)]
    found = []
    for own, known in attackers:
        rest = crowds - own
        everything = told.seen(ways(rest, known))
        for pattern in rest:
            others = ways(rest - Counter([pattern]), known)
            by_answers = {
                tuple(answers.items()): told.seen(add(way, brings(pattern, answers)) for way in others)
                for answers in all_answers(pattern)
            }
            for number, place in product(sorted(set(pattern) - {0}), range(3)):
                still = set[tuple[bytes, ...]]().union(
                    *(seen for row, seen in by_answers.items() if (number, place) in row)
                )
                found += [(pattern, number, place)] if everything - still else []
    return found


ALONE = (None, None)
CASES: list[tuple[dict[Pattern, int], Sequence[Table | None]]] = [
    ({(1,): 5}, (None,)),
    ({(1,): 6}, ((2, 4, 0),)),
    ({(1,): 11}, (None,)),
    ({(1, 1): 5, (0, 1): 6}, ALONE),
    ({(1, 1): 4, (1, 2): 1, (0, 1): 6}, ((6, 0, 0), (9, 3, 0))),
    ({(1, 1): 5, (1, 0): 1, (0, 1): 7}, ((6, 0, 0), (6, 9, 0))),
    ({(1, 1): 9, (0, 1): 6}, ALONE),
    ({(1, 1): 9, (0, 1): 9}, ((10, 10, 10), (40, 40, 40))),
    ({(1, 1, 1): 5, (0, 1, 1): 5, (0, 0, 1): 4}, (None, None, None)),
    ({(1, 1): 6}, (None, (4, 2, 0))),
    ({(1, 1): 5, (0, 1): 7}, (None, (9, 3, 0))),
    ({(1, 2): 5, (0, 1): 7}, (None, (3, 9, 0))),
    ({(1, 1): 4, (1, 2): 1, (0, 1): 6}, (None, (9, 3, 0))),
    ({(1, 1): 4, (1, 0): 1, (0, 1): 8}, (None, (3, 9, 0))),
    ({(1, 1): 5, (0, 1): 5}, ((9, 3, 0), None)),
    ({(1, 1): 9, (0, 1): 11}, (None, (9, 11, 0))),
    ({(1, 1, 1): 5, (0, 1, 1): 1, (0, 0, 1): 6}, (None, None, (9, 3, 0))),
    ({(1, 1, 1): 5, (0, 1, 1): 5, (0, 0, 1): 2}, ((3, 9, 0), None, (9, 9, 0))),
    ({(1, 1, 1): 5, (0, 1, 1): 3, (0, 0, 1): 5}, ((3, 9, 0), None, (9, 9, 0))),
]


@pytest.fixture(autouse=True)
def _no_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outcome, "stand_guard", lambda *_: None)


@pytest.mark.parametrize(("sizes", "other"), CASES)
def test_no_world_gives_anybody_away(sizes: dict[Pattern, int], other: Sequence[Table | None]) -> None:
    """Whatever these people answer, and whatever of it is published: every answer stays possible for everyone."""
    assert [] == certain(Counter(sizes), other)


def own_row_only(ledger: Ledger, side: str | None = None) -> dict[str, Past]:
    """A naive memory: caucuses and joint publications know nothing of each other."""
    row = [] if side is None else [side]
    return pasts(Ledger(tuple(entry for entry in ledger.entries if same_readers(entry, row))), side)


def test_attacker_wins_if_a_caucus_is_kept_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most of five among themselves, then jointly no majority of six: the sixth is known not to agree."""
    monkeypatch.setattr(outcome, "pasts", own_row_only)

    found = certain(Counter({(1, 1): 5, (0, 1): 1}), (None, (6, 0, 0)))

    assert ((0, 1), 1, AGREED_AT) in found
    assert certain(Counter({(1, 1): 5, (0, 1): 1}), ((6, 0, 0), None))


@pytest.mark.parametrize(
    ("rule", "sizes"),
    [("_road", {(1, 1): 11, (0, 1): 6}), ("_safe", {(1, 1): 5, (0, 1): 2})],
)
def test_attacker_wins_as_soon_as_a_rule_is_missing(
    rule: str, sizes: dict[Pattern, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers that explain a refusal, a word after few newcomers: without the rule somebody is found out."""
    monkeypatch.setattr(rules, rule, lambda *_, **__: True)
    assert certain(Counter(sizes), ALONE)
