"""
What was found of attitudes as figures: side by side, each dot an interval, and never an arrow to anything else.

    drawn        of one report: by how much those who took part changed since before
    attitudes    of all studies, for the panels beside structures and agreements; and what moved for certain
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from sulh.figures.drawn import Drawn
from sulh.figures.panels import Dot, Panel, Series, panels
from sulh.measurement.attitudes.findings import Estimate, Result
from sulh.measurement.beside import Moved
from sulh.papers.page import PageLanguage
from sulh.store import clock
from sulh.store.reads.studies import ReportShown
from sulh.web.change.study_telling import main, measure_name, said

SHOWN: Final = 3  # measures in a figure
BESIDE: Final = 1  # measures of a study among the three panels
STUDIES: Final = 2


def drawn(words: PageLanguage, shown: ReportShown) -> Drawn | None:
    """Return how those who took part changed, side by side, of the main measures; None where nothing can be said."""
    found = [
        Panel(str(measure_name(words, shown.asked, key).striptags()), series, str(words.say("Too few to say.")))
        for key in main(shown)[:SHOWN]
        if (series := tuple(_changes(words, shown, key)))
    ]
    title = words.say("By how much those who took part changed, since before").striptags()
    return panels(found, (), clock.today(), words, title) if found else None


def attitudes(words: PageLanguage, found: Sequence[ReportShown]) -> tuple[list[Series], list[Moved]]:
    """Return for each study what became of its main measure, side by side, and what moved for certain."""
    series: list[Series] = []
    moved: list[Moved] = []
    for shown in found[:STUDIES]:
        for key in main(shown)[:BESIDE]:
            mine = [one for one in shown.findings.results if one.measure == key]
            series += [one for side in shown.sides if (one := _of_side(words, shown, mine, side.id)) is not None]
            moved += _moved(words, shown, mine)
    return series, moved


def _changes(words: PageLanguage, shown: ReportShown, key: str) -> Iterable[Series]:
    """Return one series a side: nothing at first, then the change by each wave."""
    results = [one for one in shown.findings.results if one.measure == key]
    start = min((day for kind, day in shown.days.values() if kind == "baseline"), default=shown.on)
    for side in shown.sides:
        found = [
            (shown.days[one.wave][1], change.found)
            for one in results
            for change in one.changes
            if change.group == "participants" and change.side == side.id and one.wave in shown.days
        ]
        dots = [_dot(words, day, each) for day, each in found if isinstance(each, Estimate)]
        if dots:
            reach = _reach(dots)
            before = Dot(start, 0.0, 0.0, 0.0, words.say("Before: nothing yet").striptags())
            ends = (_plain(words, -reach), _plain(words, reach))
            yield Series(side.name, (before, *dots), (-reach, reach), ends, side.mark)


def _of_side(words: PageLanguage, shown: ReportShown, results: Sequence[Result], side: str) -> Series | None:
    """Return what was found of one side, wave by wave."""
    named = next(one for one in shown.sides if one.id == side)
    dots = [
        _dot(words, shown.days[one.wave][1], each.found)
        for one in results
        for each in one.sides
        if each.side == side and isinstance(each.found, Estimate) and one.wave in shown.days
    ]
    if not dots:
        return None
    reach = _reach(dots)
    name = measure_name(words, shown.asked, results[0].measure)
    called = words.say("{side}: {measure}", side=words.name(named.name), measure=name).striptags()
    return Series(called, tuple(dots), (-reach, reach), (_plain(words, -reach), _plain(words, reach)), named.mark)


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


def _dot(words: PageLanguage, day: date, found: Estimate) -> Dot:
    return Dot(day, found.low, found.high, found.effect, said(words, found).striptags())


def _reach(dots: Sequence[Dot]) -> float:
    return max((max(abs(one.low), abs(one.high)) for one in dots), default=1.0) or 1.0


def _plain(words: PageLanguage, value: float) -> str:
    return str(words.decimal(value))
