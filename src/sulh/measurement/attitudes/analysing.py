"""
A whole study, from rows to a report.

    rows ─join─▶ Panel ─▶ measures ─┬─ results   (one a measure and wave after the baseline: `resulting`)
                                    ├─ balance, attrition, lists, cumulative
    Plan ─▶ rules, families         └─ p put right by family ─▶ warnings over several results ─▶ Report

What the plan says is done as it says; what it does not name is analysed the same way and marked as not planned. No
seed, method or level is chosen after the answers are known. Rows go in and no row comes out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import msgspec
import numpy as np

from sulh import __version__
from sulh.measurement.attitudes.attrition import balance, lost, reach
from sulh.measurement.attitudes.distance import cumulative
from sulh.measurement.attitudes.estimating import FEWEST_PEOPLE, Rules
from sulh.measurement.attitudes.families import corrected
from sulh.measurement.attitudes.findings import Balance, Cumulative, Estimate, Listed, NotMeasured, Report, Result
from sulh.measurement.attitudes.joining import Panel, join
from sulh.measurement.attitudes.lists import listed
from sulh.measurement.attitudes.measures import Measure, measures, missing_kinds, values
from sulh.measurement.attitudes.plans import departures, digest
from sulh.measurement.attitudes.resulting import Setting, result
from sulh.model.dialogue import Floats
from sulh.model.studies import STUDY_GROUPS, Correction, Item, Plan, Row, Study, StudyGroup

EVERYBODY_ELSE: tuple[StudyGroup, ...] = ("comparison", "wait_list")


def analyse(
    rows: Iterable[Row],
    study: Study,
    plan: Plan | None = None,
    *,
    level: float = 0.95,
    seed: int = 0,
    k: int = FEWEST_PEOPLE,
) -> Report:
    """
    Analyse a study.

    Args:
        rows: One a person and wave, in any order.
        study: What was asked, when, of whom.
        plan: What was laid down before; its level, seed, method and comparison hold.
        level: Of every interval, where there is no plan.
        seed: Of everything that is drawn, where there is no plan.
        k: Fewest people of any cell of whom anything is told; never below four.

    Raises:
        SettingError: If the study has no baseline or its scales do not fit together.

    >>> from sulh.model.studies import Instrument, Wave
    >>> asked = Instrument("short", 1, (Item(key="trust", kind="trust", low=1, high=5, better="higher"),))
    >>> study = Study("s", asked, (Wave("before", "baseline"), Wave("after", "end")), ("a",))
    >>> rows = [
    ...     Row(person=str(who), wave=wave, group="participants", side="a", values={"trust": value})
    ...     for who in range(8)
    ...     for wave, value in (("before", 2), ("after", 2 + who % 3))
    ... ]
    >>> report = analyse(rows, study)
    >>> report.results[0].kind, report.results[0].compared, report.results[0].found.doubts
    ('change', 'none', ('few-clusters', 'no-comparison', 'not-planned'))
    >>> report.missing_kinds, report.warnings
    (('adverse', 'behaviour'), ('nothing-planned',))
    """
    panel = join(rows, study)
    setting = _setting(panel, study, plan, Rules(level, seed=seed, fewest=max(k, FEWEST_PEOPLE)))
    scales = _scales(panel, study)
    summed = frozenset(one.scale for one in scales if one.summed)
    told = [(one, values(one, panel)) for one in measures(study.instrument, summed)]
    held = [wave for at, wave in enumerate(panel.waves) if panel.answered[:, at].any()]
    attrition = [lost(panel, wave, compared=setting.compared, rules=setting.rules) for wave in held[1:]]
    before = _before(told, setting)
    found = [result(one, column, setting, wave, before.get(one.key)) for one, column in told for wave in attrition]
    results = _families(found)
    return Report(
        study=study.key,
        level=setting.rules.level,
        seed=setting.rules.seed,
        plan=digest(plan) if plan else None,
        version=__version__,
        departures=departures(plan, study) if plan else (),
        missing_kinds=missing_kinds(study.instrument),
        results=results,
        balance=tuple(before.values()),
        attrition=tuple(attrition),
        lists=tuple(_lists(study, held, setting)),
        cumulative=scales,
        left_out=panel.left_out,
        not_measured=_not_measured(results, plan),
        warnings=_warnings(results, plan),
        reach=reach(panel, study.asked, rules=setting.rules),
    )


def _setting(panel: Panel, study: Study, plan: Plan | None, rules: Rules) -> Setting:
    """Fix everything that is the same for all results; groups that nobody belongs to are compared with nobody."""
    there = {STUDY_GROUPS[at] for at in set(panel.group.tolist())}
    compared = tuple(group for group in (plan.compared if plan else EVERYBODY_ELSE) if group in there)
    rules = replace(rules, by_people=study.assigned == "people_by_lot")
    if plan:
        rules = replace(rules, level=plan.level, method=plan.method, seed=plan.seed)
    return Setting(panel, plan, rules, compared, by_lot=study.assigned != "not_by_lot")


def _before(told: Iterable[tuple[Measure, Floats]], setting: Setting) -> dict[str, Balance]:
    """Set the groups beside one another at the baseline, by measure; of nobody where nobody is compared."""
    if not setting.compared:
        return {}
    return {
        one.key: balance(setting.panel, one, column, compared=setting.compared, rules=setting.rules)
        for one, column in told
    }


def _lists(study: Study, waves: Sequence[str], setting: Setting) -> Iterator[Listed]:
    """Estimate every list at every wave."""
    for item in study.instrument.items:
        if item.kind == "list":
            for wave in waves:
                yield from listed(setting.panel, item.key, wave, compared=setting.compared, rules=setting.rules)


def _scales(panel: Panel, study: Study) -> tuple[Cumulative, ...]:
    """Judge every scale of social distance."""
    items: dict[str, list[Item]] = defaultdict(list)
    for item in study.instrument.items:
        if item.kind == "social_distance" and item.scale:
            items[item.scale].append(item)
    return tuple(cumulative(scale, mine, panel) for scale, mine in items.items())


def _families(found: Sequence[Result]) -> tuple[Result, ...]:
    """Put p right: primary outcomes, other planned ones and what was not planned, each by themselves."""
    adjusted: dict[int, float] = {}
    for family in {(one.planned, one.primary) for one in found}:
        mine = [at for at, one in enumerate(found) if (one.planned, one.primary) == family]
        adjusted |= _adjusted(found, mine, found[mine[0]].correction)
    results = [msgspec.structs.replace(one, adjusted=adjusted.get(at)) for at, one in enumerate(found)]
    return _asymmetries(results)


def _adjusted(found: Sequence[Result], mine: Sequence[int], correction: Correction) -> dict[int, float]:
    """Put the p of one family right; results without one are not of the family."""
    tested = {
        at: one.found.p for at in mine if isinstance((one := found[at]).found, Estimate) and one.found.p is not None
    }
    right = corrected(np.array(list(tested.values())), correction)
    return dict(zip(tested, right.tolist(), strict=True))


def _asymmetries(results: Sequence[Result]) -> tuple[Result, ...]:
    """Put the p of all asymmetries right together."""
    tested = [
        (at, of, one.found.p)
        for at, each in enumerate(results)
        for of, one in enumerate(each.asymmetry)
        if isinstance(one.found, Estimate) and one.found.p is not None
    ]
    right = corrected(np.array([p for _, _, p in tested]), "benjamini_hochberg").tolist()
    put = {(at, of): p for (at, of, _), p in zip(tested, right, strict=True)}
    return tuple(
        msgspec.structs.replace(
            each,
            asymmetry=tuple(
                msgspec.structs.replace(one, adjusted=put.get((at, of))) for of, one in enumerate(each.asymmetry)
            ),
        )
        for at, each in enumerate(results)
    )


def _not_measured(results: Sequence[Result], plan: Plan | None) -> tuple[NotMeasured, ...]:
    """List what was planned and is not there."""
    there = {(one.measure, one.wave) for one in results}
    planned = plan.outcomes if plan else ()
    return tuple(
        NotMeasured(one.measure, one.wave, one.primary) for one in planned if (one.measure, one.wave) not in there
    )


def _warnings(results: Sequence[Result], plan: Plan | None) -> tuple[str, ...]:
    """Name what only several results together show."""
    better = [one for one in results if one.reading in {"better", "held"}]
    done = [one for one in results if one.behaviour]
    uneven = [one.found for each in results for one in each.asymmetry if isinstance(one.found, Estimate)]
    shown = {
        "nothing-planned": plan is None,
        "better-and-worse": bool(better) and any(one.reading == "worse" for one in results),
        "thought-not-done": any(not one.behaviour for one in better)
        and bool(done)
        and not any(one in better for one in done),
        "sides-unlike": any(not one.low <= 0 <= one.high for one in uneven),
    }
    return tuple(code for code, true in shown.items() if true)
