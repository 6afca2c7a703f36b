"""
One measure at one wave: the effect or the change, by side, what the lost could change, and every doubt.

    people to compare with       effect    change of the participants less that of those compared
    nobody to compare with       change    said as such, with the doubt `no-comparison`

Doubts are put on every estimate they concern, so that no figure can be taken out without them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import msgspec
import numpy as np

from sulh.measurement.attitudes.adjusting import adjusted
from sulh.measurement.attitudes.attrition import FAR_APART, MUCH_MORE, PAIR, arm_of, differs, spread
from sulh.measurement.attitudes.bounds import Arms, one_way, tipping, worst_case
from sulh.measurement.attitudes.cells import Numbers
from sulh.measurement.attitudes.estimating import Rules, doubted, estimate, standardise
from sulh.measurement.attitudes.findings import (
    Asymmetry,
    Attrition,
    Balance,
    Bounds,
    Change,
    Compared,
    Estimate,
    OfSide,
    Reading,
    Result,
    Said,
    Tipping,
    Unsaid,
)
from sulh.measurement.attitudes.joining import Panel
from sulh.measurement.attitudes.measures import Measure
from sulh.measurement.attitudes.plans import planned
from sulh.model.dialogue import Booleans, Floats
from sulh.model.studies import Better, Correction, Plan, PlannedOutcome, StudyGroup

MANY_LOST = 0.2


@dataclass(frozen=True, eq=False)
class Setting:
    """
    What is the same for all results of a study.

    Attributes:
        compared: Groups that are compared and have people; empty for a study without any.
        by_lot: Whether a lot decided who takes part.
    """

    panel: Panel
    plan: Plan | None
    rules: Rules
    compared: tuple[StudyGroup, ...]
    by_lot: bool


@dataclass(frozen=True, eq=False)
class _Look:
    """One measure at one wave, person by person."""

    setting: Setting
    change: Floats
    arm: Numbers

    @property
    def effect(self) -> bool:
        """Whether anybody who is compared answered in both waves."""
        return bool((self.there & (self.arm == 1)).any())

    @property
    def there(self) -> Booleans:
        """Who answered in both waves."""
        there: Booleans = ~np.isnan(self.change)
        return there

    @property
    def by_side(self) -> bool:
        """
        Whether anything may be told of single sides: of each, in each group, or of none.

        With all together and one side, the other is a subtraction. A side of which nobody is there hides nothing.
        """
        panel = self.setting.panel
        cells = [(panel.side == side) & (self.arm == arm) for side in range(len(panel.sides)) for arm in (0, 1)]
        counts = [int((mine & self.there).sum()) for mine in cells]
        return all(count == 0 or count >= self.setting.rules.fewest for count in counts)

    def of(self, cell: Numbers, weights: tuple[float, ...], *, dealt: bool = False) -> Said:
        """Estimate a contrast of changes."""
        panel, rules = self.setting.panel, self.setting.rules
        return estimate(self.change, cell, panel.cluster, weights, rules=rules, dealt=dealt)

    def of_side(self, cell: Numbers, weights: tuple[float, ...], *, dealt: bool = False) -> Said:
        """Estimate a contrast that tells single sides apart, or say that they are too few."""
        if self.by_side:
            return self.of(cell, weights, dealt=dealt)
        mine = (cell >= 0) & self.there
        clusters = len(np.unique(self.setting.panel.cluster[mine]))
        return Unsaid("few-people", int(mine.sum()), clusters, self.setting.rules.fewest)

    def among(self, side: int | None = None) -> Said:
        """Estimate the effect, or the change of those who took part, of one side or of all."""
        mine = np.ones(len(self.arm), dtype=bool) if side is None else self.setting.panel.side == side
        how = self.of if side is None else self.of_side
        if self.effect:
            return how(np.where(mine, self.arm, -1), PAIR, dealt=True)
        return how(np.where(mine & (self.arm == 0), 0, -1), (1,))


def result(measure: Measure, values: Floats, setting: Setting, lost: Attrition, unlike: Balance | None) -> Result:
    """
    Find out what became of one measure by one wave.

    Args:
        measure: What is looked at.
        values: Shape (people, waves). Its values.
        setting: What holds for the whole study.
        lost: Who was lost by that wave.
        unlike: How far the groups were apart at the baseline; None where nobody is compared.
    """
    panel = setting.panel
    before, after = values[:, 0], values[:, panel.waves.index(lost.wave)]
    change = after - before
    look = _Look(setting, change, arm_of(panel, setting.compared))
    outcome = planned(setting.plan, measure.key, lost.wave)
    doubts = _doubts(look, lost, unlike, outcome)
    found = doubted(look.among(), *doubts)
    deviation, people = spread(before, look.arm)
    changes = _changes(look)
    bounds, tip = _lost_could_change(look, before, measure, found)
    return Result(
        measure=measure.key,
        wave=lost.wave,
        kind="effect" if look.effect else "change",
        compared=_compared(setting.compared) if look.effect else "none",
        better=measure.better,
        adverse=measure.adverse,
        behaviour=measure.behaviour,
        found=found,
        standardised=standardise(found, deviation, people),
        changes=changes,
        sides=tuple(OfSide(side, _untested(doubted(look.among(at), *doubts))) for at, side in enumerate(panel.sides)),
        asymmetry=_asymmetry(look, doubts),
        planned=outcome is not None,
        primary=outcome is not None and outcome.primary,
        expected=outcome.expected if outcome else "either",
        correction=_correction(setting.plan, outcome),
        adjusted=None,
        bounds=bounds,
        tipping=tip,
        reading=_reading(measure.better, found, changes),
        covariance=_covariance(look, (before, after), outcome, doubts),
    )


def _doubts(look: _Look, lost: Attrition, unlike: Balance | None, outcome: PlannedOutcome | None) -> tuple[str, ...]:
    """Name what a sceptical reader would ask about this result."""
    apart = unlike is not None and (differs(unlike.found, np.inf) or abs(unlike.standardised or 0) >= FAR_APART)
    sides = np.unique(look.setting.panel.side[look.there & (look.arm == 0)])
    shown = {
        "no-comparison": not look.effect,
        "not-by-lot": look.effect and not look.setting.by_lot,
        "baseline-differs": look.effect and apart,
        "attrition-differs": look.effect and differs(lost.by_group, MUCH_MORE),
        "many-lost": (lost.share or 0) >= MANY_LOST,
        "one-side": len(sides) < min(len(look.setting.panel.sides), 2),
        "not-planned": outcome is None,
    }
    return tuple(code for code, true in shown.items() if true)


def _changes(look: _Look) -> tuple[Change, ...]:
    """Estimate how far each group moved, all together and by side; a change is never an effect."""
    panel, found = look.setting.panel, []
    groups: tuple[Literal["participants", "compared"], ...] = ("participants", "compared")
    for at, group in enumerate(groups[: 1 + look.effect]):
        for of, side in [(-1, None), *enumerate(panel.sides)]:
            mine = (look.arm == at) & ((panel.side == of) | (of < 0))
            how = look.of if side is None else look.of_side
            said = how(np.where(mine, 0, -1).astype(np.intp), (1,))
            found.append(Change(group, side, _untested(doubted(said, "no-comparison"))))
    return tuple(found)


def _asymmetry(look: _Look, doubts: tuple[str, ...]) -> tuple[Asymmetry, ...]:
    """Estimate for each pair of sides how much more the one was moved than the other."""
    panel, found = look.setting.panel, []
    for one, other in combinations(range(len(panel.sides)), 2):
        of_pair = np.where(panel.side == one, 0, np.where(panel.side == other, 1, -1))
        kept = (of_pair >= 0) & (look.arm >= 0)
        if look.effect:
            said = look.of_side(np.where(kept, 2 * of_pair + look.arm, -1).astype(np.intp), (1, -1, -1, 1))
        else:
            said = look.of_side(np.where(kept & (look.arm == 0), of_pair, -1).astype(np.intp), PAIR)
        found.append(Asymmetry(panel.sides[one], panel.sides[other], doubted(said, *doubts)))
    return tuple(found)


def _covariance(
    look: _Look, answers: tuple[Floats, Floats], outcome: PlannedOutcome | None, doubts: tuple[str, ...]
) -> Said | None:
    """Estimate the effect with the baseline taken out, where a plan asks for it and a lot makes it right."""
    plan, panel = look.setting.plan, look.setting.panel
    if plan is None or not plan.adjusted or outcome is None or not look.effect or not look.setting.by_lot:
        return None
    left = adjusted(*answers, look.arm)
    said = estimate(left, look.arm, panel.cluster, PAIR, rules=look.setting.rules, dealt=True)
    return _untested(doubted(said, *doubts))


def _lost_could_change(
    look: _Look, before: Floats, measure: Measure, found: Said
) -> tuple[tuple[Bounds, ...], Tipping | None]:
    """Bound the effect where somebody was lost, and tell what it would take to lose it."""
    arms = Arms(look.change, before, look.arm, look.setting.panel.cluster, measure.low, measure.high)
    if not look.effect or not arms.lost.any():
        return (), None
    both = (worst_case(arms, rules=look.setting.rules), one_way(arms, rules=look.setting.rules))
    return tuple(one for one in both if one), tipping(found, arms)


def _untested(found: Said) -> Said:
    """Leave the interval and take the test away: it would be one of many that nobody counts."""
    return msgspec.structs.replace(found, p=None) if isinstance(found, Estimate) else found


def _compared(groups: tuple[StudyGroup, ...]) -> Compared:
    return "both" if len(groups) > 1 else "wait_list" if groups == ("wait_list",) else "comparison"


def _correction(plan: Plan | None, outcome: PlannedOutcome | None) -> Correction:
    if plan is None or outcome is None:
        return "benjamini_hochberg"
    return plan.primary_correction if outcome.primary else plan.other_correction


def _reading(better: Better, found: Said, changes: tuple[Change, ...]) -> Reading:
    """Tell which way a result points, where a direction was named."""
    if better == "neither":
        return "no-direction"
    toward = _toward(better, found)
    if toward != "better" or not any(one.group == "compared" for one in changes):
        return toward
    theirs, others = (_toward(better, one.found) for one in changes if one.side is None)
    return "held" if theirs != "better" and others == "worse" else "better"


def _toward(better: Better, found: Said) -> Literal["better", "worse", "unclear"]:
    if not isinstance(found, Estimate) or found.low <= 0 <= found.high:
        return "unclear"
    return "better" if (found.low > 0) == (better == "higher") else "worse"
