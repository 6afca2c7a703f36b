"""Tests of `sulh.opinion.projection`."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.model.dialogue import Floats
from sulh.opinion.engine import LocalEngine, count
from sulh.opinion.projection import Projection, means, project, variation
from sulh.synth import of_size, synthesise
from tests.opinion.small import UNANSWERED, Table, alternating, camps, tables, votes_of


def drawn(table: Table, *, compiled: bool = False, seed: int = 0, zeros_seen_by_all: int = 0) -> Projection:
    """Draw the map of a table."""
    votes = votes_of(table)
    engine = LocalEngine(votes, alternating(votes), compiled=compiled)
    return project(engine, count(engine), seed=seed, zeros_seen_by_all=zeros_seen_by_all)


def dense(table: Table) -> Floats:
    """Fill the full matrix the slow way: vote minus mean where answered, 0 elsewhere."""
    full = np.zeros(table.shape)
    for j, column in enumerate(table.T):
        answered = column != UNANSWERED
        full[answered, j] = column[answered] - (column[answered].mean() if answered.any() else 0)
    return full


@given(tables(most=20))
def test_the_map_is_the_truncated_svd_of_the_full_matrix(table: Table) -> None:
    """What the dense method explains with its two best directions, the sparse one explains too."""
    full = dense(table)
    squares = np.pad(np.linalg.svd(full, compute_uv=False) ** 2, (0, 2))[:2]
    whole = (full**2).sum()

    found = drawn(table)
    along = ((full @ found.directions) ** 2).sum(axis=0)

    np.testing.assert_allclose(found.explained * whole, squares, atol=1e-6 * max(whole, 1))
    np.testing.assert_allclose(along, squares, atol=1e-4 * max(whole, 1))


@pytest.mark.parametrize("compiled", [False, True])
def test_both_directions_are_those_of_the_dense_method(*, compiled: bool) -> None:
    """On a dialogue of ordinary size the two directions agree with the dense ones to five digits."""
    dialogue, _ = synthesise(of_size(400, 40, 8_000), seed=3)
    votes = dialogue.votes
    table = np.full((len(votes.participants), len(votes.statements)), UNANSWERED, np.int8)
    table[votes.participant(), votes.statement] = votes.vote

    found = drawn(table, compiled=compiled)
    _, _, dense_directions = np.linalg.svd(dense(table), full_matrices=False)

    np.testing.assert_allclose(np.abs((dense_directions[:2] * found.directions.T).sum(axis=1)), 1, atol=1e-5)


@given(tables())
def test_positions_are_what_a_plain_loop_sums(table: Table) -> None:
    """Everyone stands at the sum of their own answers, moved out by how little they answered."""
    found = drawn(table)
    full = dense(table)
    for i, answers in enumerate(table):
        seen = int((answers != UNANSWERED).sum())
        expected = np.sqrt(table.shape[1] / max(seen, 1)) * sum(
            full[i, j] * found.directions[j] for j in range(table.shape[1])
        )
        assert seen == found.seen[i]
        np.testing.assert_allclose(found.positions[i], expected, atol=1e-5)


def test_a_map_worked_by_hand() -> None:
    """Four people, two statements answered alike: all variation lies on the diagonal."""
    table = np.array([[1, 1], [1, 1], [-1, -1], [-1, -1]], np.int8)

    found = drawn(table)

    np.testing.assert_allclose(found.directions[:, 0], [np.sqrt(0.5)] * 2, atol=1e-7)
    np.testing.assert_allclose(found.explained, [1, 0], atol=1e-7)
    np.testing.assert_allclose(found.positions[:, 0], [np.sqrt(2)] * 2 + [-np.sqrt(2)] * 2, atol=1e-6)


@given(tables())
def test_the_strongest_statement_of_a_direction_points_up(table: Table) -> None:
    """Signs are settled: the largest entry of each direction is positive, so that no run mirrors another's map."""
    directions = drawn(table).directions

    assert (directions.max(axis=0) >= -directions.min(axis=0) - 1e-12).all()


