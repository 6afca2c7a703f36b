"""
One measure at one wave: the effect or the change, by side, what the lost could change, and every doubt.

    people to compare with       effect    change of the participants less that of those compared
    nobody to compare with       change    said as such, with the doubt `no-comparison`

Doubts are put on every estimate they concern, so that no figure can be taken out without them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

import msgspec
import numpy as np

from sulh.measurement.attitudes.adjusting import covariance
from sulh.measurement.attitudes.attrition import FAR_APART, MUCH_MORE, PAIR, arm_of, differs, spread
from sulh.measurement.attitudes.bounds import Arms, one_way, tipping, worst_case
from sulh.measurement.attitudes.cells import Numbers
from sulh.measurement.attitudes.estimating import Rules, doubted, estimate, standardise
from sulh.measurement.attitudes.few import few_of_each, many_of_each, too_few
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
    def told(self) -> bool:
        """
        Whether anything may be told: of each side in each group many are there, or nobody (`few`).

        With all together, and what one side tells its own people, the other is a subtraction.
        """
        return many_of_each(self.arm, self.setting.panel.side, self.there, self.setting.rules.fewest)

    def of(self, cell: Numbers, weights: tuple[float, ...], *, dealt: bool = False) -> Said:
        """Estimate a contrast of changes, or say that they are too few."""
        panel, rules = self.setting.panel, self.setting.rules
        if self.told:
            return estimate(self.change, cell, panel.cluster, weights, rules=rules, dealt=dealt)
        return too_few((cell >= 0) & self.there, panel.cluster, rules.fewest)

    def among(self, side: int | None = None) -> Said:
        """Estimate the effect, or the change of those who took part, of one side or of all."""
        mine = np.ones(len(self.arm), dtype=bool) if side is None else self.setting.panel.side == side
        if self.effect:
            return self.of(np.where(mine, self.arm, -1), PAIR, dealt=True)
        return self.of(np.where(mine & (self.arm == 0), 0, -1), (1,))


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
    deviation, people = spread(before, look.arm, panel.side, fewest=setting.rules.fewest)
    changes = _changes(look)
    standardised = standardise(found, deviation, people)
    if measure.two_answers and isinstance(standardised, Estimate):
        standardised = Unsaid("two-answers", standardised.n, standardised.clusters)
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
        standardised=standardised,
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
        deviation=deviation if isinstance(standardised, Estimate) else None,
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
            said = look.of(np.where(mine, 0, -1).astype(np.intp), (1,))
            found.append(Change(group, side, _untested(doubted(said, "no-comparison"))))
    return tuple(found)


def _asymmetry(look: _Look, doubts: tuple[str, ...]) -> tuple[Asymmetry, ...]:
    """Estimate for each pair of sides how much more the one was moved than the other."""
    panel, found = look.setting.panel, []
    for one, other in combinations(range(len(panel.sides)), 2):
        of_pair = np.where(panel.side == one, 0, np.where(panel.side == other, 1, -1))
        kept = (of_pair >= 0) & (look.arm >= 0)
        if look.effect:
            said = look.of(np.where(kept, 2 * of_pair + look.arm, -1).astype(np.intp), (1, -1, -1, 1))
        else:
            said = look.of(np.where(kept & (look.arm == 0), of_pair, -1).astype(np.intp), PAIR)
        found.append(Asymmetry(panel.sides[one], panel.sides[other], doubted(said, *doubts)))
    return tuple(found)


def _covariance(
    look: _Look, answers: tuple[Floats, Floats], outcome: PlannedOutcome | None, doubts: tuple[str, ...]
) -> Said | None:
    """Estimate the effect with the baseline taken out, where a plan asks for it and a lot makes it right."""
    plan, panel = look.setting.plan, look.setting.panel
    wanted = plan is not None and plan.adjusted and outcome is not None
    if not wanted or not look.effect or not look.told or not look.setting.by_lot:
        return None
    return doubted(covariance(*answers, look.arm, panel.cluster, rules=look.setting.rules), *doubts)


def _lost_could_change(
    look: _Look, before: Floats, measure: Measure, found: Said
) -> tuple[tuple[Bounds, ...], Tipping | None]:
    """Bound the effect where somebody was lost, and tell what it would take to lose it."""
    panel, rules = look.setting.panel, look.setting.rules
    arms = Arms(look.change, before, look.arm, panel.cluster, measure.low, measure.high)
    if not look.effect or not look.told or not arms.lost.any():
        return (), None
    arms = replace(arms, few=few_of_each(look.arm, panel.side, arms.lost, rules.fewest))
    both = (worst_case(arms, rules=rules), one_way(arms, rules=rules))
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
