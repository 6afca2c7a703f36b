"""Stipulations as a table, in and out; the agreements of a PA-X file; and files that are neither."""

from __future__ import annotations

from datetime import date

import pytest

from sulh.formats.implementation_tables import STIPULATIONS, StipulationRow, read_pax, read_stipulations
from sulh.formats.known import Known
from sulh.formats.map_table import table_csv, table_xlsx

SIDES = {"h": ("Hill", "تلة"), "r": ("River",)}
ROWS = (
    StipulationRow(
        "Open the road", "Roads office", "borders", "1", 1, ("h", "r"), date(2026, 6, 1), 2, 3, state="differs"
    ),
    StipulationRow("=Share the well", "مجلس المياه", "land", "2", 2),
)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_round_trip_loses_nothing(ending: str) -> None:
    """Names of sides, Arabic, a formula that is none, days and what stands of it come back as they were."""
    write = table_csv if ending == "csv" else table_xlsx
    data = write(STIPULATIONS, ROWS, known=Known({"sides": SIDES}))

    found = read_stipulations(data, f"stipulations.{ending}", SIDES)

    assert (ROWS, ()) == (found.values, found.remarks)


def test_what_people_type_is_read_and_every_other_line_is_told() -> None:
    """Other names of columns, names of sides, days of the region; a theme that is none takes its row along."""
    table = "Commitment,Body,Topic,Parties,Deadline\nPay,Treasury,Economy,hill; River,1/6/2026\nSing,Choir,music,,\n"
    found = read_stipulations(table.encode(), "stipulations.csv", SIDES)

    (row,) = found.values
    assert ("Pay", "economy", ("h", "r"), date(2026, 6, 1), 0) == (row.what, row.theme, row.sides, row.due, row.number)
    assert {(3, "theme", "field"), (3, "theme", "row")} == {(one.line, one.field, one.lost) for one in found.remarks}


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"PK\x03\x04nothing", b"a,b\n1,2\n", b"\xff\xfe" * 50, b'"' * 9999])
def test_a_file_that_is_none_gives_a_remark_and_no_row(data: bytes) -> None:
    """Never an error, whatever the bytes."""
    for read in (lambda: read_stipulations(data, "a.xlsx", SIDES), lambda: read_pax(data, "a.csv")):
        found = read()
        assert () == found.values
        assert "file" in {one.lost for one in found.remarks}


def test_of_a_pax_file_only_what_we_have_is_read() -> None:
    """Its other columns bring no remark; a stage that is none is told, and its agreement comes without."""
    head = "Con,PP,AgtId,Agt,Dat,Stage,Agtp,UcdpCon,PamAgr,GCh,TjAm"
    table = (
        f"{head}\nX,12,7,First accord,05/01/2026,SubPar,Intra,346.0,,1,0\nX,12,8,Second,2026-03-01,Zzz,Inter,,3.0,0,0\n"
    )
    found = read_pax(table.encode(), "pax.csv")

    first, second = found.values
    assert ("7", date(2026, 1, 5), "SubPar", "Intra", "12", "346", "") == (
        first.id,
        first.on,
        first.stage,
        first.kind,
        first.pp,
        first.ucdp,
        first.pam,
    )
    assert (None, "3") == (second.stage, second.pam)
    assert [(3, "stage")] == [(one.line, one.field) for one in found.remarks]
