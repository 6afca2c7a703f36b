"""
Where sides stand apart, and where they have not been heard enough.

    OwnIntervals ─┬─▶ divides   one side's lower end lies above another's upper end, ranked by the gap
                └─▶ unheard   a side has fewer answers than a standing needs

Like standings, both come from own answers alone.
"""

from __future__ import annotations

import numpy as np

from sulh.model.dialogue import Int64s
from sulh.model.findings import DECIMALS, Divide, Unheard
from sulh.opinion.interval import OwnIntervals
from sulh.opinion.standing import REFUSAL_NEEDS, answers_needed, fewest_of_invited
from sulh.opinion.tally import Tally

ROOM_GAP = 2 - 1e-9  # people, less what rounding may take


def divides(own: OwnIntervals, tally: Tally) -> list[Divide]:
    """
    Find the statements where one side's own answers exclude another's, widest gap first.

    For each statement the two sides furthest apart: the highest lower end against the lowest upper end. Sides whose
    intervals touch or overlap are no divide, and neither is a side without answers. In an invited room nothing is
    sampled, and one person's difference would already be a gap: there it takes two people.

    Args:
        own: Every side's own answers.
        tally: The tally they came from; gives the names.

    >>> from sulh.opinion.interval import own_answers
    >>> tally = Tally(("A", "B"), ("1",), np.array([[[19, 1, 0]], [[2, 18, 0]], [[0, 0, 0]]]))
    >>> [(d.above, d.below, round(d.gap, 2)) for d in divides(own_answers(tally), tally)]
    [('A', 'B', 0.64)]
    """
    if len(tally.sides) <= 1:
        return []
    low, high = np.nan_to_num(own.low, nan=-1.0), np.nan_to_num(own.high, nan=2.0)
    above, below = low.argmax(axis=0), high.argmin(axis=0)
    gap = low.max(axis=0) - high.min(axis=0)
    wide = gap > 0 if own.invited is None else gap * np.minimum(own.invited[above], own.invited[below]) >= ROOM_GAP
    found = np.flatnonzero(wide)
    ranked = found[np.argsort(-np.round(gap[found], DECIMALS), kind="stable")]
    return [
        Divide(tally.statements[j], tally.sides[above[j]], tally.sides[below[j]], round(float(gap[j]), DECIMALS))
        for j in ranked
    ]


def unheard(own: OwnIntervals, tally: Tally, *, level: float, confidence: float) -> list[Unheard]:
    """
    Find where a side has fewer answers than a standing needs, and how many more would do; fewest missing first.

    Args:
        own: Every side's own answers.
        tally: The tally they came from; gives the names.
        level: Share of a side that has to agree.
        confidence: With which the ends of the intervals hold.

    >>> from sulh.opinion.interval import own_answers
    >>> tally = Tally(("A", "B"), ("1",), np.array([[[9, 1, 0]], [[2, 1, 0]], [[0, 0, 0]]]))
    >>> [(u.side, u.answered, u.more) for u in unheard(own_answers(tally), tally, level=0.6, confidence=0.9)]
    [('B', 3, 2)]
    """
    needed = needs(own, level=level, confidence=confidence)
    missing = needed[:, None] - own.counted
    places = [(int(missing[g, j]), int(j), int(g)) for g, j in np.argwhere(missing > 0)]
    return [Unheard(tally.statements[j], tally.sides[g], int(own.counted[g, j]), more) for more, j, g in sorted(places)]


def needs(own: OwnIntervals, *, level: float, confidence: float) -> Int64s:
    """
    How many answers each side must give before its yes and its no can both be heard. Shape (sides,).

    The larger of what *firm* needs and what *refused* needs; never more than were invited.
    """
    if own.invited is None:
        enough = max(answers_needed(level=level, confidence=confidence), REFUSAL_NEEDS["consultation"])
        return np.full(len(own.agree), enough, dtype=np.int64)
    enough_yes = fewest_of_invited(own.invited, level=level)
    return np.minimum(np.maximum(enough_yes, REFUSAL_NEEDS["room"]), own.invited)
