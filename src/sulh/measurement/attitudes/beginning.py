"""
How high or low people began, as far as the numbers of a report tell it already; no level is told beside them.

    standard deviation at the baseline, how many people, the ends of the scale ──began──▶ between which means

Changes, effects and how far apart groups began are told exactly. So a side that pools its answers can reckon of the
other every mean in every wave but for one number: where it began. Any level is that number. Even one in thirds of the
scale fixes answers, whether it is told or withheld: four people who did not change, and of whom the third leaves one
sum. And a level of those who came again, beside how far apart all began, is the answer of the one who did not come
(both attacks: tests/measurement/attitudes/test_beginning.py).

What follows from told numbers tells nothing new: spread takes room, and a mean at an end of the scale would leave none.
"""

from __future__ import annotations

from math import sqrt

from sulh.errors import SettingError


def began(deviation: float, people: int, groups: int, low: float, high: float) -> tuple[float, float]:
    """
    Return between which values the mean at the baseline lay, from how far people were apart.

    Args:
        deviation: Standard deviation within the groups, pooled over them (`attrition.spread`).
        people: How many it rests on, or fewer: then the values lie further apart.
        groups: How many groups have a mean of their own: one, or two that are compared.
        low: The lower end of the scale.
        high: The upper one.

    Raises:
        SettingError: If the scale has no length, or there are no more people than groups.

    Source:
        Bhatia and Davis (2000): a variance is at most (high − mean)(mean − low).

    >>> [round(end, 2) for end in began(1.6, 40, 2, 1, 5)]
    [1.75, 4.25]
    >>> began(0.0, 20, 2, 1, 5)
    (1.0, 5.0)
    """
    if not low < high or people <= groups:
        raise SettingError("It takes a scale from a lower to a higher end, and more people than groups.")
    middle, half = (low + high) / 2, (high - low) / 2
    squares = deviation**2 * (people - groups) / people
    room = half * sqrt(max(0.0, 1 - squares / half**2))
    return middle - room, middle + room
