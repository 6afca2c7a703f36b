"""The passes behind the pooled estimate, compiled; `factors` is the plain form and says what is added up."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sulh.model.dialogue import AGREE, Floats, Int8s, Int16s, Int64s, Singles, StatementNumbers
from sulh.model.findings import PassAs
from sulh.opinion.blocks import Block
from sulh.opinion.kernels.compiling import compiled
from sulh.opinion.kernels.factors import PARTICIPANT_RIDGE, counted

TILE = 512  # statements whose sums stay in the fastest cache
RUN = 64  # members added up in single precision before the sum moves to double precision


class Rows(NamedTuple):
    """The arrays of a block, as a compiled loop takes them."""

    start: Int64s
    statement: StatementNumbers
    vote: Int8s
    side: Int16s


def gather(block: Block, appeals: Floats, centres: Floats, pass_as: PassAs) -> tuple[Floats, Floats]:
    """Add up what the next appeals and centres are solved from: see `factors.gather`."""
    rows = _rows(block, pass_as)
    own = _own(rows, appeals, centres)
    sums, by_side = np.zeros((len(appeals), 8)), np.zeros((len(centres), 4))
    _equations(rows, own, sums, by_side)
    return sums, by_side


def expect(block: Block, appeals: Floats, centres: Floats, pass_as: PassAs) -> tuple[Floats]:
    """Add up what is expected of every declared member: see `factors.expect`."""
    own = _own(_rows(block, pass_as), appeals, centres)
    expected = np.zeros((len(centres) - 1, len(appeals)))
    terms = np.ascontiguousarray(appeals.T.astype(np.float32))
    for side, total in enumerate(expected):
        _expected(own[block.side == side].astype(np.float32), terms, total)
    return (expected,)


def surprise(block: Block, appeals: Floats, centres: Floats, pass_as: PassAs) -> tuple[Floats, Floats, Floats]:
    """Add up what was expected of those who did answer: see `factors.surprise`."""
    rows = _rows(block, pass_as)
    own = _own(rows, appeals, centres)
    cells, products = np.zeros((len(centres), len(appeals), 3)), np.zeros((len(appeals), 3))
    squares = _surprise(rows, own, appeals, cells, products)
    return cells, products, np.array([squares])


def _rows(block: Block, pass_as: PassAs) -> Rows:
    block = counted(block, pass_as)
    return Rows(block.start, block.statement, block.vote, block.side)


def _own(rows: Rows, appeals: Floats, centres: Floats) -> Floats:
    own = np.empty((len(rows.side), 3))
    _leanings(rows, appeals, centres * PARTICIPANT_RIDGE, own)
    return own


@compiled
def _leanings(rows: Rows, appeals: Floats, pull: Floats, own: Floats) -> None:
    for row in range(len(rows.side)):
        one, two, one_one, one_two, two_two = 0.0, 0.0, 0.0, 0.0, 0.0
        right, right_one, right_two = pull[rows.side[row]]  # undeclared (-1) is the last row, as an index from the end
        for place in range(rows.start[row], rows.start[row + 1]):
            overall, x, y = appeals[rows.statement[place]]
            z = (rows.vote[place] == AGREE) - overall
            one += x
            two += y
            one_one += x * x
            one_two += x * y
            two_two += y * y
            right += z
            right_one += z * x
            right_two += z * y
        # Cholesky factors of the three equations, one after another
        a = np.sqrt(rows.start[row + 1] - rows.start[row] + PARTICIPANT_RIDGE[0])
        b, c = one / a, two / a
        d = np.sqrt(one_one + PARTICIPANT_RIDGE[1] - b * b)
        e = (one_two - b * c) / d
        f = np.sqrt(two_two + PARTICIPANT_RIDGE[2] - c * c - e * e)
        p = right / a
        q = (right_one - b * p) / d
        own[row, 2] = (right_two - c * p - e * q) / f / f
        own[row, 1] = (q - e * own[row, 2]) / d
        own[row, 0] = (p - b * own[row, 1] - c * own[row, 2]) / a


@compiled
def _equations(rows: Rows, own: Floats, sums: Floats, by_side: Floats) -> None:
    for row in range(len(own)):
        base, x, y = own[row]
        if rows.start[row] < rows.start[row + 1]:
            centre = by_side[rows.side[row]]
            centre[0] += 1
            centre[1] += base
            centre[2] += x
            centre[3] += y
        for place in range(rows.start[row], rows.start[row + 1]):
            z = (rows.vote[place] == AGREE) - base
            into = sums[rows.statement[place]]
            into[0] += x
            into[1] += y
            into[2] += x * x
            into[3] += x * y
            into[4] += y * y
            into[5] += z
            into[6] += z * x
            into[7] += z * y


@compiled
def _expected(own: Singles, terms: Singles, total: Floats) -> None:
    run = np.empty(TILE, np.float32)
    zero, whole = np.float32(0), np.float32(1)
    for first in range(0, len(total), TILE):
        # row by row: a row of a slice has no known stride, and its loop would not be vectorised
        overall, one = terms[0][first : first + TILE], terms[1][first : first + TILE]
        two = terms[2][first : first + TILE]
        width = len(overall)
        for begin in range(0, len(own), RUN):
            run[:] = zero
            for row in range(begin, min(begin + RUN, len(own))):
                base, x, y = own[row]
                for j in range(width):
                    run[j] += min(max(overall[j] + base + x * one[j] + y * two[j], zero), whole)
            for j in range(width):
                total[first + j] += run[j]


@compiled
def _surprise(rows: Rows, own: Floats, appeals: Floats, cells: Floats, products: Floats) -> float:
    squares = 0.0
    for row in range(len(own)):
        base, x, y = own[row]
        mine = cells[rows.side[row]]
        for place in range(rows.start[row], rows.start[row + 1]):
            j = rows.statement[place]
            overall, one, two = appeals[j]
            expected = min(max(overall + base + x * one + y * two, 0.0), 1.0)
            squares += ((rows.vote[place] == AGREE) - expected) ** 2
            mine[j, 0] += expected
            mine[j, 1] += x
            mine[j, 2] += y
            products[j, 0] += x * x
            products[j, 1] += x * y
            products[j, 2] += y * y
    return squares
