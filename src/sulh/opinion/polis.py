"""
What Polis computes of the same answers, for comparison and to be held against its own output; it decides nothing here.

    counts over groups or sides ▶ laplace, group_informed_consensus   one unwilling group pulls a statement down
    mean, directions           ─▶ extremity                  how far a statement lies from the middle of the map
    counts, extremity          ─▶ priorities                 what Polis would show next

The map itself is `sulh.opinion.projection`, the tests of representative statements `sulh.opinion.representative`.
"""

from __future__ import annotations

import numpy as np

from sulh.model.dialogue import Floats, Int64s

META_PRIORITY = 7.0**2  # the weight Polis gives to statements by which people describe themselves
NOVELTY = 8.0  # how much a statement nobody has seen is raised
NOVELTY_FADES = 5.0  # answers after which that is halved


def group_informed_consensus(counts: Int64s) -> Floats:
    """
    How far every group, taken separately, agrees with each statement: the product over groups of (a + 1)/(n + 2).

    Args:
        counts: Shape (groups, statements, 3): agree, disagree, pass.

    Returns:
        Shape (statements,), strictly between 0 and 1. Falls as groups are added.

    >>> group_informed_consensus(np.array([[[2, 0, 0], [2, 0, 0]], [[2, 0, 0], [0, 2, 0]]])).tolist()
    [0.5625, 0.1875]
    """
    product: Floats = laplace(counts).prod(axis=0)
    return product


def laplace(counts: Int64s) -> Floats:
    """
    (a + 1)/(n + 2) of every group or side, n being agree, disagree and pass. Shape (groups, statements).

    >>> laplace(np.array([[[9, 1, 0]]])).round(4).tolist()
    [[0.8333]]
    """
    rates: Floats = (counts[:, :, 0] + 1) / (counts.sum(axis=2) + 2)
    return rates


def extremity(mean: Floats, directions: Floats, *, statements: int | None = None) -> Floats:
    """
    How far from the middle of the map somebody would stand who had agreed with this statement and answered no other.

    Args:
        mean: Shape (statements,). Mean vote of each statement.
        directions: Shape (statements, 2). The directions of the map.
        statements: How many statements there are in all, when rejected ones are to be counted with them.

    Returns:
        Shape (statements,), from 0.
    """
    size = len(mean) if statements is None else statements
    away: Floats = np.sqrt(size) * np.abs(1 - mean) * np.hypot(directions[:, 0], directions[:, 1])
    return away


def priorities(counts: Int64s, extremity: Floats, meta: Int64s | None = None) -> Floats:
    """
    How strongly Polis would show each statement next.

    ((1 - (P+1)/(S+2)) * (E+1) * (A+1)/(S+2) * (1 + 8 * 2^(-S/5)))^2 with A agreements, P passes, S answers and
    E the extremity.

    Args:
        counts: Shape (statements, 3): agree, disagree, pass.
        extremity: Shape (statements,).
        meta: Numbers of the statements by which people describe themselves; Polis gives all of them 49.

    Returns:
        Shape (statements,), above 0.

    >>> priorities(np.array([[1, 0, 0]]), np.zeros(1)).round(2).tolist()
    [12.53]
    """
    agree, answered, passed = counts[:, 0], counts.sum(axis=1), counts[:, 2]
    importance = (1 - (passed + 1) / (answered + 2)) * (extremity + 1) * (agree + 1) / (answered + 2)
    result: Floats = (importance * (1 + NOVELTY * 2.0 ** (-answered / NOVELTY_FADES))) ** 2
    if meta is not None:
        result[meta] = META_PRIORITY
    return result
