"""What is told of networks, judged by NetworkX on drawn ones."""

from __future__ import annotations

import random
from datetime import date

import networkx as nx
import pytest

from sulh.coordination.dependency import reached
from sulh.figures.joints import joints
from sulh.figures.network_table import neighbours, shown
from sulh.model.actors import Actor, Name, Tie
from sulh.model.picture import Picture
from sulh.words.language import language

TODAY = date(2026, 11, 27)
SHAPES = {
    "sparse": lambda seed: nx.gnp_random_graph(120, 0.012, seed=seed),
    "dense": lambda seed: nx.gnp_random_graph(40, 0.3, seed=seed),
    "tree": lambda seed: nx.random_labeled_tree(80, seed=seed),
    "hubs": lambda seed: nx.barabasi_albert_graph(150, 1, seed=seed),
    "circles": lambda seed: nx.random_regular_graph(2, 60, seed=seed),
    "clans": lambda seed: nx.connected_caveman_graph(6, 4 + seed),
}


def named(graph: nx.Graph) -> nx.Graph:
    """The same graph with ids as actors have them."""
    return nx.relabel_nodes(graph, {node: f"a{node}" for node in graph})


def picture(graph: nx.Graph, seed: int) -> Picture:
    """A graph as actors and ties: some told of twice or turned round, some long over, in an order of no meaning."""
    luck = random.Random(seed)
    actors = [Actor(node, "organisation", (Name(node),)) for node in graph]
    pairs = list(graph.edges)
    pairs += [pair[::-1] for pair in luck.sample(pairs, len(pairs) // 3)]
    past = [luck.sample(list(graph), 2) for _ in range(20)]
    ties = [
        *(Tie(f"t{n}", one, other, "talks_with", "low", source="s") for n, (one, other) in enumerate(pairs)),
        *(Tie(f"p{n}", one, other, "funds", "high", end=date(2020, 1, 1)) for n, (one, other) in enumerate(past)),
    ]
    return Picture(TODAY, actors=tuple(luck.sample(actors, len(actors))), ties=tuple(luck.sample(ties, len(ties))))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", range(3))
def test_a_network_of_actors_has_the_figures_of_networkx(shape: str, seed: int) -> None:
    """To how many each is tied, who is beside whom, and without whom others would not be joined."""
    graph = named(SHAPES[shape](seed))
    found = shown(picture(graph, seed), language("en"))
    degree = dict(graph.degree)

    assert degree == found.degree
    assert sorted(degree.values(), reverse=True) == [found.degree[actor.id] for actor in found.actors]
    assert {node: set(graph[node]) for node in graph if graph[node]} == neighbours(found.ties)
    assert set(nx.articulation_points(graph)) == joints((tie.one, tie.other) for tie in found.ties)


@pytest.mark.parametrize("seed", range(3))
def test_what_stops_with_something_is_what_networkx_reaches_from_it(seed: int) -> None:
    """Circles of dependence included: all that rests on one, in turn, and the one itself."""
    graph = named(nx.gnp_random_graph(80, 0.02, seed=seed, directed=True))
    after = {node: set(graph.successors(node)) for node in graph}

    for node in graph:
        assert {node} | nx.descendants(graph, node) == reached({node}, after)
