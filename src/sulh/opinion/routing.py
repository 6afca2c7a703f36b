"""
Which statement to show next: the one whose answer says most about what belongs at the top of the ranking.

    Tally of the last closed epoch ─▶ belief (sides, statements): Beta, drawn toward the statement's own mean
                                   ─▶ draws of the belief: each statement's worst side, and the top ten of each draw
                                   ─▶ weights (sides, statements): what one more answer tells of the top, plus a floor
                                   ─▶ choose: some statements for one person, among those they have not answered

Only the tally is looked at, never a person's answers, so nobody is shown a statement because of what they said.
"""

from __future__ import annotations

import numpy as np

from sulh.errors import SettingError, ShapeError
from sulh.model.dialogue import Booleans, Floats, Int64s
from sulh.model.findings import DECIMALS, Routing
from sulh.opinion.tally import Tally

TOP = 10
FLOOR = 0.05  # part of all showings that is spread evenly, so that every statement is seen
DRAWS = 256
STRENGTH = 4.0  # answers that the statement's own mean over all sides is worth
NEVER_NOTHING = 1e-12  # where the draws tell nothing at all, every statement is worth the same


def routing(tally: Tally, *, seed: int) -> list[Routing]:
    """
    Return the weights by side and statement id, as they stand in the findings; none without sides or statements.

    >>> tally = Tally(("n", "s"), ("1", "2"), np.array([[[9, 1, 0], [5, 5, 0]], [[8, 2, 0], [4, 6, 0]], [[0] * 3] * 2]))
    >>> [found.side for found in routing(tally, seed=1)]
    ['n', 's']
    """
    if not tally.sides or not len(tally.statements):
        return []
    return [
        Routing(
            side, {name: round(float(weight), DECIMALS) for name, weight in zip(tally.statements, row, strict=True)}
        )
        for side, row in zip(tally.sides, weights(tally, seed=seed), strict=True)
    ]


def weights(tally: Tally, *, seed: int, top: int = TOP, floor: float = FLOOR) -> Floats:
    """
    How often each statement should be shown next to a person of each side.

    Of every statement, a side's rate is believed to be somewhere around what it answered. In 256 draws of that belief
    the statement is among the best for its worst side, or not: how open that is, is a variance, p (1 - p). The
    expected gain of one more answer of a side is what it takes off that variance: the square of the covariance of
    "among the best" with the side's rate, over the variance of an answer. It is large for statements at the edge of
    the top, on the side that limits them, where little was heard; it vanishes for what is clearly in or clearly out.
    Statements are shown in proportion to it.

    Args:
        tally: Counts of the last closed epoch.
        seed: The same tally and seed give the same weights.
        top: How many statements the top of the ranking holds; at most half of all.
        floor: Part of the weight that is spread evenly, 0 to 1.

    Returns:
        Shape (sides, statements). Each row adds up to one; no entry is under floor / statements.

    Raises:
        SettingError: If floor is no part or top is not positive.

    Source:
        Thompson sampling; see docs/methods/routing.md for what was tried and measured.

    >>> counts = np.zeros((3, 4, 3), np.int64)
    >>> counts[:2, 0] = 900, 100, 0   # clearly at the top on both sides
    >>> counts[:2, 1] = 100, 900, 0   # clearly not
    >>> counts[:2, 2:] = 6, 4, 0      # open
    >>> weight = weights(Tally(("n", "s"), ("1", "2", "3", "4"), counts), seed=1)
    >>> (weight < 0.1).tolist()
    [[True, True, False, False], [True, True, False, False]]
    """
    if not 0 <= floor <= 1:
        raise SettingError(f"The floor is {floor}; it must lie between 0 and 1.")
    if top < 1:
        raise SettingError(f"The top is {top}; give one or more.")
    sides, statements = tally.agree.shape
    if statements == 0:
        return np.zeros((sides, 0))
    gain = _gain(tally, min(top, (statements + 1) // 2), seed) + NEVER_NOTHING
    mixed: Floats = (1 - floor) * gain / gain.sum(axis=1, keepdims=True) + floor / statements
    return mixed


def belief(tally: Tally) -> tuple[Floats, Floats]:
    """
    Return the two parameters of the Beta belief about every side's rate of agreement. Shape (sides, statements) each.

    Each side's answers count in full; `STRENGTH` more are borrowed from the statement's mean over the sides, which
    itself borrows as many from the mean over all statements. So a statement without answers is believed average.
    """
    answered = tally.counts[:-1].sum(axis=2)
    overall = (tally.agree.sum() + 1) / (answered.sum() + 2)
    mean = (tally.agree.sum(axis=0) + STRENGTH * overall) / (answered.sum(axis=0) + STRENGTH)
    return tally.agree + STRENGTH * mean, answered - tally.agree + STRENGTH * (1 - mean)


def _gain(tally: Tally, top: int, seed: int) -> Floats:
    """Return how much of the openness of each statement's place one more answer would take. (sides, statements)."""
    agree, other = belief(tally)
    drawn = np.random.default_rng(seed).beta(agree, other, size=(DRAWS, *agree.shape))
    worst = drawn.min(axis=1)
    edge = np.partition(worst, -top, axis=1)[:, -top]
    inside = (worst >= edge[:, None]) * 1.0
    rate = agree / (agree + other)
    together = (inside[:, None, :] * (drawn - drawn.mean(axis=0))).mean(axis=0)  # covariance, by draws
    by_chance = drawn.var(axis=0) * inside.var(axis=0) / DRAWS  # what its square would be if there were none
    gain: Floats = np.maximum(together**2 - by_chance, 0) / (rate * (1 - rate))
    return gain


def choose(weight: Floats, answered: Booleans, count: int, *, rng: np.random.Generator) -> Int64s:
    """
    Draw the statements to show one person next, in order, none twice and none they have answered.

    Args:
        weight: Shape (statements,). The row of the person's side; zero means never.
        answered: Shape (statements,). What the person has answered already.
        count: How many to draw; fewer come back when fewer are left.
        rng: Source of chance.

    Returns:
        Statement numbers, first to show first. Each place is drawn in proportion to the weights of what is left.

    Raises:
        ShapeError: If the two arrays differ in length.

    >>> choose(np.array([0.5, 0.5, 0.0]), np.array([True, False, False]), 3, rng=np.random.default_rng(1)).tolist()
    [1]
    """
    if len(weight) != len(answered):
        raise ShapeError(f"weight has {len(weight)} statements, answered has {len(answered)}")
    # the largest of log weight + Gumbel noise come out as if drawn one after the other, without putting back
    with np.errstate(divide="ignore"):
        key = np.where(answered, -np.inf, np.log(weight)) + rng.gumbel(size=len(weight))
    order = np.argsort(-key, kind="stable")[: max(count, 0)]
    return order[key[order] > -np.inf].astype(np.int64)
