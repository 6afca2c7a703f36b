"""
From people's values to an estimate with its interval, by the method that holds for so many clusters.

    values, cell, cluster ──estimate──▶ Estimate, or Unsaid with what it would take

    clusters          one group's change        groups that could be dealt out     sides, lists
    30 or more        robust (CR2, t)           robust                             robust
    fewer             signs (exact)             randomisation                      wild bootstrap from 12 on
    too few for it    robust from 3 on          robust from 3 in each on           robust from 3 in each on

    Dealing out asks that groups could change places. Where those of one kind are on average more than twice as large as
    the others (dialogue groups beside single people), it makes intervals a third too wide: there it is robust as well.
    Below twelve clusters the wild bootstrap refuses too often (measured: docs/benchmarks.md), so nothing rests on it
    unless a plan asks for it.

    fewer than 4 people in a cell, or nothing varies          Unsaid
    fewer clusters still: single people are dealt out where a lot was drawn over people, or a group is seen before and
    after; the estimate then carries the doubt `people-as-units`, for it speaks of these dialogue groups alone

A plan may fix another method; where that one cannot say anything, the table holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import msgspec
import numpy as np
from scipy.special import stdtr, stdtrit

from sulh.measurement.attitudes.cells import Cells, Numbers, cells, contrast, freedom, variance
from sulh.measurement.attitudes.drawing import DRAWS, WEBB_BELOW, invert, least_lot_p, lot_p, lots, signs, wild_p
from sulh.measurement.attitudes.findings import Estimate, How, Said, Unsaid
from sulh.model.dialogue import Floats
from sulh.model.studies import Method

FEWEST_PEOPLE = 4  # in each cell: eight people in two groups are the fewest of whom anything is said
FEWEST_SIGNS = 6  # clusters whose signs give an interval at 95 %
FEWEST_ROBUST = 3
ENOUGH_CLUSTERS = 30
MOST_UNLIKE = 2  # times as many people in a cluster of one cell as in one of another
ENOUGH_IN_EACH = 10  # with fewer clusters in one cell the doubt stays, however many there are in the others


@dataclass(frozen=True)
class Rules:
    """
    How estimates are made.

    Attributes:
        fewest: People in each cell, below whom nothing is said; what is told is an exact mean, so this is also the k of
            whoever reads it.
        by_people: Whether a lot was drawn over single people, so that they may be dealt out where clusters are too few.
    """

    level: float = 0.95
    method: Method = "by_rule"
    seed: int = 0
    draws: int = DRAWS
    fewest: int = FEWEST_PEOPLE
    by_people: bool = False


def estimate(
    values: Floats, cell: Numbers, cluster: Numbers, weights: tuple[float, ...], *, rules: Rules, dealt: bool = False
) -> Said:
    """
    Estimate a contrast of cell means.

    Args:
        values: Shape (people,). NaN for who has none.
        cell: Shape (people,). Number of each one's cell, −1 for who belongs to none.
        cluster: Shape (people,). Number of each one's cluster.
        weights: Sign of each cell.
        rules: Level, method, seed.
        dealt: Whether the two cells are groups of whole clusters that a lot could have dealt out otherwise.

    >>> moved = np.array([1.0, 2.0, 0.0, 1.0, 2.0, 1.0, 0.0, 1.0])
    >>> found = estimate(moved, np.zeros(8, dtype=int), np.arange(8), (1,), rules=Rules())
    >>> found.effect, found.method, found.p  # all 256 ways to give the six who moved a sign: 2 of 64 are as far
    (1.0, 'signs', 0.03125)
    """
    kept = (cell >= 0) & ~np.isnan(values)
    n = int(kept.sum())
    in_cell = np.bincount(cell[kept], minlength=len(weights))
    units = len(np.unique(cluster[kept]))
    if not in_cell.all():
        return Unsaid("no-answers", n, units, rules.fewest)
    if in_cell.min() < rules.fewest:
        return Unsaid("few-people", n, units, rules.fewest)
    made = cells(values, cell, cluster, weights)
    doubts: tuple[str, ...] = ()
    how = _how(made, rules, dealt=dealt)
    if how is None and (rules.by_people or len(weights) == 1):
        made, doubts = cells(values, cell, np.arange(len(values)), weights), ("people-as-units",)
        how = _how(made, rules, dealt=dealt)
    if how is None:
        needed = FEWEST_SIGNS if len(weights) == 1 else FEWEST_ROBUST
        return Unsaid("few-people" if doubts else "few-clusters", n, units, needed)
    if np.allclose(variance(made, "CR0"), 0, atol=1e-18):
        return Unsaid("no-spread", n, units)
    return _said(made, how, rules, n, (*doubts, *_few(made)))


def standardise(found: Said, spread: float, people: int) -> Said:
    """
    Express an estimate in standard deviations, the uncertainty of which widens the interval.

    Each half of the interval is joined with that of the standard deviation (of `people` at the baseline) by squares.

    Source:
        Zou and Donner (2008), the method of variance estimates recovery.

    >>> made = standardise(Estimate(5.0, 1.0, 9.0, 0.95, 0.02, 80, 10, "randomisation"), 10.0, 80)
    >>> made.effect, round(made.low, 3), round(made.high, 3), made.p
    (0.5, 0.092, 0.908, None)
    """
    if isinstance(found, Unsaid):
        return found
    if not spread > 0:
        return Unsaid("no-spread", found.n, found.clusters)
    size = found.effect / spread
    own = abs(size) * float(stdtrit(people - 1, (1 + found.level) / 2)) / np.sqrt(2 * (people - 1))
    below = float(np.hypot((found.effect - found.low) / spread, own))
    above = float(np.hypot((found.high - found.effect) / spread, own))
    return Estimate(
        size, size - below, size + above, found.level, None, found.n, found.clusters, found.method, found.doubts
    )


def doubted(found: Said, *doubts: str) -> Said:
    """Return the same with further doubts."""
    fresh = tuple(doubt for doubt in doubts if doubt not in found.doubts)
    return msgspec.structs.replace(found, doubts=(*found.doubts, *fresh))


def _how(made: Cells, rules: Rules, *, dealt: bool) -> How | None:
    """Choose the method; None where there are too few clusters for any."""
    fewest = int(made.clusters.min())
    units = made.counts.shape[-1]
    possible = _possible(made, rules.level, dealt=dealt)
    if rules.method == "robust" and fewest >= FEWEST_ROBUST:
        return "robust"
    if rules.method == "wild" and len(made.weights) > 1 and fewest >= FEWEST_ROBUST:
        return "wild"
    plain = units >= ENOUGH_CLUSTERS or (dealt and not _alike(made))
    if plain and fewest >= FEWEST_ROBUST and rules.method != "randomisation":
        return "robust"
    if possible is not None:
        return possible
    single = bool((made.counts.sum(axis=-2) <= 1).all())
    return "robust" if fewest >= FEWEST_ROBUST and not single else None


def _alike(made: Cells) -> bool:
    """Whether clusters of all cells are of about the same size."""
    sizes = made.people / made.clusters
    return bool(sizes.max() <= MOST_UNLIKE * sizes.min())


def _possible(made: Cells, level: float, *, dealt: bool) -> How | None:
    """Name what can be drawn or listed for these cells, if it can reach the level at all."""
    units = made.counts.shape[-1]
    if len(made.weights) == 1:
        return "signs" if 2 / 2**units <= 1 - level + 1e-9 else None
    if dealt:
        one, other = (int(number) for number in made.clusters)
        return "randomisation" if min(one, other) > 1 and least_lot_p(one, other) <= 1 - level + 1e-9 else None
    return "wild" if units >= WEBB_BELOW and made.clusters.min() >= FEWEST_ROBUST else None


def _said(made: Cells, how: How, rules: Rules, n: int, doubts: tuple[str, ...]) -> Said:
    """Make the estimate by the method chosen."""
    effect, error = float(contrast(made)), float(np.sqrt(variance(made)))
    clusters = made.counts.shape[-1]
    if how == "robust":
        df = float(freedom(made))
        half = float(stdtrit(df, (1 + rules.level) / 2)) * error
        p = 2 * float(stdtr(df, -abs(effect) / error))
        return Estimate(effect, effect - half, effect + half, rules.level, p, n, clusters, how, doubts)
    p_at = _judge(made, how, rules)
    low, high = (float(end) for end in invert(p_at, np.array(effect), np.array(error), rules.level))
    if not np.isfinite([low, high]).all():
        return Unsaid("few-clusters", n, clusters, FEWEST_ROBUST)
    p = float(p_at(np.array(0.0)))
    return Estimate(effect, min(low, effect), max(high, effect), rules.level, p, n, clusters, how, doubts)


def _judge(made: Cells, how: How, rules: Rules) -> Callable[[Floats], Floats]:
    """Draw once, so that every contrast is judged by the same draws."""
    rng = np.random.default_rng(rules.seed)
    if how == "randomisation":
        return partial(lot_p, made, lots(made.counts[0] > 0, rng, draws=rules.draws))
    weights = signs(made.counts.shape[-1], rng, cells=len(made.weights), draws=rules.draws)
    return partial(wild_p, made, weights)


def _few(made: Cells) -> tuple[str, ...]:
    """Say so where clusters are few: in all, or in one cell."""
    enough = made.counts.shape[-1] >= ENOUGH_CLUSTERS and made.clusters.min() >= ENOUGH_IN_EACH
    return () if enough else ("few-clusters",)
