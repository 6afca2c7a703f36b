"""Tests of `sulh.opinion.clustering`."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.model.dialogue import Singles
from sulh.opinion.clustering import MANY, in_parts, one_round, settle, start_centres
from sulh.opinion.kernels.nearest import nearest


def clouds(k: int, size: int, *, seed: int) -> Singles:
    """Draw k clouds of points, far apart on a line."""
    rng = np.random.default_rng(seed)
    return np.concatenate([rng.normal((10 * c, 0), 1, (size, 2)) for c in range(k)]).astype(np.float32)


@pytest.mark.parametrize("k", [2, 3, 4, 5])
def test_clouds_far_apart_are_found(k: int) -> None:
    """Each cloud becomes one group."""
    points = clouds(k, 30, seed=k)

    centres = start_centres(points, k, np.random.default_rng(0), starts=10)
    assert centres is not None
    found = settle(points, centres, nearest)

    assert [30] * k == found.members.tolist()
    np.testing.assert_allclose(sorted(found.centres[:, 0]), 10 * np.arange(k), atol=1)


@given(st.integers(0, 500))
def test_settled_centres_are_the_means_of_their_points(seed: int) -> None:
    """Where centres stand still, each is the mean of its points and each point is with its nearest centre."""
    points = np.random.default_rng(seed).normal(size=(40, 2)).astype(np.float32)

    found = settle(points, points[:3].astype(np.float64), nearest)
    away = ((points[:, None] - found.centres) ** 2).sum(axis=2)

    for group in range(3):
        np.testing.assert_allclose(found.centres[group], points[found.label == group].mean(axis=0), atol=1e-3)
    np.testing.assert_allclose(away[np.arange(40), found.label], away.min(axis=1), atol=1e-2)


def test_a_group_of_one_is_no_group() -> None:
    """One person far away from all others makes no two groups."""
    points = np.concatenate([np.zeros((20, 2)) + np.arange(20)[:, None] / 100, [[1e6, 0]]]).astype(np.float32)

    assert start_centres(points, 2, np.random.default_rng(0), starts=10) is None


def test_people_who_all_stand_in_one_place_are_one_group() -> None:
    """There are no two centres among equal points."""
    assert start_centres(np.zeros((9, 2), np.float32), 2, np.random.default_rng(0), starts=3) is None


@pytest.mark.parametrize("compiled", [False, True])
def test_parts_and_threads_change_nothing(*, compiled: bool) -> None:
    """A round in parts gives the labels and sums of a round in one."""
    points = clouds(3, MANY // 3 + 1, seed=1)
    centres = points[:3].astype(np.float64)

    whole, parts = nearest(points, centres), in_parts(one_round(compiled=compiled))(points, centres)

    assert whole[0].tolist() == parts[0].tolist()
    np.testing.assert_allclose(parts[1], whole[1], rtol=1e-10)
    assert whole[2].tolist() == parts[2].tolist()
