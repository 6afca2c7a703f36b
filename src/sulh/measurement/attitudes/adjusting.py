"""
The effect once more, with everybody set beside those who began where they did: analysis of covariance.

    before, after ──slope──▶ b ──adjusted──▶ after − b·before ──covariance──▶ an effect beside the difference

For any b the difference of the two groups' means of *after − b·before* is right on average where a lot decided who
takes part: b = 1 is the difference in differences, b = 0 forgets the baseline. The slope within groups is the b whose
intervals are narrowest, and the result is the coefficient of a regression on group and baseline. Where no lot decided,
it would take groups that began apart for alike: nothing is adjusted there.

The slope is found from the same people. So that the interval holds as often as it says with few of them too, it is as
wide as dealing out makes it for a slope that is known, times what is not known of it.
"""

from __future__ import annotations

import msgspec
import numpy as np

from sulh.measurement.attitudes.bounds import ARMS
from sulh.measurement.attitudes.cells import Numbers, cells, variance
from sulh.measurement.attitudes.estimating import Rules, estimate
from sulh.measurement.attitudes.findings import Said, Unsaid
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


def covariance(before: Floats, after: Floats, arm: Numbers, cluster: Numbers, *, rules: Rules) -> Said:
    """
    Estimate the effect with the baseline taken out; without a test.

    >>> before, after = np.arange(12.0) % 6, np.arange(12.0) % 6 * 0.5 + np.arange(12) % 5
    >>> found = covariance(before, after, np.repeat([0, 1], 6), np.arange(12), rules=Rules())
    >>> found.p, found.low < found.effect < found.high
    (None, True)
    """
    left = adjusted(before, after, arm)
    found = estimate(left, arm, cluster, ARMS, rules=rules, dealt=True)
    if isinstance(found, Unsaid):
        return found
    units = np.arange(len(arm)) if "people-as-units" in found.doubts else cluster
    wider = _unknown(before, left, arm, units)
    low, high = (found.effect + (end - found.effect) * wider for end in (found.low, found.high))
    return msgspec.structs.replace(found, low=low, high=high, p=None)


def _unknown(before: Floats, left: Floats, arm: Numbers, units: Numbers) -> float:
    """
    Return by how much an interval has to be wider for a slope that is estimated.

    The slope's variance, from whole units, times the square of how far apart the groups began, beside that of the
    effect; and one degree of freedom less.
    """
    there = ~np.isnan(left) & (arm >= 0)
    began, rest, of = before[there], left[there], arm[there]
    _, unit = np.unique(units[there], return_inverse=True)
    means = [(began[of == one].mean(), rest[of == one].mean()) for one in (0, 1)]
    began, rest = (values - np.take(mean, of) for values, mean in zip((began, rest), np.transpose(means), strict=True))
    squares, count = float(began @ began), int(unit.max()) + 1
    if not squares > 0:
        return 1.0  # everybody began alike: nothing was estimated
    scores = np.bincount(unit, weights=began * rest)
    of_slope = float(scores @ scores) / squares**2 * count / (count - 3)
    apart = (means[0][0] - means[1][0]) ** 2 * of_slope / float(variance(cells(left, arm, units, ARMS)))
    return float(np.sqrt((1 + apart) * (count - 2) / (count - 3)))
