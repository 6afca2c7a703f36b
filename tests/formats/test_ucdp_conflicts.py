from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from sulh.formats.ucdp_cells import Told
from sulh.formats.ucdp_conflicts import COLUMNS, ConflictYear, read_conflict_years, write_conflict_years

ROW = "7.0,1990.0,900.0,5.0,,,territory,1.0,II,-1.0,2.0,7485.0,5.0,1.0,7670.0"


def table(*rows: str) -> bytes:
    """Write rows under the columns."""
    return "\n".join([",".join(COLUMNS.names), *rows, ""]).encode()


def test_a_row_becomes_a_value_and_a_row_again() -> None:
    """Numbers with a point are whole, days are counted from 1970, and what is written is what was read."""
    expected = ConflictYear(
        line=2,
        conflict="7",
        year=1990,
        state_a="900",
        with_a="5",
        state_b="",
        with_b="",
        about="territory",
        intensity=1,
        kind="internationalised",
        first=Told(date(1969, 12, 31), 2),
        passed=Told(date(1990, 6, 30), 5),
        ended=True,
        end=date(1991, 1, 1),
    )
    read = read_conflict_years(table(ROW))

    assert ((expected,), ()) == (read.values, read.remarks)
    assert table(ROW) == write_conflict_years(read.values)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        *[("year", "1990.5"), ("incompatibility", "1"), ("type_of_conflict", "civil"), ("ep_end", "2.0")],
        *[("start_date", "1990-06-30"), ("start_date2", "999999999"), ("intensity_level", ""), ("gwno_b", "x")],
    ],
)
def test_a_row_that_is_not_understood_is_told_of(column: str, cell: str) -> None:
    """One cell that does not fit leaves its row out, and the remark says line and column."""
    cells = ROW.split(",")
    cells[COLUMNS.names.index(column)] = cell
    read = read_conflict_years(table(",".join(cells), ROW, ROW))

    assert [3] == [value.line for value in read.values]
    assert [(2, column), (4, "year")] == [(one.line, one.field) for one in read.remarks]


@pytest.mark.skipif("SULH_DATA" not in os.environ, reason="the tables of UCDP are not part of the project")
def test_every_conflict_year_is_read_and_nothing_is_lost() -> None:
    """All 5,652 rows of the published table are understood, and written back they are the same bytes."""
    data = (Path(os.environ["SULH_DATA"]) / "peace/ucdp/ucdp_acd.csv").read_bytes()
    read = read_conflict_years(data)

    assert (5_652, ()) == (len(read.values), read.remarks)
    assert data == write_conflict_years(read.values)
    assert 303 == len({value.conflict for value in read.values})
