"""Crossing ties, reach, brokers, joint bodies and turnover: against NetworkX, and against cases written by hand."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import networkx as nx
import pytest

from sulh.measurement.structures.bodies import joint_bodies, joint_projects
from sulh.measurement.structures.brokers import articulation, brokers
from sulh.measurement.structures.crossing import families, level_ties, reach, side_ties
from sulh.measurement.structures.network import Network, network
from sulh.measurement.structures.turnover import Told, turnover
from sulh.model.actors import Actor, Tie
from sulh.model.initiatives import Card
from sulh.model.structures import Broker, Cell, Families, JointBody, Reach
from sulh.model.tracks import LEVELS
from tests.measurement.structures.drawn import DAY, TODAY, drawn, pairs, people

BEFORE, SPRING = date(2026, 1, 1), date(2026, 4, 1)


def as_graph(net: Network) -> nx.Graph:
    """Return the same network as NetworkX knows it."""
    graph = nx.Graph()
    for place, who in enumerate(net.actors):
        side = net.sides[net.side[place]] if net.side[place] >= 0 else None
        graph.add_node(who, side=side, level=LEVELS[net.level[place]] if net.level[place] >= 0 else None)
    graph.add_edges_from((net.actors[one], net.actors[other]) for one, other in zip(net.one, net.other, strict=True))
    return graph


def in_contact(graph: nx.Graph) -> int:
    """Return how many pairs of different sides any chain of ties connects."""
    sides = nx.get_node_attributes(graph, "side")
    return sum(
        bool(sides[one] and sides[other] and sides[one] != sides[other])
        for part in nx.connected_components(graph)
        for one, other in combinations(part, 2)
    )


@pytest.mark.parametrize(("seed", "actors", "ties"), [(1, 60, 130), (2, 60, 200), (3, 120, 250), (4, 25, 300)])
def test_what_networkx_finds(seed: int, actors: int, ties: int) -> None:
    """Articulation points, the pairs lost without each, two-step reach and crossing ties are those of NetworkX."""
    net = network(*drawn(seed, actors, ties), DAY)
    graph = as_graph(net)
    sides = nx.get_node_attributes(graph, "side")

    assert set(nx.articulation_points(graph)) == set(articulation(net))
    found = {one.actor: one for one in brokers(net)}
    for who in graph:
        without = graph.copy()
        without.remove_node(who)
        own = sum(
            bool(sides[who] and sides[one] and sides[one] != sides[who])
            for one in nx.node_connected_component(graph, who)
        )
        lost = in_contact(graph) - own - in_contact(without)
        parts = nx.number_connected_components(without) - nx.number_connected_components(graph) + 1
        expected = Broker(who, lost, round(lost / in_contact(graph), 6), parts) if lost else None
        assert expected == found.get(who)
    mixing = nx.attribute_mixing_dict(graph, "side")
    for cell in side_ties(net):
        once = mixing.get(cell.one, {}).get(cell.other, 0)
        assert (once // 2 if cell.one == cell.other else once) == cell.ties
    for one in reach(net):
        own_side = [who for who in graph if sides[who] == one.side]
        within = [nx.single_source_shortest_path_length(graph, who, cutoff=2) for who in own_side]
        steps = [min((step for who, step in near.items() if sides[who] == one.other), default=3) for near in within]
        assert (len(own_side), steps.count(1), len(steps) - steps.count(3)) == (one.actors, one.direct, one.within_two)


def test_a_bridge_between_two_sides() -> None:
    """Two in the middle carry all contact; who holds only own people together is an articulation point, no broker."""
    told = pairs("a1 a2", "a2 x1", "x1 b1", "b1 b2", "b1 b3", "c1 c2", "c2 c3")
    net = network(people(["a1", "a2", "x1", "b1", "b2", "b3", "c1", "c2", "c3"]), told, DAY)

    assert ("a2", "b1", "c2", "x1") == articulation(net)
    assert (
        Broker("x1", 6, 1.0, 2),
        Broker("b1", 4, 0.666667, 3),
        Broker("a2", 3, 0.5, 2),
    ) == brokers(net)


def test_the_one_between_need_have_no_side() -> None:
    """A meets B through a third person of no side; of a side of one no share is told."""
    net = network(people(["a1", "a2", "a3", "b1", "b2", "x1", "c1"]), pairs("a1 x1", "x1 b1", "a2 b2", "c1 a1"), DAY)
    found = {(one.side, one.other): one for one in reach(net)}

    assert Reach("A", "B", 3, 1, 2, round(2 / 3, 6)) == found["A", "B"]
    assert Reach("B", "C", 2, 0, 0, None, "side-too-small") == found["B", "C"]


def test_ties_across_sides_and_across_levels() -> None:
    """Horizontal goes across the divide at one level, vertical across levels in one side; the unknown stay so."""
    levels = {"a1": LEVELS[0], "a2": LEVELS[1], "b1": LEVELS[0], "b2": LEVELS[2], "x1": LEVELS[0], "a3": None}
    actors = [Actor(one.id, "person", (), side=one.side, level=levels[one.id]) for one in people(levels)]
    net = network(actors, pairs("a1 b1", "a1 a2", "a2 b2", "a1 x1", "a3 b1", "b1 a1"), DAY)

    assert Families(horizontal=1, vertical=1, both=1, neither=0, unknown=2) == families(net)
    assert (Cell("A", "A", 1, 1, 3), Cell("A", "B", 3, 4, 6), Cell("B", "B", 0, 0, 1)) == side_ties(net)
    assert {
        ("top", "top"): 2,
        ("top", "middle_range"): 1,
        ("middle_range", "grassroots"): 1,
    } == {(cell.one, cell.other): cell.ties for cell in level_ties(net) if cell.ties}


def test_a_network_without_anybody() -> None:
    """Nobody and nothing gives empty tables and no fault."""
    net = network([], [], DAY)

    assert ((), (), (), Families(0, 0, 0, 0, 0)) == (side_ties(net), reach(net), brokers(net), families(net))


def seat(who: str, body: str, start: date | None = None, end: date | None = None) -> Tie:
    """Return a membership."""
    return Tie(f"{who} {body}", who, body, "member_of", "high", start, end)


def test_bodies_in_which_two_sides_sit() -> None:
    """A joint body stands since the second side came; one side, a past member or a person make no joint body."""
    actors = [*people(["a1", "a2", "b1", "x1"]), *(Actor(key, "organisation", ()) for key in ("board", "club", "past"))]
    ties = [
        seat("a1", "board", BEFORE),
        seat("a2", "board", TODAY),
        seat("b1", "board", SPRING),
        seat("x1", "board", BEFORE),
        seat("a1", "club"),
        seat("a2", "club"),
        seat("a1", "past"),
        seat("b1", "past", BEFORE, SPRING),
        seat("a1", "x1"),
        seat("b1", "x1"),
    ]

    assert [JointBody("board", "body", {"A": 2, "B": 1}, SPRING)] == list(joint_bodies(actors, ties, DAY))
    assert [None] == [one.since for one in joint_bodies(actors, [*ties[1:3], seat("a1", "board")], DAY)]


def test_projects_that_two_sides_do_together() -> None:
    """An initiative at work that engages both sides is a joint project; one that ended or engages one side is none."""
    cards = [
        Card("both", actors=("a1", "b1", "x1"), start=SPRING, phase="running"),
        Card("one", actors=("a1", "x1"), phase="running"),
        Card("over", actors=("a1", "b1"), phase="ended"),
        Card("past", actors=("a1", "b1"), phase="running", end=SPRING),
    ]

    assert [JointBody("both", "project", {"A": 1, "B": 1}, SPRING)] == list(
        joint_projects(people(["a1", "b1", "x1"]), cards, DAY)
    )


def told(pair: str, day: date, start: date | None = None, end: date | None = None) -> Told:
    """Return a claim of one day."""
    one, other = pair.split()
    return Told(Tie(f"{pair} {day}", one, other, "talks_with", "high", start, end), day)


def test_what_was_not_observed_is_not_what_ended() -> None:
    """Each fate of a tie between January and November, one pair for each, and one for each way to be none of them."""
    claims = [
        told("a1 a2", BEFORE),
        told("a1 a2", SPRING),  # kept: told again
        told("a1 b1", BEFORE, end=SPRING),  # ended
        told("a1 b2", BEFORE),  # not observed
        told("a2 b1", TODAY, start=SPRING),  # new
        told("a2 b2", TODAY),  # first seen
        told("a3 b1", TODAY, start=date(2025, 6, 1)),  # kept: its source says that it held in January
        told("a3 b2", BEFORE, end=SPRING),
        told("a3 b2", SPRING),  # kept: another source says that it holds
        told("b1 b2", SPRING, SPRING, SPRING),  # began and ended in between
        told("b1 x1", BEFORE),  # not observed, of no two sides
        told("b1 zz", BEFORE),  # nobody knows zz
    ]
    every, across, inside = turnover(people(["a1", "a2", "a3", "b1", "b2", "x1"]), claims, BEFORE, TODAY)

    assert (3, 1, 1, 2, 1) == (every.kept, every.new, every.ended, every.not_observed, every.first_seen)
    assert (2, 1, 1, 1, 1, 0.5) == (
        across.kept,
        across.new,
        across.ended,
        across.not_observed,
        across.first_seen,
        across.jaccard,
    )
    assert (1, 0, 0, 0, 0, 1.0) == (
        inside.kept,
        inside.new,
        inside.ended,
        inside.not_observed,
        inside.first_seen,
        inside.jaccard,
    )
    assert ("much-not-observed",) == every.doubts
    assert () == inside.doubts
