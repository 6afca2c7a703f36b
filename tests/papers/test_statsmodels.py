"""
What statsmodels gives: cluster-robust errors on the data of Grunfeld (1958) that it brings along, and many p put right.

Investment of eleven firms, before and from 1945 on; the four largest against the seven others, firms being clusters.
"""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy import stats

from sulh.measurement.attitudes.cells import Cells, cells, contrast, freedom, variance
from sulh.measurement.attitudes.families import corrected
from sulh.model.dialogue import Floats

LARGE = ("General Motors", "US Steel", "General Electric", "Chrysler")
YEAR = 1945


@pytest.fixture(scope="module")
def grunfeld() -> tuple[Floats, Floats, Floats, Floats]:
    """Investment, and for each row whether the firm is large, whether the year is late, and which firm it is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from statsmodels.datasets import grunfeld as source

        data = source.load_pandas().data
    _, firm = np.unique(data["firm"], return_inverse=True)
    large, late = data["firm"].isin(LARGE).to_numpy(float), (data["year"] >= YEAR).to_numpy(float)
    return data["invest"].to_numpy(float), large, late, firm.astype(float)


def regression(outcome: Floats, design: Floats, firm: Floats) -> tuple[float, float]:
    """The last coefficient of a regression by statsmodels, and its cluster-robust variance."""
    from statsmodels.regression.linear_model import OLS

    fitted = OLS(outcome, design).fit(cov_type="cluster", cov_kwds={"groups": firm.astype(int)})
    return float(fitted.params[-1]), float(fitted.cov_params()[-1, -1])


def made(values: Floats, cell: Floats, firm: Floats, weights: tuple[float, ...]) -> Cells:
    """Ours, of the same rows."""
    return cells(values, cell.astype(np.intp), firm.astype(np.intp), weights)


def test_difference_in_differences(grunfeld: tuple[Floats, Floats, Floats, Floats]) -> None:
    """Four means with their signs are the coefficient of the interaction, and their variance is its variance."""
    invest, large, late, firm = grunfeld
    design = np.column_stack([np.ones(len(invest)), large, late, large * late])
    ours = made(invest, 2 * (1 - large) + (1 - late), firm, (1, -1, -1, 1))

    effect, spread = regression(invest, design, firm)
    assert effect == pytest.approx(float(contrast(ours)), rel=1e-10)
    assert spread == pytest.approx(float(variance(ours, "CR1")), rel=1e-10)


def test_difference_of_two_groups(grunfeld: tuple[Floats, Floats, Floats, Floats]) -> None:
    """Two means whose clusters belong to one group each are a regression on one indicator."""
    invest, large, _, firm = grunfeld
    ours = made(invest, 1 - large, firm, (1, -1))

    effect, spread = regression(invest, np.column_stack([np.ones(len(invest)), large]), firm)
    assert effect == pytest.approx(float(contrast(ours)), rel=1e-10)
    assert spread == pytest.approx(float(variance(ours, "CR1")), rel=1e-10)


def test_bell_and_mccaffrey_by_matrices(grunfeld: tuple[Floats, Floats, Floats, Floats]) -> None:
    """Our closed form is what residuals times the inverse root of I − H give, cluster by cluster."""
    invest, large, late, firm = grunfeld
    kept = (firm > 0) | (late == 0)  # one firm is there in one of the two times only
    design = np.column_stack([large * late, large * (1 - late), (1 - large) * late, (1 - large) * (1 - late)])[kept]
    bread = np.linalg.inv(design.T @ design)
    residual = invest[kept] - design @ bread @ design.T @ invest[kept]
    meat = np.zeros((4, 4))
    for one in np.unique(firm[kept]):
        rows = firm[kept] == one
        left = np.eye(rows.sum()) - design[rows] @ bread @ design[rows].T
        value, vector = np.linalg.eigh(left)
        root = vector @ np.diag(value**-0.5) @ vector.T
        score = design[rows].T @ root @ residual[rows]
        meat += np.outer(score, score)
    sign = np.array([1, -1, -1, 1])
    ours = made(invest[kept], (2 * (1 - large) + (1 - late))[kept], firm[kept], (1, -1, -1, 1))

    assert sign @ bread @ meat @ bread @ sign == pytest.approx(float(variance(ours)), rel=1e-10)


def test_groups_of_single_people_are_welch() -> None:
    """Where everybody is a cluster by themselves, variance and degrees of freedom are those of Welch's test."""
    one, other = np.array([1.0, 4.0, 2.0, 8.0, 5.0]), np.array([7.0, 1.0, 3.0])
    ours = cells(np.concatenate([one, other]), np.array([0] * 5 + [1] * 3), np.arange(8), (1, -1))
    welch = stats.ttest_ind(one, other, equal_var=False)

    assert welch.df == pytest.approx(float(freedom(ours)))
    assert welch.statistic == pytest.approx(float(contrast(ours) / np.sqrt(variance(ours))))


def test_cells_that_share_clusters_have_no_more_freedom_than_clusters() -> None:
    """Two sides in the same five groups are compared on four degrees of freedom, not on eight."""
    values, cluster = np.arange(20.0) ** 1.5 % 7, np.tile(np.arange(5), 4)

    assert float(freedom(cells(values, np.repeat([0, 1], 10), cluster, (1, -1)))) <= 4
    assert float(freedom(cells(values, np.repeat([0, 1], 10), np.arange(20), (1, -1)))) > 4


def test_many_results_are_put_right_as_there() -> None:
    """Holm's and Benjamini and Hochberg's p come out as they do there, ties and ones among them."""
    from statsmodels.stats.multitest import multipletests

    drawn = np.random.default_rng(0).random((20, 9)) ** 3
    for p in (*drawn, np.array([0.04, 0.04, 1.0, 0.0]), np.array([0.2])):
        assert multipletests(p, method="holm")[1] == pytest.approx(corrected(p, "holm"))
        assert multipletests(p, method="fdr_bh")[1] == pytest.approx(corrected(p, "benjamini_hochberg"))
