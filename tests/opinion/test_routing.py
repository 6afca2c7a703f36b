"""Which statement comes next: where an answer tells most of the top, and every statement sometimes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from sulh.errors import SettingError, ShapeError
from sulh.model.dialogue import Int64s
from sulh.opinion.routing import DRAWS, STRENGTH, belief, choose, routing, weights
from sulh.opinion.tally import Tally

counts_of_two_sides = hnp.arrays(
    np.int64, st.tuples(st.just(3), st.integers(2, 12), st.just(3)), elements=st.integers(0, 30)
)


def tally(counts: Int64s) -> Tally:
    """Return a tally of these counts, statements numbered from 0; the last row is the undeclared."""
    return Tally(tuple("abcdef"[: len(counts) - 1]), [str(j) for j in range(counts.shape[1])], counts)


def answered(*sides: list[tuple[int, int]]) -> Tally:
    """Return a tally of (agreements, disagreements) by side and statement."""
    counts = np.array([[(yes, no, 0) for yes, no in side] for side in sides])
    return tally(np.concatenate([counts, np.zeros((1, *counts.shape[1:]), np.int64)]))


@given(counts_of_two_sides, st.integers(0, 9), st.sampled_from([0.0, 0.05, 0.5, 1.0]))
def test_weights_are_shares_with_a_floor(counts: Int64s, seed: int, floor: float) -> None:
    """Every side's weights add up to one, and no statement falls below its part of the floor."""
    weight = weights(tally(counts), seed=seed, floor=floor)

    assert [1.0, 1.0] == pytest.approx(weight.sum(axis=1).tolist())
    assert weight.min() >= floor / counts.shape[1] - 1e-12


@given(counts_of_two_sides, st.integers(0, 9))
def test_the_same_tally_and_seed_give_the_same_weights(counts: Int64s, seed: int) -> None:
    """Nothing else plays a part, and the tally stays as it was."""
    before = counts.copy()

    assert weights(tally(counts), seed=seed).tobytes() == weights(tally(counts), seed=seed).tobytes()
    assert before.tobytes() == counts.tobytes()


def test_the_belief_by_hand() -> None:
    """9 of 12 on one side, 1 of 4 on the other: (10 + 4 * 11/18) / 20 is the mean, of which 4 answers are borrowed."""
    agree, other = belief(answered([(9, 3)], [(1, 3)]))
    mean = (10 + STRENGTH * 11 / 18) / (16 + STRENGTH)

    assert [[9 + STRENGTH * mean], [1 + STRENGTH * mean]] == [pytest.approx(row) for row in agree.tolist()]
    assert [[12 + STRENGTH], [4 + STRENGTH]] == [pytest.approx(row) for row in (agree + other).tolist()]


def test_what_nobody_answered_is_believed_average() -> None:
    """A statement without answers is believed to be as the others are in the mean."""
    agree, other = belief(answered([(6, 2), (0, 0)], [(6, 2), (0, 0)]))

    assert 13 / 18 == pytest.approx(agree[0, 1] / (agree[0, 1] + other[0, 1]))


def test_the_gain_equals_a_plain_loop() -> None:
    """Without a floor, weights follow the squared covariance of a rate with belonging to the top, draw by draw."""
    given_ = answered([(9, 3), (4, 4), (2, 9), (0, 1)], [(5, 1), (9, 2), (1, 2), (2, 2)])
    agree, other = belief(given_)
    drawn = np.random.default_rng(7).beta(agree, other, size=(DRAWS, 2, 4))
    gain = np.zeros((2, 4))
    inside = np.array([[sum(w[k] > w[j] for k in range(4)) < 2 for j in range(4)] for w in drawn.min(axis=1)]) * 1.0
    for g in range(2):
        for j in range(4):
            rate, top = drawn[:, g, j], inside[:, j]
            covariance = float(np.mean((rate - rate.mean()) * (top - top.mean())))
            excess = max(covariance**2 - rate.var() * top.var() / DRAWS, 0)
            mean = agree[g, j] / (agree[g, j] + other[g, j])
            gain[g, j] = excess / (mean * (1 - mean))
    expected = gain / gain.sum(axis=1, keepdims=True)

    np.testing.assert_allclose(expected, weights(given_, seed=7, top=2, floor=0.0), atol=1e-6)


