"""
k-means: dividing points on the map into groups of people who answered alike.

    start_centres   a few seeded starts on a sample: the tightest of them
    settle          rounds over all points from there, until the centres stand still

Nothing here knows sides or statements. How many groups there are is decided in `sulh.opinion.groups`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

import numpy as np

from sulh.model.dialogue import Floats, Int8s, Int64s, Singles
from sulh.opinion.engine import compiled_form
from sulh.opinion.kernels import nearest as plain

ROUNDS = 100
STILL = 1e-3  # of the points' spread: centres that move less stand still
MANY, PARTS = 100_000, 32  # so many points are summed in so many parts, in their order, whatever the number of threads

Nearest = Callable[[Singles, Floats], tuple[Int8s, Floats, Int64s]]


@dataclass(frozen=True, eq=False)
class Clustering:
    """
    Points divided into groups.

    Attributes:
        label: Shape (points,). Number of each point's group, from 0.
        centres: Shape (k, 2). Mean of each group.
        members: Shape (k,). How many points each group has.
    """

    label: Int8s
    centres: Floats
    members: Int64s


def start_centres(
    points: Singles, k: int, rng: np.random.Generator, *, starts: int, step: Nearest = plain.nearest
) -> Floats | None:
    """
    Find k centres among a sample of the points.

    Args:
        points: Shape (points, 2). A sample; a few thousand are enough.
        k: How many centres.
        rng: Chooses the first guesses.
        starts: How many guesses are tried; the one with the smallest sum of squares is kept.
        step: One round of k-means, plain or compiled.

    Returns:
        Shape (k, 2); None when every guess ends with a group of one, or there are fewer than k different points.
    """
    tried = [settle(points, guess, step) for guess in _guesses(points, k, rng, starts)]
    sound = [found for found in tried if found.members.min() > 1]
    if not sound:
        return None
    return min(sound, key=lambda found: _spread_within(points, found)).centres


def settle(points: Singles, centres: Floats, step: Nearest) -> Clustering:
    """Move centres to the mean of their points until they stand still; a centre without points stays where it is."""
    still = STILL * float(points.std()) if len(points) else 0.0
    for _ in range(ROUNDS):
        label, sums, members = step(points, centres)
        moved = np.where(members[:, None] > 0, sums / np.maximum(members, 1)[:, None], centres)
        shift = float(np.abs(moved - centres).max())
        centres = moved
        if shift <= still:
            break
    return Clustering(label, centres, members)


def one_round(*, compiled: bool) -> Nearest:
    """Return a round of k-means in its plain or its compiled form."""
    return cast("Nearest", compiled_form(plain.nearest) if compiled else plain.nearest)


def in_parts(step: Nearest) -> Nearest:
    """Return the same round for any number of points: it works through many of them in parts, on every core."""

    def round_of(points: Singles, centres: Floats) -> tuple[Int8s, Floats, Int64s]:
        if len(points) < MANY:
            return step(points, centres)
        bounds = np.linspace(0, len(points), PARTS + 1).astype(int)
        parts = [points[first:last] for first, last in pairwise(bounds)]
        with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
            labels, sums, members = zip(*threads.map(lambda part: step(part, centres), parts), strict=True)
        return np.concatenate(labels), np.sum(sums, axis=0), np.sum(members, axis=0)

    return round_of


def _guesses(points: Singles, k: int, rng: np.random.Generator, starts: int) -> list[Floats]:
    guesses = [_guess(points.astype(np.float64), k, rng) for _ in range(starts)]
    return [guess for guess in guesses if guess is not None]


def _guess(points: Floats, k: int, rng: np.random.Generator) -> Floats | None:
    """Choose k points far apart (k-means++, Arthur and Vassilvitskii 2007); None when too few differ."""
    chosen = [points[rng.integers(len(points))]]
    away = np.full(len(points), np.inf)
    for _ in range(k - 1):
        away = np.minimum(away, ((points - chosen[-1]) ** 2).sum(axis=1))
        if away.sum() <= 0:
            return None
        chosen.append(points[rng.choice(len(points), p=away / away.sum())])
    return np.array(chosen)


def _spread_within(points: Singles, found: Clustering) -> float:
    return float(((points - found.centres[found.label]) ** 2).sum())
