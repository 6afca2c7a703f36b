"""
Answers to a wave of a study, as a server exports them or somebody typed them from paper.

    CSV, XLSX ──read_rows──▶ StudyRead ─┬─ rows       code, group, answers: in no order that tells who came when
                                        ├─ remarks    a line for what was not understood; never what stood there
                                        ├─ unread     how many columns of device, place and time were not read at all
                                        └─ refused    how many did not agree to take part

A header is known by its name, by the question in any language, with groups of a form before it or not; whoever brings
the file can say what else a column is called (`sulh.formats.study_head`, also for what may be told of the first row).
Codes that stand twice are left out: nobody can tell which is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sulh.formats.cells import plain
from sulh.formats.grids import Cells, grid
from sulh.formats.remarks import Remark, from_grid, told
from sulh.formats.study_form import CODE, CONSENT, GROUP, NO, WITH, YES, names
from sulh.formats.study_head import NUMBER, Head, Known, read_head
from sulh.model.findings import Value
from sulh.model.questionnaire import Question, Questionnaire
from sulh.words.language import mark

SHORTEST, LONGEST = 4, 40  # letters and digits of a code
AGREE: Final = frozenset(plain(word) for word in (YES, "1", "true", "oui", "نعم"))


class SheetRow(Value, frozen=True):
    """
    What one person answered.

    Attributes:
        code: As it is compared (`as_code`).
        group: Number of their group.
        values: Item -> answer; what was not answered is absent.
        shown: List experiment -> whether the statement that matters was on their list.
    """

    code: str
    group: int
    values: Mapping[str, float]
    shown: Mapping[str, bool]


@dataclass(frozen=True)
class StudyRead:
    """
    What a file holds.

    Attributes:
        unread: How many columns of device, place or time were not looked at.
        refused: How many people did not agree to take part.
        unknown: Columns that are none of ours and that no server adds, as the file calls them, or by their letter.
        lettered: All columns that are told by their letter, since what heads them may be an answer.
        few: Whether that is so of the whole first row.
        missing: Our columns that the file does not have, or has under another name.
    """

    rows: tuple[SheetRow, ...] = ()
    remarks: tuple[Remark, ...] = ()
    unread: int = 0
    refused: int = 0
    unknown: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    lettered: tuple[str, ...] = ()
    few: bool = False


@dataclass
class _Reader:
    """A file being read; `at` says which column is what."""

    asked: Mapping[str, Question]
    groups: Mapping[str, int]
    at: Mapping[str, int]
    remarks: list[Remark] = field(default_factory=list)
    refused: int = 0


def read_rows(
    data: bytes,
    filename: str,
    asked: Questionnaire,
    groups: Mapping[int, str],
    called: Mapping[str, str] | None = None,
    *,
    stamp: Callable[[str], str] | None = None,
) -> StudyRead:
    r"""
    Read answers; never an error, whatever the bytes.

    Args:
        data: CSV or XLSX.
        filename: Its name; only its ending is looked at.
        asked: What was asked.
        groups: Number -> what a group is called.
        called: What a column of the file is called, as it was told -> one of our names; empty to leave it out.
        stamp: Stands for a first row, so that what was chosen by letters holds for no other (`study_head.Known`).

    >>> from sulh.instruments import questionnaire
    >>> table = b"start,group,code,trust_most\n9:12,1,FA 07 he,4\n9:14,1,MO03da,9\n"
    >>> found = read_rows(table, "answers.csv", questionnaire("short"), {1: "Hill"})
    >>> found.rows[0].code, dict(found.rows[0].values), found.unread, [one.line for one in found.remarks]
    ('fa07he', {'trust_most': 4.0}, 1, [3])
    """
    table = grid(data, filename, breaks=True)
    columns = {name: one for one in asked.questions for name in names(one)}
    known = {plain(str(number)): number for number in groups} | {plain(name): at for at, name in groups.items()}
    about = Known(columns, known, called or {}, stamp) if stamp else Known(columns, known, called or {})
    head = read_head(table, about)
    reader = _Reader(columns, known, head.at, [*from_grid(table), *head.remarks])
    if any(one.lost == "file" for one in reader.remarks):
        return _read(reader, head, about)
    found = [row for line, cells in table.rows if (row := _row(reader, line, cells)) is not None]
    twice = {code for code, count in Counter(row.code for _, row in found).items() if count > 1}
    for line, one in found:
        if one.code in twice:
            _remark(reader, line, CODE, mark("a code that stands once in the file"), "row")
    kept = sorted((row for _, row in found if row.code not in twice), key=lambda row: row.code)
    return _read(reader, head, about, tuple(kept))


def _read(reader: _Reader, head: Head, about: Known, rows: tuple[SheetRow, ...] | None = None) -> StudyRead:
    """Put together what was read; None where the file was not."""
    return StudyRead(
        rows=rows or (),
        remarks=told(reader.remarks),
        unread=0 if rows is None else head.unread,
        refused=reader.refused,
        unknown=tuple(dict.fromkeys(head.unknown)),
        missing=tuple(sorted(about.ours - head.at.keys())),
        lettered=tuple(head.lettered),
        few=head.few,
    )


def _row(reader: _Reader, line: int, cells: Cells) -> tuple[int, SheetRow] | None:
    """Read one person's answers; None for who did not agree, and where it cannot be told who they are."""
    if CONSENT in reader.at and plain(cells.get(reader.at[CONSENT], NO)) not in AGREE:
        reader.refused += 1
        return None
    code = as_code(cells.get(reader.at[CODE], ""))
    group = reader.groups.get(_whole(plain(cells.get(reader.at[GROUP], ""))))
    if not SHORTEST <= len(code) <= LONGEST:
        _remark(reader, line, CODE, mark("a code of 4 to 40 letters and digits"), "row")
        return None
    if group is None:
        _remark(reader, line, GROUP, mark("the number or name of a group of this study"), "row")
        return None
    values: dict[str, float] = {}
    lists: dict[str, bool] = {}
    for name, question in reader.asked.items():
        value = _value(reader, line, name, cells)
        if value is not None and question.item.kind == "list" and question.item.key in values:
            _remark(reader, line, name, mark("an answer to one of the two lists alone"), "field")
            values.pop(question.item.key)
        elif value is not None:
            values[question.item.key] = value
            if question.item.kind == "list":
                lists[question.item.key] = name.endswith(WITH)
    if not values:  # nobody; where an answer of theirs was not understood, that is told of the line already
        if not reader.remarks or reader.remarks[-1].line != line:
            _remark(reader, line, "", mark("one answer at least"), "row")
        return None
    kept = {key: one for key, one in lists.items() if key in values}
    return line, SheetRow(code, group, values, kept)


