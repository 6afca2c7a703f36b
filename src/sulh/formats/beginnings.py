"""
When each participant began: the second of their first answer, where the times in the files can be read as moments.

    blocks with times ─▶ earliest time of each participant ─▶ seconds since 1970 ─▶ Votes.began

Only bursts of newcomers are looked for in it (see `sulh.opinion.integrity`); no later time of anybody is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sulh.formats.collect import Block, Roll
from sulh.model.dialogue import Int64s

# Since when a number is a moment after 1973, in each unit; what is smaller only says what came before what.
UNITS = ((100_000_000_000_000, 1_000_000), (100_000_000_000, 1_000), (100_000_000, 1))  # microseconds, milli-, seconds


def began(blocks: Sequence[Block], people: Roll, *, kind: str) -> Int64s | None:
    """
    Find the second in which each participant gave their first answer, to whichever statement.

    Args:
        blocks: All answers, superseded and rejected ones included; not altered.
        people: Every participant who occurs.
        kind: What the times are: "date" (microseconds), "number" (of a unit told by their size), or "" for none.

    Returns:
        Shape (participants,). Seconds since 1970; None without times, or where they are only an order.

    >>> one = np.array([0, 0, 1], np.int64)
    >>> times = np.array([1_500_000_002_500, 1_500_000_001_000, 1_500_000_009_000])
    >>> block = Block("votes.csv", one, one, np.ones(3, np.int8), times, None)
    >>> began([block], Roll(("0", "1"), np.array([0, 1]), np.array([0, 1])), kind="number").tolist()
    [1500000001, 1500000009]
    """
    if not kind or not blocks:
        return None
    never = np.iinfo(np.int64).max
    first = np.full(len(people.ids), never, dtype=np.int64)
    for block in blocks:
        if block.time is not None:
            np.minimum.at(first, people.of(block.participant), block.time)
    given = first[first != never]
    unit = 1_000_000 if kind == "date" else _unit(int(given.min(initial=never)))
    return None if unit is None else np.where(first == never, -1, first // unit)


def _unit(earliest: int) -> int | None:
    """Tell the unit from the size of the earliest time; None when it is no moment of our age."""
    return next((unit for least, unit in UNITS if earliest >= least), None)
