"""
A network of somebody else as the same input: an edge list as a table, with or without a table of actors, or a GraphML.

    edges (CSV, XLSX), actors? ──from_tables──┐
    GraphML ──from_graph──────────────────────┴──▶ EdgeList(actors, ties, remarks)

Such files seldom say what kind a tie is, how sure it is, or what an actor is. Whoever brings the file says it of all
(`Assumed`); no machine guesses it, and where the file says it, the file counts: a tie of a kind that we do not have is
left out and told of, never taken for another. Sides come from the file too: an edge list alone has none, and then
nothing can be compared. "source" and "target" are the two ends, as most programs name them.

What does not fit is told line by line, as for every file of the map. A file from outside is read in a process of its
own (`edge_in`), which is the caller's part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from msgspec.structs import replace

from sulh.formats.actors_table import ACTORS, TIES
from sulh.formats.graphml import graph_tables
from sulh.formats.grids import Grid, bare
from sulh.formats.guards import unguard
from sulh.formats.known import Known
from sulh.formats.map_rows import read_grid
from sulh.formats.map_table import LONGEST_CELL, ColumnMapping, Layout, guess_mapping, headed
from sulh.formats.remarks import Read, Remark
from sulh.model.actors import Actor, ActorKind, Confidence, Name, Tie, TieKind

NO_KIND: Final = frozenset({"", "directed", "undirected", "mutual"})  # what other programs call the type of an edge


class File(NamedTuple):
    """A file as it was brought; of its name only the ending is looked at."""

    data: bytes
    name: str


class Assumed(NamedTuple):
    """What whoever brings the file says of every row that does not say it."""

    tie: TieKind
    confidence: Confidence
    actor: ActorKind


@dataclass(frozen=True)
class EdgeList:
    """
    A network as it was brought.

    Attributes:
        actors: Those of the file; without a table of actors, everybody who is an end, of no side.
        remarks: What became of everything that is neither.
    """

    actors: tuple[Actor, ...]
    ties: tuple[Tie, ...]
    remarks: tuple[Remark, ...]


def from_tables(edges: File, actors: File | None, assumed: Assumed) -> EdgeList:
    r"""
    Read a table of edges and, if there is one, a table of actors with their sides.

    >>> edges = File(b"source,target\na,b\nb,c\n", "edges.csv")
    >>> actors = File(b"id,side\na,north\nb,south\nc,south\n", "actors.csv")
    >>> found = from_tables(edges, actors, Assumed("works_with", "low", "person"))
    >>> [(tie.one, tie.other, tie.kind) for tie in found.ties], [actor.side for actor in found.actors]
    ([('a', 'b', 'works_with'), ('b', 'c', 'works_with')], ['north', 'south', 'south'])
    """
    if actors is None:
        ties = _ties(_grid(edges), None, assumed)
        return EdgeList(_ends(ties.values, assumed), ties.values, ties.remarks)
    people = _actors(_grid(actors), assumed)
    ties = _ties(_grid(edges), people.values, assumed)
    return EdgeList(people.values, ties.values, (*people.remarks, *ties.remarks))


def from_graph(data: bytes, assumed: Assumed) -> EdgeList:
    """Read a GraphML; its nodes are the actors, and what they say of sides and levels counts."""
    graph = graph_tables(data)
    people = _actors(graph.nodes, assumed) if graph.nodes.rows else Read[Actor]()
    ties = _ties(graph.edges, people.values, assumed) if graph.edges.rows else Read[Tie]()
    return EdgeList(people.values, ties.values, (*graph.remarks, *people.remarks, *ties.remarks))


def _grid(file: File) -> Grid:
    table = bare(file.data, file.name, longest=LONGEST_CELL)
    header, rows = headed(table)
    return Grid(header, [(line, {at: unguard(raw) for at, raw in row.items()}) for line, row in rows], table.faults)


def _actors(table: Grid, assumed: Assumed) -> Read[Actor]:
    """Read actors; one without a name is called by its id."""
    mapping = _mapping(ACTORS, table, {"kind": assumed.actor})
    ids = [at for at, field in mapping.columns.items() if field == "id"]
    if ids and "name" not in mapping.columns.values():
        at = max(table.header) + 1
        rows = [(line, row | {at: row[ids[0]]} if ids[0] in row else row) for line, row in table.rows]
        table = Grid({**table.header, at: "name"}, rows, table.faults)
        mapping = replace(mapping, columns={**mapping.columns, at: "name"})
    return read_grid(ACTORS, table, mapping=mapping)


def _ties(table: Grid, people: Iterable[Actor] | None, assumed: Assumed) -> Read[Tie]:
    """Read ties; the kind is assumed of rows that say none."""
    mapping = _mapping(TIES, table, {"confidence": assumed.confidence})
    columns, fixed = dict(mapping.columns), dict(mapping.fixed)
    at = {field: number for number, field in columns.items()}
    if "other" in at and "one" not in at and "source" in at:
        columns[at["source"]] = "one"
    rows = table.rows
    if "kind" in at and any(row.get(at["kind"], "").lower() not in NO_KIND for _, row in rows):
        rows = [(line, {at["kind"]: assumed.tie} | row) for line, row in rows]
    else:
        columns.pop(at.get("kind", -1), None)
        fixed["kind"] = assumed.tie
    known = None if people is None else Known({"actors": {one.id: () for one in people}})
    mapping = replace(mapping, columns=columns, fixed=fixed)
    return read_grid(TIES, Grid(table.header, rows, table.faults), mapping=mapping, known=known)


def _mapping(layout: Layout[Any], table: Grid, fixed: dict[str, str]) -> ColumnMapping:
    return replace(guess_mapping(layout, table.header), fixed=fixed)


def _ends(ties: Iterable[Tie], assumed: Assumed) -> tuple[Actor, ...]:
    ids = dict.fromkeys(end for tie in ties for end in (tie.one, tie.other))
    return tuple(Actor(who, assumed.actor, (Name(who),)) for who in ids)
