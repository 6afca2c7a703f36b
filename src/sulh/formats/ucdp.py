"""
The dyadic table of the Uppsala Conflict Data Program: who fought whom over what, year by year, and back again.

    bytes ──read_dyadic──▶ Read ─┬─ values    DyadYear, one a row
                                 └─ remarks   a line for everything that was not understood
    DyadYear ─┬─ sides     Party(id, name, state) of each side, and of those who entered on its side
              ├─ about     territory, government or both; the name of the territory
              ├─ intensity 1: 25 to 999 deaths of battle in the year; 2: a thousand or more
              └─ Told      a day and how exactly it is known, from 1 (the day) to 7
    values ──write_dyadic──▶ the same cells

Several values may stand in one cell ("1, 3"). Names, ids and numbers of a side go together by their place in it; those
of locations and of who entered do not, and stay apart here. A row that cannot be understood is left out as a whole and
told of; nothing is guessed. The data are not part of this package: they are published by UCDP under CC BY 4.0, and
whoever uses them cites the paper of the set. What actors, ties and places come of the rows: `sulh.formats.ucdp_map`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Literal, get_args

from sulh.formats.guards import guard
from sulh.formats.remarks import Read
from sulh.formats.ucdp_cells import (
    ABOUT,
    CONFLICT_KINDS,
    EXACTNESS,
    INTENSITIES,
    About,
    AmissError,
    Columns,
    ConflictKind,
    Row,
    Told,
    chosen,
    day,
    number,
    read_rows,
    year,
)
from sulh.model.findings import Value
from sulh.words.language import mark

Region = Literal["europe", "middle_east", "asia", "africa", "americas"]
REGIONS: tuple[Region, ...] = get_args(Region)  # in the order of their numbers, from 1
COLUMNS = Columns(
    names=(
        *("dyad_id", "conflict_id", "location", "side_a", "side_a_id", "side_a_2nd", "side_b", "side_b_id"),
        *("side_b_2nd", "incompatibility", "territory_name", "year", "intensity_level", "type_of_conflict"),
        *("start_date", "start_prec", "start_date2", "start_prec2", "gwno_a", "gwno_a_2nd", "gwno_b", "gwno_b_2nd"),
        *("gwno_loc", "region", "version"),
    ),
    empty=frozenset({"side_a_2nd", "side_b_2nd", "territory_name", "gwno_a_2nd", "gwno_b", "gwno_b_2nd"}),
    texts=("location", "side_a", "side_b", "side_a_2nd", "side_b_2nd", "territory_name", "version"),
)
_BETWEEN = re.compile(r",\s*")


class Party(Value, frozen=True):
    """
    Somebody who fights as a side, or a part of one.

    Attributes:
        id: Its number among UCDP's actors.
        state: Its number in the list of states of Gleditsch and Ward; "" for whoever is none.
    """

    id: str
    name: str
    state: str = ""


class States(Value, frozen=True):
    """
    States that are named together: as many names as numbers, which the table does not keep in one order.

    Attributes:
        names: In the order of the alphabet, as a rule.
        numbers: Of the same states in the list of Gleditsch and Ward, smaller first, as a rule.
    """

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


class DyadYear(Value, frozen=True):
    """
    One year in which two sides fought.

    Attributes:
        line: Where it stood in the file.
        locations: Where.
        side_a, side_b: Who fought; more than one where states fought together.
        with_a, with_b: Whose governments entered with troops on either side.
        territory: What is contested, where it has a name.
        first, passed: The first death of battle between the two; the day by which 25 had died in this stretch of years.
        version: Of the table.
    """

    line: int
    dyad: str
    conflict: str
    year: int
    locations: States
    side_a: tuple[Party, ...]
    side_b: tuple[Party, ...]
    with_a: States
    with_b: States
    about: About
    territory: str
    intensity: int
    kind: ConflictKind
    first: Told
    passed: Told
    regions: tuple[Region, ...]
    version: str


def read_dyadic(data: bytes, filename: str = "") -> Read[DyadYear]:
    """
    Read the table.

    Args:
        data: The file, CSV or a workbook.
        filename: Its name; only its ending is looked at.

    Returns:
        A value for each row that is understood and a remark for everything else; never an error, whatever the bytes.
    """
    return read_rows(data, filename, COLUMNS, _dyad_year, key=lambda row: (row.dyad, row.year))


def write_dyadic(values: Iterable[DyadYear]) -> bytes:
    """Return rows as the table has them: the same columns and cells, no cell a formula."""
    target = io.StringIO()
    table = csv.DictWriter(target, COLUMNS.names, lineterminator="\n")
    table.writeheader()
    for value in values:
        row = cells_of(value)
        table.writerow(row | {name: guard(row[name]) for name in COLUMNS.texts})
    return target.getvalue().encode()


def cells_of(value: DyadYear) -> dict[str, str]:
    """Return the cells of a row by column."""
    return {
        "dyad_id": value.dyad,
        "conflict_id": value.conflict,
        "location": ", ".join(value.locations.names),
        "side_a": _names(value.side_a),
        "side_a_id": ", ".join(party.id for party in value.side_a),
        "side_a_2nd": ", ".join(value.with_a.names),
        "side_b": _names(value.side_b),
        "side_b_id": ", ".join(party.id for party in value.side_b),
        "side_b_2nd": ", ".join(value.with_b.names),
        "incompatibility": str(ABOUT.index(value.about) + 1),
        "territory_name": value.territory,
        "year": str(value.year),
        "intensity_level": str(value.intensity),
        "type_of_conflict": str(CONFLICT_KINDS.index(value.kind) + 1),
        "start_date": value.first.day.isoformat(),
        "start_prec": str(value.first.exactness),
        "start_date2": value.passed.day.isoformat(),
        "start_prec2": str(value.passed.exactness),
        "gwno_a": _states_of(value.side_a),
        "gwno_a_2nd": ", ".join(value.with_a.numbers),
        "gwno_b": _states_of(value.side_b),
        "gwno_b_2nd": ", ".join(value.with_b.numbers),
        "gwno_loc": ", ".join(value.locations.numbers),
        "region": ", ".join(str(REGIONS.index(region) + 1) for region in value.regions),
        "version": value.version,
    }


def _dyad_year(line: int, row: Row) -> DyadYear:
    return DyadYear(
        line=line,
        dyad=number("dyad_id", row["dyad_id"]),
        conflict=number("conflict_id", row["conflict_id"]),
        year=year(row["year"]),
        locations=_states(row, "location", "gwno_loc"),
        side_a=_side(row, "a"),
        side_b=_side(row, "b"),
        with_a=_states(row, "side_a_2nd", "gwno_a_2nd"),
        with_b=_states(row, "side_b_2nd", "gwno_b_2nd"),
        about=chosen("incompatibility", row["incompatibility"], ABOUT),
        territory=row["territory_name"],
        intensity=chosen("intensity_level", row["intensity_level"], INTENSITIES),
        kind=chosen("type_of_conflict", row["type_of_conflict"], CONFLICT_KINDS),
        first=Told(day("start_date", row["start_date"]), chosen("start_prec", row["start_prec"], EXACTNESS)),
        passed=Told(day("start_date2", row["start_date2"]), chosen("start_prec2", row["start_prec2"], EXACTNESS)),
        regions=tuple(chosen("region", one, REGIONS) for one in _BETWEEN.split(row["region"])),
        version=row["version"],
    )


def _side(row: Row, side: str) -> tuple[Party, ...]:
    """Put together who fought as a side; whoever has one number is never parted at a comma."""
    ids, states = _numbers(row, f"side_{side}_id"), _numbers(row, f"gwno_{side}")
    names = _BETWEEN.split(row[f"side_{side}"]) if len(ids) > 1 else [row[f"side_{side}"]]
    if len(ids) != len(names):
        raise AmissError(f"side_{side}_id", row[f"side_{side}_id"], mark("as many numbers as names"))
    if states and len(states) != len(names):
        raise AmissError(f"gwno_{side}", row[f"gwno_{side}"], mark("as many numbers as names"))
    return tuple(Party(*each) for each in zip(ids, names, states or [""] * len(ids), strict=True))


def _states(row: Row, of_names: str, of_numbers: str) -> States:
    numbers = _numbers(row, of_numbers)
    names = _BETWEEN.split(row[of_names]) if row[of_names] else []
    if len(numbers) != len(names):
        raise AmissError(of_numbers, row[of_numbers], mark("as many numbers as names"))
    return States(tuple(names), tuple(numbers))


def _numbers(row: Row, column: str) -> list[str]:
    return [number(column, each) for each in _BETWEEN.split(row[column])] if row[column] else []


def _names(parties: Iterable[Party]) -> str:
    return ", ".join(party.name for party in parties)


def _states_of(parties: Iterable[Party]) -> str:
    return ",  ".join(party.state for party in parties if party.state)  # two blanks, as in the table