def test_mirrored_answers_mirror_the_map() -> None:
    """If everybody answers the opposite, everybody stands opposite."""
    table = camps(60, 8, seed=1)
    mirrored = np.where(table == UNANSWERED, table, -table).astype(np.int8)

    one, other = drawn(table), drawn(mirrored)

    np.testing.assert_allclose(other.mean, -one.mean, atol=1e-12)
    np.testing.assert_allclose(other.positions, -one.positions, atol=1e-4)


def test_an_electorate_twice_over_has_the_same_map() -> None:
    """Doubling everybody moves nobody."""
    table = camps(40, 8, seed=2)

    one, two = drawn(table), drawn(np.repeat(table, 2, axis=0))

    np.testing.assert_allclose(np.repeat(one.positions, 2, axis=0), two.positions, atol=1e-4)
    np.testing.assert_allclose(one.explained, two.explained, atol=1e-8)


def test_the_order_of_statements_does_not_matter() -> None:
    """Statements told in another order put people in the same places."""
    table = camps(40, 9, seed=3)
    order = np.random.default_rng(0).permutation(9)

    np.testing.assert_allclose(drawn(table).positions, drawn(table[:, order]).positions, atol=1e-3)


def test_the_seed_only_chooses_where_to_start() -> None:
    """Another seed gives the same map, within the tolerance."""
    table = camps(80, 10, seed=4)

    np.testing.assert_allclose(drawn(table, seed=1).positions, drawn(table, seed=2).positions, atol=1e-3)


def test_zeros_seen_by_everyone_only_stretch_the_map() -> None:
    """Statements that count as zeros change the scale of each position: (m + 3) / (seen + 3) for m / seen."""
    table = np.array([[1, 1, 9], [1, -1, 1], [-1, -1, 9], [-1, 9, -1]], np.int8)
    plain, stretched = drawn(table), drawn(table, zeros_seen_by_all=3)

    scale = np.sqrt(6 / (plain.seen + 3)) / np.sqrt(3 / plain.seen)

    np.testing.assert_allclose(stretched.positions, plain.positions * scale[:, None], rtol=1e-5)
    assert (plain.seen + 3).tolist() == stretched.seen.tolist()


@given(st.integers(1, 5), st.integers(1, 5))
def test_where_nobody_differs_there_is_no_direction(people: int, statements: int) -> None:
    """When all agree with everything, nothing is explained and everyone stands in the middle."""
    found = drawn(np.ones((people, statements), np.int8))

    assert [0, 0] == found.explained.tolist()
    assert 0 == np.abs(found.positions).max()


def test_a_large_dialogue_begins_from_a_part_of_its_people(monkeypatch: pytest.MonkeyPatch) -> None:
    """A rough map of some of the people saves passes over all, and leads to the same map."""
    dialogue, _ = synthesise(of_size(4000, 100, 160_000), seed=2)
    engine = LocalEngine(dialogue.votes, dialogue.sides)
    tally = count(engine)

    careful = project(engine, tally, seed=0)
    monkeypatch.setattr("sulh.opinion.projection.COMPILED_FROM", 100_000)
    quick = project(engine, tally, seed=0)

    assert len(engine.some(8).blocks) < len(engine.blocks)
    assert quick.passes < careful.passes
    np.testing.assert_allclose((quick.directions * careful.directions).sum(axis=0), 1, atol=1e-5)


def test_variation_is_the_sum_of_squares() -> None:
    """The tally alone gives the variation of all answers about their means."""
    table = camps(30, 5, seed=5)
    tally = count(LocalEngine(votes_of(table), alternating(votes_of(table))))

    assert pytest.approx((dense(table) ** 2).sum()) == variation(tally)
    assert 5 == len(means(tally))
