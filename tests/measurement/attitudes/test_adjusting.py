"""Tests of `sulh.measurement.attitudes.adjusting`: the effect with the baseline taken out, where a plan asks for it."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from benchmarks.attitudes_coverage import Design, beside_covariance, people
from sulh.measurement.attitudes.adjusting import adjusted, slope
from sulh.measurement.attitudes.analysing import analyse
from sulh.measurement.attitudes.bounds import ARMS
from sulh.measurement.attitudes.cells import Numbers, cells, contrast
from sulh.measurement.attitudes.findings import Estimate, Result
from sulh.model.dialogue import Floats
from sulh.model.studies import Assigned, PlannedOutcome
from tests.measurement.attitudes.asked import plan, rows, study
from tests.measurement.attitudes.test_coverage import LEVEL, STUDIES, tolerance


def effect(values: Floats, arm: Numbers) -> float:
    """The difference of two means."""
    made = cells(values, arm, np.arange(len(arm)), ARMS)
    return float(contrast(made))


def found(*, asked: bool = True, assigned: Assigned = "groups_by_lot") -> dict[str, Result]:
    """Analyse a study whose plan names trust alone, with the baseline taken out or not."""
    laid_down = msgspec.structs.replace(plan(PlannedOutcome("trust", "after", primary=True)), adjusted=asked)
    moved = {"trust": (1.0, 0.0), "felt": (0.5, 0.0), "met": (0.0, 0.0)}
    return {one.measure: one for one in analyse(rows(moved), study(assigned=assigned), laid_down).results}


def test_it_is_the_coefficient_of_a_regression_on_group_and_baseline() -> None:
    """Groups of unlike sizes, some people lost: statsmodels gives the same effect and the same slope."""
    from statsmodels.regression.linear_model import OLS

    rng = np.random.default_rng(3)
    before, after, arm, _ = people(Design("", (4, 8, 12), (20, 6), 0.4), rng)
    after = np.where(rng.random(len(after)) < 0.2, np.nan, after)
    there = ~np.isnan(after)
    design = np.column_stack([np.ones(int(there.sum())), 1 - arm[there], before[there]])
    fitted = OLS(after[there], design).fit()

    assert fitted.params[1] == pytest.approx(effect(adjusted(before, after, arm), arm), rel=1e-10)
    assert fitted.params[2] == pytest.approx(slope(before, after, arm), rel=1e-10)


def test_where_all_began_alike_it_is_the_difference() -> None:
    """People who began at one value, group by group, leave no slope: the plain difference is told."""
    before, after = np.array([2.0, 2.0, 3.0, 3.0]), np.array([3.0, 5.0, 3.0, 4.0])
    arm = np.array([0, 0, 1, 1])

    assert 1.0 == slope(before, after, arm)
    assert effect(after - before, arm) == effect(adjusted(before, after, arm), arm)


def test_a_planted_effect_moves_it_by_as_much() -> None:
    """What is added to everybody of one group is added to the effect and to no slope."""
    before, after, arm, _ = people(Design("", (8,) * 4, (8,) * 4, 0.0), np.random.default_rng(0))
    moved = after + 0.6 * (arm == 0)

    assert slope(before, after, arm) == pytest.approx(slope(before, moved, arm))
    assert 0.6 == pytest.approx(effect(adjusted(before, moved, arm), arm) - effect(adjusted(before, after, arm), arm))


def test_it_stands_beside_a_planned_effect_and_nowhere_else() -> None:
    """What the plan names has both; what it does not name has the difference alone, and so has a plan without it."""
    told, plain = found(), found(asked=False)
    trust = told["trust"].covariance

    assert isinstance(trust, Estimate)
    assert trust.p is None
    assert [None, None] == [told[key].covariance for key in ("felt", "met")]
    assert [None] * 3 == [one.covariance for one in plain.values()]
    assert plain["trust"].found == told["trust"].found


def test_without_a_lot_nothing_is_adjusted() -> None:
    """Where no lot decided, groups that began apart would be taken for alike: the difference stands alone."""
    assert found(assigned="not_by_lot")["trust"].covariance is None


@pytest.mark.parametrize(
    ("design", "most"),
    [
        (Design("", (5,) * 4, (5,) * 4, 0.2), 1 - 2 / 70),
        (Design("", (1,) * 5, (1,) * 5, 0.4), 1 - 12 / 252),
        (Design("", (12,) * 20, (12,) * 20, 0.6), 0.95),
    ],
)
def test_intervals_hold_what_was_planted_and_are_narrower(design: Design, most: float) -> None:
    """With few groups and with many, as many intervals hold the effect as they say, and they are narrower."""
    told = beside_covariance(design, STUDIES, np.random.default_rng(5), draws=199)
    low, high = tolerance(LEVEL, most)

    assert low <= told.adjusted <= high
    assert told.narrow < told.width
