"""
What was found of attitudes, in words: no number without its interval, and no interval without a reader's doubts.

    measure_name      what is looked at
    said              an estimate with its interval, its p beside them where one was tested; or why there is none
    told          one result: whom it compares, each side, doubts, what those who were lost could change
    main              the measures a study stands or falls with

What is read before: `sulh.web.change.study_first`; what stands beside results: `sulh.web.change.study_beside`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from markupsafe import Markup, escape

from sulh.formats.p_values import p_text
from sulh.measurement.attitudes import words as codes
from sulh.measurement.attitudes.findings import Estimate, Report, Result, Said
from sulh.measurement.attitudes.measures import measures
from sulh.model.questionnaire import Questionnaire
from sulh.model.studies import WaveKind
from sulh.papers.page import PageLanguage
from sulh.store.reads.study_reports import ReportShown
from sulh.store.sealing import in_language
from sulh.words.language import mark

KIND_WORDS: Final = {
    "effect": mark("Effect, beside people who did not take part"),
    "change": mark("Change, beside nobody"),
}
JOINED: Final = {
    "difference": mark("Warmth for one’s own people less warmth for the others"),
    "sum": mark("How much closeness would be accepted, of {n}"),
}


BY_LOT: Final = mark(
    "No lot decided who took part, so p and the interval say what a lot would have given: they tell nothing of how "
    "people came to take part."
)
AWARE: Final = mark(
    "That discrimination is felt more may mean that there is more of it, or that people have become more aware of it."
)
BESIDE_NOBODY: Final = mark("This is a change of one group and no effect: it may have come about anyway.")


@dataclass(frozen=True)
class Behind:
    """
    What lies behind a line: what it is, which way it points, what to doubt of it, and its numbers.

    Attributes:
        kind, reading: Empty where nobody judged it: the verdict on all is none on a side.
        low, effect, high: None where nothing can be said.
        p, adjusted: None where nothing was tested.
    """

    kind: str = ""
    reading: str = ""
    doubts: tuple[Markup, ...] = ()
    low: float | None = None
    effect: float | None = None
    high: float | None = None
    p: float | None = None
    adjusted: float | None = None


class Line(NamedTuple):
    """A row of a table: of whom, what was found, of how many people."""

    who: Markup
    found: Markup
    people: Markup


@dataclass(frozen=True)
class Told:
    """One result in words; `behind` each line what it is by itself; `beside` them what is of no group of people."""

    name: Markup
    asked: tuple[Markup, ...]
    when: Markup
    kind: Markup
    tags: tuple[Markup, ...]
    reading: Markup
    doubts: tuple[Markup, ...]
    lines: tuple[Line, ...]
    behind: tuple[Behind, ...]
    beside: tuple[tuple[Markup, Behind], ...]


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
    tested = words.say("{text}; p {p}", text=text, p=p_text(words, found.p))
    if adjusted is None or adjusted == found.p:
        return tested
    return words.say("{text}, and {p} with all outcomes of its kind counted", text=tested, p=p_text(words, adjusted))


def told(words: PageLanguage, shown: ReportShown, one: Result, common: Iterable[str] = ()) -> Told:
    """Return one result in words; doubts that all results share stand above them."""
    kind = words.say(codes.WAVES[kind_of(shown, one.wave)])
    day = shown.days[one.wave][1] if one.wave in shown.days else shown.on
    lines = list(_lines(words, shown, one))
    return Told(
        name=measure_name(words, shown.asked, one.measure),
        asked=asked_as(words, shown.asked, one.measure),
        when=words.say("{wave}, {day}", wave=kind, day=words.when(day.isoformat())),
        kind=words.say(KIND_WORDS[one.kind]) if isinstance(one.found, Estimate) else Markup(),
        tags=tuple(words.say(text) for text in _tags(one)),
        reading=_verdict(words, one),
        doubts=tuple(_doubts(words, shown, one, common)),
        lines=tuple(line for line, _ in lines),
        behind=(_of_all(words, shown, one, lines[0][1]), *(behind for _, behind in lines[1:])),
        beside=tuple(_beside(words, one)),
    )


def _verdict(words: PageLanguage, one: Result) -> Markup:
    return words.say(codes.READINGS[one.reading] if isinstance(one.found, Estimate) else mark("Nothing can be said."))


def _of_all(words: PageLanguage, shown: ReportShown, one: Result, behind: Behind) -> Behind:
    """Return what lies behind the row of all: the verdict is on them."""
    asked = (words.say(text) for text in _of_question(shown, one))
    return replace(behind, reading=_verdict(words, one), doubts=(*behind.doubts, *asked))


def _doubts(words: PageLanguage, shown: ReportShown, one: Result, common: Iterable[str]) -> Iterable[Markup]:
    """Yield what to doubt of a result; nothing where nothing is said, since whom it compares is not known then."""
    if isinstance(one.found, Estimate):
        yield from doubts_in(words, one.found.doubts, common)
        yield from (words.say(text) for text in (*_of_method(one.found), *_of_question(shown, one)))
        yield from _of_sides(words, shown, one, common)


def _of_method(found: Estimate) -> Iterable[str]:
    if found.method == "randomisation" and "not-by-lot" in found.doubts:
        yield BY_LOT


def _of_question(shown: ReportShown, one: Result) -> Iterable[str]:
    asked = {each.item.kind for each in shown.asked.questions if one.measure in (each.item.key, each.item.scale)}
    rose = any(isinstance(each, Estimate) and each.low > 0 for each in (one.found, *(side.found for side in one.sides)))
    if "discrimination" in asked and rose:
        yield AWARE


def common_doubts(report: Report) -> tuple[str, ...]:
    """Return the doubts that stand beside every result: they are told once, above all."""
    each = [set(one.found.doubts) for one in report.results]
    shared = set.intersection(*each) if each else set()
    return tuple(code for code in codes.DOUBTS if code in shared)


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


def _lines(words: PageLanguage, shown: ReportShown, one: Result) -> Iterable[tuple[Line, Behind]]:
    """Yield the rows of a result, each with what it is told of; an asymmetry and a distance are neither kind."""
    names = {side.id: side.name for side in shown.sides}
    kind, change = (words.say(KIND_WORDS[each]) for each in (one.kind, "change"))
    yield _line(words, words.say("All who took part"), one.found, kind, one.adjusted)
    if not isinstance(one.found, Estimate):
        return
    if one.covariance is not None:
        yield _line(words, words.say("The same, adjusted for where people began"), one.covariance, kind)
    for each in one.sides:
        yield _line(words, words.name(names.get(each.side, "")), each.found, kind)
    for pair in one.asymmetry:
        who = words.say("{one} more than {other}", one=words.name(names[pair.one]), other=words.name(names[pair.other]))
        yield _line(words, who, pair.found, "", pair.adjusted)
    if one.kind == "effect":
        for moved in one.changes:
            if moved.side is None:
                who = words.say("Change of those who took part")
                if moved.group == "compared":
                    who = words.say("Change of those who did not")
                line, behind = _line(words, who, moved.found, change)
                alone = doubts_in(words, moved.found.doubts, ("no-comparison",))
                yield line, replace(behind, doubts=(words.say(BESIDE_NOBODY), *alone))
    yield _line(words, words.say("In standard deviations"), one.standardised, kind)


def _line(
    words: PageLanguage, who: Markup, found: Said, kind: str, adjusted: float | None = None
) -> tuple[Line, Behind]:
    if not isinstance(found, Estimate):
        return Line(who, said(words, found), Markup()), Behind()
    people = words.say("{n} people, {groups} groups", n=words.number(found.n), groups=words.number(found.clusters))
    doubts = (*doubts_in(words, found.doubts), *(words.say(text) for text in _of_method(found)))
    numbers = (numbered(one) for one in (found.low, found.effect, found.high))
    behind = Behind(kind, "", doubts, *numbers, p=found.p, adjusted=adjusted)
    return Line(who, said(words, found, adjusted), people), behind


def _beside(words: PageLanguage, one: Result) -> Iterable[tuple[Markup, Behind]]:
    """Return how the interval came about, and what those who were lost could change."""
    if isinstance(one.found, Estimate):
        yield words.say(codes.METHODS[one.found.method]), Behind()
    doubts = doubts_in(words, one.found.doubts)
    for bound in one.bounds:
        text = words.say(
            "{assumption} The effect lies between {low} and {high}.",
            assumption=words.say(codes.ASSUMPTIONS[bound.assumption]),
            low=signed(words, bound.outer_low),
            high=signed(words, bound.outer_high),
        )
        yield text, Behind(doubts=doubts, low=numbered(bound.outer_low), high=numbered(bound.outer_high))
    if one.tipping is not None:
        lost = mark("For the finding to be lost, those who were lost would have to differ from the others by {n}.")
        yield words.say(lost, n=signed(words, one.tipping.unclear)), Behind(doubts=doubts)


def signed(words: PageLanguage, value: float) -> Markup:
    """
    Return a number with two decimals, and nothing below zero where it is nothing.

    One that two decimals would make nothing has up to four: else an interval that does not reach nothing seems to.
    """
    places = next((some for some in (2, 3, 4) if round(value, some)), None)
    return escape(words.decimal(0.0) if places is None else words.decimal(round(value, places), places))


def numbered(value: float) -> float:
    """Return a number for a cell, without what reckoning in steps leaves behind the sixth decimal."""
    return round(value, 6) + 0.0
