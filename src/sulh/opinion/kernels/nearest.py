"""
One round of k-means, in plain NumPy; `nearest_compiled` is the compiled form.

    points   (participants, 2) float32     centres  (k, 2) float64
"""

from __future__ import annotations

import numpy as np

from sulh.model.dialogue import Floats, Int8s, Int64s, Singles


def nearest(points: Singles, centres: Floats) -> tuple[Int8s, Floats, Int64s]:
    """
    Give every point the number of its nearest centre (the first of several), and sum up what each centre gets.

    Returns:
        Labels of shape (participants,), sums of shape (k, 2) and numbers of points of shape (k,).
    """
    places = points.astype(np.float64)
    distances = [(places[:, 0] - x) ** 2 + (places[:, 1] - y) ** 2 for x, y in centres]
    label: Int8s = np.argmin(distances, axis=0).astype(np.int8)
    k = len(centres)
    sums: Floats = np.stack([np.bincount(label, column, minlength=k) for column in places.T], axis=1, dtype=np.float64)
    return label, sums, np.bincount(label, minlength=k).astype(np.int64)
