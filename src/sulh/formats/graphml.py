"""
Actors and the ties between them as a graph, for programs that draw and count: GraphML.

    actors, ties ──graphml──▶ bytes          each tie an edge with an id of its own; parallel ones stay several
    bytes ──graph_tables──▶ nodes, edges     as grids, for a mapping by a person
          ──read_graphml──▶ Read of actors, Read of ties

What a node or an edge says are the columns of `sulh.formats.actors_table`, so both ways hold the same. Some programs
merge parallel edges when they open such a file: its first words say that they should not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Generic, TypeVar

from sulh.formats.actors_table import ACTORS, TIES
from sulh.formats.grids import Grid
from sulh.formats.guards import settled
from sulh.formats.known import Known
from sulh.formats.map_rows import read_grid
from sulh.formats.map_table import Column, ColumnMapping, Layout
from sulh.formats.remarks import NOTICE, Read, Remark, UnfitError, of_file
from sulh.formats.xml_door import HEAD, Element, block, element, parsed, text
from sulh.model.actors import DIRECTED, Actor, Tie
from sulh.words.language import mark

T = TypeVar("T")
SPACE: Final = "http://graphml.graphdrawing.org/xmlns"
PARALLEL: Final = "Several edges between the same two nodes are several claims: do not merge them."
ENDS: Final = {"one": "source", "other": "target"}


@dataclass(frozen=True)
class Graph:
    """
    A graph as it was sent.

    Attributes:
        nodes, edges: Their header are the names under which the file keeps what it says.
        remarks: What of the file is neither.
    """

    nodes: Grid
    edges: Grid
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class GraphRead:
    """What a graph holds; what is neither node nor edge is told of among the remarks on actors."""

    actors: Read[Actor]
    ties: Read[Tie]


def graphml(actors: Iterable[Actor], ties: Iterable[Tie]) -> bytes:
    """
    Return the graph of these actors and ties; a tie to somebody who is not among the actors is left out.

    >>> from sulh.model.actors import Name
    >>> b'<edge' in graphml([Actor("a", "party", (Name("Ara"),))], [])
    False
    """
    people = list(actors)
    there = {one.id for one in people}
    of_node, of_edge = _Data("n", ACTORS, ("id",)), _Data("e", TIES, ("id", *ENDS))
    nodes = [block("node", {"id": one.id}, of_node(one)) for one in people]
    edges = [block("edge", _ends(tie), of_edge(tie)) for tie in ties if tie.one in there and tie.other in there]
    keys = [*_keys("n", "node", ACTORS, ("id",)), *_keys("e", "edge", TIES, ("id", *ENDS))]
    about = element("desc", None, text(f"{NOTICE} {PARALLEL}"))
    inside = [about, *keys, block("graph", {"id": "map", "edgedefault": "directed"}, [*nodes, *edges])]
    return f"{HEAD}\n{block('graphml', {'xmlns': SPACE}, inside)}\n".encode()


def _ends(tie: Tie) -> Mapping[str, str]:
    directed = "true" if tie.kind in DIRECTED else "false"
    return {"id": tie.id, "source": tie.one, "target": tie.other, "directed": directed}


def _keys(letter: str, of: str, layout: Layout[Any], without: tuple[str, ...]) -> list[str]:
    names = [column.name for column in layout.columns if column.name not in without]
    return [
        element("key", {"id": f"{letter}_{name}", "for": of, "attr.name": name, "attr.type": "string"})
        for name in names
    ]


class _Data(Generic[T]):
    """What nodes or edges say beside their ends; what many say is made ready once."""

    def __init__(self, letter: str, layout: Layout[T], without: tuple[str, ...]) -> None:
        self._spread = layout.spread
        self._columns = [
            (column, {"key": f"{letter}_{column.name}"}, dict[str | date, str]())
            for column in layout.columns
            if column.name not in without
        ]

    def __call__(self, value: T) -> list[str]:
        fields = self._spread(value)
        parts = []
        for column, key, ready in self._columns:
            held = fields.get(column.name)
            if isinstance(held, str | date):
                if held not in ready:
                    ready[held] = self._made(column, key, held)
                parts.append(ready[held])
            elif held is not None:
                parts.append(self._made(column, key, held))
        return [part for part in parts if part]

    @staticmethod
    def _made(column: Column, key: Mapping[str, str], held: object) -> str:
        told = "" if held == "" else column.codec.write(held)
        return element("data", key, text(told)) if told else ""


def graph_tables(data: bytes) -> Graph:
    """Return the nodes and edges of a file as grids; empty ones with a remark if it cannot be read."""
    try:
        root = parsed(data)
    except UnfitError as unfit:
        return Graph(Grid(), Grid(), (of_file(unfit.expected),))
    graph = root.first("graph")
    if root.name != "graphml" or graph is None:
        return Graph(Grid(), Grid(), (of_file(mark("GraphML with a graph in it"), root.name),))
    named = {key.attributes.get("id", ""): key.attributes.get("attr.name", "") for key in root.all("key")}
    strangers = [one for one in graph.children if one.name not in ("node", "edge", "data", "desc")]
    parts = [part for one in graph.children for part in one.children]
    strangers += [part for part in parts if part.name not in ("data", "desc")]
    strangers += [part for part in parts if part.name == "data" and part.children]
    remarks = [Remark(one.line, one.name, "", mark("a node, an edge or a text of one"), "field") for one in strangers]
    nodes = _grid(graph.all("node"), named, {"id": "id"})
    edges = _grid(graph.all("edge"), named, {"id": "id", **ENDS})
    return Graph(nodes, edges, tuple(remarks))


def _grid(elements: list[Element], named: Mapping[str, str], own: Mapping[str, str]) -> Grid:
    columns = {name: at for at, name in enumerate(own)}
    rows = []
    for one in elements:
        cells = {columns[name]: one.attributes[theirs] for name, theirs in own.items() if theirs in one.attributes}
        for data in one.all("data"):
            key = data.attributes.get("key", "")
            name = named.get(key) or key
            at = columns.setdefault(f"{name} of data" if name in own else name, len(columns))
            if data.text:
                cells[at] = settled(data.text)
        rows.append((one.line, cells))
    return Grid({at: name for name, at in columns.items()} if rows else {}, rows)


def read_graphml(
    data: bytes,
    *,
    nodes: ColumnMapping | None = None,
    edges: ColumnMapping | None = None,
    known: Known | None = None,
) -> GraphRead:
    """
    Read actors and ties.

    Args:
        data: The file.
        nodes: What nodes say, as a person confirmed it; None to guess by names.
        edges: The same of edges.
        known: What the map holds. The actors of the file itself are known to its edges.

    Returns:
        What fits and a remark for everything else; never an error, whatever the bytes.
    """
    graph = graph_tables(data)
    if not graph.nodes.rows:
        return GraphRead(Read(remarks=graph.remarks or (of_file(mark("a graph with nodes")),)), Read())
    actors = read_grid(ACTORS, graph.nodes, mapping=nodes, known=known)
    ends = Known({"actors": {one.id: () for one in actors.values}})
    ties = read_grid(TIES, graph.edges, mapping=edges, known=ends) if graph.edges.rows else Read[Tie]()
    return GraphRead(Read(actors.values, (*graph.remarks, *actors.remarks), actors.unknown), ties)
