from __future__ import annotations

import os
import re
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace

from sulh.formats.ucdp_cells import CONFLICT_KINDS, Told
from sulh.formats.ucdp_conflict_map import chosen, on_map
from sulh.formats.ucdp_conflicts import COLUMNS, ConflictYear, read_conflict_years, write_conflict_years
from sulh.formats.ucdp_map import OnMap

SAID = re.compile(
    r"UCDP/PRIO Armed Conflict, conflict (?P<conflict>\d+), (?P<kind>\w+), first death (?P<first>[\d-]+)"
    r" \((?P<exact>\d)\), 25 deaths by (?P<passed>[\d-]+) \((?P<exactly>\d)\)(?:, ended (?P<end>[\d-]+))?"
)
ENDS = ("state_a", "with_a", "state_b", "with_b")
LAST = 2024
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


def told(found: OnMap) -> set[ConflictYear]:
    """Read back from actors and ties what the table says, row by row; whoever entered on no side entered nowhere."""
    states = {one.id: one.keys.get("gwno", "") for one in found.actors}
    sides: dict[tuple[str, int], dict[str, set[str]]] = {}
    facts = {}
    for tie in sorted(found.ties, key=lambda tie: tie.kind, reverse=True):
        said = SAID.fullmatch(tie.source)
        assert said is not None
        assert tie.start is not None
        years = range(tie.start.year, (tie.end.year if tie.end else LAST) + 1)
        for year in years:
            of = sides.setdefault((said["conflict"], year), {"a": set(), "b": set(), "on_a": set(), "on_b": set()})
            if tie.kind == "hostile":
                of["a"].add(tie.one)
                of["b"].add(tie.other)
                facts[said["conflict"], year] = (tie, said, year == years[-1])
            else:
                of["on_a" if tie.other in of["a"] else "on_b"].add(tie.one)
    return {
        ConflictYear(
            line=0,
            conflict=conflict,
            year=year,
            **{name: states.get(one, "") for name, one in zip(ENDS, ends, strict=True)},
            about="territory" if tie.about == "territory" else "government" if tie.about == "government" else "both",
            intensity=1 if tie.intensity == "minor" else 2,
            kind=next(kind for kind in CONFLICT_KINDS if kind == said["kind"]),
            first=Told(date.fromisoformat(said["first"]), int(said["exact"])),
            passed=Told(date.fromisoformat(said["passed"]), int(said["exactly"])),
            ended=final and said["end"] is not None,
            end=date.fromisoformat(said["end"]) if final and said["end"] else None,
        )
        for (conflict, year), (tie, said, final) in facts.items()
        for ends in product(*(sides[conflict, year][part] or {""} for part in ("a", "on_a", "b", "on_b")))
    }


def test_what_the_table_says_stands_on_the_map() -> None:
    """A state by its number, the other side by that of its conflict; a tie for each run of years told alike."""
    more = ROW.replace("900.0,5.0", "900.0,6.0")
    years = [ROW.replace("1990", "1988").replace("1.0,7670.0", "0.0,"), *(ROW, more), ROW.replace("1990", "1991")]
    rows = read_conflict_years(table(*years, ROW.replace("7.0,1990", "8.0,1995"))).values
    found = on_map(rows)

    assert ["gwno-5", "gwno-6", "gwno-900", "ucdp-conflict-7", "ucdp-conflict-8"] == [one.id for one in found.actors]
    assert [{"gwno": "900"}, {"ucdp-conflict": "7"}] == [one.keys for one in found.actors[2:4]]
    assert ("allied", "gwno-6", "gwno-900", date(1990, 1, 1), date(1990, 12, 31)) in {
        (tie.kind, tie.one, tie.other, tie.start, tie.end) for tie in found.ties
    }
    assert [1988, 1990, 1991, 1995] == [tie.start.year for tie in found.ties if tie.kind == "hostile" and tie.start]
    assert {("minor", "territory", "high"), ("minor", "territory", "medium")} == {
        (tie.intensity, tie.about, tie.confidence) for tie in found.ties
    }
    assert {replace(row, line=0) for row in rows} == told(found)
    assert ["8"] == [row.conflict for row in chosen(rows, conflicts=["8"])]
    assert (rows, ()) == (chosen(rows, states=["900"]), chosen(rows, states=["5"]))
    on_going = on_map(chosen([replace(row, ended=False, end=None) for row in rows], conflicts=["7"]), last=1995)
    assert date(1991, 12, 31) == max(tie.end for tie in on_going.ties if tie.end)


@pytest.mark.skipif("SULH_DATA" not in os.environ, reason="the tables of UCDP are not part of the project")
def test_every_conflict_year_is_read_and_nothing_is_lost() -> None:
    """All 5,652 rows of the published table are understood, and written back they are the same bytes."""
    data = (Path(os.environ["SULH_DATA"]) / "peace/ucdp/ucdp_acd.csv").read_bytes()
    read = read_conflict_years(data)

    assert (5_652, ()) == (len(read.values), read.remarks)
    assert data == write_conflict_years(read.values)
    assert 303 == len({value.conflict for value in read.values})
    assert {replace(row, line=0) for row in read.values} == told(on_map(read.values))
