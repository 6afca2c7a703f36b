"""
What was found of attitudes as figures: side by side, each dot an interval, and never an arrow to anything else.

    drawn, dots  of one report: by how much those who took part changed since before
    attitudes    of all studies, for the panels beside structures and agreements; and what moved for certain
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    """Return for each study what became of its main measure, side by side, and what moved for certain."""
    series: list[Series] = []
    moved: list[Moved] = []
    for shown in found[:STUDIES]:
        for key in main(shown)[:BESIDE]:
            mine = [one for one in shown.findings.results if one.measure == key]
            series += _of_sides(words, shown, mine)
            moved += _moved(words, shown, mine)
    return series, moved


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
        Series(side.name, (before, *dots[side.id]), *_scale(words, dots), side.mark)
        for side in shown.sides
        if dots[side.id]
    ]


def _of_sides(words: PageLanguage, shown: ReportShown, results: Sequence[Result]) -> list[Series]:
    """Return what was found of each side, wave by wave, on one scale; how much is to be doubted is told with it."""
    dots = {
        side.id: [
            _dot(shown, one, each.found, _doubted(words, one, each.found))
            for one in results
            for each in one.sides
            if each.side == side.id and isinstance(each.found, Estimate)
        ]
        for side in shown.sides
    }
    return [
        Series(
            words.say(
                "{side}: {measure}",
                side=words.name(side.name),
                measure=measure_name(words, shown.asked, results[0].measure),
            ).striptags(),
            tuple(dots[side.id]),
            *_scale(words, dots),
            side.mark,
        )
        for side in shown.sides
        if dots[side.id]
    ]


def _moved(words: PageLanguage, shown: ReportShown, results: Sequence[Result]) -> list[Moved]:
    """Return by how much each side was moved by the last wave, towards what was called the better."""
    if not results or results[-1].better == "neither":
        return []
    last, what = results[-1], str(measure_name(words, shown.asked, results[-1].measure))
    found = []
    for each in last.sides:
        if isinstance(each.found, Estimate):
            ends = (each.found.low, each.found.high)
            low, high = ends if last.better == "higher" else (-ends[1], -ends[0])
            found.append(Moved("attitudes", what, low, high, side=each.side))
    return found


def _dot(shown: ReportShown, one: Result, found: Estimate, text: Markup) -> Dot:
    day = shown.days[one.wave][1] if one.wave in shown.days else shown.on
    return Dot(day, found.low, found.high, found.effect, text.striptags())


def _doubted(words: PageLanguage, one: Result, found: Estimate) -> Markup:
    return words.say(
        "{text}. {kind}; its doubts stand below and on its own page.",
        text=said(words, found),
        kind=words.say(KIND_WORDS[one.kind]),
    )


def _scale(words: PageLanguage, dots: Mapping[str, Sequence[Dot]]) -> tuple[tuple[float, float], tuple[str, str]]:
    """Return one scale for all sides, as far below nothing as above it, and its ends in words."""
    reach = _round_up(max((max(abs(one.low), abs(one.high)) for each in dots.values() for one in each), default=0))
    return (-reach, reach), (words.number(Decimal(f"{-reach:g}")), words.number(Decimal(f"{reach:g}")))


def _round_up(value: float) -> float:
    """Return the next round number, which a scale can end with."""
    step = 10.0 ** floor(log10(value)) if value > 0 else 1.0
    return next(each * step for each in ROUND if value <= each * step)
