"""The plain pipeline: column means, CSR, svds, projection, k-means for k = 2 to 5, group counts, as they come."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.linalg import svds
from sklearn.cluster import KMeans

from benchmarks.contenders.measured import SEED, Clock
from sulh.model.dialogue import Sides, Votes

GROUP_COUNTS = (2, 3, 4, 5)


def prepare(votes: Votes, _: Sides) -> Callable[[Clock], None]:
    """Nothing has to be prepared."""
    return lambda clock: _analyse(votes, clock)


def _analyse(votes: Votes, clock: Clock) -> None:
    m = len(votes.statements)
    answered = np.bincount(votes.statement, minlength=m)
    mean = np.bincount(votes.statement, votes.vote, minlength=m) / np.maximum(answered, 1)
    clock.lap("column means")
    # Single precision and narrow numbers, as somebody who minds time and memory would choose.
    centred = (votes.vote - mean[votes.statement]).astype(np.float32)
    shape = (len(votes.participants), m)
    matrix = csr_array((centred, votes.statement.astype(np.int32), votes.start.astype(np.int32)), shape=shape)
    clock.lap("CSR")
    _, _, directions = svds(matrix, k=2, rng=np.random.default_rng(SEED))
    clock.lap("svds")
    seen = np.diff(votes.start)
    points = (matrix @ directions.T) * np.sqrt(m / np.maximum(seen, 1))[:, None]
    clock.lap("projection")
    enough = seen >= min(7, m)
    labels = [KMeans(k, random_state=SEED).fit(points[enough]).labels_ for k in GROUP_COUNTS]
    clock.lap("k-means")
    _counts_by_group(votes, enough, labels[0])
    clock.lap("group counts")


def _counts_by_group(votes: Votes, enough: np.ndarray, label: np.ndarray) -> np.ndarray:
    group = np.full(len(votes.participants), label.max() + 1)
    group[enough] = label
    m = len(votes.statements)
    cell = (np.repeat(group, np.diff(votes.start)) * m + votes.statement) * 3 + votes.vote + 1
    return np.bincount(cell, minlength=int(label.max() + 2) * m * 3)
