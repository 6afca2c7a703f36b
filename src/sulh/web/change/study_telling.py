"""
What was found of attitudes, in words: no number without its interval, and no interval without a reader's doubts.

    measure_name      what is looked at
    said              an estimate with its interval, its p beside them where one was tested; or why there is none
    told              one result: whom it compares, each side, doubts, what those who were lost could change
    first, worse      what has to be read before anything else; what got worse
    main              the measures a study stands or falls with

What stands beside results: `sulh.web.change.study_beside`; figures: `sulh.web.change.study_figures`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from markupsafe import Markup, escape

from sulh.measurement.attitudes import words as codes
from sulh.measurement.attitudes.findings import Estimate, Report, Result, Said
from sulh.measurement.attitudes.measures import measures
from sulh.model.questionnaire import Questionnaire
from sulh.model.studies import WaveKind
from sulh.papers.page import PageLanguage
from sulh.store.reads.study_reports import ReportShown
from sulh.store.sealing import in_language
from sulh.words.language import mark

SMALLEST: Final = 0.01  # p below it is told as below it
KIND_WORDS: Final = {
    "effect": mark("Effect, beside people who did not take part"),
    "change": mark("Change, beside nobody"),
}
JOINED: Final = {
    "difference": mark("Warmth for one’s own people less warmth for the others"),
    "sum": mark("How much closeness would be accepted, of {n}"),
}


Numbers = tuple[str, str, str]


class Line(NamedTuple):
    """A row of a table: of whom, what was found, of how many people."""

    who: Markup
    found: Markup
    people: Markup


@dataclass(frozen=True)
class Told:
    """One result in words; `numbers` beside each line its lowest value, estimate and highest, empty where none is."""

    name: Markup
    asked: tuple[Markup, ...]
    when: Markup
    kind: Markup
    tags: tuple[Markup, ...]
    reading: Markup
    doubts: tuple[Markup, ...]
    lines: tuple[Line, ...]
    numbers: tuple[Numbers, ...]
    beside: tuple[Markup, ...]


def measure_name(words: PageLanguage, asked: Questionnaire, key: str) -> Markup:
    """Return what a measure is called, in a few words."""
    question = next((one for one in asked.questions if one.item.key == key), None)
    if question is not None:
        return words.name(in_language(dict(question.name), words.tag))
    items = [one.item for one in asked.questions if one.item.scale == key]
    made = next((one.made for one in measures(asked.instrument(), frozenset({key})) if one.key == key), "")
    if made in JOINED:
        return words.say(JOINED[made], n=words.number(len(items)))
    return words.say(codes.KINDS[items[0].kind]) if items else words.name(key)


def asked_as(words: PageLanguage, asked: Questionnaire, key: str) -> tuple[Markup, ...]:
    """Return the questions that a measure is made of, as they were put."""
    items = [one.item for one in asked.questions if key in (one.item.key, one.item.scale)]
    return tuple(words.name(in_language(dict(one.texts), words.tag)) for one in items)


def said(words: PageLanguage, found: Said, adjusted: float | None = None) -> Markup:
    """Return an estimate with its interval and, where one was tested, its p; or what it would take to say anything."""
    if not isinstance(found, Estimate):
        return words.say(codes.UNSAID[found.why], needed=words.number(found.needed))
    values = {
        "effect": signed(words, found.effect),
        "low": signed(words, found.low),
        "high": signed(words, found.high),
        "level": words.share(found.level),
    }
    text = words.say("{effect}, between {low} and {high} ({level} interval)", **values)
    if found.p is None:
        return text
    tested = words.say("{text}; p {p}", text=text, p=_p(words, found.p))
    if adjusted is None or adjusted == found.p:
        return tested
    return words.say("{text}, and {p} with all outcomes of its kind counted", text=tested, p=_p(words, adjusted))


def told(words: PageLanguage, shown: ReportShown, one: Result, common: Iterable[str] = ()) -> Told:
    """Return one result in words; doubts that all results share stand above them."""
    kind = words.say(codes.WAVES[kind_of(shown, one.wave)])
    day = shown.days[one.wave][1] if one.wave in shown.days else shown.on
    lines = list(_lines(words, shown, one))
    return Told(
        name=measure_name(words, shown.asked, one.measure),
        asked=asked_as(words, shown.asked, one.measure),
        when=words.say("{wave}, {day}", wave=kind, day=words.when(day.isoformat())),
        kind=words.say(KIND_WORDS[one.kind]),
        tags=tuple(words.say(text) for text in _tags(one)),
        reading=words.say(
            codes.READINGS[one.reading] if isinstance(one.found, Estimate) else mark("Nothing can be said.")
        ),
        doubts=(*doubts_in(words, one.found.doubts, common), *_of_sides(words, shown, one, common)),
        lines=tuple(line for line, _ in lines),
        numbers=tuple(_numbers(found) for _, found in lines),
        beside=tuple(_beside(words, one)),
    )


def common_doubts(report: Report) -> tuple[str, ...]:
    """Return the doubts that stand beside every result: they are told once, above all."""
    each = [set(one.found.doubts) for one in report.results]
    shared = set.intersection(*each) if each else set()
    return tuple(code for code in codes.DOUBTS if code in shared)


def first(words: PageLanguage, shown: ReportShown) -> list[Markup]:
    """Return everything that has to be read before a figure."""
    report = shown.findings
    found = _reached(words, shown)
    found += [words.say(codes.WARNINGS[code]) for code in report.warnings]
    found += worse(words, shown)
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
            "{all} people were asked. How many answered at first is not told: fewer than {k} did, in all or of one side "
            "in a group."
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


def main(shown: ReportShown) -> list[str]:
    """Return the measures a study stands or falls with; without a plan, those of which something can be said."""
    results = shown.findings.results
    primary = [one.measure for one in results if one.primary]
    if primary:
        return list(dict.fromkeys(primary))
    return list(dict.fromkeys(one.measure for one in results if isinstance(one.found, Estimate)))


def kind_of(shown: ReportShown, wave: str) -> WaveKind:
    """Return of which kind a wave is."""
    return shown.days[wave][0] if wave in shown.days else "during"


def _tags(one: Result) -> list[str]:
    found = [mark("Primary") if one.primary else mark("Planned") if one.planned else mark("Not planned")]
    if one.adverse:
        found.append(mark("Could show harm"))
    if one.behaviour:
        found.append(mark("What was done"))
    return found


def doubts_in(words: PageLanguage, found: Iterable[str], common: Iterable[str] = ()) -> tuple[Markup, ...]:
    """Return doubts as sentences, in one order, but for those that were told above."""
    return tuple(words.say(codes.DOUBTS[code]) for code in codes.DOUBTS if code in set(found) - set(common))


def _of_sides(words: PageLanguage, shown: ReportShown, one: Result, common: Iterable[str]) -> Iterable[Markup]:
    """Yield the doubts of each side's figure that are not those of the whole: a side has fewer groups than all have."""
    names = {side.id: side.name for side in shown.sides}
    told = {*one.found.doubts, *common}
    for each in one.sides if isinstance(one.found, Estimate) else ():
        for text in doubts_in(words, each.found.doubts, told):
            yield words.say("{name}: {text}", name=words.name(names.get(each.side, "")), text=text)


