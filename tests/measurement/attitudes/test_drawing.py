"""Tests of `sulh.measurement.attitudes.drawing` against loops that regress and deal out one by one."""

from __future__ import annotations

from itertools import combinations
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.measurement.attitudes.cells import Cells, Numbers, cells, contrast, variance
from sulh.measurement.attitudes.drawing import all_signs, invert, least_lot_p, lot_p, lots, signs, wild_p
from sulh.model.dialogue import Booleans, Floats

TREATED = np.array([True] * 4 + [False] * 5)


def drawn(seed: int) -> tuple[Floats, Numbers, Numbers]:
    """Values, cells and clusters of sixty people: four clusters treated, five not, of unequal size."""
    rng = np.random.default_rng(seed)
    cluster = np.concatenate([np.arange(9), rng.integers(0, 9, 51)]).astype(np.intp)
    return rng.normal(size=60) + rng.normal(size=9)[cluster], (cluster >= 4).astype(np.intp), cluster


def ours(seed: int) -> Cells:
    """The same, added up."""
    values, cell, cluster = drawn(seed)
    return cells(values, cell, cluster, (1, -1))


def regressed(values: Floats, cell: Numbers, cluster: Numbers, null: float) -> float:
    """T of a regression on the treatment by matrices, without correction, squared."""
    design = np.column_stack([np.ones(len(values)), 1.0 - cell])
    bread = np.linalg.inv(design.T @ design)
    fitted = bread @ design.T @ values
    residual = values - design @ fitted
    scores = np.array([design[cluster == one].T @ residual[cluster == one] for one in np.unique(cluster)])
    return float((fitted[1] - null) ** 2 / (bread @ scores.T @ scores @ bread)[1, 1])


@pytest.mark.parametrize("null", [0.0, 0.7])
def test_the_wild_bootstrap_is_that_of_restricted_regressions(null: float) -> None:
    """Regressing each bootstrap sample anew gives the same p as the sums over clusters."""
    values, cell, cluster = drawn(3)
    weights = signs(9, np.random.default_rng(1), draws=60)
    base = (values - null * (1 - cell)).mean() + null * (1 - cell)
    samples = [base + weight[cluster] * (values - base) for weight in weights]
    found = np.mean([regressed(one, cell, cluster, null) >= regressed(values, cell, cluster, null) for one in samples])

    assert found == pytest.approx(float(wild_p(ours(3), weights, np.array(null))))


def test_dealing_out_is_dealing_out() -> None:
    """Every way to choose four of nine clusters, one after another, gives the same p as all of them at once."""
    values, cell, cluster = drawn(5)
    shifted = values - 0.4 * (1 - cell)
    count = np.bincount(cluster)
    total = np.bincount(cluster, weights=shifted)

    def square(chosen: Booleans) -> float:
        both, spread = [], 0.0
        for mine in (chosen, ~chosen):
            mean = total[mine].sum() / count[mine].sum()
            both.append(mean)
            moved = (total[mine] - count[mine] * mean) / count[mine].sum()
            spread += (moved**2).sum() * mine.sum() / (mine.sum() - 1)
        return float((both[0] - both[1]) ** 2 / spread)

    ways = [np.isin(np.arange(9), places) for places in combinations(range(9), 4)]
    expected = np.mean([square(way) >= square(TREATED) * (1 - 1e-9) for way in ways])

    assert expected == pytest.approx(float(lot_p(ours(5), lots(TREATED, np.random.default_rng(0)), np.array(0.4))))


def test_all_lots_are_listed_once_and_the_actual_one_is_the_first() -> None:
    """The ways to choose four of nine are 126, each is there once, and drawn ones hold as many clusters."""
    listed = lots(TREATED, np.random.default_rng(0))
    drawn_ones = lots(np.arange(40) < 20, np.random.default_rng(0), draws=50)

    assert comb(9, 4) == len(np.unique(listed, axis=0)) == len(listed)
    assert TREATED.tolist() == listed[0].tolist()
    assert {20} == set(drawn_ones.sum(axis=1).tolist())
    assert 51 == len(drawn_ones)


def test_signs_of_one_cell_are_all_ways() -> None:
    """Six clusters have 64 signs; twelve clusters of two cells take two weights, eleven take Webb's six."""
    rng = np.random.default_rng(0)

    assert 64 == len(np.unique(all_signs(6), axis=0)) == len(signs(6, rng, cells=1))
    assert [-1.0, 1.0] == np.unique(signs(12, rng)).tolist()
    assert 6 == len(np.unique(signs(11, rng)))


@pytest.mark.parametrize("make", ["wild", "lots"])
def test_the_interval_is_what_is_not_refused(make: str) -> None:
    """Just inside its ends an effect is not refused at the level, beyond them it is."""
    both = ours(7)
    rng = np.random.default_rng(0)
    weights, dealt = signs(9, rng, draws=299), lots(TREATED, rng)

    def p_at(null: Floats) -> Floats:
        return wild_p(both, weights, null) if make == "wild" else lot_p(both, dealt, null)

    error = np.sqrt(variance(both))
    low, high = invert(p_at, contrast(both), error, 0.95)

    assert float(low) < float(contrast(both)) < float(high)
    assert (p_at(np.array([low, high])) <= 0.05 + 1e-9).all()
    assert (p_at(np.array([low + 1e-4 * error, high - 1e-4 * error])) > 0.05).all()


def test_an_interval_that_nothing_refuses_has_no_end() -> None:
    """Three groups against three can be dealt in twenty ways: no effect whatever is refused at the level of 95 %."""
    values, cluster = np.arange(6.0), np.arange(6)
    both = cells(values, (cluster >= 3).astype(np.intp), cluster, (1, -1))
    dealt = lots(cluster < 3, np.random.default_rng(0))
    low, high = invert(lambda null: lot_p(both, dealt, null), contrast(both), np.sqrt(variance(both)), 0.95)

    assert (-np.inf, np.inf) == (float(low), float(high))
    assert 0.1 == least_lot_p(3, 3)


@given(st.integers(0, 10_000), st.floats(-5, 5), st.floats(0.1, 10))
def test_a_shift_and_another_unit_change_nothing(seed: int, shift: float, unit: float) -> None:
    """Adding the same to everybody, or measuring in another unit, leaves p as it is."""
    values, cell, cluster = drawn(seed)
    moved = cells(values * unit + shift, cell, cluster, (1, -1))
    rng = np.random.default_rng(0)
    weights, dealt = signs(9, rng, draws=99), lots(TREATED, rng)

    assert float(wild_p(ours(seed), weights, np.array(0.3))) == float(wild_p(moved, weights, np.array(0.3 * unit)))
    assert float(lot_p(ours(seed), dealt, np.array(0.3))) == float(lot_p(moved, dealt, np.array(0.3 * unit)))


def test_many_studies_at_once_are_each_by_itself() -> None:
    """Leading axes are studies: computed together they are what they are alone."""
    alone = [ours(seed) for seed in range(5)]
    together = Cells(alone[0].weights, np.stack([one.sums for one in alone]), np.stack([one.counts for one in alone]))
    weights, dealt = signs(9, np.random.default_rng(0), draws=99), lots(TREATED, np.random.default_rng(0))
    null = np.zeros(5)

    of_wild = [float(wild_p(one, weights, np.array(0.0))) for one in alone]
    of_lots = [float(lot_p(one, dealt, np.array(0.0))) for one in alone]
    assert of_wild == pytest.approx(wild_p(together, weights, null).tolist())
    assert of_lots == pytest.approx(lot_p(together, dealt, null).tolist())
