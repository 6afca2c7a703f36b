"""
What honest people would do: the chance that somebody's answers lean so far from their own side's by themselves.

    count of count's n, with mean chance p ─▶ spread   how much people of this side differ from one another
                                           ─▶ tail     chance of so high a count, for one honest person
    many chances ─▶ discoveries                        which of them stand when so many were looked at

People of one side are not coins with one rate: some agree easily, some hardly. So everybody is given a shift of
their own on the logit scale, normal with the spread that the middle four fifths of the side show. A few who act in
concert are outside the middle and cannot widen it to hide themselves.
"""

from __future__ import annotations

import numpy as np
from scipy.special import betainc, expit, logit, ndtri

from sulh.model.dialogue import Booleans, Floats, Int64s

FALSE_DISCOVERIES = 0.01  # expected share of flags that are none, for each kind of pattern and side
MIDDLE = 0.8
WIDEST = 3.0  # logit; a spread beyond this would excuse anything
FEWEST_TO_JUDGE = 20  # people; with fewer, the spread cannot be seen and is taken to be UNSEEN_SPREAD
UNSEEN_SPREAD = 1.0
NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(40)
WEIGHTS = _WEIGHTS / _WEIGHTS.sum()


def spread(count: Int64s, answered: Int64s, chance: Floats) -> float:
    """
    How far the members of a side differ in how often they give some kind of answer, beyond chance.

    Found to within a fifth up to 1, which is as far as sides of real conversations differ; understated beyond.

    Args:
        count: Shape (people,). How often each gave that kind of answer.
        answered: Shape (people,). Out of how many answers.
        chance: Shape (people,). Mean chance of it, 0 to 1, by the side's own rates on the statements each answered.

    Returns:
        Standard deviation of a normal shift on the logit scale, 0 to 3, with which the middle four fifths of the
        people are as far apart as they are.

    >>> rng = np.random.default_rng(1)
    >>> alike = rng.binomial(40, 0.3, 500)
    >>> differing = rng.binomial(40, expit(logit(0.3) + rng.normal(0, 1, 500)))
    >>> [round(spread(c, np.full(500, 40), np.full(500, 0.3)), 1) for c in (alike, differing)]
    [0.1, 1.0]
    """
    coin = answered * chance * (1 - chance)
    telling = coin >= 1
    if int(telling.sum()) < FEWEST_TO_JUDGE:
        return UNSEEN_SPREAD
    off, coin = (count - answered * chance)[telling], coin[telling]
    tails = [(1 - MIDDLE) / 2, (1 + MIDDLE) / 2]
    expected = float(ndtri(tails[1]) - ndtri(tails[0]))
    low, high = 0.0, WIDEST
    for _ in range(24):  # halve the range until it is far finer than anything the answers could tell
        middle = (low + high) / 2
        below, above = np.quantile(off / np.sqrt(coin + (middle * coin) ** 2), tails)
        low, high = (middle, high) if above - below > expected else (low, middle)
    return high


def tail(count: Int64s, answered: Int64s, chance: Floats, shift: float) -> Floats:
    """
    Chance that an honest person gives some kind of answer at least so often.

    Binomial with the person's mean chance, averaged over the normal shift. Taking the mean chance for every
    statement makes the count vary a little more than it does, so the result errs on the side of not flagging.

    Args:
        count: Shape (people,).
        answered: Shape (people,).
        chance: Shape (people,). Strictly between 0 and 1.
        shift: Standard deviation of the shift on the logit scale, as from `spread`.

    >>> tail(np.array([2]), np.array([2]), np.array([0.5]), 0.0).round(6).tolist()
    [0.25]
    """
    shifted = expit(logit(chance)[:, None] + shift * NODES)
    reached = betainc(np.maximum(count, 1)[:, None], (answered - count + 1)[:, None], shifted)
    averaged: Floats = np.where(count <= 0, 1.0, reached @ WEIGHTS)
    return averaged


def discoveries(chances: Floats, among: int, *, rate: float = FALSE_DISCOVERIES) -> Booleans:
    """
    Which of many chances are too small to be chance, when so many were looked at.

    Args:
        chances: Shape (looked at in earnest,). The others are taken to be 1.
        among: How many were looked at, these included.
        rate: Expected share of false ones among those returned as True.

    Source:
        Benjamini and Hochberg, 1995.

    >>> discoveries(np.array([0.001, 0.5, 0.0001]), among=10).tolist()
    [True, False, True]
    """
    order = np.argsort(chances, kind="stable")
    passing = np.flatnonzero(chances[order] <= rate * np.arange(1, len(chances) + 1) / max(among, 1))
    found = np.zeros(len(chances), dtype=bool)
    if len(passing):
        found[order[: passing[-1] + 1]] = True
    return found
