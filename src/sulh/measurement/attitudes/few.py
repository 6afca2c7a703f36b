"""
Whether a mean may be told: whatever somebody takes away from it leaves nobody, or many.

    of all people            a side that pools its own answers takes them away, and what is left are the other sides'
    of the items of a scale  all are told of the same people (`measures`): else what somebody answered is left when the
                             scale and the other items are taken from the one that they did not skip
    of who was lost          their answers at the baseline move the bounds; of a few not even these are used (`bounds`)

The rule is that of every publication: of each side in each group nobody answered, or at least so many as are told.
"""

from __future__ import annotations

import numpy as np

from sulh.measurement.attitudes.cells import Numbers
from sulh.measurement.attitudes.findings import Unsaid
from sulh.model.dialogue import Booleans


def many_of_each(cell: Numbers, side: Numbers, there: Booleans, fewest: int) -> bool:
    """
    Whether each side has nobody, or many, in every cell.

    Args:
        cell: Shape (people,). Number of each one's cell, −1 for who belongs to none.
        side: Shape (people,). Number of each one's side.
        there: Shape (people,). Who answered.
        fewest: How many are many.

    >>> cell, side = np.array([0, 0, 0, 0, 0]), np.array([0, 0, 1, 1, 1])
    >>> many_of_each(cell, side, np.ones(5, dtype=bool), 2), many_of_each(cell, side, np.ones(5, dtype=bool), 3)
    (True, False)
    """
    return not few_of_each(cell, side, there, fewest).any()


def few_of_each(cell: Numbers, side: Numbers, there: Booleans, fewest: int) -> Booleans:
    """
    Return which people are among few of their side in their cell; shape (people,).

    >>> few_of_each(np.array([0, 0, 0]), np.array([0, 1, 1]), np.array([True, True, True]), 2).tolist()
    [True, False, False]
    """
    few = np.zeros(len(cell), dtype=bool)
    kept = there & (cell >= 0)
    for one in np.unique(cell[kept]):
        for of in np.unique(side[kept & (cell == one)]):
            mine = kept & (cell == one) & (side == of)
            few |= mine & (mine.sum() < fewest)
    return few


def too_few(mine: Booleans, cluster: Numbers, fewest: int) -> Unsaid:
    """
    Return that of these people nothing is told, since they or some of them are few.

    >>> too_few(np.array([True, True, False]), np.array([0, 0, 1]), 5)
    Unsaid(why='few-people', n=2, clusters=1, needed=5, doubts=())
    """
    return Unsaid("few-people", int(mine.sum()), len(np.unique(cluster[mine])), fewest)
