"""
How good a division into groups is, and how far two divisions of the same people agree.

    silhouette               -1 .. 1   how much nearer people are to their own group than to the next
    adjusted_rand            .. 0 1    whether two divisions put the same pairs together; 0 is chance
    mutual_information        0 .. 1   how much one division tells of the other; 0 is nothing

All three are what scikit-learn gives under similar names; they stand here so that a small dialogue need not load it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sulh.model.dialogue import Floats, Int64s, Singles

Labels = npt.NDArray[np.integer]


def distances(points: npt.NDArray[np.floating]) -> Singles:
    """Distances between all pairs of a sample of points. Shape (points, points)."""
    x, y = points.astype(np.float32).T
    between: Singles = np.hypot(x[:, None] - x, y[:, None] - y)
    return between


def silhouette(between: Singles, label: Labels) -> float:
    """
    Mean silhouette of a division.

    For each point (b - a) / max(a, b): a its mean distance to its own group, b to the nearest other; 0 for a point
    alone in its group.

    Args:
        between: Distances between all pairs of points.
        label: Number of each point's group, from 0.

    Returns:
        Between -1 and 1; 0 when there is only one group.

    Source:
        Rousseeuw (1987).

    >>> round(silhouette(distances(np.array([[0, 0], [0, 1], [9, 0], [9, 1]])), np.array([0, 0, 1, 1])), 3)
    0.889
    """
    _, compact = np.unique(label, return_inverse=True)
    belongs = (compact[:, None] == np.arange(compact.max(initial=0) + 1)).astype(np.float32)
    members = belongs.sum(axis=0)
    if len(members) <= 1:
        return 0.0
    sums = (between @ belongs).astype(np.float64)
    row = np.arange(len(compact))
    own = sums[row, compact] / np.maximum(members[compact] - 1, 1)
    means = sums / members
    means[row, compact] = np.inf
    other = means.min(axis=1)
    larger = np.maximum(own, other)
    width = np.divide(other - own, larger, out=np.zeros(len(row)), where=larger > 0)
    return float(np.where(members[compact] > 1, width, 0.0).mean())


def adjusted_rand(one: Labels, other: Labels) -> float:
    """
    Adjusted Rand index of two divisions: 1 the same, about 0 by chance, below 0 worse than chance.

    Source:
        Hubert and Arabie (1985).

    >>> adjusted_rand(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    table = crossed(one, other)
    together, rows, columns, all_pairs = (_pairs(n) for n in (table, table.sum(1), table.sum(0), table.sum()))
    expected = rows * columns / all_pairs if all_pairs else 0.0
    most = (rows + columns) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)


def mutual_information(one: Labels, other: Labels) -> float:
    """
    Mutual information of two divisions, over the mean of their entropies: 0 no relation, 1 the same.

    0 also when a division holds but one group: it tells nothing.

    >>> round(mutual_information(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0])), 9)
    1.0
    """
    table = crossed(one, other)
    rows, columns, both = (_entropy(n) for n in (table.sum(1), table.sum(0), table.ravel()))
    return max(2 * (rows + columns - both) / (rows + columns), 0.0) if rows > 0 and columns > 0 else 0.0


def crossed(one: Labels, other: Labels) -> Int64s:
    """Count how many have each pair of labels, from 0. Shape (labels of the one, labels of the other)."""
    rows, columns = int(one.max(initial=0)) + 1, int(other.max(initial=0)) + 1
    pair = one.astype(np.int64) * columns + other
    return np.bincount(pair, minlength=rows * columns).reshape(rows, columns).astype(np.int64)


def _pairs(n: Int64s) -> float:
    return float((n * (n - 1) / 2).sum())


def _entropy(n: Int64s) -> float:
    share: Floats = n[n > 0] / n.sum()
    return float(-(share * np.log(share)).sum())
