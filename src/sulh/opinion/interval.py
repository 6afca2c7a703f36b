"""
A side's own answers and the interval around them.

    OwnIntervals ─┬─ agree, disagree, passed   shape (sides, statements), counts
                ├─ counted                   what the rate is taken of: all answers, or those that are not a pass
                └─ low, high                 the interval, from this side's own answers alone; NaN without an answer

Two kinds of interval, one meaning: what the answers of this side, and of nobody else, let us say of its agreement.
An open consultation is read as a sample of people like those who answered; in an invited room everyone is known, so
nothing is sampled and the interval says only what those who have not answered could still change.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv

from sulh.errors import ShapeError
from sulh.model.dialogue import Floats, Int64s
from sulh.model.findings import PassAs
from sulh.opinion.tally import Tally


@dataclass(frozen=True, eq=False)
class OwnIntervals:
    """
    Every side's own answers to every statement, with their interval.

    Attributes:
        agree: Shape (sides, statements).
        disagree: Shape (sides, statements).
        passed: Shape (sides, statements).
        counted: Shape (sides, statements). The n of every rate and interval.
        low: Shape (sides, statements). Lower end, 0 to 1; NaN where nothing was counted.
        high: Shape (sides, statements). Upper end, 0 to 1; NaN where nothing was counted.
        invited: Shape (sides,). Number invited per side in an invited room; None in an open consultation.
    """

    agree: Int64s
    disagree: Int64s
    passed: Int64s
    counted: Int64s
    low: Floats
    high: Floats
    invited: Int64s | None

    @property
    def rate(self) -> Floats:
        """Shape (sides, statements). Share of the counted answers that agree; NaN where nothing was counted."""
        nothing = np.full(self.agree.shape, np.nan)
        share: Floats = np.divide(self.agree, self.counted, out=nothing, where=self.counted > 0)
        return share


def sampling_interval(agree: Int64s, counted: Int64s, *, confidence: float = 0.9) -> tuple[Floats, Floats]:
    """
    Where the agreement of people like those who answered lies.

    The 1 - c and c quantiles of Beta(a + 1/2, n - a + 1/2), so that each end by itself holds with confidence c on
    average over rates. It is approximate; how often it holds at each n stands in the documentation.

    Args:
        agree: Any shape. Agreements a, 0 <= a <= n.
        counted: Same shape. Answers n.
        confidence: c, with which each end holds; above one half and below 1.

    Returns:
        Lower and upper ends, same shape, 0 to 1; NaN where n is 0.

    Raises:
        ShapeError: If the two arguments differ in shape.

    Source:
        Jeffreys interval: Brown, Cai and DasGupta, Interval Estimation for a Binomial Proportion (2001).

    >>> low, high = sampling_interval(np.array([13]), np.array([14]))
    >>> round(float(low[0]), 3), round(float(high[0]), 3)
    (0.797, 0.979)
    """
    if np.shape(agree) != np.shape(counted):
        raise ShapeError(f"agree has shape {np.shape(agree)}, counted {np.shape(counted)}")
    alpha, beta = agree + 0.5, counted - agree + 0.5
    nothing = np.asarray(counted) == 0
    low = np.where(nothing, np.nan, betaincinv(alpha, beta, 1 - confidence))
    high = np.where(nothing, np.nan, betaincinv(alpha, beta, confidence))
    return low, high


def room_interval(agree: Int64s, counted: Int64s, invited: Int64s) -> tuple[Floats, Floats]:
    """
    Where the agreement of all those invited lies, whatever the silent ones would answer.

    Between a/N and (a + N - n)/N: a closed population, nothing is sampled.

    Args:
        agree: Shape (sides, statements). Agreements a.
        counted: Shape (sides, statements). Answers n.
        invited: Shape (sides,). Number invited N, at least n and at least 1.

    Returns:
        Lower and upper ends, shape (sides, statements); NaN where n is 0.

    >>> low, high = room_interval(np.array([[4]]), np.array([[5]]), np.array([6]))
    >>> round(float(low[0, 0]), 3), round(float(high[0, 0]), 3)
    (0.667, 0.833)
    """
    of = np.maximum(invited, 1)[:, None]
    nothing = counted == 0
    low = np.where(nothing, np.nan, agree / of)
    high = np.where(nothing, np.nan, (agree + of - counted) / of)
    return low, high


def own_answers(
    tally: Tally, *, confidence: float = 0.9, pass_as: PassAs = "not-agree", invited: Int64s | None = None
) -> OwnIntervals:
    """
    Every side's own answers with their interval, from the tally alone.

    Args:
        tally: Counts by side.
        confidence: With which each end of a sampling interval holds.
        pass_as: "not-agree" counts a pass as an answer that does not agree; "missing" as no answer.
        invited: Shape (sides,). Number invited per side; None for an open consultation.

    >>> from sulh.opinion.tally import Tally
    >>> tally = Tally(("A",), ("1",), np.array([[[13, 1, 0]], [[0, 0, 0]]]))
    >>> own_answers(tally).low.round(3).tolist()
    [[0.797]]
    """
    counted = tally.agree + tally.disagree
    if pass_as == "not-agree":
        counted = counted + tally.passed
    if invited is None:
        low, high = sampling_interval(tally.agree, counted, confidence=confidence)
    else:
        low, high = room_interval(tally.agree, counted, invited)
    return OwnIntervals(tally.agree, tally.disagree, tally.passed, counted, low, high, invited)
