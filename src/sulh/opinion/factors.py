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
from sulh.opinion.engine import COMPILED_FROM, ROUGHLY_EVERY, Engine, count
from sulh.opinion.kernels import factors
from sulh.opinion.tally import Tally

STATEMENT_RIDGE = np.array([1.0, 3.0, 3.0])  # weight of a statement's starting point, in answers
ROUNDS = 8
LAST_ROUNDS = 2  # of these over all answers, where the first ones look at every eighth block
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


def fit(engine: Engine, tally: Tally, *, pass_as: PassAs, rounds: int = ROUNDS) -> Fit:
    """
    Fit the model in a fixed number of rounds, each one pass over the answers.

    Args:
        engine: Runs the passes over the answers.
        tally: Counts of the same answers.
        pass_as: "not-agree" counts a pass as an answer that does not agree; "missing" as no answer.
        rounds: How often both sides of the model are solved in turn.

    Source:
        Ridge-regularised matrix factorisation by alternating least squares: Koren, Bell and Volinsky, Matrix
        Factorization Techniques for Recommender Systems (2009).

    >>> from sulh.opinion.engine import LocalEngine, count
    >>> from sulh.synth import Recipe, synthesise
    >>> dialogue, _ = synthesise(Recipe({"A": 30, "B": 20}, statements=6), seed=1)
    >>> engine = LocalEngine(dialogue.votes, dialogue.sides)
    >>> fit(engine, count(engine), pass_as="not-agree").appeals.shape
    (6, 3)
    """
    agree, counted = (by_side.sum(axis=0) for by_side in counts(tally, pass_as))
    overall = agree.sum() / max(counted.sum(), 1)
    appeals = start(engine.statements, (agree + STATEMENT_RIDGE[0] * overall) / (counted + STATEMENT_RIDGE[0]))
    found = Fit(appeals, np.zeros((len(engine.sides.names) + 1, 3)))
    if engine.answers >= COMPILED_FROM:
        part = engine.some(ROUGHLY_EVERY)
        heard = counts(count(part), pass_as)[1].sum(axis=0)
        for _ in range(rounds - LAST_ROUNDS):
            found = _round(part, found, heard, overall, pass_as)
        rounds = LAST_ROUNDS
    for _ in range(rounds):
        found = _round(engine, found, counted, overall, pass_as)
    return found


def _round(engine: Engine, found: Fit, counted: Int64s, overall: float, pass_as: PassAs) -> Fit:
    """Solve participants, then statements and sides."""
    sums, by_side = engine.total(factors.gather, found.appeals, found.centres, pass_as)
    appeals = factors.solve(counted, sums, STATEMENT_RIDGE, np.array([overall, 0, 0]))
    return Fit(appeals, TOWARD_SIDE * by_side[:, 1:] / np.maximum(by_side[:, :1], 1))


def counts(tally: Tally, pass_as: PassAs) -> tuple[Int64s, Int64s]:
    """Return agreements and answers that count, of every side and the undeclared. Shape (sides + 1, statements)."""
    kinds = 3 if pass_as == "not-agree" else 2  # passes come last
    return tally.counts[:, :, 0], tally.counts[:, :, :kinds].sum(axis=2)


def start(statements: Sequence[str], overall: Floats) -> Floats:
    """
    Return the appeals to start from: factors drawn from the ids.

    Ids, not places, so that what a statement starts from does not depend on the others; and no draw, so that the
    same answers always give the same fit.
    """
    drawn = [[crc32(f"{factor} {identifier}".encode()) for factor in (1, 2)] for identifier in statements]
    spread = START * (np.array(drawn, dtype=np.float64).reshape(-1, 2) / 2**31 - 1)
    return np.column_stack([overall, spread])
