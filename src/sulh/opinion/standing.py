"""
What the answers let us say of a statement: firm, likely, not yet known, refused. From own answers alone.

    OwnIntervals + level ─▶ Standings ─┬─ standing              one of four words a statement
                                     ├─ witness               the side that limits it
                                     ├─ refused               which sides refuse it
                                     └─ margin, margin_side   how few changed answers would lose *firm*, and whose

All sides count equally, whatever their size. Nothing pooled, estimated or latent enters here: enlarging one side
changes nothing in another's counts, interval and standing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sulh.model.dialogue import Booleans, Int64s
from sulh.model.findings import STANDINGS, Standing
from sulh.opinion.interval import OwnIntervals, sampling_interval

REFUSAL_NEEDS = {"consultation": 5, "room": 3}  # answers below which a side's "no" is not yet a refusal
NOBODY = -1
MOST_NEEDED = 1 << 33  # more than there are people
FIRM, LIKELY, NOT_YET_KNOWN, REFUSED = range(4)  # places in STANDINGS


@dataclass(frozen=True, eq=False)
class Standings:
    """
    The standing of every statement, with its witness and margin.

    Attributes:
        code: Shape (statements,). Place of the standing in `STANDINGS`.
        witness: Shape (statements,). Number of the side that limits it; -1 without sides.
        refused: Shape (sides, statements). Which sides refuse.
        margin: Shape (statements,). Fewest answers that would have to turn from agree to disagree; 0 when not firm.
        margin_side: Shape (statements,). Number of the side of that margin; -1 when not firm.
    """

    code: Int64s
    witness: Int64s
    refused: Booleans
    margin: Int64s
    margin_side: Int64s

    def word(self, statement: int) -> Standing:
        """Return the standing of one statement as its word."""
        return STANDINGS[int(self.code[statement])]


def standings(own: OwnIntervals, *, level: float = 0.6, confidence: float = 0.9) -> Standings:
    """
    Judge every statement by each side's own answers.

    *Firm*: on every side the lower end of its own interval reaches the level. *Refused*: more of a side's answers
    reject than accept, among at least five (three in a room), or, in a room, the level can no longer be reached.
    *Likely*: neither, and every side's rate reaches the level. Otherwise *not yet known*. A refusal always wins.

    Args:
        own: Every side's own answers.
        level: Share of a side that has to agree, above 0 and below 1.
        confidence: The confidence the intervals were made with; used for the margin.

    Returns:
        Standings of all statements. Without sides everything is not yet known.

    >>> from sulh.opinion.interval import own_answers
    >>> from sulh.opinion.tally import Tally
    >>> tally = Tally(("A", "B"), ("1",), np.array([[[90, 10, 0]], [[13, 1, 0]], [[0, 0, 0]]]))
    >>> found = standings(own_answers(tally))
    >>> found.word(0), int(found.witness[0]), int(found.margin[0]), int(found.margin_side[0])
    ('firm', 1, 3, 1)
    """
    firm_by = np.nan_to_num(own.low, nan=-1.0) >= level
    likely_by = np.nan_to_num(own.rate, nan=-1.0) >= level
    refused = refusals(own, level=level)
    some = len(own.agree) > 0
    firm: Booleans = np.asarray(firm_by.all(axis=0) & ~refused.any(axis=0) & some)
    code = np.select(
        [refused.any(axis=0), firm, likely_by.all(axis=0) & some], [REFUSED, FIRM, LIKELY], default=NOT_YET_KNOWN
    )
    margin, margin_side = _margins(own, firm, level=level, confidence=confidence)
    return Standings(code.astype(np.int64), _witness(own), refused, margin, margin_side)


def refusals(own: OwnIntervals, *, level: float) -> Booleans:
    """
    Which sides refuse which statement. Shape (sides, statements).

    More rejections than agreements among enough answers that count; in a room also when too few are left to reach the
    level.
    """
    refused: Booleans = (own.disagree > own.agree) & (own.counted >= _refusal_needs(own))
    if own.invited is not None:
        refused |= np.nan_to_num(own.high, nan=1.0) < level
    return refused


def _refusal_needs(own: OwnIntervals) -> int:
    """Fewest counted answers with which a side's "no" is heard."""
    return REFUSAL_NEEDS["consultation" if own.invited is None else "room"]


