"""
Counting ties inside and across sides, for many ways to deal the sides at once.

    labels (ways, actors), ties ──count──▶ Counts ──▶ index of the network (ways,), of each side (ways, sides)

One way is a row; what is found is the row of the sides as they are. Nothing is drawn here (see `chance`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sulh.measurement.structures.network import Sided
from sulh.model.dialogue import Floats, Int8s, Int64s


@dataclass(frozen=True, eq=False)
class Counts:
    """
    Ties by side, for each way to deal.

    Attributes:
        internal: Shape (ways, sides). Ties inside each side.
        external: Shape (ways, sides). Ties of each side with any other; a tie across is counted on both sides.
    """

    internal: Int64s
    external: Int64s

    @property
    def of_sides(self) -> Floats:
        """Shape (ways, sides). The index of each side; NaN where it has no tie."""
        return ratio(self.external, self.internal)

    @property
    def of_all(self) -> Floats:
        """Shape (ways,). The index of the whole; NaN without ties."""
        return ratio(self.external.sum(axis=1) // 2, self.internal.sum(axis=1))


def ratio(external: Int64s, internal: Int64s) -> Floats:
    """
    Return (external − internal)/(external + internal); NaN where there is no tie.

    >>> ratio(np.array([2, 0]), np.array([3, 0])).tolist()
    [-0.2, nan]
    """
    ties = external + internal
    index: Floats = np.divide(external - internal, ties, out=np.full(ties.shape, np.nan), where=ties > 0)
    return index


def count(part: Sided, labels: Int8s) -> Counts:
    """
    Count for each way to deal sides to the actors.

    Args:
        part: Actors and ties.
        labels: Shape (ways, actors). The side of each actor in each way.

    >>> part = Sided(np.array([0, 0, 1], np.int8), np.array([2, 1]), np.array([0, 1]), np.array([1, 2]))
    >>> found = count(part, part.labels[None])
    >>> found.internal.tolist(), found.external.tolist()
    ([[1, 0]], [[1, 1]])
    """
    degree = np.bincount(part.one, minlength=labels.shape[1]) + np.bincount(part.other, minlength=labels.shape[1])
    one, other = labels[:, part.one], labels[:, part.other]
    alike = one == other
    internal = [(alike & (one == side)).sum(axis=1) for side in range(len(part.sizes))]
    ends = [(labels == side) @ degree for side in range(len(part.sizes))]
    inside = np.array(internal, np.int64).T.reshape(len(labels), -1)
    return Counts(inside, np.array(ends, np.int64).T.reshape(len(labels), -1) - 2 * inside)
