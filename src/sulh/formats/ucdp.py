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
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, TypeVar, get_args

from sulh.formats.grids import Cells, bare
from sulh.formats.guards import guard, unguard
from sulh.formats.remarks import Read, Remark, UnfitError, from_grid, of_file, shown, told
from sulh.model.findings import Value
from sulh.words.language import mark

About = Literal["territory", "government", "both"]
ConflictKind = Literal["extrasystemic", "interstate", "intrastate", "internationalised"]
Region = Literal["europe", "middle_east", "asia", "africa", "americas"]
ABOUT: tuple[About, ...] = get_args(About)  # in the order of their numbers, from 1
CONFLICT_KINDS: tuple[ConflictKind, ...] = get_args(ConflictKind)
REGIONS: tuple[Region, ...] = get_args(Region)
COLUMNS = (
    *("dyad_id", "conflict_id", "location", "side_a", "side_a_id", "side_a_2nd", "side_b", "side_b_id", "side_b_2nd"),
    *("incompatibility", "territory_name", "year", "intensity_level", "type_of_conflict", "start_date", "start_prec"),
    *("start_date2", "start_prec2", "gwno_a", "gwno_a_2nd", "gwno_b", "gwno_b_2nd", "gwno_loc", "region", "version"),
)
MAY_BE_EMPTY = frozenset({"side_a_2nd", "side_b_2nd", "territory_name", "gwno_a_2nd", "gwno_b", "gwno_b_2nd"})
TEXTS = ("location", "side_a", "side_b", "side_a_2nd", "side_b_2nd", "territory_name", "version")
LONGEST_CELL = 5_000
EARLIEST, LATEST = 1900, 2200
_NUMBER = re.compile("[0-9]{1,9}")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_BETWEEN = re.compile(r",\s*")
_EXACTNESS = range(1, 8)
_INTENSITIES = range(1, 3)
Row = Mapping[str, str]
T = TypeVar("T")


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


class Told(Value, frozen=True):
    """A day, and how exactly it is known: 1 is the day itself, 7 hardly more than the year."""

    day: date
    exactness: int


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
    table = bare(data, filename, longest=LONGEST_CELL)
    (_, header), *rows = table.rows or [(1, {})]
    names = {at: name.strip().lower() for at, name in header.items()}
    remarks = from_grid(table) + _of_header(names)
    if any(remark.lost == "file" for remark in remarks):
        return Read(remarks=told(remarks))
    values: dict[tuple[str, int], DyadYear] = {}
    for line, cells in rows:
        try:
            _put(values, _dyad_year(line, _row(names, cells)))
        except _AmissError as amiss:
            remarks.append(Remark(line, amiss.column, shown(amiss.found), amiss.expected, "row", amiss.allowed))
    return Read(tuple(values.values()), told(remarks))


def write_dyadic(values: Iterable[DyadYear]) -> bytes:
    """Return rows as the table has them: the same columns and cells, no cell a formula."""
    target = io.StringIO()
    table = csv.DictWriter(target, COLUMNS, lineterminator="\n")
    table.writeheader()
    for value in values:
        row = cells_of(value)
        table.writerow(row | {name: guard(row[name]) for name in TEXTS})
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


class _AmissError(UnfitError):
    """A cell that is not what was expected."""

    def __init__(self, column: str, found: str, expected: str, allowed: tuple[str, ...] = ()) -> None:
        super().__init__(expected, allowed)
        self.column, self.found = column, found


def _put(values: dict[tuple[str, int], DyadYear], value: DyadYear) -> None:
    if values.setdefault((value.dyad, value.year), value) is not value:
        raise _AmissError("year", str(value.year), mark("each year of two sides once"))


def _of_header(names: Cells) -> list[Remark]:
    """Tell of columns that are missing, which nothing can be read without, and of those that are not known."""
    if not names:
        return [of_file(mark("a table with its columns named in the first row"))]
    missing = [name for name in COLUMNS if name not in names.values()]
    remarks = [Remark(None, name, "", mark("a column for this"), "file") for name in missing]
    met: set[str] = set()
    for name in names.values():
        if name not in COLUMNS:
            remarks.append(Remark(1, "", shown(name), mark("a column of this table"), "field", COLUMNS))
        elif name in met:
            remarks.append(Remark(None, name, "", mark("one column for each field"), "file"))
        met.add(name)
    return remarks


