from __future__ import annotations

import csv
import io
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.formats.ucdp import COLUMNS, DyadYear, Party, States, read_dyadic, write_dyadic
from sulh.formats.ucdp_cells import Told
from sulh.formats.ucdp_map import chosen, numbers_of_states, on_map
from sulh.model.actors import Name

ROW = {
    "dyad_id": "7",
    "conflict_id": "3",
    "location": "Northland",
    "side_a": "Government of Northland (Frost)",
    "side_a_id": "11",
    "side_b": "PLF",
    "side_b_id": "12",
    "incompatibility": "1",
    "territory_name": "Lakes",
    "year": "1990",
    "intensity_level": "1",
    "type_of_conflict": "3",
    "start_date": "1989-04-01",
    "start_prec": "2",
    "start_date2": "1990-06-30",
    "start_prec2": "5",
    "gwno_a": "900",
    "gwno_loc": "900",
    "region": "1, 3",
    "version": "24.1",
}


def table(*rows: dict[str, str], columns: tuple[str, ...] = COLUMNS.names) -> bytes:
    """Write rows, each the usual one with what differs."""
    target = io.StringIO()
    writer = csv.DictWriter(target, columns, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(ROW | row for row in rows)
    return target.getvalue().encode()


def test_a_row_becomes_a_value() -> None:
    """Each column of a row is understood, and several values in one cell are several."""
    expected = DyadYear(
        line=2,
        dyad="7",
        conflict="3",
        year=1990,
        locations=States(("Northland",), ("900",)),
        side_a=(Party("11", "Government of Northland (Frost)", "900"),),
        side_b=(Party("12", "PLF"),),
        with_a=States(("Government of East", "Government of West"), ("5", "60")),
        with_b=States(),
        about="territory",
        territory="Lakes",
        intensity=1,
        kind="intrastate",
        first=Told(date(1989, 4, 1), 2),
        passed=Told(date(1990, 6, 30), 5),
        regions=("europe", "asia"),
        version="24.1",
    )
    read = read_dyadic(table({"side_a_2nd": "Government of East, Government of West", "gwno_a_2nd": "5, 60"}), "t.csv")

    assert ((expected,), ()) == (read.values, read.remarks)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        *[("dyad_id", "x"), ("dyad_id", ""), ("dyad_id", "٣"), ("year", "-1"), ("year", "1"), ("year", "2024.0")],
        *[("incompatibility", "4"), ("intensity_level", "0"), ("type_of_conflict", "territory"), ("region", "9")],
        *[("start_date", "19890401"), ("start_date2", "1990-02-30"), ("start_prec", "8"), ("version", "")],
        *[("gwno_loc", "900, 901"), ("side_b_id", "12, 13"), ("gwno_a", "1, 2"), ("gwno_b_2nd", "5")],
    ],
)
def test_a_row_that_is_not_understood_is_told_of(column: str, cell: str) -> None:
    """One cell that does not fit leaves its row out, and the remark says line, column and what stood there."""
    read = read_dyadic(table({}, {"year": "1991", column: cell}, {"year": "1992"}), "t.csv")

    assert [1990, 1992] == [value.year for value in read.values]
    assert [(3, column, cell, "row")] == [(one.line, one.field, one.found, one.lost) for one in read.remarks]


def test_a_year_stands_once() -> None:
    """The same year of the same two sides a second time is told of, and the first stays."""
    read = read_dyadic(table({}, {"intensity_level": "2"}), "t.csv")

    assert [1] == [value.intensity for value in read.values]
    assert [(3, "year")] == [(one.line, one.field) for one in read.remarks]


def test_columns_that_are_missing_or_not_known_are_told_of() -> None:
    """Without a column nothing is read; a column that is not known is told of once and the rest is read."""
    less = read_dyadic(table({}, columns=COLUMNS.names[1:]), "t.csv")
    more = read_dyadic(table({"deaths": "9"}, columns=(*COLUMNS.names, "deaths")), "t.csv")

    assert ((), [("dyad_id", "file")]) == (less.values, [(one.field, one.lost) for one in less.remarks])
    assert (1, [("deaths", "field")]) == (len(more.values), [(one.found, one.lost) for one in more.remarks])


@pytest.mark.parametrize("data", [b"", b"\0" * 50, b"PK\x03\x04broken", b"a" * 2_000_000, '"open'.encode("utf-16")])
def test_no_bytes_break_the_reader(data: bytes) -> None:
    """Whatever is handed in, nothing is raised: the file as a whole is told of."""
    read = read_dyadic(data, "t.csv")

    assert () == read.values
    assert "file" in {one.lost for one in read.remarks}


@settings(max_examples=30)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=20))
def test_any_name_comes_back(name: str) -> None:
    """What a group is called is the same after writing and reading, and no cell is a formula."""
    (value,) = read_dyadic(table({"side_b": name}), "t.csv").values
    written = write_dyadic([value])

    assert (value,) == read_dyadic(written, "t.csv").values
    assert not list(csv.reader(io.StringIO(written.decode())))[1][COLUMNS.names.index("side_b")].startswith(
        ("=", "+", "-", "@")
    )


