"""
Two ways to judge a contrast of few clusters by drawing: the wild bootstrap, and randomisation.

    Cells, signs ──wild_p──▶ p at an assumed contrast          residuals of whole clusters change sign and size by lot
    Cells, lots  ──lot_p───▶ p at an assumed contrast          groups are dealt out anew, as they might have been
    p at every contrast ──invert──▶ interval                   what is not refused at the level

Neither p is handed on by itself: `sulh.measurement.attitudes.estimating` puts each beside its effect and interval.
Leading axes are studies, as in `cells`. The draws are an argument; the same draws give the same figures.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product
from math import comb

import numpy as np
import numpy.typing as npt

from sulh.measurement.attitudes.cells import Cells, contrast
from sulh.model.dialogue import Booleans, Floats

DRAWS = 1999
MOST_LISTED = 5000  # lots or signs that are all listed rather than drawn
WEBB_BELOW = 12  # clusters below which two signs give too few different samples
WEBB = np.array([-np.sqrt(1.5), -1.0, -np.sqrt(0.5), np.sqrt(0.5), 1.0, np.sqrt(1.5)])
_SAME = 1e-9  # relative: what rounding makes of equal statistics
_DOUBLINGS, _HALVINGS = 14, 18


def all_signs(clusters: int) -> Floats:
    """
    List every way to give clusters a sign.

    >>> all_signs(2).tolist()
    [[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]]
    """
    return np.array(list(product((1.0, -1.0), repeat=clusters)))


def signs(clusters: int, rng: np.random.Generator, *, cells: int = 2, draws: int = DRAWS) -> Floats:
    """
    Draw weights for the wild bootstrap; shape (draws, clusters).

    One cell alone takes plain signs: all of them where they can be listed, which makes the test exact for values
    that lie evenly around their middle. Several cells take Webb's six weights below twelve clusters.

    Source:
        Webb (2014); Cameron, Gelbach and Miller (2008).

    >>> signs(3, np.random.default_rng(0), cells=1).shape
    (8, 3)
    """
    if cells == 1 and 2**clusters <= MOST_LISTED:
        return all_signs(clusters)
    if clusters < WEBB_BELOW:
        return rng.choice(WEBB, (draws, clusters))
    return rng.choice(np.array([-1.0, 1.0]), (draws, clusters))


def wild_p(made: Cells, weights: Floats, null: Floats) -> Floats:
    """
    Return p of an assumed contrast by the wild cluster bootstrap with the assumption imposed; shape (...).

    Args:
        made: Sums and counts.
        weights: Shape (draws, clusters). What each cluster's residuals are multiplied by.
        null: Shape (...). The contrast that is assumed.

    Source:
        Cameron, Gelbach and Miller (2008), on the studentised contrast.

    >>> from sulh.measurement.attitudes.cells import cells
    >>> changes = np.array([2.0, 1.0, 3.0, 2.0, 1.0, 3.0])
    >>> made = cells(changes, np.zeros(6, dtype=int), np.arange(6), (1,))
    >>> float(wild_p(made, all_signs(6), np.array(0.0)))  # of 64 ways only all up and all down are as far
    0.03125
    """
    share = made.weights / made.people
    away = contrast(made) - null
    shift = away / (made.weights * share).sum(axis=-1)
    residual = made.sums - made.counts * (made.means - shift[..., None] * share)[..., None]
    moved = (share[..., None] * residual).sum(axis=-2)
    pull = share[..., None] * made.counts
    drawn = np.swapaxes(weights, 0, 1)
    middle = (residual @ drawn) / made.people[..., None]
    spread = moved**2 @ drawn**2
    spread -= 2 * (middle * ((moved[..., None, :] * pull) @ drawn)).sum(axis=-2)
    spread += (middle * ((pull @ np.swapaxes(pull, -1, -2)) @ middle)).sum(axis=-2)
    own = (share[..., None] * (made.sums - made.counts * made.means[..., None])).sum(axis=-2)
    return _share_as_large((moved @ drawn) ** 2, spread, away**2, (own**2).sum(axis=-1))


def lots(treated: Booleans, rng: np.random.Generator, *, draws: int = DRAWS) -> Booleans:
    """
    List every way in which as many of the clusters could have been chosen, or draw some; the actual one comes first.

    Args:
        treated: Shape (clusters,). Which clusters were chosen.
        rng: What draws where there are too many to list.
        draws: How many are drawn beside the actual one.

    Returns:
        Shape (lots, clusters).

    >>> lots(np.array([True, False, False]), np.random.default_rng(0)).astype(int).tolist()
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    """
    clusters, chosen = len(treated), int(treated.sum())
    if comb(clusters, chosen) > MOST_LISTED:
        order = rng.random((draws, clusters)).argsort(axis=1)
        return np.vstack([treated, order < chosen])
    listed = np.zeros((comb(clusters, chosen), clusters), dtype=bool)
    for row, places in enumerate(combinations(range(clusters), chosen)):
        listed[row, list(places)] = True
    same = (listed == treated).all(axis=1)
    return np.vstack([treated, listed[~same]])


def lot_p(made: Cells, dealt: Booleans, null: Floats) -> Floats:
    """
    Return p of an assumed effect when it was a lot which clusters were treated; shape (...).

    Args:
        made: Two cells with weights +1 and −1 that share no cluster.
        dealt: Shape (lots, clusters), as `lots` gives them.
        null: Shape (...). The effect that is assumed for everybody.

    Source:
        Fisher (1935); studentised as in Janssen (1997), so that it holds roughly where spreads differ.

    >>> from sulh.measurement.attitudes.cells import cells
    >>> made = cells(np.array([2.0, 3.0, 0.0, 1.0]), np.array([0, 0, 1, 1]), np.arange(4), (1, -1))
    >>> dealt = lots(np.array([True, True, False, False]), np.random.default_rng(0))
    >>> round(float(lot_p(made, dealt, np.array(0.0))), 6)  # of six ways this one and its reverse are as far
    0.333333
    """
    count = made.counts.sum(axis=-2)
    total = made.sums.sum(axis=-2) - null[..., None] * made.counts[..., 0, :]
    total = total - count * (total.sum(axis=-1) / count.sum(axis=-1))[..., None]  # so that squares stay small
    chosen = np.swapaxes(dealt, 0, 1).astype(float)
    one = _arm(total, count, chosen)
    other = _arm(total, count, 1 - chosen)
    square, spread = (one[0] - other[0]) ** 2, one[1] + other[1]
    return _share_as_large(square, spread, square[..., 0], spread[..., 0])


def least_lot_p(treated: int, others: int) -> float:
    """
    Return the smallest p that dealing out so many clusters can give at all.

    >>> least_lot_p(4, 4), least_lot_p(3, 3)
    (0.02857142857142857, 0.1)
    """
    return (2 if treated == others else 1) / comb(treated + others, treated)


def invert(p_at: Callable[[Floats], Floats], middle: Floats, scale: Floats, level: float) -> tuple[Floats, Floats]:
    """
    Find the contrasts that are not refused: outwards from the estimate to the first that is known to be, p ≤ 1 − level.

    Args:
        p_at: Gives p of assumed contrasts; shape (2, ...) to the same, so that both ends are sought at once.
        middle: Shape (...). The estimate, whose p is 1.
        scale: Shape (...). Its standard error: the step of the first guess.
        level: Of the interval.

    Returns:
        Lower and upper ends; infinite where no contrast is refused.
    """
    alpha = 1 - level + _SAME
    step = np.stack([-np.maximum(scale, 1e-12), np.maximum(scale, 1e-12)])  # both ends at once
    near, far = middle + 0 * step, middle + 2 * step
    for _ in range(_DOUBLINGS):
        kept = p_at(far) > alpha
        if not kept.any():
            break
        near, far = np.where(kept, far, near), np.where(kept, middle + 2 * (far - middle), far)
    endless = p_at(far) > alpha
    for _ in range(_HALVINGS):
        half = (near + far) / 2
        kept = p_at(half) > alpha
        near, far = np.where(kept, half, near), np.where(kept, far, half)
    low, high = np.where(endless, np.sign(step) * np.inf, far)
    return low, high


def _arm(total: Floats, count: Floats, chosen: Floats) -> tuple[Floats, Floats]:
    """Mean of the chosen clusters' people, and its variance; shapes (..., lots)."""
    people = count @ chosen
    mean = (total @ chosen) / people
    squares = total**2 @ chosen - 2 * mean * ((count * total) @ chosen) + mean**2 * (count**2 @ chosen)
    clusters = chosen.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance: Floats = np.where(clusters > 1, np.maximum(squares, 0) / people**2 * clusters / (clusters - 1), 0)
    return mean, variance


def _share_as_large(square: Floats, spread: Floats, own_square: Floats, own_spread: Floats) -> Floats:
    """Share of draws whose squared t is at least one's own; compared without dividing, so that no spread counts too."""
    as_large: npt.NDArray[np.bool_] = square * own_spread[..., None] >= own_square[..., None] * spread * (1 - _SAME)
    share: Floats = as_large.mean(axis=-1)
    return share
