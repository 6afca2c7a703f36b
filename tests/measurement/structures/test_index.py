"""The E–I index, its chance value and its bounds: by plain loops, by planted segregation, by hidden ties."""

from __future__ import annotations

import random
from datetime import date
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import SettingError
from sulh.measurement.structures.chance import against, deal, ways_to_deal
from sulh.measurement.structures.counting import count
from sulh.measurement.structures.index import index_of, index_of_levels, of_actors
from sulh.measurement.structures.measure import structures
from sulh.measurement.structures.missing import bounds, turns_at
from sulh.measurement.structures.network import CONTACT, Network, Sided, network, sided
from sulh.model.actors import Tie
from sulh.model.structures import Basis, Index, Missing
from sulh.model.tracks import LEVELS
from tests.measurement.structures.drawn import DAY, TODAY, drawn, pairs, people, worked

BEFORE = date(2026, 1, 1)


def oracle(seed: int) -> tuple[dict[frozenset[str], int], dict[str, str], dict[str, str | None]]:
    """Return pairs with the number of claims, sides and levels, one claim after another."""
    actors, ties = drawn(seed, 60, 400)
    held: dict[frozenset[str], int] = {}
    for tie in ties:
        begun = tie.start is None or tie.start <= TODAY
        if tie.kind in CONTACT and begun and (tie.end is None or tie.end >= TODAY):
            held[frozenset({tie.one, tie.other})] = held.get(frozenset({tie.one, tie.other}), 0) + 1
    return held, {one.id: one.side for one in actors if one.side}, {one.id: one.level for one in actors}


def by_loops(held: dict[frozenset[str], int], sides: dict[str, str], of: set[str]) -> tuple[int, int]:
    """Return external and internal ties among those with a side that touch somebody of these."""
    external = internal = 0
    for pair in held:
        one, other = sorted(pair)
        if one in sides and other in sides and pair & of:
            external, internal = external + (sides[one] != sides[other]), internal + (sides[one] == sides[other])
    return external, internal


def counts(index: Index) -> tuple[int | None, int | None, float | None]:
    """Return what an index is made of."""
    return index.external, index.internal, index.value


@pytest.mark.parametrize("seed", [1, 2])
def test_the_index_is_what_plain_loops_count(seed: int) -> None:
    """Of the whole, of each side, at each level and of each actor: ties counted one after another give the same."""
    held, sides, levels = oracle(seed)
    net = network(*drawn(seed, 60, 400), DAY)
    every, of_sides = index_of(net, seed=1, draws=20)

    def told(external: int, internal: int) -> tuple[int, int, float]:
        return external, internal, round((external - internal) / (external + internal), 6)

    assert told(*by_loops(held, sides, set(sides))) == counts(every)
    for index in of_sides:
        assert told(*by_loops(held, sides, {who for who, side in sides.items() if side == index.of})) == counts(index)
    for index in index_of_levels(net, seed=1, draws=20):
        alike = {who: side for who, side in sides.items() if levels[who] == index.of}
        assert told(*by_loops(held, alike, set(alike))) == counts(index)
    for node in of_actors(net):
        assert by_loops(held, sides, {node.actor}) == (node.external, node.internal)
    assert sum(held.values()) == int(net.claims.sum())


def test_the_order_of_actors_and_ties_changes_nothing() -> None:
    """The same seed gives the same figures, however actors and ties are ordered and whichever end comes first."""
    actors, ties = drawn(3, 40, 200)
    there, back = (
        index_of(network(*one, DAY), seed=7, draws=50) for one in ((actors, ties), (actors[::-1], ties[::-1]))
    )

    assert there == back
    assert index_of(network(actors, ties, DAY), seed=8, draws=50) != there


def test_every_way_to_deal_is_each_of_them_once() -> None:
    """Three sides of two, two and one actor can be dealt in thirty ways, and the expectation is the known one."""
    part = sided(network(people(["a1", "a2", "b1", "b2", "c1"]), pairs("a1 b1", "a1 a2", "b2 c1", "a2 b2"), DAY))
    ways = set(permutations(part.labels.tolist()))
    found = count(part, np.array(sorted(ways), np.int8))
    dealt = deal(part, seed=(1,), draws=1)

    assert (30, True) == (ways_to_deal(part.sizes), dealt.exact)
    assert sorted(found.of_all.tolist()) == sorted(dealt.of_all.tolist())
    assert np.array_equal(np.sort(found.of_sides, axis=0), np.sort(dealt.of_sides, axis=0), equal_nan=True)


def test_what_is_drawn_comes_near_to_what_is_exact() -> None:
    """Twenty thousand drawn ways give the tails of the ways themselves, within four standard errors."""
    actors = people([f"a{number}" for number in range(9)] + [f"b{number}" for number in range(7)])
    luck = random.Random(5)
    told = pairs(*(" ".join(luck.sample([one.id for one in actors], 2)) for _ in range(24)))
    part = sided(network(actors, told, DAY))
    exact = deal(part, seed=(1,), draws=1)
    rng = np.random.default_rng(1)
    near = count(part, rng.permuted(np.tile(part.labels, (20_000, 1)), axis=1)).of_all
    found = float(count(part, part.labels[None]).of_all[0])

    assert exact.exact
    assert (exact.of_all <= found).mean() == pytest.approx((near <= found).mean(), abs=4 * 0.5 / 20_000**0.5)