def _row(names: Cells, cells: Cells) -> Row:
    """Return cells by column; refuse one that no column is named for, and a column that must hold something."""
    beyond = [text for at, text in cells.items() if at not in names]
    if beyond:
        raise _AmissError("", beyond[0], mark("as many cells as columns are named"))
    row = {names[at]: text for at, text in cells.items()}
    for name in COLUMNS:
        if name not in row and name not in MAY_BE_EMPTY:
            raise _AmissError(name, "", mark("something in this column"))
    return dict.fromkeys(COLUMNS, "") | row | {name: unguard(row[name]) for name in TEXTS if name in row}


def _dyad_year(line: int, row: Row) -> DyadYear:
    return DyadYear(
        line=line,
        dyad=_number(row, "dyad_id"),
        conflict=_number(row, "conflict_id"),
        year=_year(row),
        locations=_states(row, "location", "gwno_loc"),
        side_a=_side(row, "a"),
        side_b=_side(row, "b"),
        with_a=_states(row, "side_a_2nd", "gwno_a_2nd"),
        with_b=_states(row, "side_b_2nd", "gwno_b_2nd"),
        about=_chosen("incompatibility", row["incompatibility"], ABOUT),
        territory=row["territory_name"],
        intensity=_chosen("intensity_level", row["intensity_level"], _INTENSITIES),
        kind=_chosen("type_of_conflict", row["type_of_conflict"], CONFLICT_KINDS),
        first=Told(_day(row, "start_date"), _chosen("start_prec", row["start_prec"], _EXACTNESS)),
        passed=Told(_day(row, "start_date2"), _chosen("start_prec2", row["start_prec2"], _EXACTNESS)),
        regions=tuple(_chosen("region", one, REGIONS) for one in _BETWEEN.split(row["region"])),
        version=row["version"],
    )


def _side(row: Row, side: str) -> tuple[Party, ...]:
    """Put together who fought as a side; whoever has one number is never parted at a comma."""
    ids, states = _numbers(row, f"side_{side}_id"), _numbers(row, f"gwno_{side}")
    names = _BETWEEN.split(row[f"side_{side}"]) if len(ids) > 1 else [row[f"side_{side}"]]
    if len(ids) != len(names):
        raise _AmissError(f"side_{side}_id", row[f"side_{side}_id"], mark("as many numbers as names"))
    if states and len(states) != len(names):
        raise _AmissError(f"gwno_{side}", row[f"gwno_{side}"], mark("as many numbers as names"))
    return tuple(Party(*each) for each in zip(ids, names, states or [""] * len(ids), strict=True))


def _states(row: Row, of_names: str, of_numbers: str) -> States:
    numbers = _numbers(row, of_numbers)
    names = _BETWEEN.split(row[of_names]) if row[of_names] else []
    if len(numbers) != len(names):
        raise _AmissError(of_numbers, row[of_numbers], mark("as many numbers as names"))
    return States(tuple(names), tuple(numbers))


def _numbers(row: Row, column: str) -> list[str]:
    found = _BETWEEN.split(row[column]) if row[column] else []
    for number in found:
        _check_number(column, number)
    return found


def _check_number(column: str, text: str) -> None:
    if not _NUMBER.fullmatch(text):
        raise _AmissError(column, text, mark("a whole number"))


def _number(row: Row, column: str) -> str:
    _check_number(column, row[column])
    return row[column]


def _year(row: Row) -> int:
    year = int(_number(row, "year"))
    if not EARLIEST <= year <= LATEST:
        raise _AmissError("year", row["year"], mark("a year"))
    return year


def _chosen(column: str, text: str, among: Sequence[T]) -> T:
    """Return what a number from 1 stands for."""
    if not _NUMBER.fullmatch(text) or not 1 <= int(text) <= len(among):
        raise _AmissError(column, text, mark("one of the words listed"), tuple(str(n + 1) for n in range(len(among))))
    return among[int(text) - 1]


def _day(row: Row, column: str) -> date:
    try:
        found = date.fromisoformat(row[column]) if _DAY.fullmatch(row[column]) else None
    except ValueError:
        found = None
    if found is None:
        raise _AmissError(column, row[column], mark("a day such as 2026-05-01"))
    return found


def _names(parties: Iterable[Party]) -> str:
    return ", ".join(party.name for party in parties)


def _states_of(parties: Iterable[Party]) -> str:
    return ",  ".join(party.state for party in parties if party.state)  # two blanks, as in the table
