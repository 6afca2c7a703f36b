"""
Counting answers, in plain NumPy; `counting_compiled` is the compiled form.

    counts   shape (labels + 1, statements, 3): agree, disagree, pass; the last row holds label -1
"""

from __future__ import annotations

import numpy as np

from sulh.model.dialogue import Int16s, Int64s
from sulh.opinion.blocks import Block
from sulh.opinion.tally import KIND_OF_VOTE

KINDS = 3


def count(block: Block, statements: int, sides: int) -> tuple[Int64s]:
    """
    Count every side's answers of each kind.

    Returns:
        Counts of shape (sides + 1, statements, 3).
    """
    return (_count(block, block.side, statements, sides),)


def count_labels(block: Block, label: Int16s, statements: int, labels: int) -> tuple[Int64s]:
    """
    Count the answers of each kind by any other label of the participants, such as their opinion group.

    Args:
        block: Some of the participants.
        label: Shape (participants,), all participants of the dialogue. From 0; -1 for none.
        statements: How many statements there are.
        labels: How many labels there are.

    Returns:
        Counts of shape (labels + 1, statements, 3).
    """
    return (_count(block, block.of(label), statements, labels),)


def _count(block: Block, label: Int16s, statements: int, labels: int) -> Int64s:
    row = np.where(label < 0, labels, label).astype(np.int64)
    cell = (np.repeat(row, np.diff(block.start)) * statements + block.statement) * KINDS + KIND_OF_VOTE[block.vote]
    shape = (labels + 1, statements, KINDS)
    return np.bincount(cell, minlength=int(np.prod(shape))).astype(np.int64).reshape(shape)
