"""Tests of `sulh.opinion.polis`; its golden files are held against in tests/golden."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sulh.model.dialogue import Int64s
from sulh.opinion.polis import extremity, group_informed_consensus, priorities

COUNTS = arrays(np.int64, st.tuples(st.integers(1, 4), st.integers(1, 5), st.just(3)), elements=st.integers(0, 40))


def test_group_informed_consensus_worked_by_hand() -> None:
    """Two of two agree in both groups: .75 squared; one group of two refuses: .75 times .25."""
    counts = np.array([[[2, 0, 0], [2, 0, 0]], [[2, 0, 0], [0, 2, 0]]])

    assert [0.5625, 0.1875] == group_informed_consensus(counts).tolist()


@given(COUNTS)
def test_group_informed_consensus_is_what_a_plain_loop_multiplies(counts: Int64s) -> None:
    """Every group's smoothed share counts as a factor."""
    for j, found in enumerate(group_informed_consensus(counts)):
        expected = 1.0
        for agree, disagree, passed in counts[:, j].tolist():
            expected *= (agree + 1) / (agree + disagree + passed + 2)
        assert pytest.approx(expected) == found


@given(COUNTS)
def test_one_more_agreement_raises_it(counts: Int64s) -> None:
    """Another answer that agrees raises group-informed consensus strictly."""
    more = counts.copy()
    more[0, 0, 0] += 1

    assert group_informed_consensus(more)[0] > group_informed_consensus(counts)[0]


def test_a_priority_worked_by_hand() -> None:
    """One agreement and no extremity: (2/3 * 2/3 * (1 + 8 / 2^.2))^2 = 12.53; a meta statement has 49."""
    counts = np.array([[1, 0, 0], [1, 0, 0]])

    found = priorities(counts, np.zeros(2), meta=np.array([1]))

    assert pytest.approx(12.53, abs=0.005) == found[0]
    assert 49 == found[1]


def test_another_priority_worked_by_hand() -> None:
    """Two agree, one disagrees, one passes, extremity 1: (4/6 * 2 * 3/6 * (1 + 8 * 2^-.8))^2."""
    expected = (2 / 3 * (1 + 8 * 2**-0.8)) ** 2

    assert pytest.approx(expected) == priorities(np.array([[2, 1, 1]]), np.ones(1))[0]


def test_extremity_worked_by_hand() -> None:
    """A statement half of whose voters agree and half disagree lies sqrt(m) times its direction away."""
    far = extremity(np.array([0.0, 1.0]), np.array([[0.6, 0.8], [0.3, 0.0]]))

    np.testing.assert_allclose(far, [np.sqrt(2), 0])
    np.testing.assert_allclose(extremity(np.zeros(1), np.array([[0.6, 0.8]]), statements=9), [3])
