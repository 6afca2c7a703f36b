"""
The pooled estimate: a side's rate of agreement, steadied by what is expected of its members.

    expected   (sides, statements)   mean prediction over all members, asked or not
    surprise   (sides, statements)   agreements beyond what was expected of those who did answer
    strength   one number            how many answers the expectation is worth

    estimate = expected + surprise / (answers + strength), clipped to the side's own interval

It orders statements inside the facilitator's room and decides nothing: standings come from own answers alone (see
`sulh.opinion.standing`). What is expected of whom is fitted in `sulh.opinion.factors`.
"""

from __future__ import annotations

import numpy as np

from sulh.errors import ShapeError
from sulh.model.dialogue import Floats, Int64s
from sulh.model.findings import PassAs
from sulh.opinion.engine import Engine
from sulh.opinion.factors import STATEMENT_RIDGE, counts, fit
from sulh.opinion.kernels import factors
from sulh.opinion.tally import Tally

LEAST_STRENGTH, MOST_STRENGTH = 1.0, 1000.0


def pooled(engine: Engine, tally: Tally, *, low: Floats, high: Floats, pass_as: PassAs = "not-agree") -> Floats:
    """
    Estimate every side's rate of agreement with every statement, borrowing from what its members said elsewhere.

    The raw rate of a small side is noise, and ranking by the smallest rate picks lucky statements. So each rate starts
    from what is expected of *all* members of the side, and moves from there by what those who were asked answered
    beyond what was expected of *them*: n / (n + strength) of the mean surprise. This corrects for who was shown what.
    The side's own interval has the last word, so that borrowing never drowns a small side.

    Args:
        engine: Runs the passes over the answers.
        tally: Counts of the same answers.
        low: Shape (sides, statements). Lower end of the side's own interval; NaN where it has no answer.
        high: Shape (sides, statements). Upper end.
        pass_as: "not-agree" counts a pass as an answer that does not agree; "missing" as no answer.

    Returns:
        Shape (sides, statements). Between low and high; NaN where a side has no answer: the statement is unheard.

    Raises:
        ShapeError: If low or high do not fit the tally.

    Source:
        Difference estimator of survey sampling: Särndal, Swensson and Wretman, Model Assisted Survey Sampling (1992).

    >>> from sulh.opinion.engine import LocalEngine, count
    >>> from sulh.opinion.interval import own_answers
    >>> from sulh.synth import Recipe, synthesise
    >>> dialogue, _ = synthesise(Recipe({"north": 40, "south": 20}, statements=6, common_ground=1), seed=3)
    >>> engine = LocalEngine(dialogue.votes, dialogue.sides)
    >>> tally = count(engine)
    >>> own = own_answers(tally)
    >>> estimate = pooled(engine, tally, low=own.low, high=own.high)
    >>> bool((own.low <= estimate).all()), bool((estimate <= own.high).all())
    (True, True)
    """
    if low.shape != tally.agree.shape or high.shape != tally.agree.shape:
        raise ShapeError(f"own intervals of shape {low.shape} and {high.shape}, expected {tally.agree.shape}")
    agree, counted = counts(tally, pass_as)
    if not counted[:-1].any():
        return np.full(low.shape, np.nan)
    fitted = fit(engine, tally, pass_as=pass_as)
    (expected,) = engine.total(factors.expect, fitted.appeals, fitted.centres, pass_as)
    cells, products, squares = engine.total(factors.surprise, fitted.appeals, fitted.centres, pass_as)
    surprise: Floats = agree.astype(np.float64) - cells[:, :, 0]
    worth = strength(surprise, counted, cells[:, :, 1:], products, float(squares[0]))
    members = np.maximum(engine.sides.members(), 1)[:, None]
    return steadied(expected / members, surprise[:-1], counted[:-1], worth=worth, within=(low, high))


def steadied(
    expected: Floats, surprise: Floats, counted: Int64s, *, worth: float, within: tuple[Floats, Floats]
) -> Floats:
    """
    Move an expected rate by what was answered beyond it, as far as the side's own interval allows.

    Args:
        expected: Any shape. Rate that is expected, 0 to 1.
        surprise: Same shape. Agreements beyond what was expected of those who answered.
        counted: Same shape. Answers.
        worth: How many answers the expectation is worth.
        within: Lower and upper ends of the own interval, same shape.

    Returns:
        Same shape; NaN where nothing was counted.

    >>> own = np.array([0.1]), np.array([0.7])
    >>> steadied(np.array([0.5]), np.array([2.0]), np.array([10]), worth=10, within=own).tolist()
    [0.6]
    >>> steadied(np.array([0.5]), np.array([5.0]), np.array([10]), worth=10, within=own).tolist()
    [0.7]
    """
    return np.where(counted > 0, np.clip(expected + surprise / (counted + worth), *within), np.nan)


def strength(surprise: Floats, counted: Int64s, sums: Floats, products: Floats, squares: float) -> float:
    """
    Estimate, once per dialogue, how many answers an expectation is worth.

    Strength = variance of single answers around what was expected / variance of a side's own opinion beyond what was
    expected of it. The second comes by the method of moments from the summed surprises of each side and statement.
    The fit has used the same answers, so its surprises are too small; each statement's regression says by how much
    (its hat matrix), and that is allowed for. Without this the strength would nearly always be infinite.

    Args:
        surprise: Shape (sides + 1, statements). Agreements beyond what was expected of those who answered.
        counted: Shape (sides + 1, statements). Answers.
        sums: Shape (sides + 1, statements, 2). Sums of the two factors of those who answered.
        products: Shape (statements, 3). Sums of u1², u1 u2, u2² over all who answered.
        squares: Sum of the squared surprises of single answers.

    Returns:
        Between 1 and 1000 answers: above, no dialogue can tell it from "all the same".

    >>> half = np.array([[10, 10], [10, 10], [0, 0]])
    >>> apart = np.array([[2.0, -2.0], [-2.0, 2.0], [0, 0]])  # 70 % and 30 % where 50 % was expected
    >>> nothing = np.zeros((3, 2, 2)), np.zeros((2, 3))
    >>> round(strength(apart, half, *nothing, squares=10.0), 2), strength(apart * 0, half, *nothing, squares=10.0)
    (4.56, 1000.0)
    """
    design = np.concatenate([counted[:, :, None], sums], axis=2)
    gram = factors.gram(counted.sum(axis=0), sums.sum(axis=0), products)
    used = design.swapaxes(0, 1) @ np.linalg.inv(gram + np.diag(STATEMENT_RIDGE))
    left = -used @ design.transpose(1, 2, 0)
    cells = np.arange(len(counted))
    left[:, cells, cells] += counted.T
    noise = np.diagonal(left, axis1=1, axis2=2) - (used**2 @ STATEMENT_RIDGE)
    single = squares / max(counted.sum(), 1)
    beyond = (surprise.T**2 - single * noise).sum() / max((left**2).sum(), 1)
    if beyond * MOST_STRENGTH <= single:
        return MOST_STRENGTH
    return max(float(single / beyond), LEAST_STRENGTH)
