"""
How far coders agree beyond what chance would give.

    weighted_kappa   two coders of the same stipulations (Cohen 1968): linear or quadratic weights
    alpha            any number of coders, with gaps (Krippendorff): nominal, ordinal or interval

Each comes with an interval from resampling stipulations, and as None with a reason where it cannot be said: with few
stipulations, or where everything was scored alike, when chance alone would give full agreement. High agreement says
that a scale is read alike, not that it is read rightly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from sulh.model.findings import Value

Weights = Literal["none", "linear", "quadratic"]
Metric = Literal["nominal", "ordinal", "interval"]
Reason = Literal["", "too-few", "no-variation"]
Numbers = npt.NDArray[np.float64]

FEWEST: Final = 10  # stipulations; with fewer, an interval would be wider than what it is to tell apart
CATEGORIES: Final = 4
RESAMPLES: Final = 2_000
LEVEL: Final = 0.95


class Agreement(Value, frozen=True):
    """
    How far coders agree.

    Attributes:
        value: 1 for full agreement, 0 for what chance gives, below for less; None where it cannot be said.
        low, high: The interval at `LEVEL`; None with fewer than `FEWEST` units.
        units: How many stipulations at least two coders scored.
        reason: Why something is None; empty where nothing is.
    """

    value: float | None
    low: float | None
    high: float | None
    units: int
    reason: Reason = ""


def table_of(pairs: Sequence[tuple[int, int]], categories: int = CATEGORIES) -> Numbers:
    """Return how often each pair of scores was given: rows by the first coder, columns by the second."""
    counted = np.zeros((categories, categories))
    for one, other in pairs:
        counted[one, other] += 1
    return counted


def kappa(table: Numbers, weights: Weights = "linear") -> float | None:
    """
    Return Cohen's kappa of a table, weighted by how far two scores lie apart; None where both gave one score only.

    >>> round(kappa(np.array([[20, 5], [10, 15]]), "none"), 2)
    0.4
    >>> four = np.array([[4, 1, 0, 0], [0, 3, 1, 0], [0, 1, 3, 1], [0, 0, 0, 6]])
    >>> round(kappa(four, "linear"), 3), round(kappa(four, "quadratic"), 3)
    (0.844, 0.925)
    """
    apart = _apart(len(table), weights)
    total = table.sum()
    by_chance = np.outer(table.sum(axis=1), table.sum(axis=0)) / total if total else np.zeros_like(apart)
    expected = float((apart * by_chance).sum())
    return None if expected == 0 else 1 - float((apart * table).sum()) / expected


def weighted_kappa(
    pairs: Sequence[tuple[int, int]], weights: Weights = "linear", *, categories: int = CATEGORIES, seed: int = 0
) -> Agreement:
    """
    Return how far two coders agree, each pair the scores of one stipulation.

    Args:
        pairs: The first coder's score and the second's.
        weights: How much a difference of two counts against one of one.
        categories: How many scores there are, from 0.
        seed: Of the resampling; the same seed gives the same interval.
    """
    rows = np.asarray(pairs, dtype=float).reshape(-1, 2)

    def figure(drawn: Numbers) -> float | None:
        cells = np.bincount((drawn @ [categories, 1]).astype(int), minlength=categories**2)
        return kappa(cells.reshape(categories, categories).astype(float), weights)

    return _with_interval(rows, figure, seed)


def krippendorff(ratings: Numbers, metric: Metric = "ordinal") -> float | None:
    """
    Return Krippendorff's alpha; None where fewer than two scores can be paired, or all paired ones are alike.

    Args:
        ratings: One row a stipulation, one column a coder; NaN where a coder gave none.
        metric: Whether scores are names, an order, or equal steps.

    >>> krippendorff(np.array([[1.0, 1], [2, 2], [3, 3]]))
    1.0
    """
    values, counts = _counted(ratings)
    return _alpha(counts[counts.sum(axis=1) > 1], values, metric)


def alpha(ratings: Numbers, metric: Metric = "ordinal", *, seed: int = 0) -> Agreement:
    """Return how far any number of coders agree, with gaps: as `krippendorff`, with an interval."""
    values, counts = _counted(ratings)
    paired = counts[counts.sum(axis=1) > 1]
    return _with_interval(paired, lambda drawn: _alpha(drawn, values, metric), seed)


def _counted(ratings: Numbers) -> tuple[Numbers, Numbers]:
    """Return the values that occur, and how often each unit got each."""
    values = np.unique(ratings[~np.isnan(ratings)])
    return values, (ratings[:, :, None] == values).sum(axis=1).astype(float)


def _alpha(counts: Numbers, values: Numbers, metric: Metric) -> float | None:
    given = counts.sum(axis=1)
    coincidences = (counts.T / np.maximum(given - 1, 1)) @ counts - np.diag((counts / (given - 1)[:, None]).sum(axis=0))
    margins = coincidences.sum(axis=1)
    apart = _distances(margins, values, metric)
    expected = float((np.outer(margins, margins) * apart).sum())
    if expected == 0:
        return None
    return 1 - (float(margins.sum()) - 1) * float((coincidences * apart).sum()) / expected


def _distances(margins: Numbers, values: Numbers, metric: Metric) -> Numbers:
    """Return how far each value lies from each, squared."""
    if metric == "nominal":
        return 1.0 - np.eye(len(values))
    if metric == "interval":
        return np.subtract.outer(values, values) ** 2
    middle = np.cumsum(margins) - margins / 2  # the ranks between two values are what lies between their middles
    return np.subtract.outer(middle, middle) ** 2


def _apart(categories: int, weights: Weights) -> Numbers:
    steps = np.abs(np.subtract.outer(np.arange(categories), np.arange(categories))).astype(float)
    if weights == "none":
        return (steps > 0).astype(float)
    return steps if weights == "linear" else steps**2


def _with_interval(rows: Numbers, figure: Callable[[Numbers], float | None], seed: int) -> Agreement:
    value, units = figure(rows) if len(rows) else None, len(rows)
    if value is None:
        return Agreement(None, None, None, units, "no-variation" if units else "too-few")
    if units < FEWEST:
        return Agreement(value, None, None, units, "too-few")
    generator = np.random.default_rng(seed)
    drawn = [figure(rows[generator.integers(units, size=units)]) for _ in range(RESAMPLES)]
    kept = [one for one in drawn if one is not None]
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(kept, [tail, 1 - tail])
    return Agreement(value, float(low), float(high), units)