def test_the_null_is_calibrated() -> None:
    """Where sides were given by chance p is uniform: below 5, 20, 50 in 100 as often as that; tolerance 99.9 %."""
    rng = np.random.default_rng(11)
    one, other = np.triu_indices(60, 1)
    tied = rng.permutation(len(one))[:150]
    sizes = np.array([25, 20, 15])
    tails = []
    for labelling in range(400):
        labels = rng.permutation(np.repeat(np.arange(3, dtype=np.int8), sizes))
        part = Sided(labels, sizes, one[tied], other[tied])
        ways, found = deal(part, seed=(labelling,), draws=199).of_all, float(count(part, labels[None]).of_all[0])
        told = against(found, ways, exact=False)
        assert told is not None
        below = (200 - 200 * told.at_least) / 200
        tails.append([told.at_most, told.at_least, below + rng.random() * (told.at_most - below)])
    for level in (0.05, 0.2, 0.5):
        allowed = 3.29 * (level * (1 - level) / 400) ** 0.5
        at_most, at_least, uniform = (np.array(tails) <= level).mean(axis=0)
        # equal indexes make the tails as told a little too large, never too small; with luck among equals p is uniform
        assert max(at_most, at_least) <= level + allowed
        assert level - allowed <= uniform <= level + allowed


def test_planted_segregation_is_found_and_none_is_not_invented() -> None:
    """Ties that stay inside sides lie below what chance gives; ties that mostly cross lie above it."""
    luck = random.Random(2)
    ids = {side: [f"{side}{number}" for number in range(30)] for side in "ab"}
    inside = pairs(*(" ".join(luck.sample(ids[luck.choice("ab")], 2)) for _ in range(120)))
    across = pairs(*(f"{luck.choice(ids['a'])} {luck.choice(ids['b'])}" for _ in range(120)))
    low, high = (
        index_of(network(people([*ids["a"], *ids["b"]]), told, DAY), seed=1, draws=199)[0] for told in (inside, across)
    )

    assert low.chance is not None
    assert high.chance is not None
    assert (-1.0, 0.005, 1.0) == (low.value, low.chance.at_most, low.chance.at_least)
    assert (1.0, 1.0, 0.005) == (high.value, high.chance.at_most, high.chance.at_least)
    assert low.chance.expected == high.chance.expected > 0
    assert -0.2 < low.chance.low < low.chance.expected < low.chance.high < 0.3


@given(
    external=st.integers(0, 40), internal=st.integers(0, 40), hidden=st.tuples(st.integers(0, 10), st.integers(0, 10))
)
def test_the_truth_lies_within_the_bounds_whatever_is_hidden(
    external: int, internal: int, hidden: tuple[int, int]
) -> None:
    """Hide any ties: the index of all of them lies between the two worst cases for the share that is hidden."""
    known, every = external + internal, external + internal + sum(hidden)
    if not known:
        return
    bound = bounds(external, internal, sum(hidden) / every)
    truth = (external + hidden[0] - internal - hidden[1]) / every

    assert bound.all_internal - 1e-6 <= truth <= bound.all_external + 1e-6
    assert bound.all_internal <= bound.random_low <= bound.random_high <= bound.all_external


def test_ties_missing_at_random_are_bounded_as_often_as_is_said() -> None:
    """Of 400 networks of which three ties in ten are hidden, about 95 in 100 lie in the range at random."""
    rng = np.random.default_rng(4)
    inside = 0
    for _ in range(400):
        ties = rng.random(100) < rng.random()
        known = rng.permutation(ties)[:70]
        bound = bounds(int(known.sum()), int((~known).sum()), 0.3)
        inside += bound.random_low - 1e-9 <= 2 * ties.mean() - 1 <= bound.random_high + 1e-9

    assert 0.93 <= inside / 400


def test_nothing_missing_and_the_share_at_which_it_turns() -> None:
    """With nothing missing there is one index; one inside the range of chance lies there whatever is missing."""
    mixed = network(people(["a1", "a2", "b1", "b2"]), pairs("a1 a2", "b1 b2", "a1 b1", "a2 b2", "a1 b2", "a2 b1"), DAY)

    assert Missing(0.0, -0.2, -0.2, -0.2, -0.2) == bounds(2, 3, 0)
    assert turns_at(-0.2, 0.2, 0.6) == round(1 / 3, 6)
    assert bounds(2, 3, 1 / 3).all_external == pytest.approx(0.2, abs=1e-6)
    assert "may-be-chance" in index_of(mixed, seed=1, draws=9)[0].doubts
    assert 0.25 == turns_at(0.6, -0.6, 0.2)
    assert (0.0, 0.0, 0.0) == (turns_at(-0.2, -0.2, 0.6), turns_at(-1.0, -1.0, 1.0), turns_at(0.3, 0.3, 0.3))


