"""
The example of Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): four observers, twelve units.

The paper prints .743 for nominal, .815 for ordinal and .849 for interval data, with gaps.
"""

from __future__ import annotations

import numpy as np
import pytest

from sulh.measurement.implementation.reliability import Metric, krippendorff

OBSERVERS = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


@pytest.mark.parametrize(("metric", "printed"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_the_printed_figures(metric: Metric, printed: float) -> None:
    """Each metric gives the figure of the paper to three places."""
    ratings = np.array([[float("nan") if mark == "." else float(mark) for mark in row] for row in OBSERVERS]).T
    assert printed == round(krippendorff(ratings, metric) or 0, 3)
