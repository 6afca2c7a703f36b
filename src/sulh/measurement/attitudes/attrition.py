"""
Who was lost between the waves, and how unlike the groups were before: counts and differences, never a list of people.

    Panel ──lost──▶ Attrition of each wave     by group and side, with the differences tested
    Panel ──reach──▶ Reach                     of those who were asked, who answered at the baseline
    Panel ──balance──▶ Balance of a measure    participants and compared at the baseline

A difference in who was lost makes every later comparison doubtful, and so does one that was there from the start.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from sulh.measurement.attitudes.cells import Numbers
from sulh.measurement.attitudes.estimating import Rules, estimate
from sulh.measurement.attitudes.few import few_of_each, many_of_each, too_few
from sulh.measurement.attitudes.findings import Asymmetry, Attrition, Balance, Estimate, Lost, Reach, Said, Unsaid
from sulh.measurement.attitudes.joining import Panel
from sulh.measurement.attitudes.measures import Measure
from sulh.model.dialogue import Booleans, Floats
from sulh.model.studies import STUDY_GROUPS, StudyGroup

MUCH_MORE = 0.10  # share lost, more in one group than in the other: doubted whatever chance says
FAR_APART = 0.25  # standard deviations at the baseline: the same
PAIR = (1.0, -1.0)


def arm_of(panel: Panel, compared: tuple[StudyGroup, ...]) -> Numbers:
    """Number everybody: 0 for participants, 1 for those compared, −1 for a group that is not looked at."""
    theirs = [STUDY_GROUPS.index(group) for group in compared]
    return np.where(panel.group == 0, 0, np.where(np.isin(panel.group, theirs), 1, -1)).astype(np.intp)


def lost(panel: Panel, wave: str, *, compared: tuple[StudyGroup, ...], rules: Rules) -> Attrition:
    """
    Count who was asked at the baseline and who answered in one wave, and test the differences.

    Shares and differences are of whom the counts tell: with the others among them, those would be a subtraction.
    """
    answered = panel.answered
    everybody = np.where(answered[:, 0] > 0, 1 - answered[:, panel.waves.index(wave)], np.nan)
    gone = np.where(_few(panel, rules.fewest), np.nan, everybody)
    arm = arm_of(panel, compared)
    by_group = estimate(gone, arm, panel.cluster, PAIR, rules=rules, dealt=True) if (arm == 1).any() else None
    by_side = []
    for one, other in combinations(range(len(panel.sides)), 2):
        cell = np.where(panel.side == one, 0, np.where(panel.side == other, 1, -1)).astype(np.intp)
        said = estimate(gone, np.where(arm < 0, -1, cell), panel.cluster, PAIR, rules=rules)
        by_side.append(Asymmetry(panel.sides[one], panel.sides[other], said))
    theirs = gone[(arm == 0) & ~np.isnan(gone)]
    share = float(theirs.mean()) if len(theirs) >= rules.fewest else None
    return Attrition(wave, _counted(panel, everybody, rules.fewest), share, by_group, tuple(by_side))


def reach(panel: Panel, asked: int, *, rules: Rules) -> Reach | None:
    """
    Count who answered at the baseline, of so many who were asked; nothing where nobody said how many (0).

    How many is not told where few of a side in a group did: the others are counted beside it, by group and side.
    """
    answered = int((panel.answered[:, 0] > 0).sum())
    told = answered >= rules.fewest and not _few(panel, rules.fewest).any()
    return Reach(asked, answered if told else None) if asked else None


def balance(
    panel: Panel, measure: Measure, values: Floats, *, compared: tuple[StudyGroup, ...], rules: Rules
) -> Balance:
    """
    Compare participants with the others at the baseline.

    Of two answers no spread is told, since it is their level; nor an interval where each is a group by themselves,
    since that is made of the spread.
    """
    arm, there = arm_of(panel, compared), ~np.isnan(values[:, 0])
    if not many_of_each(arm, panel.side, there, rules.fewest):
        return Balance(measure.key, too_few(there & (arm >= 0), panel.cluster, rules.fewest), None)
    found = estimate(values[:, 0], arm, panel.cluster, PAIR, rules=rules, dealt=True)
    deviation, _ = spread(values[:, 0], arm, panel.side, fewest=rules.fewest)
    if measure.two_answers and isinstance(found, Estimate):
        alone = found.clusters == found.n
        return Balance(measure.key, Unsaid("two-answers", found.n, found.clusters) if alone else found, None)
    if isinstance(found, Estimate) and deviation > 0:
        return Balance(measure.key, found, found.effect / deviation)
    return Balance(measure.key, found, None)


def spread(before: Floats, arm: Numbers, side: Numbers, *, fewest: int) -> tuple[float, int]:
    """
    Return the standard deviation at the baseline, pooled over the groups, and of how many people it is.

    Few of a side in a group are no part of it: a side that pools its answers would hold theirs. It is one number for
    all waves, since two over the same people but for one would differ by that one.

    >>> two_sides = np.array([0, 0, 0, 1])
    >>> spread(np.array([1.0, 2.0, 3.0, 99.0]), np.zeros(4, dtype=int), two_sides, fewest=3)
    (1.0, 3)
    """
    there = ~np.isnan(before)
    kept = there & ~few_of_each(arm, side, there, fewest)
    groups = [before[(arm == one) & kept] for one in (0, 1)]
    people = sum(len(group) for group in groups)
    some = [group for group in groups if len(group) > 1]
    if not some:
        return 0.0, people
    squares = sum(float(((group - group.mean()) ** 2).sum()) for group in some)
    return float(np.sqrt(squares / sum(len(group) - 1 for group in some))), people


def differs(found: Said | None, much: float) -> bool:
    """Tell whether a difference is larger than chance gives, or large whatever chance says."""
    if found is None or isinstance(found, Unsaid):
        return False
    return not found.low <= 0 <= found.high or abs(found.effect) >= much


def _few(panel: Panel, fewest: int) -> Booleans:
    """Return who answered at the baseline as one of few of their side in their group; shape (people,)."""
    return few_of_each(panel.group, panel.side, panel.answered[:, 0] > 0, fewest)


def _counted(panel: Panel, gone: Floats, fewest: int) -> tuple[Lost, ...]:
    """Count by group and side; a pair nobody belongs to is left out, and of a few it is told that they are few."""
    rows = []
    for at, group in enumerate(STUDY_GROUPS):
        for of, side in enumerate(panel.sides):
            mine = gone[(panel.group == at) & (panel.side == of)]
            asked = int((~np.isnan(mine)).sum())
            if asked >= fewest:
                rows.append(Lost(group, side, asked, asked - int(np.nansum(mine))))
            elif asked:
                rows.append(Lost(group, side, None, None))
    return tuple(rows)
