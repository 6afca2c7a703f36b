"""
Means of cells within clusters, and one contrast of them: what every estimate of this room is made of.

    values, cell and cluster of each person ──cells──▶ Cells ─┬─ weights   which mean counts with which sign
                                                             ├─ sums      (..., cells, clusters)
                                                             └─ counts    (..., cells, clusters)
    Cells ─▶ contrast, variance, freedom

    change of the participants                one cell,   +1
    change of theirs less that of others      two cells,  +1 −1             difference in differences
    the same of one side less another's       four cells, +1 −1 −1 +1       how unlike the sides are moved

Everything needs sums per cluster only, so many studies can be computed at once: leading axes are studies. People of one
cluster are alike, so the variance is that of clusters. `CR1` is the correction of statsmodels and most software; `CR2`
(Bell and McCaffrey) stretches each cluster's residual by how far it drew its own mean and is unbiased where people of
one cell are alike; its degrees of freedom are those of Satterthwaite and Welch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from sulh.errors import ShapeError
from sulh.model.dialogue import Floats

Numbers = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Cells:
    """
    Sums and counts.

    Attributes:
        weights: Shape (cells,). Sign of each cell's mean in the contrast.
        sums: Shape (..., cells, clusters). Sum of the values of a cell's people in a cluster.
        counts: The same shape. How many they are.
    """

    weights: Floats
    sums: Floats
    counts: Floats

    @property
    def people(self) -> Floats:
        """How many people each cell has; shape (..., cells)."""
        total: Floats = self.counts.sum(axis=-1)
        return total

    @property
    def means(self) -> Floats:
        """Mean of each cell; shape (..., cells)."""
        means: Floats = self.sums.sum(axis=-1) / self.people
        return means

    @property
    def clusters(self) -> Floats:
        """How many clusters have people in each cell; shape (..., cells)."""
        clusters: Floats = (self.counts > 0).sum(axis=-1).astype(float)
        return clusters


def cells(values: Floats, cell: Numbers, cluster: Numbers, weights: tuple[float, ...]) -> Cells:
    """
    Add up people's values by cell and cluster.

    Args:
        values: Shape (people,). NaN for who is left out.
        cell: Shape (people,). Number of each one's cell; −1 for who is left out.
        cluster: Shape (people,). Number of each one's cluster, the same numbering for all cells.
        weights: Sign of each cell in the contrast.

    Raises:
        ShapeError: If the arguments are of different lengths.

    >>> made = cells(np.array([1.0, 2.0, 5.0]), np.array([0, 0, 1]), np.array([0, 1, 1]), (1, -1))
    >>> made.means.tolist(), float(contrast(made))
    ([1.5, 5.0], -3.5)
    """
    if not len(values) == len(cell) == len(cluster):
        raise ShapeError(f"{len(values)} values, {len(cell)} cells and {len(cluster)} clusters are not of one people.")
    kept = (cell >= 0) & ~np.isnan(values)
    _, number = np.unique(cluster[kept], return_inverse=True)
    shape = (len(weights), int(number.max(initial=-1)) + 1)
    sums, counts = np.zeros(shape), np.zeros(shape)
    np.add.at(sums, (cell[kept], number), values[kept])
    np.add.at(counts, (cell[kept], number), 1)
    return Cells(np.array(weights, dtype=float), sums, counts)


def contrast(made: Cells) -> Floats:
    """Return the weighted sum of the means; shape (...)."""
    found: Floats = (made.means * made.weights).sum(axis=-1)
    return found


def variance(made: Cells, correction: Literal["CR0", "CR1", "CR2"] = "CR2") -> Floats:
    """
    Return the variance of the contrast, clusters being what was drawn; shape (...).

    Args:
        made: Sums and counts; every cell has at least one person, for CR2 at least two clusters.
        correction: "CR0" for none, "CR1" for that of most software, "CR2" for that of Bell and McCaffrey.

    Source:
        Liang and Zeger (1986); Bell and McCaffrey (2002).

    >>> made = cells(np.array([1.0, 3.0, 4.0, 8.0]), np.array([0, 0, 1, 1]), np.arange(4), (1, -1))
    >>> round(float(variance(made)), 6)  # clusters of one: 2/2 + 8/2, as Welch has it
    5.0
    """
    stretch = _stretch(made) if correction == "CR2" else np.ones(made.counts.shape)
    moved: Floats = (_influence(made) * stretch).sum(axis=-2)
    total: Floats = (moved**2).sum(axis=-1)
    if correction == "CR1":
        clusters = (made.counts.sum(axis=-2) > 0).sum(axis=-1)
        people = made.people.sum(axis=-1)
        total = total * clusters / (clusters - 1) * (people - 1) / (people - len(made.weights))
    return total


def freedom(made: Cells) -> Floats:
    """
    Return the degrees of freedom that belong to the CR2 variance; shape (...).

    Each cell's are those of its clusters, fewer the more unlike their sizes. Cells that share clusters have no more
    together than the better of them has alone; cells that share none are joined as Welch joins two groups.

    Source:
        Satterthwaite (1946); Bell and McCaffrey (2002).

    >>> made = cells(np.array([1.0, 3.0, 4.0, 8.0]), np.array([0, 0, 1, 1]), np.arange(4), (1, -1))
    >>> round(float(freedom(made)), 3)  # Welch: (1 + 4)² / (1² + 4²)
    1.471
    """
    people = made.people
    own = made.counts**2 / np.maximum(people[..., None] - made.counts, 1e-12)
    trace = (made.counts**2).sum(axis=-1) + own.sum(axis=-1) ** 2 - (own**2).sum(axis=-1)
    of_cell = people**2 / trace
    moved = _influence(made) * _stretch(made)
    whole, parts = np.zeros(of_cell.shape[:-1]), np.zeros(of_cell.shape[:-1])
    for together in _sharing(made):
        spread = (moved[..., together, :].sum(axis=-2) ** 2).sum(axis=-1)
        whole = whole + spread
        parts = parts + spread**2 / of_cell[..., together].max(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.where(whole > 0, whole**2 / parts, of_cell.min(axis=-1))
    return found


def _sharing(made: Cells) -> list[list[int]]:
    """Put together the cells that share clusters, in whichever study."""
    there = made.counts.reshape(-1, *made.counts.shape[-2:]) > 0
    shared = np.einsum("scg,sdg->cd", there, there, dtype=float) > 0
    near = np.linalg.matrix_power(shared.astype(int), len(shared)) > 0
    return [np.flatnonzero(row).tolist() for at, row in enumerate(near) if at == np.flatnonzero(row)[0]]


def _influence(made: Cells) -> Floats:
    """How far each cluster moves the contrast through each cell; shape (..., cells, clusters)."""
    share = made.weights / made.people
    residual = made.sums - made.counts * made.means[..., None]
    moved: Floats = share[..., None] * residual
    return moved


def _stretch(made: Cells) -> Floats:
    """By how much CR2 stretches a cluster's residual; shape (..., cells, clusters)."""
    left: Floats = 1 - made.counts / made.people[..., None]
    stretched: Floats = 1 / np.sqrt(np.maximum(left, 1e-12))
    return stretched
