"""
Kappa as two other programs print it, on the examples that statsmodels keeps of them in its own tests.

    PROC FREQ of SAS          three kinds, two judges: simple 0.4842, with linear weights 0.4701
    kappa2 of irr, for R      anxiety of twenty people from 1 to 6, two judges: unweighted, equal and squared weights
"""

from __future__ import annotations

import numpy as np
import pytest

from sulh.measurement.implementation.reliability import Weights, kappa, table_of

SAS = np.array([[0, 4, 1], [0, 8, 0], [0, 1, 5]], dtype=float)
SECOND = (3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4)
THIRD = (2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2)
SCORES = (1, 2, 3, 4, 6)  # neither of the two gave a five, and irr leaves out what nobody gave


@pytest.mark.parametrize(("weights", "printed"), [("none", 0.4842), ("linear", 0.4701)])
def test_as_sas_prints_it(weights: Weights, printed: float) -> None:
    """Simple and weighted kappa of PROC FREQ, to four places."""
    assert printed == round(kappa(SAS, weights) or 0, 4)


@pytest.mark.parametrize(
    ("weights", "printed"), [("none", -0.006289308), ("linear", 0.1459075), ("quadratic", 0.2520325)]
)
def test_as_irr_prints_it(weights: Weights, printed: float) -> None:
    """All three ways to weigh how far two judges are apart, one of them a little worse than chance."""
    table = table_of([(SCORES.index(one), SCORES.index(other)) for one, other in zip(SECOND, THIRD, strict=True)], 5)

    assert printed == pytest.approx(kappa(table, weights), abs=5e-8)
