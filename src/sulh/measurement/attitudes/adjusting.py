"""
The effect once more, with everybody set beside those who began where they did: analysis of covariance.

    before, after ──slope──▶ b ──adjusted──▶ after − b·before ──estimate──▶ an effect beside the difference

For any b the difference of the two groups' means of *after − b·before* is right on average where a lot decided who
takes part: b = 1 is the difference in differences, b = 0 forgets the baseline. The slope within groups is the b whose
intervals are narrowest, and the result is the coefficient of a regression on group and baseline. Where no lot decided,
it would take groups that began apart for alike: nothing is adjusted there.
"""

from __future__ import annotations

import numpy as np

from sulh.measurement.attitudes.cells import Numbers
from sulh.model.dialogue import Floats


def slope(before: Floats, after: Floats, arm: Numbers) -> float:
    """
    Return how far what people say afterwards follows what they said before, within the two groups.

    Args:
        before: Shape (people,). Answers at the baseline; NaN for who did not answer.
        after: Shape (people,). Answers in the later wave, likewise.
        arm: Shape (people,). 0 and 1 for the two groups; whoever is of neither is left out.

    Returns:
        The slope of both groups together, each around its own means; 1, which is the plain difference, where everybody
        of a group began alike.

    >>> one = np.array([1.0, 2.0, 3.0, 1.0, 2.0, 3.0])
    >>> slope(one, np.array([2.0, 2.5, 3.0, 5.0, 5.5, 6.0]), np.repeat([0, 1], 3))
    0.5
    """
    with_both = ~np.isnan(before) & ~np.isnan(after)
    products = squares = 0.0
    for group in (0, 1):
        mine = with_both & (arm == group)
        if mine.any():
            away = before[mine] - before[mine].mean()
            products += float(away @ after[mine])
            squares += float(away @ away)
    return products / squares if squares > 0 else 1.0


def adjusted(before: Floats, after: Floats, arm: Numbers) -> Floats:
    """
    Return what is left of the later answers when the baseline is taken out; shape (people,), NaN where either is.

    The difference of its means between the two groups is the effect.

    Source:
        Fisher (1932); McKenzie (2012) on how much narrower it is than a difference.

    >>> before, after = np.array([1.0, 3.0, 1.0, 3.0]), np.array([3.0, 4.0, 2.0, 3.0])
    >>> adjusted(before, after, np.array([0, 0, 1, 1])).tolist()
    [2.5, 2.5, 1.5, 1.5]
    """
    left: Floats = after - slope(before, after, arm) * before
    return left
