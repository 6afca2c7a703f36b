"""Tests of `sulh.opinion.groups`."""

import numpy as np
import pytest

from sulh.model.dialogue import Sides, Votes
from sulh.model.findings import CannotSay, Groups
from sulh.opinion.engine import LocalEngine, count
from sulh.opinion.groups import groups
from tests.opinion.small import SIDES, UNANSWERED, Table, alternating, camps, sides_of, votes_of


def found(table: Table, sides: Sides | None = None, *, seed: int = 0) -> tuple[Groups | None, CannotSay | None]:
    """Find the groups of a table; by default the camps of `camps` are the declared sides."""
    votes = votes_of(table)
    engine = LocalEngine(votes, sides or alternating(votes))
    return groups(engine, count(engine), seed=seed)


def test_two_camps_are_found_and_are_the_declared_sides() -> None:
    """Where the sides answer alike within and unlike between, groups and sides are the same."""
    told, problem = found(camps(80, 12, seed=1))

    assert problem is None
    assert told is not None
    assert told.map is not None
    assert 2 == told.count
    assert pytest.approx(1) == told.with_sides
    assert told.stability > 0.9
    assert [40, 40] == [group.members for group in told.groups]
    assert 80 == len(told.map.positions)


def test_each_camp_is_told_by_what_divides() -> None:
    """What sets the groups and the sides apart are the statements they answer the opposite way."""
    told, _ = found(camps(80, 12, seed=1))

    assert told is not None
    for listed in [*(group.representative for group in told.groups), *told.by_side.values()]:
        assert listed
        assert {1} == {int(each.id) % 2 for each in listed}


def test_a_divide_that_was_not_declared_is_seen() -> None:
    """Where the divide runs across the declared sides, mutual information is near 0."""
    sides = sides_of([(i // 2) % 2 for i in range(80)])

    told, _ = found(camps(80, 12, seed=2), sides)

    assert told is not None
    assert told.with_sides is not None
    assert told.with_sides < 0.05
    assert [{"north": 20, "south": 20}] * 2 == [group.by_side for group in told.groups]


def test_whoever_answered_little_is_in_no_group() -> None:
    """People left off the map count in no group; what sets a group apart is told by its own members (north agrees)."""
    table = camps(121, 12, seed=1)
    table[:21, 3:] = UNANSWERED

    told, _ = found(table)

    assert told is not None
    assert 100 == sum(group.members for group in told.groups)
    for group in told.groups:
        expected = "agree" if group.by_side["north"] else "disagree"
        assert {expected} == {each.direction for each in group.representative}


def test_the_undeclared_do_not_blur_the_relation_to_the_sides() -> None:
    """Where half of both camps have declared no side, those who have still tell the groups apart."""
    sides = sides_of([i % 2 if i % 4 < 2 else -1 for i in range(80)])

    told, _ = found(camps(80, 12, seed=1), sides)

    assert told is not None
    assert pytest.approx(1) == told.with_sides
    assert [{"": 20}, {"": 20}] == [{"": group.by_side[""]} for group in told.groups]


def test_without_sides_there_is_no_relation_to_them() -> None:
    """Groups are found without declared sides; their relation to sides is then not said, which is not zero."""
    table = camps(80, 12, seed=2)

    told, _ = found(table, Sides((), np.full(80, -1, np.int16)))

    assert told is not None
    assert told.with_sides is None
    assert {} == told.by_side
    assert [{"": 40}] * 2 == [group.by_side for group in told.groups]


def test_below_fifty_people_nothing_is_drawn() -> None:
    """Forty-nine people are too few, and so are eighty of whom most have answered next to nothing."""
    assert (None, CannotSay("too-few-for-map", number=49.0)) == found(camps(49, 12, seed=3))

    thin = camps(80, 12, seed=3)
    thin[40:, 6:] = UNANSWERED

    told, problem = found(thin)

    assert told is None
    assert problem is not None
    assert "too-few-for-map" == problem.code


def test_answers_without_any_shape_give_no_map() -> None:
    """People who answer by throwing dice are drawn into other groups each time: no map, and the reason."""
    dice = np.random.default_rng(1).choice([-1, 0, 1], size=(120, 40)).astype(np.int8)

    told, problem = found(dice)

    assert problem is not None
    assert "map-unstable" == problem.code
    assert problem.number is not None
    assert problem.number < 0.5
    assert told is not None
    assert (0, [], None, None) == (told.count, told.groups, told.map, told.with_sides)


def test_people_who_all_answer_alike_give_no_map() -> None:
    """Where everybody agrees with everything there are no groups, and nothing fails."""
    told, problem = found(np.ones((60, 8), np.int8))

    assert CannotSay("map-unstable", number=0.0) == problem
    assert told is not None
    assert [] == told.groups
    assert {"north": [], "south": []} == told.by_side


def test_one_statement_is_enough_for_two_groups() -> None:
    """With one statement whoever answered it is on the map."""
    told, problem = found(np.repeat([[1], [-1]], 30, axis=0).astype(np.int8))

    assert problem is None
    assert told is not None
    assert [30, 30] == [group.members for group in told.groups]


def test_the_same_seed_gives_the_same_groups() -> None:
    """Nothing is drawn but by the seed."""
    table = camps(90, 10, seed=4, noise=0.5)

    assert found(table, seed=7) == found(table, seed=7)


def test_finding_groups_alters_nothing() -> None:
    """What goes in is the same afterwards."""
    votes = votes_of(camps(60, 10, seed=5))
    sides = alternating(votes)
    before = [array.copy() for array in _arrays(votes, sides)]

    engine = LocalEngine(votes, sides)
    groups(engine, count(engine), seed=0)

    assert all(np.array_equal(a, b) for a, b in zip(before, _arrays(votes, sides), strict=True))
    assert SIDES == sides.names


def test_a_large_dialogue_is_sampled() -> None:
    """Of 2,500 people at most 2,000 are shown, but all are counted in their groups."""
    told, _ = found(camps(2500, 8, seed=6))

    assert told is not None
    assert told.map is not None
    assert 2000 == len(told.map.positions)
    assert 2500 > sum(group.members for group in told.groups) > 2000


def _arrays(votes: Votes, sides: Sides) -> list[np.ndarray]:
    return [votes.start, votes.statement, votes.vote, sides.of]
