"""Tests of `sulh.opinion.partitions`."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score, silhouette_score

from sulh.opinion.partitions import adjusted_rand, distances, mutual_information, silhouette

PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=30)


@given(PAIRS)
def test_relations_are_those_of_a_known_library(pairs: list[tuple[int, int]]) -> None:
    """Adjusted Rand index and mutual information are what scikit-learn computes."""
    one, other = (np.array(labels) for labels in zip(*pairs, strict=True))

    assert pytest.approx(adjusted_rand_score(one, other)) == adjusted_rand(one, other)
    if len(set(one.tolist())) > 1 and len(set(other.tolist())) > 1:
        known = normalized_mutual_info_score(one, other)
        assert pytest.approx(known, abs=1e-9) == mutual_information(one, other)


@given(st.integers(0, 1000), st.integers(2, 4))
def test_silhouette_is_that_of_a_known_library(seed: int, k: int) -> None:
    """The mean silhouette is what scikit-learn computes."""
    rng = np.random.default_rng(seed)
    points, label = rng.normal(size=(25, 2)), np.arange(25) % k

    assert pytest.approx(silhouette_score(points, label), abs=1e-5) == silhouette(distances(points), label)


def test_a_silhouette_worked_by_hand() -> None:
    """Two pairs at 0, 1 and 4, 5 on a line: (1 - 1/4.5), (1 - 1/3.5), and the same again."""
    points = np.array([[0, 0], [1, 0], [4, 0], [5, 0]])

    expected = ((1 - 1 / 4.5) + (1 - 1 / 3.5)) / 2

    assert pytest.approx(expected) == silhouette(distances(points), np.array([0, 0, 1, 1]))


def test_one_group_has_no_silhouette_and_tells_nothing() -> None:
    """Where there is only one group there is no next one."""
    label = np.zeros(4, int)

    assert 0 == silhouette(distances(np.zeros((4, 2))), label)
    assert 0 == mutual_information(label, np.array([0, 1, 0, 1]))


def test_someone_alone_counts_as_nothing() -> None:
    """A group of one adds 0 to the mean, as Rousseeuw has it."""
    points = np.array([[0, 0], [0, 1], [9, 0]])

    found = silhouette(distances(points), np.array([0, 0, 1]))

    assert pytest.approx(((1 - 1 / 9) + (1 - 1 / np.hypot(9, 1))) / 3) == found
