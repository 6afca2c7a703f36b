"""
Three panels on one axis of days: attitudes, structures, political and legal relationships; beneath it, what went on.

    GET  change               the panels, what has to be told first, and where each figure's evidence stands
    GET  change/report.<form>  the same as a document (docx), or as a workbook with what lies behind each figure (xlsx)

Nothing is summed, and no panel is the measure of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from markupsafe import Markup, escape

from sulh.access import Principal, Refused
from sulh.figures.panels import Panel, Sign, panels
from sulh.formats.change_report import (
    PARTIAL,
    ChangeReport,
    Event,
    ReportDoubts,
    ReportPanel,
    ReportRow,
    change_docx,
    change_xlsx,
)
from sulh.formats.media import DOCX, XLSX
from sulh.papers.page import PageLanguage
from sulh.store import clock
from sulh.store.reads.change_frames import change_frame
from sulh.web.change.around import around
from sulh.web.change.doubted import Doubted
from sulh.web.change.gathered import FAMILY_WORDS, SHEET_WORDS, Gathered, gathered
from sulh.web.change.structures_reader import file_name
from sulh.web.downloads import download
from sulh.web.jinja import page, words_of
from sulh.web.map.drawings import picture_of
from sulh.web.map.parts import part_of

AREA: Final = "change"
SIGNS: Final = 9  # that stand in the figure, those that went on last
LISTED: Final = 60  # of what went on, beside the figure; the report has all of it
ROWS: Final = 40  # of the table beside the figure
WRITTEN: Final = {"docx": (change_docx, DOCX), "xlsx": (change_xlsx, XLSX)}


def beside(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show the three beside one another."""
    words = words_of(request)
    shown = around(request, principal, process_id, AREA)
    found = gathered(words, principal, process_id)
    title = words.say("What was measured, by day").striptags()
    drawn = panels(found.panels, _latest(found.signs, SIGNS), clock.today(), words, title)
    values = {
        "title": words.say("Whether anything changes"),
        "process_id": process_id,
        "drawn": drawn,
        "picture_of": picture_of,
        "part": part_of(request, drawn.table.rows, ROWS),
        "reader": found.reader,
        "cautions": found.cautions,
        "doubts": [one for of in found.doubts.values() for one in of],
        "meanwhile": [[one.name, _days(words, one)] for one in _latest(found.signs, LISTED)],
        "partial": words.together([words.say(PARTIAL), *_cut(words, len(found.signs))]),
        "evidence": found.evidence,
    }
    return page(request, "change/beside.html.j2", values, here=shown.here)


def report(request: HttpRequest, principal: Principal, process_id: UUID, form: str) -> HttpResponse:
    """Give the same as a file, in the reader's language."""
    words = words_of(request)
    found = gathered(words, principal, process_id)
    if form not in WRITTEN:
        raise Refused
    write, kind = WRITTEN[form]
    process = change_frame(principal, process_id).process
    data = write(_report(words, found, process), lang=words.tag)
    return download(data, kind, file_name("change", found.ties, clock.today(), form))


def _cut(words: PageLanguage, signs: int) -> Iterator[Markup]:
    """Say that the figure shows the last of what went on alone."""
    if signs > SIGNS:
        yield words.say("The figure shows the last {n} of {all}.", n=words.number(SIGNS), all=words.number(signs))


def _latest(signs: Sequence[Sign], most: int) -> list[Sign]:
    """Return what went on last, in the order in which it began: what goes on still is never cut away."""
    return sorted(sorted(signs, key=lambda one: one.end)[-most:], key=lambda one: (one.start, one.end))


def _days(words: PageLanguage, one: Sign) -> Markup:
    days = {one.start.isoformat(): None, one.end.isoformat(): None}
    return escape(words.when("/".join(days)))


def _report(words: PageLanguage, found: Gathered, process: str) -> ChangeReport:
    named = zip(found.panels, FAMILY_WORDS, strict=True)
    return ChangeReport(
        on=clock.today(),
        cautions=tuple(one.striptags() for one in found.cautions),
        panels=tuple(
            _panel(panel, words.say(SHEET_WORDS[family]).striptags(), found.doubts[family]) for panel, family in named
        ),
        meanwhile=tuple(Event(one.name, one.start, one.end) for one in found.signs),
        process=process,
        reader=found.reader.striptags(),
    )


def _panel(panel: Panel, sheet: str, doubts: Iterable[Doubted]) -> ReportPanel:
    rows = (
        ReportRow(series.name, dot.on, dot.low, dot.high, dot.middle, dot.told)
        for series in panel.series
        for dot in series.dots
    )
    told = (ReportDoubts(one.name.striptags(), tuple(text.striptags() for text in one.texts)) for one in doubts)
    return ReportPanel(panel.name, sheet, tuple(rows), panel.empty, tuple(told))