def _value(reader: _Reader, line: int, name: str, cells: Cells) -> float | None:
    """Read one answer: its number, or what it is called in any language."""
    raw = plain(cells.get(reader.at[name], "")) if name in reader.at else ""
    if not raw:
        return None
    value = value_of(reader.asked[name], raw, longer=name.endswith(WITH))
    if value is None:
        _remark(reader, line, name, mark("an answer on the scale of this question"), "field")
    return value


def value_of(question: Question, raw: str, *, longer: bool = False) -> float | None:
    """
    Return one answer as it is reckoned with; None for whatever is not on the scale of its question.

    Args:
        question: Which.
        raw: Its number, or what the answer is called in any language, as it is compared (`sulh.formats.cells.plain`).
        longer: Of a list experiment: whether the statement that matters was on the list.
    """
    item = question.item
    high = item.high - (item.kind == "list" and not longer)
    said = {plain(text): item.low + at for at, one in enumerate(question.labels) for text in one.values()}
    value = said.get(raw, float(_whole(raw)) if NUMBER.fullmatch(raw) else None)
    return value if value is not None and item.low <= value <= high else None


def as_code(typed: str) -> str:
    r"""
    Return a person's code as it is compared: letters and digits alone, without accents and capitals.

    >>> as_code(" Fa-07.HE"), as_code("\u00c9z 11 no"), as_code("F\u0660\u0667")
    ('fa07he', 'ez11no', 'f07')
    """
    return "".join(sign for sign in plain(typed) if sign.isalnum())


def _whole(raw: str) -> str:
    """Return a number as it is compared: some spreadsheets make "3.0" of 3."""
    return raw.partition(".")[0] if NUMBER.fullmatch(raw) else raw


def _remark(reader: _Reader, line: int, name: str, expected: str, lost: str) -> None:
    reader.remarks.append(Remark(line, name, "", expected, "row" if lost == "row" else "field"))
