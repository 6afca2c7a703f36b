"""
Rows of a table of the map, read one by one: what fits becomes a value, and of everything else there is a remark.

    bytes ──┐
            ├──▶ Grid, Layout, ColumnMapping, Known ──read_grid──▶ Read(values, remarks, unknown)
    XML, … ─┘    rows of texts, wherever they come from

A column that no field is mapped to is told of once and not read; one that we write for people is passed over. A cell
that does not fit its field is left out, and so is one that names something the map does not hold. A row without a field
that must be there, or with the id of an earlier one, is left out as a whole. The first row and the names of columns:
`sulh.formats.map_table`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

from sulh.formats.grids import Cells, Grid, bare
from sulh.formats.guards import named_id, unguard
from sulh.formats.known import Known
from sulh.formats.map_cells import DAY, days
from sulh.formats.map_table import (
    CALLED,
    LONGEST_CELL,
    Column,
    ColumnMapping,
    Fields,
    Layout,
    guess_mapping,
    headed,
    parts_of,
)
from sulh.formats.remarks import Read, Remark, UnfitError, from_grid, shown, told
from sulh.words.language import mark

T = TypeVar("T")
Plan = Mapping[int, tuple[Column, str]]


def read_table(
    layout: Layout[T], data: bytes, filename: str, *, mapping: ColumnMapping | None = None, known: Known | None = None
) -> Read[T]:
    """
    Read a table.

    Args:
        layout: What it is made of.
        data: The file.
        filename: Its name; only its ending is looked at.
        mapping: As a person confirmed it; None to guess.
        known: What the map holds; without it every reference is taken for an id.

    Returns:
        What fits and a remark for everything else; never an error, whatever the bytes.
    """
    table = bare(data, filename, longest=LONGEST_CELL)
    header, rows = headed(table)
    opened = Grid(
        header, [(line, {at: unguard(raw) for at, raw in cells.items()}) for line, cells in rows], table.faults
    )
    return read_grid(layout, opened, mapping=mapping, known=known)


def read_grid(
    layout: Layout[T], table: Grid, *, mapping: ColumnMapping | None = None, known: Known | None = None
) -> Read[T]:
    """Read rows of texts that were not guarded, with the names of their columns; as `read_table` does."""
    return _Reading(layout, mapping or guess_mapping(layout, table.header), known or Known()).read(table)


class _Reading(Generic[T]):
    """One table while it is read."""

    def __init__(self, layout: Layout[T], mapping: ColumnMapping, known: Known) -> None:
        self._layout, self._mapping, self._known = layout, mapping, known
        self._remarks: list[Remark] = []
        self._unknown: dict[str, dict[str, None]] = {}
        self._days = days(mapping.days)
        self._header: Cells = {}
        self._count = 0
        self._own: set[str] = set()  # ids of the rows themselves

    def read(self, table: Grid) -> Read[T]:
        self._header = table.header
        self._remarks += from_grid(table)
        plan = self._plan()
        there = {column.name for column, _ in plan.values()} | set(self._mapping.fixed)
        missing = [one.name for one in self._layout.columns if one.needed and one.name not in there]
        if not plan or missing:
            expected = mark("a column for this") if missing else mark("a table with its columns named in the first row")
            self._remarks += [Remark(None, name, "", expected, "file") for name in missing or [""]]
            return Read(remarks=told(self._remarks))
        self._own = {
            row[at] for at, (column, _) in plan.items() if column.name == "id" for _, row in table.rows if at in row
        }
        values = tuple(self._values(plan, table.rows))
        return Read(values, told(self._remarks), {kind: tuple(names) for kind, names in self._unknown.items()})

    def _plan(self) -> Plan:
        """Return number of the column -> our column and its language; tell of the columns that are not read."""
        plan: dict[int, tuple[Column, str]] = {}
        by_name = {column.name: column for column in self._layout.columns}
        for at, name in self._header.items():
            base, tag = parts_of(self._mapping.columns.get(at, ""))
            column = by_name.get(base)
            if name == CALLED and column is None:
                continue
            if column is None or (tag and not column.by_language):
                expected = mark("a column of this table")
                self._remarks.append(Remark(1, "", shown(name), expected, "field", tuple(by_name)))
                continue
            planned = (column, tag or (self._mapping.language if column.by_language else ""))
            if planned in plan.values():
                self._remarks.append(Remark(1, column.name, shown(name), mark("one column for each field"), "field"))
                continue
            plan[at] = planned
        return plan

    def _values(self, plan: Plan, rows: list[tuple[int, Cells]]) -> Iterator[T]:
        met: set[str] = set()
        for self._count, (line, cells) in enumerate(rows, 1):
            value = self._value(plan, line, cells)
            if value is None:
                continue
            id_ = self._layout.id_of(value)
            if id_ in met:
                self._remarks.append(Remark(line, "id", shown(id_), mark("each id once"), "row"))
                continue
            met.add(id_)
            yield value

    def _value(self, plan: Plan, line: int, cells: Cells) -> T | None:
        fields = self._fields(plan, line, cells)
        missing = [one.name for one in self._layout.columns if one.needed and one.name not in fields]
        self._remarks += [Remark(line, name, "", mark("something in this column"), "row") for name in missing]
        if missing:
            return None
        try:
            return self._layout.build({"id": f"new-{self._count}"} | fields)
        except UnfitError as unfit:
            self._remarks.append(Remark(line, "", "", unfit.expected, "row", unfit.allowed))
            return None

    def _fields(self, plan: Plan, line: int, cells: Cells) -> Fields:
        fields: Fields = {}
        for at, raw in cells.items():
            if at in plan:
                column, tag = plan[at]
                self._put(fields, column, tag, self._cell(column, line, raw))
            elif at not in self._header:
                expected = mark("as many cells as columns are named")
                self._remarks.append(Remark(line, "", shown(raw), expected, "field"))
        for column in self._layout.columns:
            if column.name in self._mapping.fixed and column.name not in fields:
                tag = self._mapping.language if column.by_language else ""
                self._put(fields, column, tag, self._cell(column, line, self._mapping.fixed[column.name]))
        return fields

    @staticmethod
    def _put(fields: Fields, column: Column, tag: str, value: object) -> None:
        if value is None:
            return
        if tag:
            fields.setdefault(column.name, {})[tag] = value
        else:
            fields[column.name] = value

    def _cell(self, column: Column, line: int, text: str) -> object:
        """Return what a cell holds, or None with a remark."""
        codec = self._days if column.codec is DAY else column.codec
        try:
            value: object = codec.read(text) if text else None
        except UnfitError as unfit:
            self._remarks.append(Remark(line, column.name, shown(text), unfit.expected, "field", unfit.allowed))
            return None
        if not column.refers or value is None:
            return value
        if isinstance(value, str):
            return self._found(column, line, value)
        found = (self._found(column, line, str(one)) for one in _each(value))
        return tuple(dict.fromkeys(id_ for id_ in found if id_ is not None))

    def _found(self, column: Column, line: int, text: str) -> str | None:
        id_ = self._known.find_among(column.refers, text)
        if id_ is None and self._layout.own in column.refers and named_id(text) in self._own:
            return named_id(text)
        if id_ is None:
            self._unknown.setdefault(column.refers[0], {})[text] = None
            expected, allowed = self._held(column)
            self._remarks.append(Remark(line, column.name, shown(text), expected, "field", allowed))
        return id_

    def _held(self, column: Column) -> tuple[str, tuple[str, ...]]:
        """Return what could stand in a cell that refers to something: sides are so few that they are named."""
        if column.refers == ("sides",):
            return mark("a side of this process, by its id or one of its names"), self._known.called("sides")
        return mark("an id or a name that the map holds once"), ()


def _each(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()
