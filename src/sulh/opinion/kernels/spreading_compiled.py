"""
The two passes of the map, compiled; `spreading` is the plain form and says what they do.

Single precision does no harm here: a block sums about a thousand answers a statement, blocks are added in double
precision, and the map is drawn to three digits.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sulh.model.dialogue import Floats, Int8s, Int64s, Singles, StatementNumbers
from sulh.opinion.blocks import Block
from sulh.opinion.kernels.compiling import compiled

WIDTH = 4  # directions at a time: as many single-precision numbers as one instruction handles everywhere


def spread(block: Block, mean: Floats, directions: Floats) -> tuple[Floats]:
    """Carry directions over the statements to the people and back: see `spreading.spread`."""
    table, width = _padded(directions), directions.shape[1]
    back = np.zeros_like(table)
    _there_and_back(block.start, block.statement, block.vote, mean.astype(np.float32), table, back)
    return (back[:, :width].astype(np.float64),)


def position(block: Block, mean: Floats, directions: Floats) -> tuple[Singles, npt.NDArray[np.int32]]:
    """Place participants by their own answers: see `spreading.position`."""
    places = np.empty((len(block), WIDTH), np.float32)
    _there(block.start, block.statement, block.vote, mean.astype(np.float32), _padded(directions), places)
    return places[:, : directions.shape[1]].copy(), np.diff(block.start).astype(np.int32)


def _padded(directions: Floats) -> Singles:
    table = np.zeros((len(directions), WIDTH), np.float32)
    table[:, : directions.shape[1]] = directions
    return table


@compiled
def _there_and_back(
    start: Int64s, statement: StatementNumbers, vote: Int8s, mean: Singles, table: Singles, back: Singles
) -> None:
    place = np.zeros(WIDTH, np.float32)
    for row in range(len(start) - 1):
        for k in range(WIDTH):
            place[k] = 0
        for at in range(start[row], start[row + 1]):
            j = statement[at]
            centred = vote[at] - mean[j]
            for k in range(WIDTH):
                place[k] += centred * table[j, k]
        for at in range(start[row], start[row + 1]):
            j = statement[at]
            centred = vote[at] - mean[j]
            for k in range(WIDTH):
                back[j, k] += centred * place[k]


@compiled
def _there(
    start: Int64s, statement: StatementNumbers, vote: Int8s, mean: Singles, table: Singles, places: Singles
) -> None:
    for row in range(len(start) - 1):
        for k in range(WIDTH):
            places[row, k] = 0
        for at in range(start[row], start[row + 1]):
            j = statement[at]
            centred = vote[at] - mean[j]
            for k in range(WIDTH):
                places[row, k] += centred * table[j, k]
