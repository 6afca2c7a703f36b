"""
What was found of attitudes as figures: side by side, each dot an interval, and never an arrow to anything else.

    drawn, dots  of one report: by how much those who took part changed since before
    attitudes    of all studies, for the panels beside structures and agreements; and by how much it moved
    of_sides     by how much each side was moved, of every measure of a study
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import floor, log10
from typing import Final

from markupsafe import Markup

from sulh.figures.drawn import Drawn
from sulh.figures.panels import Dot, Panel, Series, panels
from sulh.measurement.attitudes.findings import Estimate, Result
from sulh.measurement.beside import Moved
from sulh.papers.page import PageLanguage
from sulh.store import clock
from sulh.store.reads.study_reports import ReportShown
from sulh.web.change.study_telling import KIND_WORDS, main, measure_name, said
from sulh.words.language import mark

SHOWN: Final = 3  # measures in a figure
BESIDE: Final = 1  # measures of a study among the three panels
STUDIES: Final = 2
ROUND: Final = (1, 2, 3, 5, 10)  # times a power of ten


def drawn(words: PageLanguage, shown: ReportShown) -> Drawn | None:
    """Return how those who took part changed, side by side, of the main measures; None where nothing can be said."""
    found = _panels(words, shown)
    title = words.say("By how much those who took part changed, since before").striptags()
    return panels(found, (), clock.today(), words, title) if found else None


def dots(words: PageLanguage, shown: ReportShown) -> list[Dot]:
    """Return the marks of that figure, in the order of its table."""
    return [dot for panel in _panels(words, shown) for series in panel.series for dot in series.dots]


def _panels(words: PageLanguage, shown: ReportShown) -> list[Panel]:
    return [
        Panel(str(measure_name(words, shown.asked, key).striptags()), series, str(words.say("Too few to say.")))
        for key in main(shown)[:SHOWN]
        if (series := tuple(_changes(words, shown, key)))
    ]


def attitudes(words: PageLanguage, found: Sequence[ReportShown]) -> tuple[list[Series], list[Moved]]:
    """Return for each study what became of its main measure, of all and side by side, and by how much it moved."""
    series: list[Series] = []
    moved: list[Moved] = []
    for shown in found[:STUDIES]:
        for key in main(shown)[:BESIDE]:
            mine = [one for one in shown.findings.results if one.measure == key]
            series += _of_all_and_sides(words, shown, mine)
            moved += [one for one in _moved(words, shown, mine) if mine[-1].better != "neither"]
    return series, moved


def of_sides(words: PageLanguage, found: Sequence[ReportShown]) -> list[Moved]:
    """Return by how much each side was moved by the last wave, of every measure of the studies in the panels."""
    return [
        one
        for shown in found[:STUDIES]
        for key in dict.fromkeys(each.measure for each in shown.findings.results)
        for one in _moved(words, shown, [each for each in shown.findings.results if each.measure == key])
        if one.side is not None
    ]


def _changes(words: PageLanguage, shown: ReportShown, key: str) -> list[Series]:
    """Return one series a side, on one scale: nothing at first, then the change by each wave."""
    results = [one for one in shown.findings.results if one.measure == key]
    start = min((day for kind, day in shown.days.values() if kind == "baseline"), default=shown.on)
    before = Dot(start, 0.0, 0.0, 0.0, words.say("Before: nothing yet").striptags())
    dots = {
        side.id: [
            _dot(shown, one, change.found, said(words, change.found))
            for one in results
            for change in one.changes
            if change.group == "participants" and change.side == side.id and isinstance(change.found, Estimate)
        ]
        for side in shown.sides
    }
    return [
        Series(side.name, (before, *dots[side.id]), *_scale(words, dots.values()), side.mark)
        for side in shown.sides
        if dots[side.id]
    ]


def _of_all_and_sides(words: PageLanguage, shown: ReportShown, results: Sequence[Result]) -> list[Series]:
    """Return what was found of all, then of each side, wave by wave, on one scale; whether it was planned is told."""
    measure = measure_name(words, shown.asked, results[0].measure)
    dots: dict[str | None, list[Dot]] = {None: [], **{side.id: [] for side in shown.sides}}
    for one in results:
        for side, found in ((None, one.found), *((each.side, each.found) for each in one.sides)):
            if isinstance(found, Estimate):
                dots[side].append(_dot(shown, one, found, _doubted(words, one, found, side)))
    ends = _scale(words, dots.values())
    called: list[tuple[str | None, Markup, int | None]] = [(None, words.say("All who took part"), None)]
    called += [(side.id, words.name(side.name), side.mark) for side in shown.sides]
    return [
        Series(words.say("{side}: {measure}", side=who, measure=measure).striptags(), tuple(dots[key]), *ends, shape)
        for key, who, shape in called
        if dots[key]
    ]


def _moved(words: PageLanguage, shown: ReportShown, results: Sequence[Result]) -> list[Moved]:
    """Return by how much all and each side were moved by the last wave, towards what was called the better."""
    if not results:
        return []
    last, what = results[-1], str(measure_name(words, shown.asked, results[-1].measure).striptags())
    found = []
    for side, said_ in ((None, last.found), *((each.side, each.found) for each in last.sides)):
        if isinstance(said_, Estimate):
            low, high = (-said_.high, -said_.low) if last.better == "lower" else (said_.low, said_.high)
            found.append(Moved("attitudes", what, low, high, side=side))
    return found


def _dot(shown: ReportShown, one: Result, found: Estimate, text: Markup) -> Dot:
    day = shown.days[one.wave][1] if one.wave in shown.days else shown.on
    return Dot(day, found.low, found.high, found.effect, text.striptags())


def _doubted(words: PageLanguage, one: Result, found: Estimate, side: str | None) -> Markup:
    """Return a figure in words; a plan names figures of all who took part, and none of a side."""
    named = mark("Primary") if one.primary else mark("Planned") if one.planned else mark("Not planned")
    return words.say(
        "{text}. {kind}. {planned}; what to doubt of it stands with it here, and on its own page.",
        text=said(words, found, one.adjusted if side is None else None),
        kind=words.say(KIND_WORDS[one.kind]),
        planned=words.say(named if side is None else mark("Not planned")),
    )


def _scale(words: PageLanguage, found: Iterable[Sequence[Dot]]) -> tuple[tuple[float, float], tuple[str, str]]:
    """Return one scale for all that is drawn, as far below nothing as above it, and its ends in words."""
    reach = _round_up(max((max(abs(one.low), abs(one.high)) for each in found for one in each), default=0))
    return (-reach, reach), (words.number(Decimal(f"{-reach:g}")), words.number(Decimal(f"{reach:g}")))


def _round_up(value: float) -> float:
    """Return the next round number, which a scale can end with."""
    step = 10.0 ** floor(log10(value)) if value > 0 else 1.0
    return next(each * step for each in ROUND if value <= each * step)
