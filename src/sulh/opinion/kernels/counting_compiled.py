"""Counting answers, compiled; `counting` is the plain form and says what is counted."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sulh.model.dialogue import Int8s, Int16s, Int64s, StatementNumbers
from sulh.opinion.blocks import Block
from sulh.opinion.kernels.compiling import compiled


def count(block: Block, statements: int, sides: int) -> tuple[Int64s]:
    """Count every side's answers of each kind: see `counting.count`."""
    return (_count(block, block.side, statements, sides),)


def count_labels(block: Block, label: Int16s, statements: int, labels: int) -> tuple[Int64s]:
    """Count the answers of each kind by any other label: see `counting.count_labels`."""
    return (_count(block, block.of(label), statements, labels),)


def _count(block: Block, label: Int16s, statements: int, labels: int) -> Int64s:
    by_vote = _loop(block.start, block.statement, block.vote, label, np.zeros((labels + 1, statements, 4), np.int32))
    return by_vote[:, :, [2, 0, 1]].astype(np.int64)


@compiled
def _loop(
    start: Int64s, statement: StatementNumbers, vote: Int8s, label: Int16s, counts: npt.NDArray[np.int32]
) -> npt.NDArray[np.int32]:
    # int32 and four places a statement: one side's row of 2,000 statements then stays in the fastest cache.
    for row in range(len(label)):
        # Undeclared (-1) is the last row, as an index from the end.
        side = counts[label[row]]
        for place in range(start[row], start[row + 1]):
            side[statement[place], vote[place] + 1] += 1
    return counts
