"""
How far coders agree beyond what chance would give.

    weighted_kappa   two coders of the same stipulations (Cohen 1968): linear or quadratic weights
    alpha            any number of coders, with gaps (Krippendorff): nominal, ordinal or interval

Each comes with an interval from resampling stipulations, each with all the days on which it was scored: what was said
of one on one day is no news of it on the next. With few stipulations there is no interval. There is no figure
either, and a reason instead, where nothing was scored twice, or everything alike: then chance alone would give full
agreement. High agreement says that a scale is read alike, not that it is read rightly.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal

import numpy as np

from sulh.model.dialogue import Floats
from sulh.model.findings import Value

Weights = Literal["none", "linear", "quadratic"]
Metric = Literal["nominal", "ordinal", "interval"]
Reason = Literal["", "too-few", "no-variation"]

FEWEST: Final = 10  # stipulations; with fewer, an interval would be wider than what it is to tell apart
CATEGORIES: Final = 4
RESAMPLES: Final = 2_000
LEVEL: Final = 0.95


class Reliability(Value, frozen=True):
    """
    How far coders agree.

    Attributes:
        value: 1 for full agreement, 0 for what chance gives, below for less; None where it cannot be said.
        low, high: The interval at `LEVEL`; None with fewer than `FEWEST` units.
        units: How many stipulations at least two coders scored, on one day or on several.
        reason: Why something is None; empty where nothing is.
        times: How often at least two coders scored one: a stipulation counts with each of its days.
    """

    value: float | None
    low: float | None
    high: float | None
    units: int
    reason: Reason = ""
    times: int = 0


def table_of(pairs: Sequence[tuple[int, int]], categories: int = CATEGORIES) -> Floats:
    """Return how often each pair of scores was given: rows by the first coder, columns by the second."""
    counted = np.zeros((categories, categories))
    for one, other in pairs:
        counted[one, other] += 1
    return counted


def kappa(table: Floats, weights: Weights = "linear") -> float | None:
    """
    Return Cohen's kappa of a table, weighted by how far two scores lie apart; None where both gave one score only.

    >>> round(kappa(np.array([[20, 5], [10, 15]]), "none"), 2)
    0.4
    >>> four = np.array([[4, 1, 0, 0], [0, 3, 1, 0], [0, 1, 3, 1], [0, 0, 0, 6]])
    >>> round(kappa(four, "linear"), 3), round(kappa(four, "quadratic"), 3)
    (0.844, 0.925)
    """
    return _first(_kappas(np.asarray(table, dtype=float)[None], weights))


def weighted_kappa(
    pairs: Sequence[tuple[int, int]], weights: Weights = "linear", *, categories: int = CATEGORIES, seed: int = 0
) -> Reliability:
    """
    Return how far two coders agree, each pair the scores of one stipulation.

    Args:
        pairs: The first coder's score and the second's.
        weights: How much a difference of two counts against one of one.
        categories: How many scores there are, from 0.
        seed: Of the resampling; the same seed gives the same interval.
    """
    cells = table_of(pairs, categories).ravel()
    held = np.repeat(np.eye(len(cells)), cells.astype(int), axis=0)
    return _with_interval(held, lambda drawn: _kappas(drawn.reshape(-1, categories, categories), weights), seed)


def krippendorff(ratings: Floats, metric: Metric = "ordinal") -> float | None:
    """
    Return Krippendorff's alpha; None where fewer than two scores can be paired, or all paired ones are alike.

    Args:
        ratings: One row a stipulation, one column a coder; NaN where a coder gave none.
        metric: Whether scores are names, an order, or equal steps.

    >>> krippendorff(np.array([[1.0, 1], [2, 2], [3, 3]]))
    1.0
    """
    values, units, held = _units(ratings, range(len(ratings)))
    return _first(_alphas(units, held.sum(axis=0)[None], values, metric)) if len(units) else None


def alpha(
    ratings: Floats, metric: Metric = "ordinal", *, of: Sequence[str] | None = None, seed: int = 0
) -> Reliability:
    """
    Return how far any number of coders agree, with gaps: as `krippendorff`, with an interval.

    Args:
        ratings: As for `krippendorff`, one row a stipulation on a day.
        metric: As there.
        of: Which stipulation each row is of; None where each is of another.
        seed: Of the resampling.
    """
    values, units, held = _units(ratings, range(len(ratings)) if of is None else of)
    return _with_interval(held, lambda drawn: _alphas(units, drawn, values, metric), seed)


def _units(ratings: Floats, of: Sequence[object]) -> tuple[Floats, Floats, Floats]:
    """
    Return what was scored twice or more.

    Returns:
        The values that occur; the different ways in which a row was scored; and how often each way came, one row a
        stipulation.
    """
    values = np.unique(ratings[~np.isnan(ratings)])
    counts = (ratings[:, :, None] == values).sum(axis=1).astype(float)
    paired: list[int] = np.flatnonzero(counts.sum(axis=1) > 1).tolist()
    units, which = np.unique(counts[paired], axis=0, return_inverse=True)
    places = {key: at for at, key in enumerate(dict.fromkeys(of[row] for row in paired))}
    held = np.zeros((len(places), len(units)))
    ways: list[int] = which.ravel().tolist()
    for row, way in zip(paired, ways, strict=True):
        held[places[of[row]], way] += 1
    return values, units, held


def _kappas(tables: Floats, weights: Weights) -> Floats:
    """Return kappa of each of many tables; NaN where chance alone would agree fully."""
    apart = _apart(tables.shape[1], weights)
    chance = tables.sum(axis=2)[:, :, None] * tables.sum(axis=1)[:, None, :]
    total = tables.sum(axis=(1, 2))
    return _beyond((apart * tables).sum(axis=(1, 2)) * total, (apart * chance).sum(axis=(1, 2)))


def _alphas(units: Floats, often: Floats, values: Floats, metric: Metric) -> Floats:
    """
    Return alpha for each of many ways to draw units; NaN where all that is paired is alike.

    Args:
        units: How often each value was given, one row a kind of unit.
        often: How often each kind was drawn, one row a way to draw.
        values: What the columns of `units` stand for.
        metric: As for `krippendorff`.
    """
    given = units.sum(axis=1)
    pairs = (units[:, :, None] * units[:, None, :] - units[:, :, None] * np.eye(len(values))) / (given - 1)[
        :, None, None
    ]
    coincidences = np.tensordot(often, pairs, axes=1)
    margins = coincidences.sum(axis=2)
    apart = _distances(margins, values, metric)
    expected = (margins[:, :, None] * margins[:, None, :] * apart).sum(axis=(1, 2))
    return _beyond((coincidences * apart).sum(axis=(1, 2)) * (margins.sum(axis=1) - 1), expected)


def _beyond(observed: Floats, expected: Floats) -> Floats:
    """Return agreement beyond chance; NaN where nothing else was to be expected."""
    known = expected > 0
    return np.where(known, 1 - observed / np.where(known, expected, 1), np.nan)


def _distances(margins: Floats, values: Floats, metric: Metric) -> Floats:
    """Return how far each value lies from each, squared, for each row of margins."""
    if metric == "nominal":
        return np.broadcast_to(1.0 - np.eye(len(values)), (len(margins), len(values), len(values)))
    if metric == "interval":
        return np.broadcast_to(np.subtract.outer(values, values) ** 2, (len(margins), len(values), len(values)))
    middle = np.cumsum(margins, axis=1) - margins / 2  # the ranks between two values lie between their middles
    return np.asarray((middle[:, :, None] - middle[:, None, :]) ** 2)


def _apart(categories: int, weights: Weights) -> Floats:
    steps = np.abs(np.subtract.outer(np.arange(categories), np.arange(categories))).astype(float)
    if weights == "none":
        return (steps > 0).astype(float)
    return steps if weights == "linear" else steps**2


def _first(found: Floats) -> float | None:
    return None if np.isnan(found[0]) else float(found[0])


def _with_interval(held: Floats, figures: Callable[[Floats], Floats], seed: int) -> Reliability:
    """
    Return a figure with its interval from drawing stipulations anew, each with all that was said of it.

    Those of which the same was said are drawn together: how often each kind of them comes is one multinomial draw.

    Args:
        held: How often each way of scoring came, one row a stipulation.
        figures: The figure for each of many rows of how often each way came.
        seed: Of the draws.
    """
    units, times = len(held), int(held.sum())
    value = _first(figures(held.sum(axis=0)[None])) if units else None
    if value is None:
        return Reliability(None, None, None, units, "no-variation" if units else "too-few", times)
    if units < FEWEST:
        return Reliability(value, None, None, units, "too-few", times)
    kinds, often = np.unique(held, axis=0, return_counts=True)
    drawn = np.random.default_rng(seed).multinomial(units, often / units, size=RESAMPLES) @ kinds
    tail = (1 - LEVEL) / 2
    low, high = np.nanquantile(figures(drawn), [tail, 1 - tail])
    return Reliability(value, float(low), float(high), units, times=times)
