"""The index on many days: what the figures of each day say, and what of it is told further."""

from __future__ import annotations

from datetime import timedelta

from sulh.measurement.structures.measure import structures
from sulh.measurement.structures.network import Span
from sulh.measurement.structures.over_time import over_time
from sulh.measurement.structures.released import FEW, day_released
from tests.measurement.structures.drawn import TODAY, drawn, pairs, people

DAYS = [TODAY - timedelta(ago) for ago in (900, 400, 100, 0)]


def test_each_day_stands_as_the_figures_of_that_day_say() -> None:
    """The same index, the same bounds, chance with the same range and tails, the same fewest cell, drawn or exact."""
    for seed, many in ((0, 20), (1, 20), (2, 300), (3, 9)):
        actors, ties = drawn(seed, many, 5 * many)
        for one in over_time(actors, ties, DAYS, seed=1, draws=50):
            whole = structures(actors, ties, Span(one.day, one.day), seed=1, draws=50)
            assert whole.index == one.index
            bare = [(side.of, side.external, side.internal, side.value, side.missing) for side in whole.sides]
            assert bare == [(side.of, side.external, side.internal, side.value, side.missing) for side in one.sides]
            assert min(cell.ties or 0 for cell in whole.side_ties) == one.least


def test_without_actors_or_ties_a_day_says_why_it_says_nothing() -> None:
    """Nobody, and nobody tied: a reason and no number."""
    (empty,) = over_time([], [], [TODAY], seed=1, draws=9)
    assert ("one-side", None, 0) == (empty.index.unsaid, empty.index.chance, empty.least)
    (untied,) = over_time(people(["a1", "a2", "b1", "b2"]), [], [TODAY], seed=1, draws=9)
    assert ("no-ties", None, 0) == (untied.index.unsaid, untied.index.chance, untied.least)
    assert () == over_time(people(["a1", "b1"]), [], [], seed=1, draws=9)


def test_of_a_day_a_few_are_not_told_further() -> None:
    """Two ties across are few: no index. Three are told, but sides only where no cell of their table is few."""
    ids = ["a1", "a2", "a3", "a4", "b1", "b2", "b3"]
    told = pairs("a1 b1", "a2 b2", "a1 a2", "a2 a3", "a1 a3", "b1 b2", "a3 b3", "b2 b3", "b1 b3")
    (whole,) = over_time(people(ids), told, [TODAY], seed=1, draws=9)
    (few,) = over_time(people(ids), [one for one in told if one.id != "t6"], [TODAY], seed=1, draws=9)
    (one_cell,) = over_time(people(ids), told[:-1], [TODAY], seed=1, draws=9)

    assert (FEW, whole.index) == (whole.least, day_released(whole).index)
    assert [one.value for one in whole.sides] == [one.value for one in day_released(whole).sides]
    assert (None, None, "few") == (
        day_released(few).index.value,
        day_released(few).index.chance,
        day_released(few).index.unsaid,
    )
    after = day_released(one_cell)
    assert (one_cell.index.value, None, None) == (after.index.value, after.sides[0].value, after.least)
