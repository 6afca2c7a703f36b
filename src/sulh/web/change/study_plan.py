"""
The plan of a study beside what was found: all that it says in plain words, and letter by letter for whoever compares.

    terms     what was laid down and when, with its hash: questions, comparison, each outcome, how it is reckoned
    letters   the plan as it was hashed; empty without one
"""

from __future__ import annotations

from typing import Final

from markupsafe import Markup, escape

from sulh.instruments import template
from sulh.measurement.attitudes import words as codes
from sulh.measurement.attitudes.plans import canonical
from sulh.model.studies import Correction, Plan, PlannedOutcome
from sulh.papers.page import PageLanguage
from sulh.store.reads.study_reports import ReportShown
from sulh.store.sealing import in_language
from sulh.web.change.study_forms import ADJUSTED_TOO, LOOKED_AT
from sulh.web.change.study_telling import kind_of, measure_name
from sulh.words.language import mark

Terms = list[tuple[Markup, Markup]]
PLAN: Final = mark("The plan, as it was laid down")
HASHED: Final = mark("The plan letter by letter: its SHA-256 is taken of these letters, in UTF-8.")
BY_RULE: Final = mark("By the rule for so many groups; beneath each result stands by which method.")
EARLIER: Final = mark("Before the first day on which anybody could answer.")
LATER: Final = mark("After the first wave had begun, and before any answer of a later one was kept.")
PLANNED: Final = (mark("p of primary results"), mark("p of other planned results"))
CORRECTIONS: Final[dict[Correction, str]] = {
    "holm": mark("Holm: the chance of even one false alarm among them stays what it is for one"),
    "benjamini_hochberg": mark("Benjamini and Hochberg: the share of false alarms among those that stand out is kept"),
}


def terms(words: PageLanguage, shown: ReportShown) -> Terms:
    """Return what the plan says, the primary outcomes before the others; nothing without a plan."""
    plan = _plan(shown)
    if plan is None:
        return []
    name = words.name(in_language(dict(template(shown.asked.template).name), words.tag))
    ordered = sorted(plan.outcomes, key=lambda one: not one.primary)
    how = BY_RULE if plan.method == "by_rule" else codes.METHODS[plan.method]
    corrections = (plan.primary_correction, plan.other_correction)
    return [
        (words.say("Plan"), laid_down_on(words, shown)),
        (words.say("Questions"), words.say("{name}, version {n}", name=name, n=words.number(plan.version))),
        (words.say("Compared with"), compared_with(words, plan)),
        *(_outcome(words, shown, one) for one in ordered),
        (words.say("How intervals come about"), words.say(how)),
        *((words.say(of), words.say(CORRECTIONS[one])) for of, one in zip(PLANNED, corrections, strict=True)),
        *([(words.say("Besides"), words.say(ADJUSTED_TOO))] if plan.adjusted else []),
        (words.say("Level of the intervals"), escape(words.share(plan.level))),
        (words.say("Number with which all drawing begins"), words.name(str(plan.seed))),
    ]


def letters(shown: ReportShown) -> str:
    """Return the plan as it was hashed; empty without one."""
    plan = _plan(shown)
    return "" if plan is None else canonical(plan).decode()


def laid_down_on(words: PageLanguage, shown: ReportShown) -> Markup:
    """Return when a plan was laid down, and its hash."""
    day = words.say("an unknown day") if shown.frozen is None else words.when(shown.frozen.isoformat())
    return words.say("Laid down on {day}, SHA-256 {hash}", day=day, hash=words.name(shown.findings.plan or ""))


def laid_down_before(shown: ReportShown) -> bool | None:
    """Return whether a plan came before the first day on which anybody could answer; None without one."""
    first = next((on for kind, on in shown.days.values() if kind == "baseline"), None)
    if _plan(shown) is None or shown.frozen is None or first is None:
        return None
    return shown.frozen < first


def compared_with(words: PageLanguage, plan: Plan | None) -> Markup:
    """Return with whom a plan compares those who took part."""
    compared = [words.say(codes.GROUPS[one]) for one in plan.compared] if plan else []
    return Markup(" · ").join(compared) if compared else words.say("nobody")


def _plan(shown: ReportShown) -> Plan | None:
    """Return the plan by which a report was made: none was, if it came later."""
    return None if shown.findings.plan is None else shown.plan


def _outcome(words: PageLanguage, shown: ReportShown, one: PlannedOutcome) -> tuple[Markup, Markup]:
    name = words.say(
        "{name} ({wave})",
        name=measure_name(words, shown.asked, one.measure),
        wave=words.say(codes.WAVES[kind_of(shown, one.wave)]),
    )
    return name, words.say(LOOKED_AT[f"{'primary' if one.primary else 'other'}:{one.expected}"])
