"""
Other people's scores of the same statements, for comparison only. They decide nothing in Sulh.

    overall                   one pot, whoever is most numerous wins
    smallest_laplace          the least willing side, by (a + 1)/(n + 2)
    group_informed_consensus  the product of those, as Polis computes it over computed groups
    geometric_mean            the same, made comparable over the number of sides
"""

from __future__ import annotations

import numpy as np

from sulh.model.dialogue import Floats
from sulh.model.findings import DECIMALS, Comparison
from sulh.opinion.polis import laplace
from sulh.opinion.tally import Tally


def comparison(tally: Tally) -> list[Comparison]:
    """
    Score every statement in the ways others do.

    Args:
        tally: Counts by side. Without declared sides only the overall share can be given.

    Returns:
        One entry a statement, in the order of the tally.

    >>> tally = Tally(("A", "B"), ("1",), np.array([[[9, 1, 0]], [[1, 9, 0]], [[0, 0, 0]]]))
    >>> [(c.overall, c.smallest_laplace, c.group_informed_consensus) for c in comparison(tally)]
    [(0.5, 0.166667, 0.138889)]
    """
    everyone = tally.counts[:-1] if tally.sides else tally.counts
    agree, answered = everyone[:, :, 0].sum(axis=0), everyone.sum(axis=(0, 2))
    overall = np.divide(agree, answered, out=np.full(len(agree), np.nan), where=answered > 0)
    rates = laplace(tally.counts[:-1])
    return [_entry(identifier, float(overall[j]), rates[:, j]) for j, identifier in enumerate(tally.statements)]


def _entry(identifier: str, overall: float, rates: Floats) -> Comparison:
    share = None if np.isnan(overall) else round(overall, DECIMALS)
    if not len(rates):
        return Comparison(identifier, share, None, None, None)
    product = float(rates.prod())
    mean = product ** (1 / len(rates))
    return Comparison(
        identifier, share, round(float(rates.min()), DECIMALS), round(product, DECIMALS), round(mean, DECIMALS)
    )
