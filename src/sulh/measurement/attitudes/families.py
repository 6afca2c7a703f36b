"""
Many results, some of them luck: p put right for how many were looked at together.

    p of one family ──holm──▶ the chance of even one false alarm is kept          the primary outcomes of a plan
                    ──benjamini_hochberg──▶ the share of false alarms is kept     the others, and what was not planned

What comes out stands beside the effect and interval it belongs to (`Result.adjusted`).
"""

from __future__ import annotations

import numpy as np

from sulh.model.dialogue import Floats
from sulh.model.studies import Correction
from sulh.opinion.representative import false_discovery_rate


def holm(p: Floats) -> Floats:
    """
    Put p right so that the chance of even one false alarm in the family stays what it is for one test.

    Args:
        p: Shape (tests,). All of one family.

    Returns:
        Shape (tests,). Never below p, at most 1.

    Source:
        Holm (1979).

    >>> holm(np.array([0.01, 0.04, 0.03, 0.005])).round(3).tolist()  # .005 × 4, .01 × 3, .03 × 2, .04 × 1
    [0.03, 0.06, 0.06, 0.02]
    """
    order = np.argsort(p, kind="stable")
    raised = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    found = np.empty(len(p))
    found[order] = np.minimum(raised, 1)
    return found


def corrected(p: Floats, correction: Correction) -> Floats:
    """Put the p of one family right by the named correction."""
    return holm(p) if correction == "holm" else np.minimum(false_discovery_rate(p), 1)
