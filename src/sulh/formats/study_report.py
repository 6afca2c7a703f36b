"""
What a study of attitudes found, as a document and as a workbook: both hold what its page holds, and nothing else.

    StudyPaper ─┬─ about, first    of whom it tells, and what has to be read before a figure
                ├─ change          how those who took part changed: the table of the figure on the page
                ├─ results         each with its doubts, a row for all, each side and what is beside them
                └─ sections        lists, closeness, groups at first, who was lost, how the figures came about, the plan
    study_docx ──▶ DOCX     for people        study_xlsx ──▶ XLSX     a sheet a section, numbers beside their words

Everything comes in words of one language (`sulh.web.change.study_taken`); the looks are those of
`sulh.formats.documents`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from sulh.formats.cells import Cell
from sulh.formats.documents import Paper
from sulh.formats.p_values import p_cell
from sulh.formats.report_head import ENDS, begun
from sulh.formats.workbooks import LONGEST_NAME, workbook
from sulh.model.findings import Value
from sulh.words.language import Language, language, mark
from sulh.words.text import with_minus

WRITTEN: Final = mark("{process}. Written by evaluators of this process.")


class ResultRow(Value, frozen=True):
    """
    A row of a result.

    Attributes:
        kind, reading: Whether this row is an effect or a change, and which way it points; empty where nobody judged it.
        doubts: What to doubt of this row, whatever stands above all of them.
        low, estimate, high: None where nothing can be said.
        p, adjusted: Where it was tested; by itself, and with all of its kind counted.
        tags: Whether the plan names this row, and what it could show; empty for a row of nobody.
        how: How its interval came about.
    """

    who: str
    found: str
    people: str
    kind: str = ""
    reading: str = ""
    doubts: tuple[str, ...] = ()
    low: float | None = None
    estimate: float | None = None
    high: float | None = None
    p: float | None = None
    adjusted: float | None = None
    tags: tuple[str, ...] = ()
    how: str = ""


class StudyResult(Value, frozen=True, kw_only=True):
    """
    One result.

    Attributes:
        when, kind, tags: At which wave; an effect or a change; planned or not, and what it could show.
        asked: The questions it is made of.
        doubts, reading: What to doubt of it, and which way it points.
        beside: How its interval came about, and what those who were lost could change: rows of nobody.
    """

    name: str
    when: str
    kind: str
    tags: tuple[str, ...]
    asked: tuple[str, ...]
    doubts: tuple[str, ...]
    reading: str
    rows: tuple[ResultRow, ...]
    beside: tuple[ResultRow, ...]


class Section(Value, frozen=True, kw_only=True):
    """
    What stands beside the results, under its own heading.

    Attributes:
        sheet: A short name for its sheet.
        heads, rows: Its table; both empty where there are only texts.
        columns, numbers: What lies behind each row, for the workbook alone; as many rows as `rows`, or none.
    """

    name: str
    sheet: str
    texts: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    columns: tuple[str, ...] = ()
    numbers: tuple[tuple[Cell, ...], ...] = ()


class StudyPaper(Value, frozen=True, kw_only=True):
    """
    Everything that a report of a study says.

    Attributes:
        process: Of which process.
    """

    title: str
    process: str = ""
    on: date
    number: int
    about: tuple[str, ...]
    first: tuple[str, ...]
    change: Section | None
    results: tuple[StudyResult, ...]
    sections: tuple[Section, ...]


def study_docx(report: StudyPaper, *, lang: str) -> bytes:
    """
    Write the report of a study as a document.

    Args:
        report: What it says, in the language of the document as far as it is ours.
        lang: Tag of that language.

    Returns:
        A document, the same bytes for the same report. Its properties name nobody.

    Raises:
        SettingError: If Sulh does not speak the language.

    >>> held = StudyPaper(
    ...     title="Roads", on=date(2026, 5, 3), number=1, about=(), first=(), change=None, results=(), sections=()
    ... )
    >>> study_docx(held, lang="ar") == study_docx(held, lang="ar")
    True
    """
    words = language(lang)
    number, day = words.number(report.number), words.when(report.on.isoformat())
    paper = begun(
        words,
        words.say("What a study found"),
        title=report.title,
        below=words.say("What was found: report {n}, {day}", n=number, day=day),
        of=words.say(WRITTEN, process=report.process) if report.process else "",
        notice=report.about,
    )
    if report.first:
        paper.heading(words.say("Read this first"))
        paper.bullets(report.first)
    if report.change is not None:
        _section(paper, report.change)
    paper.heading(words.say("What was found"))
    for one in report.results:
        _result(paper, one, words)
    if not report.results:
        paper.text(words.say("Nothing can be said."))
    for section in report.sections:
        _section(paper, section)
    return paper.bytes()


def study_xlsx(report: StudyPaper, *, lang: str) -> bytes:
    """
    Write the report of a study as a workbook: a sheet a section, every result with its doubts and its numbers.

    Raises:
        SettingError: If Sulh does not speak the language.
    """
    words = language(lang)
    first, found = words.say("Read this first"), words.say("What was found")
    said: list[list[Cell]] = [[one] for one in (first, *report.about, *report.first)]
    sheets = {first: said, found: [_columns(words), *(row for one in report.results for row in _rows(one, words))]}
    for section in (report.change, *report.sections):
        if section is not None:
            sheets[section.sheet[:LONGEST_NAME]] = list(_sheet(section))
    return workbook(sheets, leftward=words.leftward)


def _heads(words: Language) -> list[str]:
    return [words.say("Of whom"), words.say("What was found"), words.say("Of how many")]


def _columns(words: Language) -> list[Cell]:
    return [
        *(words.say("What was measured"), words.say("Which wave"), *_heads(words)),
        *(words.say(one) for one in ENDS),
        *("p", words.say("p with all of its kind counted")),
        *(words.say("Effect or change"), words.say("Which way it points")),
        *(words.say("What to doubt"), words.say("In the plan"), words.say("As it was asked")),
        words.say("How the interval came about"),
    ]


def _rows(one: StudyResult, words: Language) -> Iterator[list[Cell]]:
    """Yield the rows of a result; a row says of itself alone what it is, and the question of them all."""
    asked = " · ".join(one.asked)
    for row in (*one.rows, *one.beside):
        numbers = [row.low, row.estimate, row.high, p_cell(words, row.p), p_cell(words, row.adjusted)]
        own = [row.kind, row.reading, " ".join(row.doubts)]
        yield [one.name, one.when, row.who, row.found, row.people, *numbers, *own, " · ".join(row.tags), asked, row.how]


def _sheet(section: Section) -> Iterator[list[Cell]]:
    """Yield a section: its table with what lies behind each row, and its texts below it."""
    yield [*section.heads, *section.columns] if section.heads else [section.name]
    for at, row in enumerate(section.rows):
        yield [*row, *(section.numbers[at] if section.numbers else ())]
    for text in section.texts:
        yield [text]


def _result(paper: Paper, one: StudyResult, words: Language) -> None:
    paper.heading(one.name, 2)
    paper.text(" · ".join(filter(None, (*one.tags, one.when, one.kind))))
    for text in one.asked:
        paper.text(text)
    paper.bullets(one.doubts)
    paper.text(one.reading)
    paper.table(_heads(words), [[row.who, with_minus(row.found), row.people] for row in one.rows], [6, 8, 4])
    for row in one.beside:
        paper.text(with_minus(row.found))


def _section(paper: Paper, section: Section) -> None:
    paper.heading(section.name)
    if section.rows:
        rows = [[with_minus(cell) for cell in row] for row in section.rows]
        paper.table(section.heads, rows, [1] * len(section.heads))
    for text in section.texts:
        paper.text(text)
