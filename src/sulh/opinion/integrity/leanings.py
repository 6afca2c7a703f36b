"""
People who lean too far: all-no, and blocks opposed to their own side.

    all-no          nothing but disagreement, where the own side's rates make that all but impossible
    opposed-block   several of one side who answer against its clear majorities, far beyond how members differ
"""

from __future__ import annotations

import numpy as np

from sulh.model.dialogue import Floats, Int64s
from sulh.model.findings import DECIMALS
from sulh.opinion.integrity.chance import discoveries, spread, tail
from sulh.opinion.integrity.found import Found
from sulh.opinion.integrity.people import People

NO_MEMBERS: Int64s = np.zeros(0, np.int64)
FEWEST_ANSWERS = 5
FEWEST_IN_BLOCK = 3
LARGEST_BLOCK = 0.25  # of those heard; more than that is not a block inside a side but what the side is like


def all_no(people: People, members: Int64s, *, alike: Int64s = NO_MEMBERS) -> list[Found]:
    """
    Find the members of one side who reject everything although their side does not.

    Args:
        people: Counts of all participants.
        members: Shape (members,). Participant numbers of the side.
        alike: Those already flagged for answering alike: judged, but not asked how members usually differ.

    Returns:
        One finding with all of them, or none. Evidence: `answers`, the fewest they gave; `expected`, their mean
        share of disagreement by the side's own rates; `spread`, how members differ; `chance`, the largest chance
        that an honest member would do the same.
    """
    heard = members[people.answered[members] >= FEWEST_ANSWERS]
    if len(heard) == 0:
        return []
    answered, no = people.answered[heard], people.no[heard]
    mean = people.expected_no[heard] / answered
    usual = ~np.isin(heard, alike)
    differ = spread(no[usual], answered[usual], mean[usual])
    only = np.flatnonzero(no == answered)
    chance = tail(no[only], answered[only], mean[only], differ)
    kept = discoveries(chance, among=len(heard))
    if not kept.any():
        return []
    return [Found("all-no", heard[only[kept]], _evidence(answered[only[kept]], mean[only[kept]], differ, chance[kept]))]


def opposed_block(people: People, members: Int64s, *, alike: Int64s = NO_MEMBERS) -> list[Found]:
    """
    Find members of one side who answer against its clear majorities, if there are three or more.

    One dissenter is a dissenter. People of the minority inside a side are part of how its members differ; flagged
    are only those who stand apart from that spread.

    Returns:
        One finding with all of them, or none. Evidence as for `all_no`, with `share`, their mean share of answers
        against the majority.
    """
    heard = members[people.clear[members] >= FEWEST_ANSWERS]
    if len(heard) == 0:
        return []
    answered, against = people.clear[heard], people.against[heard]
    mean = people.expected_against[heard] / answered
    usual = ~np.isin(heard, alike)
    differ = spread(against[usual], answered[usual], mean[usual])
    apart = np.flatnonzero(2 * against > answered)  # who sides with the majority half the time opposes nobody
    chance = tail(against[apart], answered[apart], mean[apart], differ)
    kept = discoveries(chance, among=len(heard))
    if not FEWEST_IN_BLOCK <= int(kept.sum()) <= LARGEST_BLOCK * len(heard):
        return []
    block = apart[kept]
    share = float((against[block] / answered[block]).mean())
    evidence = _evidence(answered[block], mean[block], differ, chance[kept]) | {"share": round(share, DECIMALS)}
    return [Found("opposed-block", heard[block], evidence)]


def _evidence(answered: Int64s, mean: Floats, differ: float, chance: Floats) -> dict[str, float]:
    return {
        "answers": float(answered.min()),
        "expected": round(float(mean.mean()), DECIMALS),
        "spread": round(differ, DECIMALS),
        "chance": float(f"{chance.max():.3g}"),
    }
