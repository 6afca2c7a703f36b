"""One round of k-means, compiled; `nearest` is the plain form and says what is done."""

from __future__ import annotations

import numpy as np

from sulh.model.dialogue import Floats, Int8s, Int64s, Singles
from sulh.opinion.kernels.compiling import compiled


def nearest(points: Singles, centres: Floats) -> tuple[Int8s, Floats, Int64s]:
    """Give every point the number of its nearest centre: see `nearest.nearest`."""
    label, sums = np.empty(len(points), np.int8), np.zeros(centres.shape)
    members = np.zeros(len(centres), np.int64)
    _loop(points, centres, label, sums, members)
    return label, sums, members


@compiled
def _loop(points: Singles, centres: Floats, label: Int8s, sums: Floats, members: Int64s) -> None:
    for i in range(len(points)):
        x, y = np.float64(points[i, 0]), np.float64(points[i, 1])
        best, least = 0, np.inf
        for k in range(len(centres)):
            distance = (x - centres[k, 0]) ** 2 + (y - centres[k, 1]) ** 2
            if distance < least:
                best, least = k, distance
        label[i] = best
        sums[best, 0] += x
        sums[best, 1] += y
        members[best] += 1
