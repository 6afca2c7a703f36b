"""Tests of `sulh.opinion.representative`."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import false_discovery_control

from sulh.model.dialogue import Floats, Int64s
from sulh.opinion.representative import (
    false_discovery_rate,
    one_proportion_z,
    representative,
    two_proportion_z,
)

COUNTS = arrays(np.int64, st.tuples(st.integers(1, 4), st.integers(1, 5), st.just(3)), elements=st.integers(0, 40))


def test_the_tests_of_polis_worked_by_hand() -> None:
    """7 of 9 against one half: 8/10 is .3 above, over sqrt(.25/10); nothing at all gives 1, and 0 for two shares."""
    assert pytest.approx(2 * np.sqrt(10) * 0.3) == one_proportion_z(np.array(7), np.array(9))
    assert 1 == one_proportion_z(np.array(0), np.array(0))
    assert 0 == two_proportion_z(*(np.array([0]) for _ in range(4)))[0]


def test_two_shares_worked_by_hand() -> None:
    """8 of 9 here, 2 of 9 there: .9 against .3, pooled .6."""
    z = two_proportion_z(np.array([8]), np.array([2]), np.array([9]), np.array([9]))

    assert pytest.approx(0.6 / np.sqrt(0.6 * 0.4 * 0.2)) == z[0]


def test_asking_twice_gives_the_same_answer() -> None:
    """The tests leave their input alone: a second call finds what the first found."""
    arguments = [np.array([8, 1]), np.array([2, 2]), np.array([9, 9]), np.array([9, 9])]
    before = [a.copy() for a in arguments]

    first, second = two_proportion_z(*arguments), two_proportion_z(*arguments)

    assert first.tolist() == second.tolist()
    assert all(np.array_equal(a, b) for a, b in zip(before, arguments, strict=True))


@given(arrays(np.float64, st.integers(1, 30), elements=st.floats(0, 1)))
def test_false_discovery_control_is_that_of_a_known_library(p: Floats) -> None:
    """The q-values are those SciPy gives, save that ours are not cut at 1."""
    np.testing.assert_allclose(np.minimum(false_discovery_rate(p), 1), false_discovery_control(p), atol=1e-12)


@given(COUNTS)
def test_what_is_listed_is_told_by_the_counts(counts: Int64s) -> None:
    """Shares are those a plain loop finds, the group is above the others, and luck stays under a tenth."""
    for group, listed in enumerate(representative(counts, tuple("abcde"))):
        for told in listed:
            j, kind = "abcde".index(told.id), ("agree", "disagree").index(told.direction)
            others = [row for g, row in enumerate(counts[:, j]) if g != group]
            assert pytest.approx(counts[group, j, kind] / counts[group, j].sum(), abs=1e-6) == told.share
            assert pytest.approx(sum(r[kind] for r in others) / sum(r.sum() for r in others), abs=1e-6) == told.others
            assert told.share > max(told.others, 0.5)
            assert told.q <= 0.1
        assert sorted((told.z for told in listed), reverse=True) == [told.z for told in listed]


@given(COUNTS)
def test_mirrored_counts_mirror_what_is_listed(counts: Int64s) -> None:
    """When agree and disagree change places, so do the directions, and nothing else."""
    mirror = {"agree": "disagree", "disagree": "agree"}
    most = counts.shape[1] * 2

    straight = representative(counts, tuple("abcde"), most=most)
    mirrored = representative(counts[:, :, [1, 0, 2]], tuple("abcde"), most=most)

    for one, other in zip(straight, mirrored, strict=True):
        assert {(t.id, t.direction, t.z) for t in one} == {(t.id, mirror[t.direction], t.z) for t in other}


def test_one_group_alone_is_set_apart_by_nothing() -> None:
    """Without others there is nothing to compare with."""
    assert [[]] == representative(np.array([[[90, 0, 0]]]), ("a",))


def test_luck_alone_lists_next_to_nothing() -> None:
    """Two groups drawn from the same people differ on hardly any of 300 statements."""
    counts = np.random.default_rng(5).multinomial(60, [0.6, 0.3, 0.1], size=(2, 300))

    listed = representative(counts, tuple(map(str, range(300))), most=300)

    assert sum(map(len, listed)) <= 3
