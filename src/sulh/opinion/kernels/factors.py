"""
The passes behind the pooled estimate, in plain NumPy; `factors_compiled` is the compiled form.

    agree-indicator of an answer ≈ overall of the statement + own agreeableness + own factors · the statement's factors

    appeals    (statements, 3)   overall rate and two factors of each statement
    leanings   (participants, 3) agreeableness and two factors of each participant; solved anew in every pass
    centres    (sides + 1, 3)    the leaning from which the members of each side start; the undeclared last

Both directions of the fit are ridge regressions on three columns (1, x1, x2), so both share `equations` and `solve`.
`sulh.opinion.factors` runs these passes in turn and says what is fitted and why.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from sulh.model.dialogue import AGREE, PASS, Booleans, Floats, Int64s
from sulh.model.findings import PassAs
from sulh.opinion.blocks import Block

PARTICIPANT_RIDGE = np.array([6.0, 3.0, 3.0])  # weight of a participant's starting point, in answers
CELLS_AT_A_TIME = 250_000


def gather(block: Block, appeals: Floats, centres: Floats, pass_as: PassAs) -> tuple[Floats, Floats]:
    """
    Add up what the next appeals and the next centres are solved from.

    Args:
        block: Some of the participants.
        appeals: Shape (statements, 3).
        centres: Shape (sides + 1, 3).
        pass_as: "not-agree" counts a pass as an answer that does not agree; "missing" as no answer.

    Returns:
        Shape (statements, 8): `equations` of each statement. Shape (sides + 1, 4): how many participants with an
        answer, and the sum of their leanings.
    """
    rows = counted(block, pass_as)
    row, statement, agree = _answers(rows)
    own, heard = _leanings(rows, appeals, centres)
    mine = own[row]
    sums = equations(statement, len(appeals), mine[:, 1:], agree - mine[:, 0])
    label, size = _labels(block, centres)[heard], len(centres)
    columns = (np.ones(len(label)), *own[heard].T)
    return sums, np.stack([np.bincount(label, column, minlength=size) for column in columns], axis=1)


def expect(block: Block, appeals: Floats, centres: Floats, pass_as: PassAs) -> tuple[Floats]:
    """
    Add up what is expected of every declared member on every statement, asked or not.

    Returns:
        Shape (sides, statements). Sum of the predictions, each clipped to 0 to 1.
    """
    own, _ = _leanings(counted(block, pass_as), appeals, centres)
    expected = np.zeros((len(centres) - 1, len(appeals)))
    step = max(CELLS_AT_A_TIME // max(len(appeals), 1), 1)
    for side in range(len(expected)):
        members = own[block.side == side]
        for first in range(0, len(members), step):
            some = members[first : first + step]
            # written out, not as a matrix product: those add in an order that depends on the number of threads
            raw = appeals[:, 0] + some[:, :1] + some[:, 1:2] * appeals[:, 1] + some[:, 2:] * appeals[:, 2]
            expected[side] += np.clip(raw, 0, 1).sum(axis=0)
    return (expected,)


def surprise(block: Block, appeals: Floats, centres: Floats, pass_as: PassAs) -> tuple[Floats, Floats, Floats]:
    """
    Add up what was expected of those who did answer, and how far their answers lay from it.

    Returns:
        Shape (sides + 1, statements, 3): sum of the clipped predictions, and of both factors. Shape (statements, 3):
        sums of the products of the factors. Shape (1,): sum of the squared surprises.
    """
    rows = counted(block, pass_as)
    row, statement, agree = _answers(rows)
    mine = _leanings(rows, appeals, centres)[0][row]
    expected = np.clip(appeals[statement, 0] + mine[:, 0] + (mine[:, 1:] * appeals[statement, 1:]).sum(axis=1), 0, 1)
    cell = _labels(block, centres)[row] * len(appeals) + statement
    size = len(centres) * len(appeals)
    columns = (expected, mine[:, 1], mine[:, 2])
    cells: Floats = np.stack([np.bincount(cell, weights=by, minlength=size) for by in columns], axis=1)
    products = equations(statement, len(appeals), mine[:, 1:], expected)[:, 2:5]
    return cells.reshape(len(centres), len(appeals), 3), products, np.array([((agree - expected) ** 2).sum()])


def equations(of: Int64s, size: int, x: Floats, z: Floats) -> Floats:
    """
    Add up the normal equations of z ≈ c0 + c1 x1 + c2 x2, one regression for each number in `of`.

    Args:
        of: Shape (answers,). Which regression an answer belongs to.
        size: How many regressions.
        x: Shape (answers, 2).
        z: Shape (answers,).

    Returns:
        Shape (size, 8): sums of x1, x2, x1², x1 x2, x2², z, z x1, z x2. The count is known from the tally.
    """
    one, two = x.T
    columns = (one, two, one * one, one * two, two * two, z, z * one, z * two)
    return np.stack([np.bincount(of, column, minlength=size) for column in columns], axis=1)


def solve(count: npt.NDArray[np.integer | np.floating], sums: Floats, ridge: Floats, toward: Floats) -> Floats:
    """
    Solve ridge regressions from their `equations`.

    Args:
        count: Shape (size,). How many answers each regression has.
        sums: Shape (size, 8).
        ridge: Shape (3,). How many answers the starting point of each coefficient is worth; above 0.
        toward: Shape (size, 3) or (3,). The starting points.

    Returns:
        Shape (size, 3): c0, c1, c2.
    """
    matrix = gram(count, sums[:, :2], sums[:, 2:5]) + np.diag(ridge)
    solved = np.linalg.solve(matrix, (sums[:, 5:] + ridge * toward)[:, :, None])
    return np.asarray(solved[:, :, 0], dtype=np.float64)


def gram(count: npt.NDArray[np.integer | np.floating], sums: Floats, products: Floats) -> Floats:
    """
    Return the sums of products of (1, x1, x2) that belong to each regression.

    Args:
        count: Shape (size,). How many answers each regression has.
        sums: Shape (size, 2). Sums of x1 and x2.
        products: Shape (size, 3). Sums of x1², x1 x2 and x2².

    Returns:
        Shape (size, 3, 3), symmetric.
    """
    (one, two), (one_one, one_two, two_two) = sums.T, products.T
    entries = (count, one, two, one, one_one, one_two, two, one_two, two_two)
    return np.stack(entries, axis=1).reshape(-1, 3, 3)


def counted(block: Block, pass_as: PassAs) -> Block:
    """Return the block with those answers only that count."""
    if pass_as == "not-agree":
        return block
    said = block.vote != PASS
    start = np.concatenate([[0], np.cumsum(said)])[block.start].astype(np.int64)
    return Block(block.first, start, block.statement[said], block.vote[said], block.side)


def _answers(block: Block) -> tuple[Int64s, Int64s, Floats]:
    """Return participant, statement and agree-indicator of every answer."""
    return block.row(), block.statement.astype(np.int64), (block.vote == AGREE).astype(np.float64)


def _leanings(block: Block, appeals: Floats, centres: Floats) -> tuple[Floats, Booleans]:
    """Return every participant's leaning, and who gave an answer at all."""
    row, statement, agree = _answers(block)
    count = np.diff(block.start)
    sums = equations(row, len(block), appeals[statement, 1:], agree - appeals[statement, 0])
    return solve(count, sums, PARTICIPANT_RIDGE, centres[_labels(block, centres)]), count > 0


def _labels(block: Block, centres: Floats) -> Int64s:
    """Return the row of `centres` of every participant."""
    return np.where(block.side < 0, len(centres) - 1, block.side).astype(np.int64)
