"""
The E–I index of Krackhardt and Stern on a case worked by hand, and its value under complete mixing.

Side A has a1, a2, a3, side B b1, b2; ties a1a2, a2a3, b1b2, a1b1, a3b2.
"""

from __future__ import annotations

from itertools import combinations
from math import comb

import numpy as np
import pytest

from sulh.measurement.structures.chance import complete_mixing, deal
from sulh.measurement.structures.index import index_of, of_actors
from sulh.measurement.structures.network import network, sided
from sulh.model.structures import Chance
from tests.measurement.structures.drawn import DAY, pairs, people, worked


def test_the_index_of_the_whole_of_each_side_and_of_an_actor() -> None:
    """Two ties across and three inside are −1/5; side A has 0, side B 1/3, a1 has 0 and a2 only ties inside."""
    every, (one, other) = index_of(worked(), seed=1, draws=1)
    actors = {node.actor: node.value for node in of_actors(worked())}

    assert (2, 3, -0.2) == (every.external, every.internal, every.value)
    assert (2, 2, 0.0) == (one.external, one.internal, one.value)
    assert (2, 1, 0.333333) == (other.external, other.internal, other.value)
    assert (0.0, -1.0) == (actors["a1"], actors["a2"])


def test_all_ten_ways_to_deal_the_sides() -> None:
    """Five of the ten ways give −1/5 and five give +3/5: on average +1/5, and the lower tail is 5/10."""
    every, _ = index_of(worked(), seed=1, draws=1)

    assert [-0.2] * 5 + [0.6] * 5 == sorted(deal(sided(worked()), seed=(1,), draws=1).of_all.round(9).tolist())
    assert Chance(0.2, -0.2, 0.6, at_most=0.5, at_least=1.0, ways=10, exact=True) == every.chance


@pytest.mark.parametrize(("one", "other", "index"), [(3, 3, 1 / 5), (5, 5, 1 / 9), (8, 2, -13 / 45)])
def test_complete_mixing(one: int, other: int, index: float) -> None:
    """Where everybody is tied to everybody no way to deal changes anything: eight and two look apart and are not."""
    ids = [f"a{number}" for number in range(one)] + [f"b{number}" for number in range(other)]
    net = network(people(ids), pairs(*(f"{a} {b}" for a, b in combinations(ids, 2))), DAY)
    every, _ = index_of(net, seed=1, draws=1)

    assert index == pytest.approx(complete_mixing(np.array([one, other])))
    assert every.chance is not None
    assert [round(index, 6)] * 4 == [every.value, every.chance.expected, every.chance.low, every.chance.high]
    assert (1.0, 1.0, comb(one + other, one)) == (every.chance.at_most, every.chance.at_least, every.chance.ways)
