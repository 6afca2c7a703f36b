"""
Integrity: patterns of answers inside a side that deserve a look, each with its evidence. Never proof of bad faith.

    flags(votes, sides, tally) ─┬─ identical       rows of answers that too many share             copies.py
                                ├─ burst           a rush of people who answered alike             bursts.py
                                ├─ all-no          nothing but disagreement, against all odds      leanings.py
                                └─ opposed-block   several against their own side's majorities     leanings.py

What honest people would do is in chance.py; everything that is needed of each person is counted once, in people.py.
The weight of a person is bounded without any of this: everybody adds at most one answer to each statement of their
own side, and no answer of one side enters another side's counts, interval or standing.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sulh.model.dialogue import Sides, Votes
from sulh.model.findings import Flag
from sulh.opinion.integrity.bursts import bursts
from sulh.opinion.integrity.copies import identical
from sulh.opinion.integrity.found import Found
from sulh.opinion.integrity.leanings import all_no, opposed_block
from sulh.opinion.integrity.people import People, count_people, norms
from sulh.opinion.tally import Tally

__all__ = ["FEWEST_PARTICIPANTS", "flags"]

FEWEST_PARTICIPANTS = 50  # below, nothing can be told from chance


def flags(votes: Votes, sides: Sides, tally: Tally, *, seed: int) -> tuple[list[Flag], npt.NDArray[np.bool_]]:
    """
    Find patterns of answers that deserve a look, side by side and kind by kind.

    Args:
        votes: All answers. Without `began` no bursts are looked for.
        sides: The declared sides; the undeclared are never flagged, for they count nowhere.
        tally: The counts of these votes and sides.
        seed: Draws the people and groups for comparison. The same input and seed give the same flags.

    Returns:
        The flags, by side, then kind; and shape (participants,), True for everybody in some flag. Nothing below 50
        participants.

    >>> votes = Votes(("1",), ("1",), np.array([0, 1]), np.array([0], np.uint16), np.array([1], np.int8))
    >>> flags(votes, Sides(("n",), np.array([0], np.int16)), Tally(("n",), ("1",), np.ones((2, 1, 3), int)), seed=1)
    ([], array([False]))
    """
    flagged = np.zeros(len(votes.participants), dtype=bool)
    if len(flagged) < FEWEST_PARTICIPANTS:
        return [], flagged
    normal = norms(tally)
    people = count_people(votes, sides, normal)
    raised = []
    for side, name in enumerate(sides.names):
        members = np.flatnonzero(sides.of == side)
        rng = np.random.default_rng([seed, side])
        for found in _of_side(votes, people, members, normal.answers[side], rng):
            ids = [votes.participants[int(number)] for number in found.participants]
            raised.append(Flag(found.kind, name, ids, found.evidence))
            flagged[found.participants] = True
    return raised, flagged


def _of_side(
    votes: Votes,
    people: People,
    members: npt.NDArray[np.int64],
    rates: npt.NDArray[np.float64],
    rng: np.random.Generator,
) -> list[Found]:
    return [
        *identical(votes, people, members, rates, rng=rng),
        *bursts(votes, members, rates, rng=rng),
        *all_no(people, members),
        *opposed_block(people, members),
    ]