def _lines(words: PageLanguage, shown: ReportShown, one: Result) -> Iterable[tuple[Line, Said]]:
    """Yield the rows of a result, each with what it is told of."""
    names = {side.id: side.name for side in shown.sides}
    yield _line(words, words.say("All who took part"), one.found, one.adjusted)
    if not isinstance(one.found, Estimate):
        return
    if one.covariance is not None:
        yield _line(words, words.say("The same, adjusted for where people began"), one.covariance)
    for each in one.sides:
        yield _line(words, words.name(names.get(each.side, "")), each.found)
    for pair in one.asymmetry:
        who = words.say("{one} more than {other}", one=words.name(names[pair.one]), other=words.name(names[pair.other]))
        yield _line(words, who, pair.found, pair.adjusted)
    if one.kind == "effect":
        for change in one.changes:
            if change.side is None:
                who = words.say("Change of those who took part")
                if change.group == "compared":
                    who = words.say("Change of those who did not")
                yield _line(words, who, change.found)
    yield _line(words, words.say("In standard deviations"), one.standardised)


def _line(words: PageLanguage, who: Markup, found: Said, adjusted: float | None = None) -> tuple[Line, Said]:
    people = Markup("")
    if isinstance(found, Estimate):
        people = words.say("{n} people, {groups} groups", n=words.number(found.n), groups=words.number(found.clusters))
    return Line(who, said(words, found, adjusted), people), found


def _numbers(found: Said) -> Numbers:
    if not isinstance(found, Estimate):
        return ("", "", "")
    low, effect, high = (f"{value:.6g}" for value in (found.low, found.effect, found.high))
    return low, effect, high


def _beside(words: PageLanguage, one: Result) -> Iterable[Markup]:
    """Return how the interval came about, and what those who were lost could change."""
    if isinstance(one.found, Estimate):
        yield words.say(codes.METHODS[one.found.method])
    for bound in one.bounds:
        yield words.say(
            "{assumption} The effect lies between {low} and {high}.",
            assumption=words.say(codes.ASSUMPTIONS[bound.assumption]),
            low=signed(words, bound.outer_low),
            high=signed(words, bound.outer_high),
        )
    if one.tipping is not None:
        text = mark("For the finding to be lost, those who were lost would have to differ from the others by {n}.")
        yield words.say(text, n=signed(words, one.tipping.unclear))


def _why_without(words: PageLanguage, shown: ReportShown) -> list[Markup]:
    reasons = [reason for reason in shown.asked.without.values() if reason]
    return [words.say("Left out on purpose: {reason}", reason=words.name(one)) for one in reasons]


def signed(words: PageLanguage, value: float) -> Markup:
    """Return a number with two decimals, and nothing below zero where it is nothing."""
    return escape(words.decimal(value + 0.0 if round(value, 2) else 0.0))


def _p(words: PageLanguage, value: float) -> Markup:
    if value < SMALLEST:
        return words.say("below {n}", n=words.decimal(SMALLEST))
    return escape(words.decimal(value))
