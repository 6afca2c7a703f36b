"""
Tables of the map, CSV and XLSX, out and back: one way for initiatives, offers, actors, ties and places.

    Layout ── columns: Column(name, codec, refers)      what a table is made of
           ── build, spread                             fields ◀─▶ value

    values ──table_csv | table_xlsx──▶ first row     what this is
                                       second row    names of the columns
                                       then          one row a value
    bytes ──header_of──▶ header ──guess_mapping──▶ ColumnMapping     for a person to look at before anything is read

Names of columns are English in every language: programs read them too. A field that holds a text by language has a
column for each, "title (fr)", that of the reader first. Where a row is something that has several names, a column
"called" beside its id has the one that the reader knows: it is for people, and no program reads it back. Rows are read
in `sulh.formats.map_rows`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

import msgspec

from sulh.formats.cells import plain
from sulh.formats.grids import Cells, Grid, bare
from sulh.formats.guards import guard
from sulh.formats.known import Known, RefKind
from sulh.formats.map_cells import LANGUAGE, Codec, DayOrder
from sulh.formats.remarks import NOTICE
from sulh.formats.workbooks import workbook
from sulh.model.findings import Value

T = TypeVar("T")
Fields = dict[str, Any]  # name of the column -> what it holds
LONGEST_CELL = 20_000
CALLED = "called"
BY_LANGUAGE = re.compile(r"(.+?)\s*\(([^()]+)\)")


@dataclass(frozen=True)
class Column:
    """
    A column.

    Attributes:
        name: Its name, and that of the field.
        codec: How one cell holds the field.
        needed: Whether a row without it says nothing.
        refers: To what kinds of things it can refer, the likeliest first; such a field is an id, or several.
        by_language: Whether there is one such column for each language.
        spellings: What others call it.
    """

    name: str
    codec: Codec
    needed: bool = False
    refers: tuple[RefKind, ...] = ()
    by_language: bool = False
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout(Generic[T]):
    """
    What a table is made of.

    Attributes:
        name: Of the sheet.
        columns: In their order.
        build: Makes a value of the fields that a row has and a provisional id; UnfitError if they do not fit together.
        spread: Gives the fields of a value, empty ones left out.
        id_of: Gives the id of a value, which no two rows may share.
        own: What kind of thing the rows are, where rows refer to one another.
    """

    name: str
    columns: tuple[Column, ...]
    build: Callable[[Fields], T]
    spread: Callable[[T], Fields]
    id_of: Callable[[T], str]
    own: RefKind | None = None


class ColumnMapping(Value, frozen=True):
    """
    Which column of a file holds which field.

    Attributes:
        columns: Number of the column, from 0 -> name of ours, such as "owner" or "title (fr)"; the others are not read.
        language: Of columns that hold texts and do not say in which language.
        days: How days such as 3/4/2026 are to be read; written as 2026-04-03 they need no answer.
        fixed: Name of ours -> what stands in every row that says nothing of it, such as {"kind": "party"}.
    """

    columns: Mapping[int, str]
    language: str = "en"
    days: DayOrder = "day_first"
    fixed: Mapping[str, str] = msgspec.field(default_factory=dict)


def table_csv(
    layout: Layout[T], values: Iterable[T], *, known: Known | None = None, called: RefKind | None = None
) -> bytes:
    """
    Return the values as CSV in UTF-8 with a byte order mark, every cell guarded against being a formula.

    Args:
        layout: What the table is made of.
        values: A row each.
        known: The names of what they refer to.
        called: What kind of thing the rows are, if a column is to say what the reader calls each.
    """
    target, rows = io.StringIO(), _rows(layout, values, known or Known(), called)
    csv.writer(target, lineterminator="\r\n").writerow([NOTICE])
    csv.writer(target, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return target.getvalue().encode("utf-8-sig")


def table_xlsx(
    layout: Layout[T],
    values: Iterable[T],
    *,
    known: Known | None = None,
    called: RefKind | None = None,
    about: Sequence[str] = (),
) -> bytes:
    """
    Return the values as a workbook, as `table_csv` does: every cell a text, the same bytes for the same values.

    `about` is what is to be told of all of it: a text a row, on a sheet of its own, which nobody reads back.
    """
    table = {layout.name: [[NOTICE], *_rows(layout, values, known or Known(), called)]}
    return workbook(table | ({"about": [[one] for one in about]} if about else {}), heads=2)


def _rows(layout: Layout[T], values: Iterable[T], known: Known, called: RefKind | None) -> list[list[str]]:
    every = list(values)
    rows = _table(layout, every, known)
    if called is None:
        return rows
    names = [CALLED, *(guard(known.name(called, layout.id_of(value))) for value in every)]
    return [[id_, name, *rest] for (id_, *rest), name in zip(rows, names, strict=True)]


def _table(layout: Layout[T], values: Iterable[T], known: Known) -> list[list[str]]:
    spread = [layout.spread(value) for value in values]
    heads = [head for column in layout.columns for head in _heads(column, spread, known.tag)]
    cells = [_Cells(column, tag, known) for column, tag in heads]
    rows = [[of(fields) for of in cells] for fields in spread]
    return [[f"{column.name} ({tag})" if tag else column.name for column, tag in heads], *rows]


def _heads(column: Column, spread: Sequence[Fields], first: str) -> list[tuple[Column, str]]:
    if not column.by_language:
        return [(column, "")]
    tags = {tag for fields in spread for tag in fields.get(column.name, ())}
    return [(column, tag) for tag in sorted(tags, key=lambda tag: (tag != first, tag))]


class _Cells:
    """The cells of one column; what stands in many of them is made ready once."""

    def __init__(self, column: Column, tag: str, known: Known) -> None:
        self._column, self._tag, self._known = column, tag, known
        self._ready: dict[str | date, str] = {}

    def __call__(self, fields: Fields) -> str:
        value = fields.get(self._column.name)
        if self._tag:
            value = (value or {}).get(self._tag)
        if value is None or value == "":
            return ""
        if not isinstance(value, str | date):
            return self._made(value)
        if value not in self._ready:
            self._ready[value] = self._made(value)
        return self._ready[value]

    def _made(self, value: object) -> str:
        column, known = self._column, self._known
        if column.refers and isinstance(value, str):
            value = _label(column, value, known)
        elif column.refers and isinstance(value, tuple):
            value = tuple(_label(column, one, known) for one in value)
        return guard(column.codec.write(value))


def _label(column: Column, id_: str, known: Known) -> str:
    labels = [known.label(kind, id_) for kind in column.refers]
    return next((label for label in labels if label != id_), id_)


def header_of(data: bytes, filename: str) -> Mapping[int, str]:
    r"""
    Return number -> name of the columns of a table, to be mapped; empty if it cannot be read.

    >>> header_of(b"name,kind\nAra,party\n", "actors.csv")
    {0: 'name', 1: 'kind'}
    """
    return headed(bare(data, filename, longest=LONGEST_CELL))[0]


def headed(table: Grid) -> tuple[Cells, list[tuple[int, Cells]]]:
    """Part the names of the columns from the rows; a notice above them is passed over."""
    rows = [row for row in table.rows if row[1] != {0: NOTICE}]
    return (rows[0][1], rows[1:]) if rows else ({}, [])


def guess_mapping(layout: Layout[Any], header: Mapping[int, str]) -> ColumnMapping:
    """
    Guess from the names of the columns which field each holds; of two for one field, the first.

    Args:
        layout: Of the table.
        header: Number -> name of the columns, as `header_of` gives them.
    """
    columns: dict[int, str] = {}
    for at, name in header.items():
        found = _guessed(layout, name)
        if found and found not in columns.values():
            columns[at] = found
    return ColumnMapping(columns)


def _guessed(layout: Layout[Any], name: str) -> str:
    """Name our column for one of a file: by its own name before any other spelling."""
    base, tag = parts_of(name)
    own = next((column for column in layout.columns if _loose(base) == _loose(column.name)), None)
    column = own or next((one for one in layout.columns if _loose(base) in map(_loose, one.spellings)), None)
    if column is None or (tag and not column.by_language):
        return ""
    return f"{column.name} ({tag})" if tag else column.name


def parts_of(name: str) -> tuple[str, str]:
    """Part "title (fr)" into its name and its language; what is no language belongs to the name."""
    found = BY_LANGUAGE.fullmatch(name)
    return (found[1], found[2]) if found and LANGUAGE.fullmatch(found[2]) else (name, "")


def _loose(name: str) -> str:
    return plain(name.replace("_", "").replace("-", ""))
