"""
What stands beside the results of a study: how far apart the groups were before, who was lost, what lists estimate.

    balance       how far apart the groups were before anything began
    attrition     who was lost, by group and side; small numbers are told as small
    listed        list experiments: shares, and why they may not be relied on
    cumulative    whether closeness builds on closeness, so that it may be summed
    reproduced    what it takes to come to the same figures
"""

from __future__ import annotations

from typing import Final

from markupsafe import Markup, escape

from sulh.instruments import template
from sulh.measurement.attitudes import words as codes
from sulh.papers.page import PageLanguage
from sulh.store.reads.study_reports import ReportShown
from sulh.store.sealing import in_language
from sulh.web.change.study_telling import doubts_in, kind_of, measure_name, said
from sulh.words.language import mark

ABOUT: Final = (  # told before anything else, on the page and in the workbook
    mark("All of this is about those who took part. It says nothing of a side, and nothing of a society."),
    mark("What people did is what they say they did. Who asked them, and who stood by, is not known here."),
    mark("Beside an effect, the people counted are those who took part and those they are compared with, together."),
)
SEED: Final = mark(
    "The same answers, plan and number give the same figures. With another number the ends of bounds, and of intervals "
    "that come from many draws, would move: by about a hundredth of their length, and seldom by more than four."
)
WHOSE: Final = {  # of whom a list experiment tells
    "participants": mark("People who take part"),
    "compared": mark("People who do not take part"),
    "difference": mark("The difference"),
}


def about(words: PageLanguage, shown: ReportShown) -> list[Markup]:
    """Return of whom a report tells and how far it carries, and how many results stand beside one another."""
    results = shown.findings.results
    planned = sum(one.planned for one in results)
    counted = words.say(
        "{n} results stand here, {planned} of them planned. Of many, a few would stand out by chance alone.",
        n=words.number(len(results)),
        planned=words.number(planned),
    )
    return [*(words.say(one) for one in ABOUT), counted]


def balance(words: PageLanguage, shown: ReportShown) -> list[tuple[Markup, Markup, Markup]]:
    """Return how far those who took part were from the others at first, measure by measure."""
    return [
        (
            measure_name(words, shown.asked, one.measure),
            said(words, one.found),
            escape("" if one.standardised is None else words.decimal(one.standardised)),
        )
        for one in shown.findings.balance
    ]


def cumulative(words: PageLanguage, shown: ReportShown) -> list[Markup]:
    """Return of every scale of closeness whether its answers build on one another, where they do so least."""
    found = []
    for one in shown.findings.cumulative:
        if one.reproducibility is None or one.by_chance is None:
            continue
        verdict = mark("It may be summed.") if one.summed else mark("It is not summed: only its questions are told.")
        found.append(
            words.say(
                "The number of acceptances foretells {share} of answers; chance alone would give {chance}. {verdict}",
                share=words.share(one.reproducibility),
                chance=words.share(one.by_chance),
                verdict=words.say(verdict),
            )
        )
    return found


def attrition(words: PageLanguage, shown: ReportShown) -> list[tuple[Markup, Markup, Markup]]:
    """Return who was lost by each wave, by group and side; small numbers are told as small."""
    names = {side.id: side.name for side in shown.sides}
    rows = []
    for each in shown.findings.attrition:
        when = words.say(codes.WAVES[kind_of(shown, each.wave)])
        for one in (one for one in each.lost if one.asked != 0):
            group, side = words.say(codes.GROUPS[one.group]), words.name(names[one.side])
            answered, asked = (_few(words, number, shown.k) for number in (one.answered, one.asked))
            who = words.say("{group}, {side}", group=group, side=side)
            rows.append((who, when, words.say("{n} of {of}", n=answered, of=asked)))
    return rows


def listed(words: PageLanguage, shown: ReportShown) -> list[tuple[Markup, Markup, Markup]]:
    """Return what list experiments estimate: of whom and when, the share, and why it may not be relied on."""
    return [
        (
            words.say(
                "{wave}: {who}", wave=words.say(codes.WAVES[kind_of(shown, one.wave)]), who=words.say(WHOSE[one.group])
            ),
            said(words, one.found),
            words.together(doubts_in(words, (*one.found.doubts, *one.doubts))),
        )
        for one in shown.findings.lists
    ]


def reproduced(words: PageLanguage, shown: ReportShown) -> list[tuple[Markup, Markup]]:
    """Return what it takes to come to the same figures: which report, of what, by which plan, number and program."""
    found = shown.findings
    plan = words.say("None was laid down.")
    if found.plan is not None:
        day = words.say("an unknown day") if shown.frozen is None else words.when(shown.frozen.isoformat())
        plan = words.say("Laid down on {day}, SHA-256 {hash}", day=day, hash=words.name(found.plan))
    waves = [key for key in shown.days if key in {one.wave for one in found.attrition} or _begins(shown, key)]
    return [
        (words.say("Report"), words.say("Number {n} of this study", n=words.number(shown.number))),
        (words.say("Made on"), escape(words.when(shown.on.isoformat()))),
        (words.say("Plan"), plan),
        (words.say("Questions"), _asked(words, shown)),
        *((words.say(codes.WAVES[kind_of(shown, key)]), escape(words.when(_span(shown, key)))) for key in waves),
        (words.say("Level of the intervals"), escape(words.share(found.level))),
        (words.say("Number with which all drawing begins"), words.name(str(found.seed))),
        (words.say("Fewest people of whom anything is told"), escape(words.number(shown.k))),
        (words.say("Made with Sulh"), words.name(found.version) if found.version else words.say("not kept")),
    ]


def _begins(shown: ReportShown, wave: str) -> bool:
    return shown.days[wave][0] == "baseline"


def _span(shown: ReportShown, wave: str) -> str:
    first, last = shown.days[wave][1].isoformat(), shown.closes[wave].isoformat()
    return first if first == last else f"{first}/{last}"


def _asked(words: PageLanguage, shown: ReportShown) -> Markup:
    name = words.name(in_language(dict(template(shown.asked.template).name), words.tag))
    return words.say("{name}, version {n}", name=name, n=words.number(shown.asked.version))


def _few(words: PageLanguage, value: int | None, k: int) -> Markup:
    few = value is None or 0 < value < k
    return words.say("fewer than {k}", k=words.number(k)) if few else escape(words.number(value or 0))
