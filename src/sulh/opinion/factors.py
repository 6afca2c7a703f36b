"""
What each participant is expected to answer: a small model of agreement, fitted to the answers there are.

    agree-indicator ≈ overall of the statement + agreeableness of the participant + their factors · its factors

    Fit ─┬─ appeals   (statements, 3)   overall rate and two factors of each statement
         └─ centres   (sides + 1, 3)    where the members of each side start; the undeclared last

Every participant starts four fifths of the way from nobody in particular to the middle of their side, so that
somebody who has answered little is expected to answer much like their side. The fit alternates: given the statements,
everybody's leaning is solved anew from their own answers; given the leanings, the statements are. Nothing is kept a
participant. The loops over answers live in `sulh.opinion.kernels.factors`, what is made of the fit in
`sulh.opinion.pooled`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from sulh.model.dialogue import Floats, Int64s
from sulh.model.findings import PassAs
from sulh.opinion.engine import Engine
from sulh.opinion.kernels import factors

RIDGE = np.array([1.0, 3.0, 3.0])  # weight of a statement's starting point, in answers
ROUNDS = 8
TOWARD_SIDE = 0.8  # wholly (1) would let a side's middle drift: nothing would hold it
START = 0.3  # spread of the factors the fit starts from


@dataclass(frozen=True, eq=False)
class Fit:
    """
    The fitted model.

    Attributes:
        appeals: Shape (statements, 3). Overall rate of agreement and two factors. The factors have no meaning of
            their own: only what they predict has.
        centres: Shape (sides + 1, 3). Agreeableness and two factors from which the members of each side start.
    """

    appeals: Floats
    centres: Floats


def fit(engine: Engine, agree: Int64s, counted: Int64s, *, pass_as: PassAs, rounds: int = ROUNDS) -> Fit:
    """
    Fit the model in a fixed number of rounds, each one pass over the answers.

    Args:
        engine: Runs the passes over the answers.
        agree: Shape (statements,). Agreements of everybody, the undeclared too.
        counted: Shape (statements,). Answers of everybody that count.
        pass_as: "not-agree" counts a pass as an answer that does not agree; "missing" as no answer.
        rounds: How often both sides of the model are solved in turn.

    Source:
        Ridge-regularised matrix factorisation by alternating least squares: Koren, Bell and Volinsky, Matrix
        Factorization Techniques for Recommender Systems (2009).

    >>> from sulh.opinion.engine import LocalEngine, count
    >>> from sulh.synth import Recipe, synthesise
    >>> dialogue, _ = synthesise(Recipe({"A": 30, "B": 20}, statements=6), seed=1)
    >>> engine = LocalEngine(dialogue.votes, dialogue.sides)
    >>> counts = count(engine).counts.sum(axis=0)
    >>> fit(engine, counts[:, 0], counts.sum(axis=1), pass_as="not-agree").appeals.shape
    (6, 3)
    """
    overall = agree.sum() / max(counted.sum(), 1)
    toward = np.array([overall, 0, 0])
    appeals = start(engine.statements, (agree + RIDGE[0] * overall) / (counted + RIDGE[0]))
    centres = np.zeros((len(engine.sides.names) + 1, 3))
    for _ in range(rounds):
        sums, by_side = engine.total(factors.gather, appeals, centres, pass_as)
        appeals = factors.solve(counted, sums, RIDGE, toward)
        centres = TOWARD_SIDE * by_side[:, 1:] / np.maximum(by_side[:, :1], 1)
    return Fit(appeals, centres)


def start(statements: Sequence[str], overall: Floats) -> Floats:
    """
    Return the appeals to start from: factors drawn from the ids.

    Ids, not places, so that what a statement starts from does not depend on the others; and no draw, so that the
    same answers always give the same fit.
    """
    drawn = [[crc32(f"{factor} {identifier}".encode()) for factor in (1, 2)] for identifier in statements]
    spread = START * (np.array(drawn, dtype=np.float64).reshape(-1, 2) / 2**31 - 1)
    return np.column_stack([overall, spread])
