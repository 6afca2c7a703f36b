"""
The report of a study as it is taken along: everything that its page says, in the reader's language, without markup.

    taken(words, shown) ──▶ StudyPaper      which `sulh.formats.study_report` writes as a document or a workbook
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup, escape

from sulh.formats.cells import Cell
from sulh.formats.p_values import p_cell
from sulh.formats.report_head import ENDS
from sulh.formats.study_report import ResultRow, Section, StudyPaper, StudyResult
from sulh.measurement.attitudes.findings import Estimate, Said
from sulh.papers.page import PageLanguage
from sulh.store.reads.study_reports import ReportShown
from sulh.web.change.study_beside import apart, attrition, balance, counts, cumulative, leaving, listed
from sulh.web.change.study_figures import dots, drawn
from sulh.web.change.study_first import about, first
from sulh.web.change.study_origin import again, reproduced
from sulh.web.change.study_plan import HASHED, PLAN, letters, terms
from sulh.web.change.study_scales import COLUMNS, ELSE, HEADS, LEVELS, numbers, scales
from sulh.web.change.study_telling import Behind, Line, Told, common_doubts, told
from sulh.words.language import mark

NO_EFFECT: Final = mark("A change is no effect: those who did not take part may have changed as much.")
SIZE: Final = mark("In standard deviations")
TESTED: Final = (*ENDS, "p")
Rows = Iterable[Iterable[Markup]]
Behinds = tuple[tuple[str, ...], tuple[tuple[Cell, ...], ...]]  # columns and rows of the workbook alone
NONE: Final[Behinds] = ((), ())


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
        process=shown.process,
    )


def _result(one: Told) -> StudyResult:
    return StudyResult(
        name=one.name.striptags(),
        when=one.when.striptags(),
        kind=one.kind.striptags(),
        tags=_texts(one.tags),
        asked=_texts(one.asked),
        doubts=_texts(one.doubts),
        reading=one.reading.striptags(),
        rows=tuple(_row(line, behind) for line, behind in zip(one.lines, one.behind, strict=True)),
        beside=tuple(_row(Line(Markup(), text, Markup()), behind) for text, behind in one.beside),
    )


def _row(line: Line, behind: Behind) -> ResultRow:
    who, found, people = _texts(line)
    (kind, reading), doubts = _texts((behind.kind, behind.reading)), _texts(behind.doubts)
    numbers = (behind.low, behind.effect, behind.high, behind.p, behind.adjusted)
    return ResultRow(who, found, people, kind, reading, doubts, *numbers)


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
        columns=_texts(words.say(one) for one in ENDS),
        numbers=tuple((dot.low, dot.middle, dot.high) for dot in dots(words, shown)),
    )


def _sections(words: PageLanguage, shown: ReportShown) -> list[Section]:
    def section(
        name: str, sheet: str, heads: tuple[str, ...], rows: Rows, texts: Iterable[Markup] = (), behind: Behinds = NONE
    ) -> Section:
        return Section(
            name=words.say(name).striptags(),
            sheet=words.say(sheet).striptags(),
            texts=_texts(texts),
            heads=_texts(words.say(one) for one in heads),
            rows=_cells(rows),
            columns=_texts(words.say(one) for one in behind[0]),
            numbers=behind[1],
        )

    measured, found = mark("What was measured"), mark("What was found")
    return [
        section(
            mark("What the figures are to be read against"),
            mark("Scales"),
            HEADS,
            scales(words, shown),
            [words.say(LEVELS)],
            (COLUMNS, numbers(shown)),
        ),
        section(
            mark("Lists: the share to whom the hidden statement applies"),
            mark("Lists"),
            (mark("Of whom"), found, mark("What to doubt")),
            listed(words, shown),
            behind=(TESTED, tuple(_tested(words, one.found) for one in shown.findings.lists)),
        ),
        section(mark("Whether closeness builds on closeness"), mark("Closeness"), (), (), cumulative(words, shown)),
        section(
            mark("How far apart the groups were before anything began"),
            mark("Before anything began"),
            (measured, found, SIZE),
            balance(words, shown),
            [apart(words)],
            ((*TESTED, SIZE), tuple((*_tested(words, one.found), one.standardised) for one in shown.findings.balance)),
        ),
        section(
            mark("Who answered again"),
            mark("Who answered again"),
            (mark("Who"), mark("Which wave"), mark("Answered again")),
            attrition(words, shown),
            leaving(words, shown),
            ((mark("People at first"), mark("People who answered again")), tuple(counts(shown))),
        ),
        section(mark("What else a reader will ask"), mark("Other doubts"), (), (), [words.say(one) for one in ELSE]),
        section(
            mark("Where these figures come from"),
            mark("Where these figures come from"),
            (mark("About"), mark("What is recorded")),
            reproduced(words, shown),
            again(words, shown),
        ),
        section(
            PLAN,
            mark("Plan"),
            (mark("About"), mark("What is recorded")),
            terms(words, shown),
            [words.say(HASHED), escape(letters(shown))] if letters(shown) else [],
        ),
    ]


def _tested(words: PageLanguage, found: Said) -> tuple[Cell, ...]:
    if not isinstance(found, Estimate):
        return (None,) * len(TESTED)
    return found.low, found.effect, found.high, p_cell(words, found.p)


def _texts(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(escape(one).striptags() for one in found)


def _cells(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(_texts(row) for row in rows)
