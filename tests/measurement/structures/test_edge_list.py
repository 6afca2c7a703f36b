"""A network of somebody else: tables and graphs with little in them, with everything in them, and with faults."""

from __future__ import annotations

from sulh.formats.graphml import graphml
from sulh.measurement.structures.edge_list import Assumed, File, from_graph, from_tables
from sulh.measurement.structures.measure import structures
from sulh.model.actors import Actor, Name, Tie
from tests.measurement.structures.drawn import DAY, TODAY, worked

ASSUMED = Assumed("works_with", "medium", "organisation")
EDGES = File(
    b"Source,Target,Type,Weight\na1,a2,Undirected,1\na2,a3,Undirected,3\nb1,b2,Undirected,1\na1,b1,,\na3,b2,,\n",
    "e.csv",
)
ACTORS = File(b"id;side;level\na1;A;top\na2;A;\na3;A;\nb1;B;\nb2;B;\n", "nodes.csv")


def test_a_list_of_two_columns_gives_the_worked_case() -> None:
    """Columns as other programs name them, and a type that is no kind of tie: the word of whoever brings it counts."""
    found = from_tables(EDGES, ACTORS, ASSUMED)

    assert -0.2 == structures(found.actors, found.ties, DAY, seed=1).index.value
    assert {("works_with", "medium")} == {(tie.kind, tie.confidence) for tie in found.ties}
    assert list(worked().actors) == [actor.names[0].text for actor in found.actors]
    assert ["top", None] == [actor.level for actor in found.actors[:2]]
    assert {"Type", "Weight"} == {remark.found for remark in found.remarks}


def test_a_list_alone_has_no_sides() -> None:
    """Without a table of actors nobody has a side, nobody is given one, and no index is said."""
    found = from_tables(EDGES, None, ASSUMED)

    assert {(None, "organisation")} == {(actor.side, actor.kind) for actor in found.actors}
    assert "one-side" == structures(found.actors, found.ties, DAY, seed=1).index.unsaid


def test_what_the_file_says_counts_and_what_does_not_fit_is_told() -> None:
    """Kind and days of the file are kept; an end that nobody knows, a loop and enemies are told and left out."""
    edges = File(
        b"from,to,kind,since\na1,b1,talks_with,2026-01-01\na1,zz,trusts,\na2,a2,allied,\na1,a2,enemies,\na3,b2,,\n",
        "e.csv",
    )
    found = from_tables(edges, ACTORS, ASSUMED)

    assert [("talks_with", "2026-01-01"), ("works_with", "None")] == [(tie.kind, str(tie.start)) for tie in found.ties]
    assert {3, 4, 5} == {remark.line for remark in found.remarks}
    assert [("a1", "b1"), ("a3", "b2")] == [(tie.one, tie.other) for tie in found.ties]


def test_a_graph_comes_back_as_it_was_written() -> None:
    """A GraphML of ours gives the same actors and ties; bytes that are none give nothing and a remark."""
    actors = (Actor("a", "person", (Name("Ara"),), side="north"), Actor("b", "party", (Name("Bo"),), side="south"))
    ties = (Tie("t", "a", "b", "trusts", "high", start=TODAY),)
    found = from_graph(graphml(actors, ties), ASSUMED)

    assert (actors, ties) == (found.actors, found.ties)
    assert ((), ()) == (from_graph(b"\x00nothing", ASSUMED).actors, from_graph(b"\x00nothing", ASSUMED).ties)
    assert 1 == len(from_graph(b"\x00nothing", ASSUMED).remarks)
    assert from_tables(File(b"\xff\xfe\x00", "e.csv"), File(b"", "n.csv"), ASSUMED).remarks