def _witness(own: OwnIntervals) -> Int64s:
    """Name the side with the lowest own lower end (in a room, lowest a/N); no answer at all is lowest of all."""
    if not len(own.low):
        return np.full(own.low.shape[1], NOBODY, dtype=np.int64)
    lowest: Int64s = np.argmin(np.nan_to_num(own.low, nan=-1.0), axis=0).astype(np.int64)
    return lowest


def _margins(own: OwnIntervals, firm: Booleans, *, level: float, confidence: float) -> tuple[Int64s, Int64s]:
    """Count the answers that would have to turn on each side, and keep the smallest with its side."""
    statements = own.agree.shape[1]
    margin = np.zeros(statements, dtype=np.int64)
    side = np.full(statements, NOBODY, dtype=np.int64)
    if firm.any():
        agree, disagree, counted = own.agree[:, firm], own.disagree[:, firm], own.counted[:, firm]
        if own.invited is None:
            fewest = fewest_firm(counted, level=level, confidence=confidence)
        else:
            fewest = np.broadcast_to(fewest_of_invited(own.invited, level=level)[:, None], agree.shape)
        below_level = agree - fewest + 1
        into_refusal = (agree - disagree) // 2 + 1  # turned answers count twice: one yes less, one no more
        turned = np.where(counted >= _refusal_needs(own), np.minimum(below_level, into_refusal), below_level)
        margin[firm], side[firm] = turned.min(axis=0), turned.argmin(axis=0)
    return margin, side


def fewest_firm(counted: Int64s, *, level: float = 0.6, confidence: float = 0.9) -> Int64s:
    """
    Fewest agreements among n answers whose lower end reaches the level, by integer search.

    Args:
        counted: Any shape. Answers n.
        level: Share that has to agree.
        confidence: With which the lower end holds.

    Returns:
        Same shape; n + 1 where even n of n would not do.

    >>> fewest_firm(np.array([8, 10, 12, 14])).tolist()
    [7, 8, 10, 11]
    """
    sizes, back = np.unique(counted, return_inverse=True)
    below, enough = np.full(sizes.shape, -1), sizes + 1  # below is never firm, enough always (or out of reach)
    while (enough - below > 1).any():
        middle = (below + enough) // 2
        low, _ = sampling_interval(np.minimum(middle, sizes), sizes, confidence=confidence)
        firm = np.nan_to_num(low, nan=-1.0) >= level
        open_ = enough - below > 1
        enough = np.where(open_ & firm, middle, enough)
        below = np.where(open_ & ~firm, middle, below)
    return enough[back].reshape(np.shape(counted)).astype(np.int64)


def fewest_of_invited(invited: Int64s, *, level: float) -> Int64s:
    """
    Fewest agreements a with a/N >= level, for each number invited N.

    >>> fewest_of_invited(np.array([5, 8, 12]), level=0.6).tolist()
    [3, 5, 8]
    """
    guess: Int64s = np.maximum(np.floor(level * invited).astype(np.int64) - 1, 0)
    for _ in range(3):  # rounding can put the guess two below the answer, never above it
        guess = np.where(guess / np.maximum(invited, 1) >= level, guess, guess + 1)
    return guess


def answers_needed(*, level: float = 0.6, confidence: float = 0.9) -> int:
    """
    Fewest answers with which a side of an open consultation can make a statement firm, if all agree.

    Where a level so near 1 that no number of people on earth would do was asked for, more than those.

    >>> answers_needed(level=0.6), answers_needed(level=0.9)
    (3, 13)
    """
    too_few, size = 0, 1
    while not _all_agree_is_firm(size, level=level, confidence=confidence):
        if size > MOST_NEEDED:
            return size
        too_few, size = size, 2 * size
    while size - too_few > 1:
        middle = (too_few + size) // 2
        if _all_agree_is_firm(middle, level=level, confidence=confidence):
            size = middle
        else:
            too_few = middle
    return size


def _all_agree_is_firm(size: int, *, level: float, confidence: float) -> bool:
    low, _ = sampling_interval(np.array([size]), np.array([size]), confidence=confidence)
    return bool(low[0] >= level)
