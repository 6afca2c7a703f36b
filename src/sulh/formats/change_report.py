"""
What changed in a process, as a document and as a workbook that holds what lies behind each figure.

    ChangeReport ─┬─ cautions     what has to be told first
                  ├─ panels       a family of changes each: what to doubt of each series, every day with its interval
                  └─ meanwhile    what went on, by day
    change_docx ──▶ DOCX          for people        change_xlsx ──▶ XLSX     the same rows as numbers, a sheet a family

Families stand in sections and sheets of their own, and no row is made of two of them. The looks come from
`sulh.formats.documents`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sulh.formats.cells import Cell
from sulh.formats.documents import Paper
from sulh.formats.report_head import ENDS, begun
from sulh.formats.workbooks import workbook
from sulh.model.findings import Value
from sulh.words.language import Language, language, mark
from sulh.words.text import with_minus

WRITTEN: Final = mark("{process}. From what evaluators measured and facilitators wrote down in this process.")


PARTIAL: Final = mark(
    "Not all that went on stands here: only initiatives of the facilitators, rounds of dialogues and of the official "
    "talks, packages that were released, and fighting between actors of the map, as far as somebody wrote it down."
)


class ReportRow(Value, frozen=True):
    """What was found of a series on a day; `middle` None where there is a band alone. On the scale of its series."""

    what: str
    on: date
    low: float
    high: float
    middle: float | None
    told: str


class ReportDoubts(Value, frozen=True):
    """What to doubt of one thing that was measured."""

    what: str
    texts: tuple[str, ...]


class ReportPanel(Value, frozen=True):
    """A family of changes, with a short name for its sheet; `empty` says what is missing where it has no rows."""

    name: str
    sheet: str
    rows: tuple[ReportRow, ...]
    empty: str
    doubts: tuple[ReportDoubts, ...] = ()


class Event(Value, frozen=True):
    """Something that went on, from a day to a day."""

    what: str
    start: date
    end: date


class ChangeReport(Value, frozen=True):
    """Three panels, what has to be told first, and what went on meanwhile; of which process and for whom."""

    on: date
    cautions: tuple[str, ...]
    panels: tuple[ReportPanel, ...]
    meanwhile: tuple[Event, ...]
    process: str = ""
    reader: str = ""


def change_docx(report: ChangeReport, *, lang: str) -> bytes:
    """
    Write what changed as a document.

    Args:
        report: What it says, in the language of the document as far as it is ours.
        lang: Tag of that language.

    Returns:
        A document, the same bytes for the same report. Its properties name nobody.

    Raises:
        SettingError: If Sulh does not speak the language.

    >>> held = ChangeReport(date(2026, 11, 27), (), (ReportPanel("Attitudes", "Attitudes", (), "None."),), ())
    >>> change_docx(held, lang="fr") == change_docx(held, lang="fr")
    True
    """
    words = language(lang)
    title = words.say("Whether anything changes")
    apart = words.say(
        "Three kinds of change, each on its own scale. Nothing is added up, and that two of them move at the "
        "same time says nothing about why."
    )
    written = words.say(WRITTEN, process=report.process) if report.process else ""
    paper = begun(
        words,
        title,
        title=title,
        below=words.when(report.on.isoformat()),
        of=" ".join(one for one in (written, report.reader) if one),
        notice=[apart, *report.cautions],
    )
    for panel in report.panels:
        _panel(paper, panel, words)
    paper.heading(words.say("What went on meanwhile"))
    if report.meanwhile:
        paper.bullets([_event(words, one) for one in report.meanwhile])
    else:
        paper.text(words.say("None."))
    paper.text(words.say(PARTIAL))
    return paper.bytes()


def change_xlsx(report: ChangeReport, *, lang: str) -> bytes:
    """
    Write what lies behind the figures: a sheet a family, a row a day of a series, numbers on the scale of that series.

    Raises:
        SettingError: If Sulh does not speak the language.
    """
    words = language(lang)
    numbers = [words.say(one) for one in ENDS]
    sheets: dict[str, Sequence[Sequence[Cell]]] = {}
    for panel in report.panels:
        what, on, told = _heads(words)
        lines: list[list[Cell]] = [
            [row.what, row.on.isoformat(), row.low, row.middle, row.high, row.told] for row in panel.rows
        ]
        sheets[panel.sheet] = [[what, on, *numbers, told], *(lines or [[panel.empty]])]
    events = [[one.what, one.start.isoformat(), one.end.isoformat()] for one in report.meanwhile]
    sheets[words.say("Meanwhile")] = [[words.say("What"), words.say("First day"), words.say("Last day")], *events]
    first = words.say("To be told first")
    doubts = ([one.what, text] for panel in report.panels for one in panel.doubts for text in one.texts)
    whole = [report.reader] if report.reader else []
    of_all = ([words.say("All of it"), one] for one in (*whole, *report.cautions))
    partial = [words.say("What went on meanwhile"), words.say(PARTIAL)]
    sheets[first] = [[words.say("About"), first], *of_all, *doubts, partial]
    return workbook(sheets, leftward=words.leftward)


def _panel(paper: Paper, panel: ReportPanel, words: Language) -> None:
    paper.heading(panel.name)
    for one in panel.doubts:
        paper.heading(words.say("What to doubt: {name}", name=one.what), 2)
        paper.bullets([with_minus(text) for text in one.texts])
    if panel.rows:
        rows = [[row.what, words.when(row.on.isoformat()), with_minus(row.told)] for row in panel.rows]
        paper.table(_heads(words), rows, [6, 4, 8])
    else:
        paper.text(panel.empty)


def _heads(words: Language) -> list[str]:
    return [words.say("What was measured"), words.say("Day"), words.say("What was found")]


def _event(words: Language, one: Event) -> str:
    days = one.start.isoformat() if one.start == one.end else f"{one.start.isoformat()}/{one.end.isoformat()}"
    return words.say("{name}: {text}", name=one.what, text=words.when(days))
