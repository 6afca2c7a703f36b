"""
The table of armed conflicts of UCDP and PRIO in the shape in which the package peacesciencer hands it on.

    bytes ──read_conflict_years──▶ Read(ConflictYear, …)      one row for each year of a conflict and each state that
    values ──write_conflict_years──▶ the same cells           entered in it: a year with many of them has many rows

All numbers stand there with a point ("11342.0"), and days as a count from 1 January 1970. It knows the numbers of
states and no names; the dyadic table has the names (`sulh.formats.ucdp`).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TypeVar

from sulh.formats.remarks import Read
from sulh.formats.ucdp_cells import (
    ABOUT,
    EXACTNESS,
    INTENSITIES,
    About,
    AmissError,
    Columns,
    ConflictKind,
    Row,
    Told,
    chosen,
    number,
    read_rows,
    year,
)
from sulh.model.findings import Value
from sulh.words.language import mark

COLUMNS = Columns(
    names=(
        *("conflict_id", "year", "gwno_a", "gwno_a_2nd", "gwno_b", "gwno_b_2nd", "incompatibility", "intensity_level"),
        *("type_of_conflict", "start_date", "start_prec", "start_date2", "start_prec2", "ep_end", "ep_end_date"),
    ),
    empty=frozenset({"gwno_a_2nd", "gwno_b", "gwno_b_2nd", "ep_end_date"}),
)
KINDS: Mapping[str, ConflictKind] = {
    "extrasystemic": "extrasystemic",
    "interstate": "interstate",
    "intrastate": "intrastate",
    "II": "internationalised",
}
_ENDED = {"0": False, "1": True}
_FIRST_DAY = date(1970, 1, 1)
_COUNT = re.compile("-?[0-9]{1,5}")
T = TypeVar("T")


class ConflictYear(Value, frozen=True):
    """
    One year of a conflict, with at most one state that entered on either side.

    Attributes:
        line: Where it stood in the file.
        state_a, state_b: Numbers of the states that fought; "" for a side that is none.
        with_a, with_b: Of a state that entered with troops; "" for none.
        first, passed: The first death of battle; the day by which 25 had died in this stretch of years.
        ended: Whether the stretch of years ended, and on which day, where that is told.
    """

    line: int
    conflict: str
    year: int
    state_a: str
    with_a: str
    state_b: str
    with_b: str
    about: About
    intensity: int
    kind: ConflictKind
    first: Told
    passed: Told
    ended: bool
    end: date | None


def read_conflict_years(data: bytes, filename: str = "") -> Read[ConflictYear]:
    """
    Read the table.

    Args:
        data: The file, CSV or a workbook.
        filename: Its name; only its ending is looked at.

    Returns:
        A value for each row that is understood and a remark for everything else; never an error, whatever the bytes.
    """
    return read_rows(data, filename, COLUMNS, _conflict_year, key=_key)


def write_conflict_years(values: Iterable[ConflictYear]) -> bytes:
    """Return rows as the table has them: the same columns and cells."""
    target = io.StringIO()
    table = csv.writer(target, lineterminator="\n")
    table.writerow(COLUMNS.names)
    table.writerows(_cells(value) for value in values)
    return target.getvalue().encode()


def _key(row: ConflictYear) -> tuple[object, ...]:
    return row.conflict, row.year, row.state_a, row.with_a, row.state_b, row.with_b


def _conflict_year(line: int, row: Row) -> ConflictYear:
    cells = {column: text.removesuffix(".0") for column, text in row.items()}
    states = {name: number(name, text) if text else "" for name, text in cells.items() if name.startswith("gwno")}
    return ConflictYear(
        line=line,
        conflict=number("conflict_id", cells["conflict_id"]),
        year=year(cells["year"]),
        state_a=states["gwno_a"],
        with_a=states["gwno_a_2nd"],
        state_b=states["gwno_b"],
        with_b=states["gwno_b_2nd"],
        about=_word("incompatibility", cells, dict(zip(ABOUT, ABOUT, strict=True))),
        intensity=chosen("intensity_level", cells["intensity_level"], INTENSITIES),
        kind=_word("type_of_conflict", cells, KINDS),
        first=Told(_day("start_date", cells), chosen("start_prec", cells["start_prec"], EXACTNESS)),
        passed=Told(_day("start_date2", cells), chosen("start_prec2", cells["start_prec2"], EXACTNESS)),
        ended=_word("ep_end", cells, _ENDED),
        end=_day("ep_end_date", cells) if cells["ep_end_date"] else None,
    )


def _word(column: str, cells: Row, among: Mapping[str, T]) -> T:
    found = among.get(cells[column])
    if found is None:
        raise AmissError(column, cells[column], mark("one of the words listed"), tuple(among))
    return found


def _day(column: str, cells: Row) -> date:
    if not _COUNT.fullmatch(cells[column]):
        raise AmissError(column, cells[column], mark("a count of days from 1 January 1970"))
    return _FIRST_DAY + timedelta(int(cells[column]))


def _cells(value: ConflictYear) -> list[str]:
    days = [(value.first.day - _FIRST_DAY).days, (value.passed.day - _FIRST_DAY).days]
    end = f"{(value.end - _FIRST_DAY).days}.0" if value.end else ""
    kind = next(word for word, kind in KINDS.items() if kind == value.kind)
    states = [f"{state}.0" if state else "" for state in (value.state_a, value.with_a, value.state_b, value.with_b)]
    return [
        *(f"{value.conflict}.0", f"{value.year}.0", *states, value.about, f"{value.intensity}.0", kind),
        *(f"{days[0]}.0", f"{value.first.exactness}.0", f"{days[1]}.0", f"{value.passed.exactness}.0"),
        *(f"{int(value.ended)}.0", end),
    ]
