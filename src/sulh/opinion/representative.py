"""
What sets a group or a side apart: statements on which it answers unlike the others.

    counts (groups, statements, 3) ─▶ z of each group, statement, direction ─▶ q ─▶ Representative, most telling first

The tests are Polis': is a direction the answer of more than half of the group, and is it more frequent there than among
the others? Polis takes each statement that passes both at 90 %; with hundreds of statements that lists some by luck
alone. We ask instead that of all that is listed at most a tenth is expected to be luck (Benjamini and Hochberg).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from sulh.model.dialogue import Booleans, Floats, Int64s
from sulh.model.findings import DECIMALS, Representative

FALSE_DISCOVERIES = 0.1  # share of what is listed that may be expected to be luck
MOST = 5  # statements a group, as Polis shows
DIRECTIONS: tuple[Literal["agree"], Literal["disagree"]] = ("agree", "disagree")

Counts = npt.NDArray[np.integer]


def one_proportion_z(successes: Counts, trials: Counts) -> Floats:
    """
    Test a share against one half, one success and one trial added, as Polis prints it.

    >>> one_proportion_z(np.array([0]), np.array([0])).tolist()
    [1.0]
    """
    n = np.asarray(trials) + 1
    z: Floats = 2 * np.sqrt(n) * ((np.asarray(successes) + 1) / n - 0.5)
    return z


def two_proportion_z(here: Counts, there: Counts, trials_here: Counts, trials_there: Counts) -> Floats:
    """
    Test a share against another, one success and one trial added to each, as Polis prints it.

    Returns:
        Positive where the share is larger here; 0 where all trials succeed on both sides.

    >>> two_proportion_z(*(np.array([0]) for _ in range(4))).tolist()
    [0.0]
    """
    a, b = np.asarray(here) + 1, np.asarray(there) + 1
    n, m = np.asarray(trials_here) + 1, np.asarray(trials_there) + 1
    pooled = (a + b) / (n + m)
    error = np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    z: Floats = np.divide(a / n - b / m, error, out=np.zeros(np.shape(error)), where=error > 0)
    return z


def false_discovery_rate(p: Floats) -> Floats:
    """
    Return for each test the share of luck to expect when everything at least as telling is listed.

    Args:
        p: p-values, any shape; all belong to one family.

    Returns:
        q-values of the same shape, never below p.

    Source:
        Benjamini and Hochberg (1995).

    >>> false_discovery_rate(np.array([0.01, 0.04, 0.03, 0.5])).round(4).tolist()
    [0.04, 0.0533, 0.0533, 0.5]
    """
    order = np.argsort(p, axis=None)
    scaled = p.ravel()[order] * p.size / np.arange(1, p.size + 1)
    q = np.empty(p.size)
    q[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return q.reshape(p.shape)


def representative(counts: Int64s, statements: Sequence[str], *, most: int = MOST) -> list[list[Representative]]:
    """
    Find for every group the statements that set it apart.

    Args:
        counts: Shape (groups, statements, 3): agree, disagree, pass. Each group is held against all others together.
        statements: Ids of the statements.
        most: How many a group at most.

    Returns:
        One list a group, most telling first; all empty when there is nothing to compare with.

    >>> counts = np.array([[[40, 0, 0], [9, 9, 2]], [[2, 38, 0], [9, 9, 2]]])
    >>> [[(r.id, r.direction, r.share) for r in group] for group in representative(counts, ("1", "2"))]
    [[('1', 'agree', 1.0)], [('1', 'disagree', 0.95)]]
    """
    trials = counts.sum(axis=2)
    chosen = counts[:, :, :2]
    others, other_trials = chosen.sum(axis=0) - chosen, (trials.sum(axis=0) - trials)[:, :, None]
    z = two_proportion_z(chosen, others, trials[:, :, None], other_trials)
    # Both have to hold, so the weaker of the two counts.
    p = ndtr(-np.minimum(z, one_proportion_z(chosen, trials[:, :, None])))
    q = false_discovery_rate(p)
    share, other_share = _share(chosen, trials[:, :, None]), _share(others, other_trials)
    listed = (q <= FALSE_DISCOVERIES) & (share > other_share)

    def told(group: int, j: int, direction: int) -> Representative:
        return Representative(
            id=statements[j],
            direction=DIRECTIONS[direction],
            share=round(float(share[group, j, direction]), DECIMALS),
            others=round(float(other_share[group, j, direction]), DECIMALS),
            z=round(float(z[group, j, direction]), DECIMALS),
            q=round(float(q[group, j, direction]), DECIMALS),
        )

    return [
        [told(group, j, direction) for j, direction in _strongest(z[group], listed[group], most)]
        for group in range(len(counts))
    ]


def _share(successes: Int64s, trials: Int64s) -> Floats:
    """Successes over trials; not a number, which is never larger or smaller, where nothing was tried."""
    share: Floats = np.divide(successes, trials, out=np.full(successes.shape, np.nan), where=trials > 0)
    return share


def _strongest(z: Floats, listed: Booleans, most: int) -> list[tuple[int, int]]:
    places = [(int(j), int(direction)) for j, direction in np.argwhere(listed)]
    return sorted(places, key=lambda place: (-round(float(z[place]), DECIMALS), place))[:most]
