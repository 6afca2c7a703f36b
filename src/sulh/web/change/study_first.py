"""
What has to be read before a figure of a study: of whom it tells, how far it carries, and what got worse.

    about         of whom a report tells, and what no figure of it can know
    first         everything that has to be read before a figure
    worse         what got worse, so that nobody has to look for it
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from sulh.measurement.attitudes import words as codes
from sulh.measurement.attitudes.findings import Estimate, Result
from sulh.papers.page import PageLanguage
from sulh.store.reads.study_reports import ReportShown
from sulh.web.change.study_sides import unlike
from sulh.web.change.study_telling import common_doubts, doubts_in, measure_name
from sulh.words.language import mark

ABOUT: Final = (  # told before anything else, on the page and in both files
    mark("All of this is about those who took part. It says nothing of a side, and nothing of a society."),
    mark(
        "What people did is what they say they did, and what they think may be what they believe is wanted of them. "
        "Who stood by when they answered is not known here."
    ),
    mark(
        "A person is known again by their code alone. Whoever writes it otherwise counts as lost, or as somebody new; "
        "that two people have one code, or that somebody made codes up, cannot always be seen."
    ),
    mark("Beside an effect, the people counted are those who took part and those they are compared with, together."),
    mark(
        "Where all who took part are told of, each person weighs the same: a side of whom more people answered weighs "
        "more, and not always as much among those who took part as among the others."
    ),
)
UNCORRECTED: Final = mark(
    "Intervals are not widened for how many there are, neither those of all nor those of sides and of changes."
)


def about(words: PageLanguage, shown: ReportShown) -> list[Markup]:
    """Return of whom a report tells and how far it carries, and how many results stand beside one another."""
    results = shown.findings.results
    planned = sum(one.planned for one in results)
    counted = words.say(
        "{n} results stand here, {planned} of them planned. Of many, a few would stand out by chance alone.",
        n=words.number(len(results)),
        planned=words.number(planned),
    )
    return [*(words.say(one) for one in ABOUT), words.together([counted, words.say(UNCORRECTED)])]


def first(words: PageLanguage, shown: ReportShown) -> list[Markup]:
    """Return everything that has to be read before a figure."""
    report = shown.findings
    found = _reached(words, shown)
    found += [words.say(codes.WARNINGS[code], names=unlike(words, shown)) for code in report.warnings]
    found += worse(words, shown)
    found += [*_at_worst(words, shown), *_untold(words, shown)]
    found += doubts_in(words, common_doubts(report))
    found += [words.say(codes.DEPARTURES[code]) for code in report.departures]
    found += [words.say(codes.MISSING[kind]) for kind in report.missing_kinds]
    found += [
        words.say("Planned and not measured: {name}", name=measure_name(words, shown.asked, one.measure))
        for one in report.not_measured
    ]
    found += [words.say(codes.LEFT_OUT[one.why], number=words.number(one.number)) for one in report.left_out]
    return [*found, *_why_without(words, shown)]


def _reached(words: PageLanguage, shown: ReportShown) -> list[Markup]:
    """Say which share of those who were asked answered at first, or that nobody knows: others may think otherwise."""
    reach = shown.findings.reach
    if reach is None:
        return [words.say("Nobody said how many people were asked: how many did not want to answer is not known.")]
    asked = words.number(reach.asked)
    if reach.answered is None:
        few = mark(
            "{all} people were asked. How many answered at first is not told: fewer than {k} did, in all or of one "
            "side in a group."
        )
        return [words.say(few, k=words.number(shown.k), all=asked)]
    answered = words.number(reach.answered)
    if reach.answered > reach.asked:
        more = mark(
            "At first {n} people answered, and {all} were asked: an entry number may have gone round, and somebody may "
            "have answered more than once."
        )
        return [words.say(more, n=answered, all=asked)]
    share = words.share(reach.answered / reach.asked)
    of = mark("At first {n} of the {all} people who were asked answered ({share}). The others may think otherwise.")
    return [words.say(of, n=answered, all=asked, share=share)]


def worse(words: PageLanguage, shown: ReportShown) -> list[Markup]:
    """Name what got worse, so that nobody has to look for it among the rest."""
    keys = dict.fromkeys(one.measure for one in shown.findings.results if one.reading == "worse")
    names = words.listing([measure_name(words, shown.asked, key) for key in keys])
    return [words.say("For the worse, beyond what chance gives: {names}.", names=names)] if keys else []


def _at_worst(words: PageLanguage, shown: ReportShown) -> Iterator[Markup]:
    """Name the primary results that are lost if those who were lost are counted at their worst, whatever is assumed."""
    keys = dict.fromkeys(one.measure for one in shown.findings.results if one.primary and _may_be_nothing(one))
    if keys:
        text = mark(
            "Nobody knows where those who were lost ended. Counted at the worst, there may be no effect, or one the "
            "other way: {names}."
        )
        yield words.say(text, names=words.listing([measure_name(words, shown.asked, key) for key in keys]))


def _may_be_nothing(one: Result) -> bool:
    return bool(one.bounds) and all(bound.outer_low <= 0 <= bound.outer_high for bound in one.bounds)


def _untold(words: PageLanguage, shown: ReportShown) -> Iterator[Markup]:
    """Name of each side what is told of all and cannot be told of it alone."""
    told = [one for one in shown.findings.results if isinstance(one.found, Estimate)]
    for side in shown.sides:
        keys = dict.fromkeys(
            one.measure
            for one in told
            for each in one.sides
            if each.side == side.id and not isinstance(each.found, Estimate)
        )
        if keys:
            text = mark(
                "Of {side} alone nothing can be told of this: {names}. What is told of all need not hold there."
            )
            names = words.listing([measure_name(words, shown.asked, key) for key in keys])
            yield words.say(text, side=words.name(side.name), names=names)


def _why_without(words: PageLanguage, shown: ReportShown) -> list[Markup]:
    reasons = [reason for reason in shown.asked.without.values() if reason]
    return [words.say("Left out on purpose: {reason}", reason=words.name(one)) for one in reasons]