def test_ties_are_dated_by_runs_of_years() -> None:
    """A gap, another intensity and another aim end a tie; what reaches the last year of the table has no end."""
    years = [("1990", "1", "1"), ("1991", "1", "1"), ("1992", "2", "1"), ("1993", "2", "2"), ("1995", "1", "3")]
    rows = [{"year": year, "intensity_level": hard, "incompatibility": aim} for year, hard, aim in years]
    rows.append({"dyad_id": "8", "side_b": "Other", "side_b_id": "13"})
    values = read_dyadic(table(*rows), "t.csv").values
    ties = on_map(values).ties
    lakes = "territory: Lakes"

    assert [
        ("ucdp-12", date(1990, 1, 1), date(1991, 12, 31), "minor", lakes),
        ("ucdp-12", date(1992, 1, 1), date(1992, 12, 31), "war", lakes),
        ("ucdp-12", date(1993, 1, 1), date(1993, 12, 31), "war", "government"),
        ("ucdp-12", date(1995, 1, 1), None, "minor", f"government, and {lakes}"),
        ("ucdp-13", date(1990, 1, 1), date(1990, 12, 31), "minor", lakes),
    ] == [(tie.other, tie.start, tie.end, tie.intensity, tie.about) for tie in ties]
    assert [date(1995, 12, 31)] == [tie.end for tie in on_map(values[4:5], last=1996).ties]
    assert ({"ucdp-11"}, {"hostile"}, {"high"}) == tuple(
        {getattr(tie, name) for tie in ties} for name in ("one", "kind", "confidence")
    )
    assert {"UCDP Dyadic 24.1, dyad 7, conflict 3", "UCDP Dyadic 24.1, dyad 8, conflict 3"} == {
        tie.source for tie in ties
    }


def test_actors_places_and_conflicts_come_of_the_rows() -> None:
    """A government is a state under present and past names, a group stands where it fought, and both keep their ids."""
    found = on_map(read_dyadic(table({}, {"year": "1991"}), "t.csv").values)
    state, group = found.actors

    assert ("state", {"ucdp": "11", "gwno": "900"}, ("country-900",)) == (state.kind, state.keys, state.places)
    assert ["Government of Northland (Frost)", "Northland", "Frost"] == [name.text for name in state.names]
    assert ("armed_group", {"ucdp": "12"}, ("country-900",)) == (group.kind, group.keys, group.places)
    assert [("country-900", (Name("Northland"),))] == [(place.id, place.names) for place in found.places]
    assert [("3", ("Lakes",), (1990, 1991))] == [
        (one.id, one.territories, one.dyads[0].years) for one in found.conflicts
    ]


def test_numbers_of_states_are_deduced_and_never_guessed() -> None:
    """Names and numbers in one cell come in two orders: a number is taken only where rows leave no other."""
    together = [("1991", "Government of East, Government of West", "5, 60"), ("1992", "Government of West", "5")]
    rows = [{"year": year, "side_a_2nd": names, "gwno_a_2nd": numbers} for year, names, numbers in together]
    found = read_dyadic(table(*rows), "t.csv").values
    allied = [tie for tie in on_map(found).ties if tie.kind == "allied"]

    assert {"Northland (Frost)": "900", "Northland": "900", "West": "5", "East": "60"} == numbers_of_states(found)
    assert {"Northland (Frost)": "900", "Northland": "900"} == numbers_of_states(found[:1])
    taken = read_dyadic(table({"side_a_2nd": together[0][1], "gwno_a_2nd": "5, 900"}), "t.csv").values
    assert {"East", "West"}.isdisjoint(numbers_of_states(taken))
    assert {("gwno-5", "ucdp-11"), ("gwno-60", "ucdp-11")} == {(tie.one, tie.other) for tie in allied}
    assert {"state-East", "state-West"} < {actor.id for actor in on_map(found[:1]).actors}


def test_rows_may_be_chosen() -> None:
    """Only some conflicts, or only what was fought in some countries, can be taken."""
    rows = read_dyadic(
        table({}, {"dyad_id": "8", "conflict_id": "4", "location": "Far", "gwno_loc": "2"}), "t.csv"
    ).values

    assert rows == chosen(rows)
    assert ["7"] == [row.dyad for row in chosen(rows, conflicts={"3"})]
    assert ["8"] == [row.dyad for row in chosen(rows, countries={"2"})]


@pytest.mark.skipif("SULH_DATA" not in os.environ, reason="the tables of UCDP are not part of the project")
def test_every_dyad_year_is_read_and_nothing_is_lost() -> None:
    """All 3,357 rows of the published table are understood, and written back they are the same bytes."""
    data = (Path(os.environ["SULH_DATA"]) / "peace/ucdp/Dyadic_v24_1.csv").read_bytes()
    read = read_dyadic(data, "Dyadic_v24_1.csv")
    found = on_map(read.values)
    numbers = numbers_of_states(read.values)

    assert (3_357, ()) == (len(read.values), read.remarks)
    assert data == write_dyadic(read.values)
    assert (299, 675) == (len(found.conflicts), sum(len(one.dyads) for one in found.conflicts))
    assert 3_357 == sum(len(dyad.years) for one in found.conflicts for dyad in one.dyads)
    assert ("211", "325", "740") == (numbers["Belgium"], numbers["Italy"], numbers["Japan"])
    assert {tie.one for tie in found.ties} | {tie.other for tie in found.ties} == {actor.id for actor in found.actors}
