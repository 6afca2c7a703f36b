"""
What has to be read before a figure of a study: of whom it tells, how far it carries, and what got worse.

    about         of whom a report tells, and what no figure of it can know
    first         everything that has to be read before a figure
    worse         what got worse, so that nobody has to look for it
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from sulh.measurement.attitudes import words as codes
from sulh.measurement.attitudes.findings import Bounds, Estimate
from sulh.papers.page import PageLanguage
from sulh.store.reads.study_reports import ReportShown
from sulh.web.change.study_origin import alone
from sulh.web.change.study_plan import laid_down_before
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
SIZE: Final = mark(
    "That something lies beyond what chance gives says nothing of how large it is, nor whether it matters to anybody. "
    "An effect as large as half the width of its interval is found about every other time, a smaller one less often: "
    "where it may be chance, that much may have been missed."
)
OF_ALL_ALONE: Final = mark(
    "The plan names figures of all who took part. Figures of one side, of how much more one side was moved, and of "
    "changes are not in it."
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
    named = [words.say(OF_ALL_ALONE)] if planned else []
    return [*(words.say(one) for one in (*ABOUT, SIZE)), words.together([counted, *named, words.say(UNCORRECTED)])]


def first(words: PageLanguage, shown: ReportShown) -> list[Markup]:
    """Return everything that has to be read before a figure."""
    report = shown.findings
    found = [*_reached(words, shown), *_plan_late(words, shown), *alone(words, shown), *_harm(words, shown)]
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
    return [text for text in (_share(words, shown), *_said_when(words, shown)) if text]


def _said_when(words: PageLanguage, shown: ReportShown) -> Iterator[Markup]:
    """Say that a number of people was said late: whoever says it may know then how many answered."""
    acts, first = shown.acts, next((on for kind, on in shown.days.values() if kind == "baseline"), None)
    if acts.said is None or first is None or acts.said < first:
        return
    day = words.when(acts.said.isoformat())
    if shown.findings.reach is not None and not acts.later:
        yield words.say("How many were asked was said on {day}, after the first wave had begun.", day=day)
    elif acts.later and shown.asked_now:
        text = mark(
            "On {day}, after this report was made, it was said that {all} people are asked. Nothing here is reckoned "
            "with that, and whoever said it could know how many had answered."
        )
        yield words.say(text, day=day, all=words.number(shown.asked_now))


def _share(words: PageLanguage, shown: ReportShown) -> Markup:
    reach = shown.findings.reach
    if reach is None:
        unknown = mark(
            "When this was worked out nobody had said of all groups how many people were asked: how many did not want "
            "to answer is not known."
        )
        return words.say(unknown)
    asked = words.number(reach.asked)
    if reach.answered is None:
        few = mark(
            "{all} people were asked. How many answered at first is not told: fewer than {k} did, in all or of one "
            "side in a group."
        )
        return words.say(few, k=words.number(shown.k), all=asked)
    answered = words.number(reach.answered)
    if reach.answered > reach.asked:
        more = mark(
            "At first {n} people answered, and {all} were asked: an entry number may have gone round, and somebody may "
            "have answered more than once."
        )
        return words.say(more, n=answered, all=asked)
    share = words.share(reach.answered / reach.asked)
    of = mark("At first {n} of the {all} people who were asked answered ({share}). The others may think otherwise.")
    return words.say(of, n=answered, all=asked, share=share)


def _plan_late(words: PageLanguage, shown: ReportShown) -> Iterator[Markup]:
    """Say that a plan was laid down after the first wave had begun."""
    if laid_down_before(shown) is False:
        late = mark(
            "The plan was laid down after the first wave had begun, and before any answer of a later one was kept."
        )
        yield words.say(late)


def _harm(words: PageLanguage, shown: ReportShown) -> Iterator[Markup]:
    """Point to harm that is recorded in the same process, and stands in no figure of a study."""
    worse_, failing = shown.beside.worse, shown.beside.failing
    if worse_ or failing:
        text = mark(
            "The same process records what may be harm, which stands in none of these figures. Outcomes for the worse: "
            "{n}. Assumptions that do not hold or are in doubt: {failing}."
        )
        yield words.say(text, n=words.number(worse_), failing=words.number(failing))


def worse(words: PageLanguage, shown: ReportShown) -> list[Markup]:
    """Name what got worse, so that nobody has to look for it among the rest."""
    keys = dict.fromkeys(one.measure for one in shown.findings.results if one.reading == "worse")
    names = words.listing([measure_name(words, shown.asked, key) for key in keys])
    return [words.say("For the worse, beyond what chance gives: {names}.", names=names)] if keys else []


def _at_worst(words: PageLanguage, shown: ReportShown) -> Iterator[Markup]:
    """Name the primary results that are lost if those who were lost ended at the worst, and count all such results."""
    results = shown.findings.results
    keys = dict.fromkeys(one.measure for one in results if one.primary and _may_be_nothing(one.bounds))
    if keys:
        text = mark(
            "Nobody knows where those who were lost ended. Counted at the worst, there may be no effect, or one the "
            "other way: {names}."
        )
        yield words.say(text, names=words.listing([measure_name(words, shown.asked, key) for key in keys]))
    worst = [[bound for bound in one.bounds if bound.assumption == "none"] for one in results]
    bounded = [each for each in worst if each]
    lost = sum(_may_be_nothing(each) for each in bounded)
    if lost:
        text = mark(
            "Where nothing is assumed of those who were lost, {n} of the {all} results whose bounds are told may be no "
            "effect, or one the other way."
        )
        yield words.say(text, n=words.number(lost), all=words.number(len(bounded)))


def _may_be_nothing(bounds: Sequence[Bounds]) -> bool:
    return bool(bounds) and all(bound.outer_low <= 0 <= bound.outer_high for bound in bounds)


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
