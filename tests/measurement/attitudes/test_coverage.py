"""
Planted effects are recovered: intervals hold them as often as they say, bounds hold the truth whoever leaves.

Five hundred studies a design; the benchmark `benchmarks/attitudes_coverage.py` draws two thousand and prints them.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom

from benchmarks.attitudes_coverage import Design, bounds, people, simulate
from sulh.measurement.attitudes.bounds import ARMS
from sulh.measurement.attitudes.estimating import Rules, estimate
from sulh.measurement.attitudes.findings import Estimate

STUDIES = 500
LEVEL = 0.95
UNLIKE = (4, 6, 8, 10, 12, 15, 20, 25, 6, 14) * 2


def tolerance(least: float, most: float) -> tuple[float, float]:
    """Between which shares 99.9 % of runs lie, where the chance lies between two values."""
    return float(binom.ppf(0.0005, STUDIES, least)) / STUDIES, float(binom.ppf(0.9995, STUDIES, most)) / STUDIES


@pytest.mark.parametrize(
    ("groups", "sizes", "effect", "most"),
    [
        (8, (12,) * 4, 0.0, 1 - 2 / 70),  # dealing out four of eight gives that level and none nearer
        (8, (5,) * 4, 0.6, 1 - 2 / 70),
        (16, UNLIKE[:8], 0.2, 0.95),
        (24, (6,) * 12, 0.4, 0.95),
        (40, UNLIKE, 0.6, 0.95),
    ],
)
def test_intervals_hold_what_was_planted(groups: int, sizes: tuple[int, ...], effect: float, most: float) -> None:
    """With people lost at random, as many intervals hold the planted effect as they say, in standard deviations too."""
    found = simulate(Design(f"{groups}", sizes, sizes, effect), STUDIES, np.random.default_rng(groups), draws=199)
    low, high = tolerance(LEVEL, most)

    assert STUDIES == found.said
    assert low <= found.plain <= high
    assert low <= found.standardised <= high


@pytest.mark.parametrize("groups", [4, 20])
def test_bounds_hold_the_truth_when_people_leave_for_a_reason(groups: int) -> None:
    """When those who did worse leave, bounds hold the truth as often as they say, which the plain interval may not."""
    found = bounds(STUDIES, np.random.default_rng(1), groups=groups, samples=49)
    low, _ = tolerance(LEVEL, LEVEL)

    assert 1 == found["none-inner"]
    assert low <= min(found["none"], found["one-way"])
    assert (found["plain"] < low) == (groups == 20)


def test_a_planted_effect_moves_the_interval_by_as_much() -> None:
    """The same study with a larger effect has the same interval elsewhere: how often it holds does not depend on it."""
    ends = []
    for effect in (0.0, 0.6):
        before, after, arm, cluster = people(Design("", (8,) * 6, (8,) * 6, effect), np.random.default_rng(4))
        found = estimate(after - before, arm, cluster, ARMS, rules=Rules(draws=199), dealt=True)
        assert isinstance(found, Estimate)
        ends.append((found.low, found.high))

    assert [end + 0.6 for end in ends[0]] == pytest.approx(ends[1], abs=1e-5)
