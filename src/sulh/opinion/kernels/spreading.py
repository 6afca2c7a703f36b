"""
The two passes of the map, in plain NumPy; `spreading_compiled` is the compiled form.

    X                 (participants, statements)  x_ij = vote_ij - mean_j where answered, 0 elsewhere; never built
    spread(V)         X^T (X V)                   from statements to people and back, in one pass
    position(V)       X V                         where each participant stands
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sulh.model.dialogue import Floats, Singles
from sulh.opinion.blocks import Block


def spread(block: Block, mean: Floats, directions: Floats) -> tuple[Floats]:
    """
    Carry directions over the statements to the people and back: X^T (X directions).

    Args:
        block: Some of the participants.
        mean: Shape (statements,). Mean vote of each statement.
        directions: Shape (statements, width).

    Returns:
        Shape (statements, width).
    """
    centred, places = _placed(block, mean, directions)
    shares = centred[:, None] * places[block.row()]
    columns = [np.bincount(block.statement, column, minlength=len(mean)) for column in shares.T]
    # Without any answer bincount returns whole numbers.
    return (np.stack(columns, axis=1, dtype=np.float64),)


def position(block: Block, mean: Floats, directions: Floats) -> tuple[Singles, npt.NDArray[np.int32]]:
    """
    Place participants by their own answers: X directions, and how many statements each has answered.

    Returns:
        Singles of shape (participants of the block, width) and counts of shape (participants of the block,).
    """
    _, places = _placed(block, mean, directions)
    return places.astype(np.float32), np.diff(block.start).astype(np.int32)


def _placed(block: Block, mean: Floats, directions: Floats) -> tuple[Floats, Floats]:
    """Return x of every answer, and where each participant stands."""
    centred = block.vote - mean[block.statement]
    return centred, _row_sums(block, centred[:, None] * directions[block.statement])


def _row_sums(block: Block, terms: Floats) -> Floats:
    sums = np.zeros((len(block), terms.shape[1]))
    heard = np.diff(block.start) > 0
    # reduceat sums from each start to the next: right only where no row is empty.
    sums[heard] = np.add.reduceat(terms, block.start[:-1][heard]) if heard.any() else 0
    return sums