def test_what_is_clear_is_seldom_shown() -> None:
    """Of twenty statements long settled and two open at the edge of the top ten, the open ones come first."""
    settled = [(95, 5)] * 9 + [(5, 95)] * 9
    weight = weights(answered([*settled, (7, 3), (7, 3)], [*settled, (6, 4), (7, 3)]), seed=1)

    assert weight[:, -2:].sum(axis=1).min() > 0.9


def test_the_side_that_limits_is_asked() -> None:
    """Where one side has settled a statement and the other has not, only the other's answers tell anything."""
    statements = [(95, 5)] * 5 + [(30, 70)] * 5
    first = [*statements, (95, 5), (60, 40)]
    second = [*statements, (6, 4), (3, 0)]
    weight = weights(answered(first, second), seed=1, top=6)

    assert weight[1, 10] > weight[0, 10]


def test_findings_hold_the_weights_by_side_and_statement() -> None:
    """The findings name sides and statements, and the weights of a side add up to one."""
    found = routing(answered([(9, 3), (1, 0)], [(2, 2), (0, 0)]), seed=1)

    assert ["a", "b"] == [entry.side for entry in found]
    assert ["0", "1"] == list(found[0].weights)
    assert 1 == pytest.approx(sum(found[1].weights.values()), abs=1e-5)


def test_without_sides_or_statements_there_is_nothing_to_route() -> None:
    """No side, no weights; no statement, no weights."""
    assert [] == routing(tally(np.zeros((1, 3, 3), np.int64)), seed=1)
    assert [] == routing(tally(np.zeros((3, 0, 3), np.int64)), seed=1)
    assert (2, 0) == weights(tally(np.zeros((3, 0, 3), np.int64)), seed=1).shape


def test_one_statement_is_always_shown() -> None:
    """With one statement there is nothing to choose."""
    assert [[1.0]] == weights(answered([(3, 1)]), seed=1).tolist()


@pytest.mark.parametrize(("floor", "top"), [(-0.1, 10), (1.1, 10), (0.05, 0)])
def test_settings_out_of_range_are_refused(floor: float, top: int) -> None:
    """A floor is a part, and the top holds one statement at least."""
    with pytest.raises(SettingError):
        weights(answered([(1, 1)]), seed=1, floor=floor, top=top)


@given(hnp.arrays(bool, 8), st.integers(-1, 10), st.integers(0, 99))
def test_nobody_is_shown_twice_what_they_answered(done: np.ndarray, count: int, seed: int) -> None:
    """Chosen are different statements, none answered before, none of weight zero, as many as asked if there are."""
    weight = np.array([0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.0])
    chosen = choose(weight, done, count, rng=np.random.default_rng(seed)).tolist()
    left = np.flatnonzero(~done[:7])

    assert set(chosen) <= set(left.tolist())
    assert len(chosen) == len(set(chosen)) == min(max(count, 0), len(left))


def test_statements_are_drawn_in_proportion_to_their_weights() -> None:
    """First comes a statement with its weight; second, with its weight among the rest."""
    rng = np.random.default_rng(1)
    drawn = np.array([choose(np.array([0.6, 0.3, 0.1]), np.zeros(3, bool), 2, rng=rng) for _ in range(8_000)])
    first = np.bincount(drawn[:, 0], minlength=3) / 8_000
    after_none = np.bincount(drawn[drawn[:, 0] == 0, 1], minlength=3) / np.count_nonzero(drawn[:, 0] == 0)

    assert [0.6, 0.3, 0.1] == pytest.approx(first.tolist(), abs=0.02)
    assert [0, 0.75, 0.25] == pytest.approx(after_none.tolist(), abs=0.03)


def test_arrays_of_different_length_are_refused() -> None:
    """Weights of three statements and answers to two do not belong together."""
    with pytest.raises(ShapeError):
        choose(np.ones(3), np.zeros(2, bool), 1, rng=np.random.default_rng(1))
