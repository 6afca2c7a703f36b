"""
The report of a study as it is taken along: everything that its page says, in the reader's language, without markup.

    taken(words, shown) ──▶ StudyPaper      which `sulh.formats.study_report` writes as a document or a workbook
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup, escape

from sulh.formats.study_report import ResultRow, Section, StudyPaper, StudyResult
from sulh.papers.page import PageLanguage
from sulh.store.reads.study_reports import ReportShown
from sulh.web.change.study_beside import SEED, about, attrition, balance, cumulative, listed, reproduced
from sulh.web.change.study_figures import drawn
from sulh.web.change.study_telling import Line, Numbers, Told, common_doubts, first, told
from sulh.words.language import mark

NO_EFFECT: Final = mark("A change is no effect: those who did not take part may have changed as much.")
Rows = Iterable[Iterable[Markup]]


def taken(words: PageLanguage, shown: ReportShown) -> StudyPaper:
    """Return what a report of a study says."""
    common = common_doubts(shown.findings)
    results = sorted(shown.findings.results, key=lambda one: (not one.primary, not one.planned))
    return StudyPaper(
        title=shown.title,
        on=shown.on,
        number=shown.number,
        about=_texts(about(words, shown)),
        first=_texts(first(words, shown)),
        change=_change(words, shown),
        results=tuple(_result(told(words, shown, one, common)) for one in results),
        sections=tuple(one for one in _sections(words, shown) if one.rows or one.texts),
    )


def _result(one: Told) -> StudyResult:
    lines = zip(one.lines, one.numbers, strict=True)
    return StudyResult(
        name=one.name.striptags(),
        when=one.when.striptags(),
        kind=one.kind.striptags(),
        tags=_texts(one.tags),
        asked=_texts(one.asked),
        doubts=_texts(one.doubts),
        reading=one.reading.striptags(),
        rows=tuple(_row(line, numbers) for line, numbers in lines),
        beside=_texts(one.beside),
    )


def _row(line: Line, numbers: Numbers) -> ResultRow:
    who, found, people = _texts(line)
    low, estimate, high = numbers
    return ResultRow(who, found, people, low, estimate, high)


def _change(words: PageLanguage, shown: ReportShown) -> Section | None:
    """Return the table of the figure of the page; None where it has none."""
    figure = drawn(words, shown)
    if figure is None:
        return None
    return Section(
        name=figure.title,
        sheet=words.say("Change since before").striptags(),
        texts=(words.say(NO_EFFECT).striptags(),),
        heads=_texts(figure.table.headings),
        rows=_cells(figure.table.rows),
    )


def _sections(words: PageLanguage, shown: ReportShown) -> list[Section]:
    def section(name: str, sheet: str, heads: tuple[str, ...], rows: Rows, texts: Iterable[Markup] = ()) -> Section:
        return Section(
            name=words.say(name).striptags(),
            sheet=words.say(sheet).striptags(),
            texts=_texts(texts),
            heads=_texts(words.say(one) for one in heads),
            rows=_cells(rows),
        )

    measured, found = mark("What was measured"), mark("What was found")
    return [
        section(
            mark("Lists: the share to whom the hidden statement applies"),
            mark("Lists"),
            (mark("Of whom"), found, mark("What to doubt")),
            listed(words, shown),
        ),
        section(mark("Whether closeness builds on closeness"), mark("Closeness"), (), (), cumulative(words, shown)),
        section(
            mark("How far apart the groups were before anything began"),
            mark("Before anything began"),
            (measured, found, mark("In standard deviations")),
            balance(words, shown),
        ),
        section(
            mark("Who answered again"),
            mark("Who answered again"),
            (mark("Who"), mark("Which wave"), mark("Answered again")),
            attrition(words, shown),
        ),
        section(
            mark("Where these figures come from"),
            mark("Where these figures come from"),
            (mark("About"), mark("What is recorded")),
            reproduced(words, shown),
            [words.say(SEED)],
        ),
    ]


def _texts(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(escape(one).striptags() for one in found)


def _cells(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(_texts(row) for row in rows)
