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

from sulh.model.dialogue import Booleans, Sides, Votes
from sulh.model.findings import FEWEST_FOR_PATTERNS, Flag
from sulh.opinion.integrity.bursts import bursts
from sulh.opinion.integrity.copies import identical
from sulh.opinion.integrity.found import Found
from sulh.opinion.integrity.leanings import all_no, opposed_block
from sulh.opinion.integrity.people import Norms, People, count_people, norms, without_rows
from sulh.opinion.tally import Tally

__all__ = ["flags"]


def flags(votes: Votes, sides: Sides, tally: Tally, *, seed: int) -> tuple[list[Flag], Booleans]:
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
    if len(votes.participants) < FEWEST_FOR_PATTERNS:
        return [], np.zeros(len(votes.participants), dtype=bool)
    normal = norms(tally)
    people = count_people(votes, sides, normal)
    by_side = [_alike(votes, people, sides, normal, side=side, seed=seed) for side in range(len(sides.names))]
    alike = np.flatnonzero(_mask(votes, by_side))
    if len(alike):
        # a block that answers everything can drown what its side says: lean against the side without it
        people = count_people(votes, sides, norms(without_rows(tally, votes, sides, alike)))
    for side, found in enumerate(by_side):
        members = np.flatnonzero(sides.of == side)
        found += [*all_no(people, members, alike=alike), *opposed_block(people, members, alike=alike)]
    raised = [_flag(votes, name, one) for name, found in zip(sides.names, by_side, strict=True) for one in found]
    return raised, _mask(votes, by_side)


def _alike(votes: Votes, people: People, sides: Sides, normal: Norms, *, side: int, seed: int) -> list[Found]:
    """Find the people of one side whose answers are too much like one another's."""
    members = np.flatnonzero(sides.of == side)
    rng = np.random.default_rng([seed, side])
    rates = normal.answers[side]
    return [*identical(votes, people, members, rates, rng=rng), *bursts(votes, members, rates, rng=rng)]


def _mask(votes: Votes, by_side: list[list[Found]]) -> Booleans:
    flagged = np.zeros(len(votes.participants), dtype=bool)
    for found in by_side:
        for one in found:
            flagged[one.participants] = True
    return flagged


def _flag(votes: Votes, side: str, found: Found) -> Flag:
    ids = [votes.participants[int(number)] for number in found.participants]
    return Flag(found.kind, side, ids, found.evidence)
