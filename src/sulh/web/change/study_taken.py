"""
The report of a study as it is taken along: everything that its page says, in the reader's language, without markup.

    taken(words, shown) ──▶ StudyPaper      which `sulh.formats.study_report` writes as a document or a workbook
"""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from sulh.figures.panels import Dot
from sulh.formats.report_head import ENDS
from sulh.formats.study_report import ResultRow, Section, StudyPaper, StudyResult
from sulh.papers.page import PageLanguage
from sulh.store.reads.study_reports import ReportShown
from sulh.web.change.study_behind import Behind, numbered
from sulh.web.change.study_figures import dots, drawn
from sulh.web.change.study_first import about, first
from sulh.web.change.study_sections import cells_of, sections, texts_of
from sulh.web.change.study_telling import Line, Told, common_doubts, told
from sulh.words.language import mark

NO_EFFECT: Final = mark("A change is no effect: those who did not take part may have changed as much.")


def taken(words: PageLanguage, shown: ReportShown) -> StudyPaper:
    """Return what a report of a study says."""
    common = common_doubts(shown.findings)
    results = sorted(shown.findings.results, key=lambda one: (not one.primary, not one.planned))
    return StudyPaper(
        title=shown.title,
        on=shown.on,
        number=shown.number,
        about=texts_of(about(words, shown)),
        first=texts_of(first(words, shown)),
        change=_change(words, shown),
        results=tuple(_result(told(words, shown, one, common)) for one in results),
        sections=tuple(one for one in sections(words, shown) if one.rows or one.texts),
        process=shown.process,
    )


def _result(one: Told) -> StudyResult:
    return StudyResult(
        name=one.name.striptags(),
        when=one.when.striptags(),
        kind=one.kind.striptags(),
        tags=texts_of(one.tags),
        asked=texts_of(one.asked),
        doubts=texts_of(one.doubts),
        reading=one.reading.striptags(),
        rows=tuple(_row(line, behind) for line, behind in zip(one.lines, one.behind, strict=True)),
        beside=tuple(_row(Line(Markup(), text, Markup()), behind) for text, behind in one.beside),
    )


def _row(line: Line, behind: Behind) -> ResultRow:
    who, found, people = texts_of(line)
    kind, reading, how = texts_of((behind.kind, behind.reading, behind.how))
    doubts = texts_of(behind.doubts)
    numbers = (behind.low, behind.effect, behind.high, behind.p, behind.adjusted)
    return ResultRow(who, found, people, kind, reading, doubts, *numbers, tags=texts_of(behind.tags), how=how)


def _change(words: PageLanguage, shown: ReportShown) -> Section | None:
    """Return the table of the figure of the page; None where it has none."""
    figure = drawn(words, shown)
    if figure is None:
        return None
    return Section(
        name=figure.title,
        sheet=words.say("Change since before").striptags(),
        texts=(words.say(NO_EFFECT).striptags(),),
        heads=texts_of(figure.table.headings),
        rows=cells_of(figure.table.rows),
        columns=texts_of(words.say(one) for one in ENDS),
        numbers=tuple(_numbers(dot) for dot in dots(words, shown)),
    )


def _numbers(dot: Dot) -> tuple[float | None, ...]:
    return numbered(dot.low), None if dot.middle is None else numbered(dot.middle), numbered(dot.high)
