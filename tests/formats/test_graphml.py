from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sulh.formats.actors_table import ACTORS, TIES
from sulh.formats.graphml import graph_tables, graphml, read_graphml
from sulh.formats.map_table import ColumnMapping, guess_mapping
from sulh.formats.remarks import NOTICE
from sulh.model.actors import Actor, Tie
from tests.formats import mapped

LIAR = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "water"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
OTHERS = b"""<graphml><key id="d0" for="node" attr.name="label"/><key id="d1" for="edge" attr.name="relation"/>
<graph><node id="1"><data key="d0">Ara</data></node><node id="2"><data key="d0">Bo</data></node>
<edge source="1" target="2"><data key="d1">trusts</data></edge>
<edge source="1" target="2"><data key="d1">trusts</data></edge>
<edge source="1" target="3"><data key="d1">knows</data></edge><hyperedge/>
</graph></graphml>"""


PEOPLE = st.lists(mapped.actors(), unique_by=lambda one: one.id, min_size=2, max_size=3)
NO_ENTITIES = "XML without a document type or entities of its own"


@settings(max_examples=20)
@given(PEOPLE, st.lists(mapped.ties(), max_size=2))
def test_a_graph_loses_nothing(actors: list[Actor], drawn: list[Tie]) -> None:
    """Actors and ties come back from a graph as they went, parallel ties included."""
    one, other = actors[0].id, actors[1].id
    ties = [replace(tie, id=f"t{at}", one=one, other=other) for at, tie in enumerate(drawn)]
    read = read_graphml(graphml(actors, ties))

    assert ((), tuple(actors)) == (read.actors.remarks, read.actors.values)
    assert ((), tuple(ties)) == (read.ties.remarks, read.ties.values)


def test_a_graph_by_hand() -> None:
    """A graph says first that it binds nobody, keeps two claims on one pair, and leaves out ties to the unseen."""
    data = graphml([mapped.ASSOCIATION, mapped.FUND], mapped.TIES)
    text = data.decode()

    assert text.index(NOTICE) < text.index("<key")
    assert 2 == text.count('source="a4" target="a1" directed="true"')
    assert "a2" not in text
    assert mapped.TIES[:2] == read_graphml(data).ties.values


def test_a_graph_of_others() -> None:
    """Somebody else's graph is read by a mapping; what it does not say, a person says once for all."""
    graph = graph_tables(OTHERS)
    nodes = ColumnMapping(guess_mapping(ACTORS, graph.nodes.header).columns, fixed={"kind": "person"})
    edges = ColumnMapping(guess_mapping(TIES, graph.edges.header).columns, fixed={"confidence": "low"})
    read = read_graphml(OTHERS, nodes=nodes, edges=edges)

    assert ["Ara", "Bo"] == [one.names[0].text for one in read.actors.values]
    assert [("new-1", "trusts"), ("new-2", "trusts")] == [(one.id, one.kind) for one in read.ties.values]
    assert [(5, "hyperedge")] == [(one.line, one.field) for one in read.actors.remarks]
    assert {(5, "other", "3"), (5, "kind", "knows")} <= {(one.line, one.field, one.found) for one in read.ties.remarks}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "XML that is whole"),
        (b"<graphml>", "XML that is whole"),
        (LIAR + b"<graphml>&b;</graphml>", NO_ENTITIES),
        (
            LIAR.decode().encode("utf-16") + "<graphml/>".encode("utf-16-le"),
            "XML without a document type or entities of its own",
        ),
        (b"<a>&water;</a>", "XML that is whole"),
        (b"<a>" * 100 + b"</a>" * 100, "XML of at most 500,000 elements, 40 deep"),
        (b"<graphml>" + b"x" * 30_000 + b"</graphml>", "texts of at most 20,000 characters"),
        (b" " * 20_000_001, "a file of at most 20 MB"),
        (b"<gexf/>", "GraphML with a graph in it"),
        (b"<graphml><graph/></graphml>", "a graph with nodes"),
    ],
    ids=range(10),
)
def test_no_graph_is_trusted(data: bytes, expected: str) -> None:
    """Entities, depth, length and what is no graph are refused before anything of a file is used."""
    read = read_graphml(data)

    assert ((), ()) == (read.actors.values, read.ties.values)
    assert [expected] == [one.expected for one in read.actors.remarks]
