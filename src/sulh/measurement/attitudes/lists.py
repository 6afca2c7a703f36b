"""
List experiments: how many a statement applies to, when nobody has to say so of themselves.

    people with the statement on their list  ─┐
                                              ├─ mean count with − mean count without ─▶ share, with its interval
    people without it                        ─┘

Each person says how many of the statements apply, never which. The estimate holds if nobody counts the harmless ones
otherwise because the other one is there; `design_effect` asks whether the answers contradict that.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from scipy.special import ndtr

from sulh.measurement.attitudes.attrition import arm_of
from sulh.measurement.attitudes.cells import Numbers
from sulh.measurement.attitudes.estimating import Rules, estimate
from sulh.measurement.attitudes.few import many_of_each, too_few
from sulh.measurement.attitudes.findings import Listed, Said
from sulh.measurement.attitudes.joining import Panel
from sulh.model.dialogue import Floats
from sulh.model.studies import StudyGroup

SUSPECT = 0.05


def listed(panel: Panel, item: str, wave: str, *, compared: tuple[StudyGroup, ...], rules: Rules) -> list[Listed]:
    """Estimate one list at one wave: of the participants, of those compared, and the difference of the two."""
    column = panel.waves.index(wave)
    counts, shown = panel.values[item][:, column], panel.shown[item][:, column]
    arm = arm_of(panel, compared)
    without = np.where(np.isnan(shown) | (arm < 0), -1, 1 - np.nan_to_num(shown)).astype(np.intp)
    every = np.where(without < 0, -1, 2 * arm + without).astype(np.intp)
    told = many_of_each(every, panel.side, ~np.isnan(counts), rules.fewest)

    def share(cell: Numbers, weights: tuple[float, ...]) -> Said:
        if told:
            return estimate(counts, cell, panel.cluster, weights, rules=rules)
        return too_few((cell >= 0) & ~np.isnan(counts), panel.cluster, rules.fewest)

    doubts = ("list-design-effect",) if design_effect(counts, without) < SUSPECT else ()
    found = []
    groups: tuple[Literal["participants", "compared"], ...] = ("participants", "compared")
    for at, group in enumerate(groups):
        if (arm == at).any():
            said = share(np.where(arm == at, without, -1).astype(np.intp), (1, -1))
            found.append(Listed(item, wave, group, said, doubts))
    if len(found) > 1:
        said = share(every, (1, -1, -1, 1))
        found.append(Listed(item, wave, "difference", said, doubts))
    return found


def design_effect(counts: Floats, without: Numbers) -> float:
    """
    Return the chance of answers that contradict one list with and without a statement as much as these do.

    Who is shown one statement more can count the same or one more. So for every number the share of those who count
    at most so many is no larger with the statement than without, and no smaller than the share that counts one fewer
    without. Each of these is asked of chance, and the smallest p is put right for how many were asked (Bonferroni).

    Args:
        counts: Shape (people,). NaN for who did not answer.
        without: Shape (people,). 0 with the statement, 1 without, −1 for neither.

    Source:
        Blair and Imai (2012), with the simplest of their corrections.

    >>> counts = np.array([1.0, 2.0, 3.0, 2.0] * 30 + [0.0, 1.0, 2.0, 1.0] * 30)
    >>> without = np.array([0] * 120 + [1] * 120)
    >>> design_effect(counts, without), design_effect(counts, 1 - without) < 0.001
    (1.0, True)
    """
    with_it, without_it = (counts[(without == one) & ~np.isnan(counts)] for one in (0, 1))
    if not len(with_it) or not len(without_it):
        return 1.0
    numbers = np.arange(-1, int(max(with_it.max(), without_it.max())) + 1)
    upto = [(group[:, None] <= numbers).mean(axis=0) for group in (with_it, without_it)]
    larger = upto[1][1:] - upto[0][1:]
    smaller = upto[0][1:] - upto[1][:-1]
    error = [share * (1 - share) / len(group) for share, group in zip(upto, (with_it, without_it), strict=True)]
    spread = np.sqrt(np.concatenate([error[0][1:] + error[1][1:], error[0][1:] + error[1][:-1]]))
    gap = np.concatenate([larger, smaller])
    z = np.divide(gap, spread, out=np.where(gap < 0, -np.inf, 0.0), where=spread > 0)
    return float(min(1.0, ndtr(z.min()) * len(z))) if z.min() < 0 else 1.0
