"""
What the tables of UCDP have in common: rows read one by one, numbers that stand for words, days and how exactly known.

    bytes, Columns ──read_rows──▶ Read(values, remarks)      a row that `make` refuses is left out and told of

The tables themselves: `sulh.formats.ucdp` and `sulh.formats.ucdp_conflicts`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar, get_args

from sulh.formats.grids import Cells, bare
from sulh.formats.guards import unguard
from sulh.formats.remarks import Read, Remark, UnfitError, from_grid, of_file, shown, told
from sulh.model.actors import Intensity
from sulh.model.findings import Value
from sulh.words.language import mark

About = Literal["territory", "government", "both"]
ConflictKind = Literal["extrasystemic", "interstate", "intrastate", "internationalised"]
ABOUT: tuple[About, ...] = get_args(About)  # in the order of their numbers, from 1
CONFLICT_KINDS: tuple[ConflictKind, ...] = get_args(ConflictKind)
INTENSITIES = range(1, 3)
FOUGHT: Mapping[int, Intensity] = {1: "minor", 2: "war"}
EXACTNESS = range(1, 8)
LONGEST_CELL = 5_000
EARLIEST, LATEST = 1900, 2200
_NUMBER = re.compile("[0-9]{1,9}")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
Row = Mapping[str, str]
T = TypeVar("T")


class Told(Value, frozen=True):
    """A day, and how exactly it is known: 1 is the day itself, 7 hardly more than the year."""

    day: date
    exactness: int


@dataclass(frozen=True)
class Columns:
    """
    The columns of a table.

    Attributes:
        names: All of them, in their order.
        empty: Those that may hold nothing.
        texts: Those that hold what somebody wrote, and are guarded against being formulas.
    """

    names: tuple[str, ...]
    empty: frozenset[str]
    texts: tuple[str, ...] = ()


class AmissError(UnfitError):
    """A cell that is not what was expected; its row is left out. It never leaves these rooms."""

    def __init__(self, column: str, found: str, expected: str, allowed: tuple[str, ...] = ()) -> None:
        """Keep the column and what stood there."""
        super().__init__(expected, allowed)
        self.column, self.found = column, found


def read_rows(
    data: bytes,
    filename: str,
    columns: Columns,
    make: Callable[[int, Row], T],
    *,
    key: Callable[[T], Hashable],
) -> Read[T]:
    """
    Read a table row by row.

    Args:
        data: The file, CSV or a workbook.
        filename: Its name; only its ending is looked at.
        columns: What it is made of.
        make: Makes a value of a line and its cells, or raises AmissError.
        key: Of what no two rows may share.

    Returns:
        A value for each row that is understood and a remark for everything else; never an error, whatever the bytes.
    """
    table = bare(data, filename, longest=LONGEST_CELL)
    (_, header), *rows = table.rows or [(1, {})]
    names = {at: name.strip().lower() for at, name in header.items()}
    remarks = from_grid(table) + _of_header(names, columns)
    if any(remark.lost == "file" for remark in remarks):
        return Read(remarks=told(remarks))
    values: dict[Hashable, T] = {}
    for line, cells in rows:
        try:
            value = make(line, _row(names, cells, columns))
            _put(values, key(value), value)
        except AmissError as amiss:
            remarks.append(Remark(line, amiss.column, shown(amiss.found), amiss.expected, "row", amiss.allowed))
    return Read(tuple(values.values()), told(remarks))


def _put(values: dict[Hashable, T], key: Hashable, value: T) -> None:
    if values.setdefault(key, value) is not value:
        raise AmissError("year", "", mark("each year of two sides once"))


def _of_header(names: Cells, columns: Columns) -> list[Remark]:
    """Tell of columns that are missing, which nothing can be read without, and of those that are not known."""
    if not names:
        return [of_file(mark("a table with its columns named in the first row"))]
    missing = [name for name in columns.names if name not in names.values()]
    remarks = [Remark(None, name, "", mark("a column for this"), "file") for name in missing]
    met: set[str] = set()
    for name in names.values():
        if name not in columns.names:
            remarks.append(Remark(1, "", shown(name), mark("a column of this table"), "field", columns.names))
        elif name in met:
            remarks.append(Remark(None, name, "", mark("one column for each field"), "file"))
        met.add(name)
    return remarks


def _row(names: Cells, cells: Cells, columns: Columns) -> Row:
    """Return cells by column; refuse one that no column is named for, and a column that must hold something."""
    beyond = [text for at, text in cells.items() if at not in names]
    if beyond:
        raise AmissError("", beyond[0], mark("as many cells as columns are named"))
    row = {names[at]: text for at, text in cells.items()}
    for name in columns.names:
        if name not in row and name not in columns.empty:
            raise AmissError(name, "", mark("something in this column"))
    return dict.fromkeys(columns.names, "") | row | {name: unguard(row[name]) for name in columns.texts if name in row}


def in_words(about: About, territory: str = "") -> str:
    """
    Return what is fought over, as a tie says it.

    >>> in_words("territory", "Garoland"), in_words("government"), in_words("both", "Garoland")
    ('territory: Garoland', 'government', 'government, and territory: Garoland')
    """
    land = f"territory: {territory}" if territory else "territory"
    return {"territory": land, "government": "government", "both": f"government, and {land}"}[about]


def number(column: str, text: str) -> str:
    """Return a whole number as it stands there."""
    if not _NUMBER.fullmatch(text):
        raise AmissError(column, text, mark("a whole number"))
    return text


def year(text: str) -> int:
    """Return a year from 1900 to 2200."""
    found = int(number("year", text))
    if not EARLIEST <= found <= LATEST:
        raise AmissError("year", text, mark("a year"))
    return found


def chosen(column: str, text: str, among: Sequence[T]) -> T:
    """Return what a number from 1 stands for."""
    if not _NUMBER.fullmatch(text) or not 1 <= int(text) <= len(among):
        raise AmissError(column, text, mark("one of the words listed"), tuple(str(n + 1) for n in range(len(among))))
    return among[int(text) - 1]


def day(column: str, text: str) -> date:
    """Return a day that is written as 2026-05-01."""
    try:
        found = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        found = None
    if found is None:
        raise AmissError(column, text, mark("a day such as 2026-05-01"))
    return found
