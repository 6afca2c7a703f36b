"""
Six ways to score what every side accepts, all from the same answers: ours and those it is compared with.

    ours                smallest pooled estimate over the sides
    group-informed      product of (a + 1)/(n + 2) over the sides, as Polis computes it over its groups
    overall             share of all answers that agree, the undeclared included
    smallest Laplace    smallest (a + 1)/(n + 2) over the sides
    smallest low end    smallest lower end of a side's own interval
    bridging intercept  what is left of agreement after opinions are explained by one factor

Every score has shape (statements,); higher is more acceptable to all.
"""

from __future__ import annotations

import numpy as np

from sulh.model.dialogue import AGREE, PASS, Floats, Int64s, Votes
from sulh.opinion.engine import LocalEngine
from sulh.opinion.interval import OwnIntervals
from sulh.opinion.polis import laplace
from sulh.opinion.pooled import pooled
from sulh.opinion.tally import Tally

OURS = "ours"
RIVALS = ("group-informed", "overall", "smallest Laplace")  # those the project promises to be ahead of
ON_INTERCEPTS, ON_FACTORS = 0.15, 0.03
ROUNDS = 40


def scores(votes: Votes, engine: LocalEngine, tally: Tally, own: OwnIntervals) -> dict[str, Floats]:
    """Score every statement in each of the six ways."""
    rates, everybody = laplace(tally.counts[:-1]), tally.counts.sum(axis=0)
    return {
        OURS: pooled(engine, tally, low=own.low, high=own.high).min(axis=0),
        "group-informed": rates.prod(axis=0),
        "overall": everybody[:, 0] / np.maximum(everybody.sum(axis=1), 1),
        "smallest Laplace": rates.min(axis=0),
        "smallest low end": own.low.min(axis=0),
        "bridging intercept": bridging(votes),
    }


def bridging(votes: Votes) -> Floats:
    """
    Fit r ≈ μ + b_i + c_j + f_i f_j by alternating ridge regressions and return c.

    r is 1 for agree, 0 for disagree, one half for a pass. Squared errors are summed over answers; the penalties are .15
    on μ and the intercepts and .03 on the factors.

    Source:
        Wojcik and others, Birdwatch: Crowd Wisdom and Bridging Algorithms (2022), equation 1.
    """
    i, j = votes.participant().astype(np.int64), votes.statement.astype(np.int64)
    r = np.where(votes.vote == PASS, 0.5, votes.vote == AGREE)
    people, statements = len(votes.participants), len(votes.statements)
    mean, statement = float(r.mean()), np.zeros((statements, 2))
    statement[:, 1] = np.random.default_rng(0).normal(0, 0.1, statements)
    for _ in range(ROUNDS):
        person = _alternate(i, people, r - mean - statement[j, 0], statement[j, 1])
        statement = _alternate(j, statements, r - mean - person[i, 0], person[i, 1])
        rest = r - person[i, 0] - statement[j, 0] - person[i, 1] * statement[j, 1]
        mean = float(rest.sum() / (len(r) + ON_INTERCEPTS))
    intercept: Floats = statement[:, 0]
    return intercept


def _alternate(of: Int64s, size: int, z: Floats, x: Floats) -> Floats:
    """Solve z ≈ intercept + x · factor for every number in `of`. Shape (size, 2)."""
    n, sx, sxx, sz, sxz = (np.bincount(of, by, minlength=size) for by in (np.ones(len(z)), x, x * x, z, x * z))
    first, second = n + ON_INTERCEPTS, sxx + ON_FACTORS
    determinant = first * second - sx * sx
    return np.column_stack([(second * sz - sx * sxz) / determinant, (first * sxz - sx * sz) / determinant])
