"""
What was found of attitudes, in words: no number without its interval, and no interval without a reader's doubts.

    measure_name      what is looked at
    said              an estimate with its interval, its p beside them where one was tested; or why there is none
    told          one result: whom it compares, each side, doubts, what those who were lost could change
    main              the measures a study stands or falls with

What is read before: `sulh.web.change.study_first`; what stands beside results: `sulh.web.change.study_beside`; how
intervals came about: `study_methods`; what those who were lost could change: `study_lost`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from markupsafe import Markup

from sulh.formats.p_values import p_text
from sulh.measurement.attitudes import words as codes
from sulh.measurement.attitudes.attained import attained
from sulh.measurement.attitudes.estimating import doubted
from sulh.measurement.attitudes.findings import Estimate, OfSide, Report, Result, Said
from sulh.measurement.attitudes.measures import measures
from sulh.model.questionnaire import Questionnaire
from sulh.model.studies import WaveKind
from sulh.papers.page import PageLanguage
from sulh.store.reads.study_reports import ReportShown
from sulh.store.sealing import in_language
from sulh.web.change.study_behind import Behind, numbered, signed
from sulh.web.change.study_lost import could_change, uneven
from sulh.web.change.study_methods import Made, came_about, wider
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
PLANNED: Final = mark("Planned")
NOT_PLANNED: Final = mark("Not planned")
CHANGE_OF: Final = {
    "participants": mark("Change of those who took part"),
    "compared": mark("Change of those who did not"),
}
BESIDE_NOBODY: Final = mark("This is a change of one group and no effect: it may have come about anyway.")


class Line(NamedTuple):
    """A row of a table: of whom, what was found, of how many people."""

    who: Markup
    found: Markup
    people: Markup


class _Row(NamedTuple):
    """A line with what lies behind it, and how its interval came about; None without one."""

    line: Line
    behind: Behind
    made: Made | None = None


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
    rows = list(_lines(words, shown, one))
    made = [row.made for row in rows if row.made is not None]
    return Told(
        name=measure_name(words, shown.asked, one.measure),
        asked=asked_as(words, shown.asked, one.measure),
        when=words.say("{wave}, {day}", wave=kind, day=words.when(day.isoformat())),
        kind=words.say(KIND_WORDS[one.kind]) if isinstance(one.found, Estimate) else Markup(),
        tags=tuple(words.say(text) for text in _tags(one)),
        reading=_verdict(words, one),
        doubts=tuple(_doubts(words, shown, one, common)),
        lines=tuple(row.line for row in rows),
        behind=(_of_all(words, shown, one, rows[0].behind), *(row.behind for row in rows[1:])),
        beside=(
            *((text, Behind()) for text in came_about(words, made)),
            *could_change(words, shown, one, doubts_in(words, one.found.doubts)),
        ),
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


def _tags(one: Result, planned: str = "") -> list[str]:
    """Return whether the plan names a figure, and what its measure could show; a plan names figures of all alone."""
    found = [planned or (mark("Primary") if one.primary else PLANNED if one.planned else NOT_PLANNED)]
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
        for text in doubts_in(words, of_side(shown, one, each).doubts, told):
            yield words.say("{name}: {text}", name=words.name(names.get(each.side, "")), text=text)


def _lines(words: PageLanguage, shown: ReportShown, one: Result) -> Iterator[_Row]:
    """Yield the rows of a result, each with what it is told of; an asymmetry and a distance are neither kind."""
    names = {side.id: words.name(side.name) for side in shown.sides}
    kind, change = (words.say(KIND_WORDS[each]) for each in (one.kind, "change"))
    named, adjusted, beyond = (_said(words, _tags(one, planned)) for planned in ("", PLANNED, NOT_PLANNED))
    first = Behind(kind, tags=named, adjusted=one.adjusted)
    yield _line(words, words.say("All who took part"), one.found, first, attained(one, one.found))
    if not isinstance(one.found, Estimate):
        return
    if one.covariance is not None:
        who = words.say("The same, adjusted for where people began")
        yield _line(words, who, one.covariance, Behind(kind, tags=adjusted))
    for each in one.sides:
        level = attained(one, each.found, side=each.side)
        yield _line(words, names.get(each.side, Markup()), of_side(shown, one, each), Behind(kind, tags=beyond), level)
    for pair in one.asymmetry:
        who = words.say("{one} more than {other}", one=names[pair.one], other=names[pair.other])
        yield _line(words, who, pair.found, Behind(tags=beyond, adjusted=pair.adjusted))
    for moved in one.changes if one.kind == "effect" else ():
        if moved.side is None:
            alone = Behind(change, tags=beyond, doubts=(words.say(BESIDE_NOBODY),))
            level = attained(one, moved.found, group=moved.group)
            yield _line(words, words.say(CHANGE_OF[moved.group]), moved.found, alone, level)
    yield _line(words, words.say("In standard deviations"), one.standardised, Behind(kind, tags=beyond))


def _line(words: PageLanguage, who: Markup, found: Said, what: Behind, level: float | None = None) -> _Row:
    """Return a row: who it is of, what is known of it beforehand, and the level of its interval if that is another."""
    if not isinstance(found, Estimate):
        return _Row(Line(who, said(words, found), Markup()), Behind(tags=what.tags))
    people = words.say("{n} people, {groups} groups", n=words.number(found.n), groups=words.number(found.clusters))
    doubts = [*what.doubts, *doubts_in(words, found.doubts, ("no-comparison",) if what.doubts else ())]
    doubts += _said(words, _of_method(found))
    doubts += [] if level is None else [wider(words, found, level)]
    behind = replace(
        what,
        doubts=tuple(doubts),
        low=numbered(found.low),
        effect=numbered(found.effect),
        high=numbered(found.high),
        p=found.p,
        how=words.say(codes.METHODS[found.method]),
    )
    return _Row(Line(who, said(words, found, what.adjusted), people), behind, Made(who, found, level))


def _said(words: PageLanguage, texts: Iterable[str]) -> tuple[Markup, ...]:
    return tuple(words.say(text) for text in texts)


def of_side(shown: ReportShown, one: Result, each: OfSide) -> Said:
    """Return what was found of a side, doubted where of that side alone more were lost in one group than the other."""
    unlike = one.kind == "effect" and any(side.side == each.side for side in uneven(shown, one.wave))
    return doubted(each.found, "attrition-differs") if unlike else each.found
