"""
The process that opens a file for the map: it bounds itself first, reads from its input, and says what it found.

    python -m sulh.formats.map_child   a `Task` as JSON, a line end, the file ──▶ `Brought` as JSON

Started by `sulh.formats.map_in` and by nothing else. It holds no key, opens no network and writes no file.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import msgspec

from sulh.formats.agreement_child import bound
from sulh.formats.geojson import place_table, read_geojson
from sulh.formats.graphml import graph_tables, read_graphml
from sulh.formats.hxl_reading import read_hxl
from sulh.formats.iati_reading import read_iati
from sulh.formats.known import Known, RefKind
from sulh.formats.map_forms import TABLES, form_of
from sulh.formats.map_in import PARTS, Brought, Columns, InForm, Part, Task, Wanted
from sulh.formats.map_rows import read_table
from sulh.formats.map_table import Layout, guess_mapping, header_of
from sulh.formats.remarks import Read, Remark, of_file
from sulh.formats.ucdp import DyadYear, read_dyadic
from sulh.formats.ucdp_conflict_map import chosen as chosen_years
from sulh.formats.ucdp_conflict_map import on_map as conflicts_on_map
from sulh.formats.ucdp_conflicts import ConflictYear, read_conflict_years
from sulh.formats.ucdp_map import chosen, on_map
from sulh.model.actors import Actor, Place
from sulh.words.language import mark

# Columns that no other table has.
UCDP: Final[Mapping[InForm, frozenset[str]]] = {
    "ucdp": frozenset({"dyad_id", "conflict_id", "side_a_id"}),
    "ucdp-conflicts": frozenset({"conflict_id", "gwno_a", "ep_end"}),
}
FIELDS: Final[Mapping[str, str]] = {"initiatives": "cards", "agenda": "items"}  # of `Brought`, where named otherwise
SOURCED: Final = frozenset({"ties", "rounds"})
_LANDS: Final = mark("territories among the issues of the map: ties name them in words, until they are written down")
_NAMELESS: Final = mark("names, which this table does not have: the dyadic table has them, if it comes in first")


def main() -> None:
    """Bound this process, read, answer."""
    task = msgspec.json.decode(sys.stdin.buffer.readline(), type=Task)
    bound(task.limits)
    try:
        found = answer(sys.stdin.buffer.read(), task)
    except MemoryError:
        found = Brought(remarks=(of_file(mark("a file that is read in half a minute, with little memory")),))
    sys.stdout.buffer.write(msgspec.json.encode(found))


def answer(data: bytes, task: Task) -> Brought:
    """Return what a file holds, read twice where it brings issues of its own; memory is minded by the caller."""
    found = _answer(data, task)
    unknown = found.unknown.get("issues", ())
    if not (task.wanted.new_issues and unknown):
        return found
    issues = {f"new-issue-{number}": name for number, name in enumerate(unknown, 1)}
    names = dict(task.names) | {"issues": {**task.names.get("issues", {}), **{id_: (issues[id_],) for id_ in issues}}}
    return msgspec.structs.replace(_answer(data, msgspec.structs.replace(task, names=names)), issues=issues)


def _answer(data: bytes, task: Task) -> Brought:
    form = task.wanted.form or _form(data, task.filename)
    if form is None:
        return Brought(remarks=(of_file(mark("a file in one of the forms that the map reads")),))
    part = next((one for one in PARTS if one == form), None)
    if part is not None:
        return _table(data, task, part)
    return _READERS[form](data, task, form)


def _form(data: bytes, filename: str) -> InForm | None:
    named = {name.strip().lower() for name in header_of(data, filename).values()}
    return next((form for form, columns in UCDP.items() if named >= columns), None) or form_of(data, filename)


def _mapped(part: Part, header: Mapping[int, str], wanted: Wanted, layout: Layout[Any]) -> Columns:
    """Return what each column is taken for: as a person said it, or guessed."""
    mapping = wanted.mappings.get(part)
    if mapping is None:
        mapping = msgspec.structs.replace(guess_mapping(layout, header), language=wanted.language)
    if wanted.source and part in SOURCED and "source" not in mapping.fixed:
        mapping = msgspec.structs.replace(mapping, fixed={**mapping.fixed, "source": wanted.source})
    return Columns(part, header, mapping)


def _table(data: bytes, task: Task, form: Part) -> Brought:
    layout = TABLES[form]
    columns = _mapped(form, header_of(data, task.filename), task.wanted, layout)
    read = read_table(layout, data, task.filename, mapping=columns.mapping, known=Known(task.names))
    return msgspec.structs.replace(
        Brought(form, (columns,), remarks=read.remarks, unknown=read.unknown), **{FIELDS.get(form, form): read.values}
    )


def _graphml(data: bytes, task: Task, form: InForm) -> Brought:
    graph = graph_tables(data)
    nodes = _mapped("actors", graph.nodes.header, task.wanted, TABLES["actors"])
    edges = _mapped("ties", graph.edges.header, task.wanted, TABLES["ties"])
    read = read_graphml(data, nodes=nodes.mapping, edges=edges.mapping, known=Known(task.names))
    columns = tuple(one for one in (nodes, edges) if one.header)
    return _with(Brought(form, columns, actors=read.actors.values, ties=read.ties.values), read.actors, read.ties)


def _geojson(data: bytes, task: Task, form: InForm) -> Brought:
    header = place_table(data)[0].header
    columns = _mapped("places", header, task.wanted, TABLES["places"])
    read = read_geojson(data, mapping=columns.mapping, known=Known(task.names))
    return _with(Brought(form, (columns,) if header else (), places=read.values), read)


def _hxl(data: bytes, task: Task, form: InForm) -> Brought:
    wanted = task.wanted
    first = read_hxl(data, task.filename, language=wanted.language, kind=wanted.place_kind)
    names, _, places = _joined(task.names, (), first.places.values)
    read = read_hxl(data, task.filename, known=Known(names), language=wanted.language, kind=wanted.place_kind)
    return _with(Brought(form, cards=read.cards.values, places=places), read.cards, read.places)


def _iati(data: bytes, task: Task, form: InForm) -> Brought:
    first = read_iati(data, language=task.wanted.language)
    names, actors, places = _joined(task.names, first.actors.values, first.places.values)
    read = read_iati(data, known=Known(names), language=task.wanted.language)
    found = Brought(form, cards=read.cards.values, actors=actors, places=places)
    return _with(found, read.cards, read.actors, read.places)


def _ucdp(data: bytes, task: Task, form: InForm) -> Brought:
    read = read_dyadic(data, task.filename)
    wanted = task.wanted
    rows = chosen(read.values, conflicts=wanted.conflicts, countries=wanted.countries)
    found, known = on_map(rows, last=_last(read)), Known({"issues": task.names.get("issues", {})})
    lands = [one for one in dict.fromkeys(row.territory for row in rows) if one and known.find("issues", one) is None]
    brought = _with(Brought(form, actors=found.actors, places=found.places, ties=found.ties), read)
    if wanted.new_issues:
        return msgspec.structs.replace(brought, issues={f"new-issue-{at}": name for at, name in enumerate(lands, 1)})
    told = Remark(None, "territory_name", f"{len(lands):,}", _LANDS, "nothing")
    return msgspec.structs.replace(brought, remarks=(*brought.remarks, *([told] if lands else [])))


def _ucdp_conflicts(data: bytes, task: Task, form: InForm) -> Brought:
    read = read_conflict_years(data, task.filename)
    wanted = task.wanted
    rows = chosen_years(read.values, conflicts=wanted.conflicts, states=wanted.countries)
    found = conflicts_on_map(rows, last=_last(read))
    brought = _with(Brought(form, actors=found.actors, ties=found.ties), read)
    told = Remark(None, "gwno_a", f"{len(found.actors):,}", _NAMELESS, "nothing")
    return msgspec.structs.replace(brought, remarks=(*brought.remarks, *([told] if found.actors else [])))


def _last(read: Read[DyadYear] | Read[ConflictYear]) -> int:
    return max((row.year for row in read.values), default=0)


def _joined(
    names: Mapping[RefKind, Mapping[str, tuple[str, ...]]], actors: Iterable[Actor], places: Iterable[Place]
) -> tuple[Mapping[RefKind, Mapping[str, tuple[str, ...]]], tuple[Actor, ...], tuple[Place, ...]]:
    """Return the names of the map with those that a file brings along, and of these the ones that the map has not."""
    known = Known(names)
    new_actors = tuple(one for one in actors if not _has(known, "actors", names, one))
    new_places = tuple(one for one in places if not _has(known, "places", names, one))
    both: dict[RefKind, Mapping[str, tuple[str, ...]]] = dict(names)
    both["actors"] = {**names.get("actors", {}), **{one.id: _called(one) for one in new_actors}}
    both["places"] = {**names.get("places", {}), **{one.id: _called(one) for one in new_places}}
    return both, new_actors, new_places


def _has(known: Known, kind: RefKind, names: Mapping[RefKind, Any], one: Actor | Place) -> bool:
    said = one.names[0].text if one.id.startswith("new-") else one.id
    return kind in names and known.find(kind, said) is not None


def _called(one: Actor | Place) -> tuple[str, ...]:
    return tuple(name.text for name in one.names)


def _with(found: Brought, *reads: Read[Any]) -> Brought:
    """Add what was said while reading."""
    remarks: tuple[Remark, ...] = tuple(remark for read in reads for remark in read.remarks)
    unknown = {kind: names for read in reads for kind, names in read.unknown.items()}
    return msgspec.structs.replace(found, remarks=remarks, unknown=unknown)


_READERS: Final[Mapping[str, Callable[[bytes, Task, InForm], Brought]]] = {
    "hxl": _hxl,
    "iati": _iati,
    "graphml": _graphml,
    "geojson": _geojson,
    "ucdp": _ucdp,
    "ucdp-conflicts": _ucdp_conflicts,
}

if __name__ == "__main__":
    main()