@pytest.mark.parametrize(
    ("ids", "told", "unsaid"),
    [
        (["a1", "a2"], ["a1 a2"], "one-side"),
        ([], [], "one-side"),
        (["a1", "a2", "b1"], ["a1 a2", "a1 b1"], "side-too-small"),
        (["a1", "a2", "b1", "b2", "x1"], ["a1 x1", "x1 b2"], "no-ties"),
    ],
)
def test_where_there_is_nothing_to_compare_no_index_is_given(ids: list[str], told: list[str], unsaid: str) -> None:
    """One side, a side of one, or no tie between those with a side: no figure, and the reason instead."""
    every, sides = index_of(network(people(ids), pairs(*told), DAY), seed=1, draws=9)

    assert (None, unsaid, None, ()) == (every.value, every.unsaid, every.chance, every.missing)
    assert {unsaid} >= {side.unsaid for side in sides}


def test_a_side_of_one_among_larger_ones_has_no_index_of_its_own() -> None:
    """Two sides of two carry the index of the whole; the third, of one actor, is counted in it and told nothing of."""
    net = network(people(["a1", "a2", "b1", "b2", "c1", "c2"][:5]), pairs("a1 b1", "a2 c1", "b1 b2"), DAY)
    every, sides = index_of(net, seed=1, draws=9)

    assert (2, 1, "") == (every.external, every.internal, every.unsaid)
    assert ["", "", "side-too-small"] == [side.unsaid for side in sides]
    assert ("few-actors", "few-ties", "may-be-chance") == every.doubts


def test_levels_have_each_their_own_index() -> None:
    """Nobody at a level, or one side at it, is told as that, and levels stand from the top."""
    assert [("level", level, 0, "one-side") for level in LEVELS] == [
        (one.scope, one.of, one.actors, one.unsaid) for one in index_of_levels(worked(), seed=1, draws=9)
    ]


def test_settings_out_of_range_are_refused() -> None:
    """No draw, far too many, or more sides than anybody can compare are refused with the limit."""
    part = sided(worked())
    for draws in (0, 100_001):
        with pytest.raises(SettingError, match="1 to 100,000 times"):
            deal(part, seed=(1,), draws=draws)
    with pytest.raises(SettingError, match="64 sides at most"):
        network(drawn(1, 600, 0, sides=[str(number) for number in range(65)])[0], [], DAY)


def test_the_network_of_a_span_counts_pairs_once() -> None:
    """Two claims about a pair are one tie; a tie that ended before, one of another kind, and a loop are none."""
    actors, ties = drawn(9, 30, 200)
    net: Network = network(actors, ties, DAY, least="high")
    strong = [one for one in ties if one.confidence == "high" and one.kind in CONTACT and DAY.meets(one)]

    assert len({frozenset((one.one, one.other)) for one in strong}) == len(net.one)
    assert len(strong) == int(net.claims.sum())
    assert (net.one < net.other).all()
    assert not net.weak.any()


def test_what_is_expected_of_one_actor_deals_the_others() -> None:
    """Of the four others two are of the side of a2, and one is of that of b1: chance gives 0 and 1/2."""
    expected = {node.actor: node.expected for node in of_actors(worked())}

    assert (0.0, 0.5) == (expected["a2"], expected["b1"])


def test_what_the_figures_rest_on() -> None:
    """Six claims about four pairs, one with a day, one weak, one contested, one of no side; a loop and a stranger."""
    talk: list[Tie] = [
        Tie("1", "a1", "b1", "talks_with", "high", start=BEFORE),
        Tie("2", "b1", "a1", "works_with", "low"),
        Tie("3", "a1", "a2", "trusts", "low"),
        Tie("4", "a2", "b2", "allied", "medium"),
        Tie("5", "a2", "x1", "allied", "medium"),
        Tie("6", "x1", "a2", "trusts", "medium"),
        Tie("7", "a1", "a1", "trusts", "high"),
        Tie("8", "a1", "zz", "trusts", "high"),
        Tie("9", "b2", "a2", "distrusts", "high"),
        Tie("10", "a1", "a2", "hostile", "high", end=BEFORE),
        Tie("11", "a1", "b2", "member_of", "high"),
    ]
    found = structures(people(["a1", "a2", "b1", "b2", "x1"]), talk, DAY, seed=3, draws=9)

    assert (
        Basis(
            start=TODAY,
            end=TODAY,
            kinds=("allied", "talks_with", "trusts", "works_with"),
            seed=3,
            draws=9,
            sides={"A": 2, "B": 2},
            without_side=1,
            without_level=5,
            tied=5,
            ties=4,
            claims=6,
            ties_without_side=1,
            undated=3,
            weak=1,
            contested=1,
            left_out=2,
        )
        == found.basis
    )
    assert ("many-without-side", "many-undated", "many-weak", "some-contested") == found.doubts
    assert () == structures(people(["a1", "b1"]), talk[:1], DAY, seed=3).doubts
