"""
Does an interval hold as often as it says? The share of cases in which each end fails, by the number of answers.

    rates of agreement, drawn from the model of `sulh synth` ──▶ all possible counts, with their chances
                                                             ──▶ how often an end lies on the wrong side of the rate

Nothing is simulated but the rates: for each rate and number of answers the chance is summed over every count. An end
with 90 % confidence should fail in 10 % of cases, on average over rates; at a single rate it may be off by more, and
the table says by how much. `make bench` runs this.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from scipy.stats import binom

from benchmarks import report
from sulh.model.dialogue import Floats
from sulh.opinion.interval import sampling_interval
from sulh.synth import Recipe
from sulh.synth.recipe import DivideStrength
from sulh.synth.world import draw_world, truth

ANSWERS = (5, 6, 7, 8, 10, 12, 15, 20, 30, 50, 100, 200, 300)
CONFIDENCE = 0.9
WORLDS = 20  # of each divide
FIXED = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9)
PROMISED = (0.08, 0.12)


@dataclass(frozen=True)
class Failing:
    """How often each end fails with so many answers: over the rates of the model, and at the fixed rates."""

    answers: int
    low: float
    high: float
    fixed_low: Floats
    fixed_high: Floats


def main() -> int:
    """Compute, print, write the section of the page, and fail where an end fails too often or too seldom."""
    rates = drawn()
    measured = [failing(answers, rates) for answers in ANSWERS]
    lines = table(measured, len(rates))
    print("\n".join(lines))
    report.write("coverage", lines)
    ends = np.array([(one.low, one.high) for one in measured])
    return 0 if PROMISED[0] <= ends.min() and ends.max() <= PROMISED[1] else 1


def drawn() -> Floats:
    """Draw rates of agreement from the model: every side and statement of worlds with strong, weak and no divide."""
    sides = {"north": 100, "south": 100}
    recipes = [Recipe(sides, statements=100, divide=divide) for divide in get_args(DivideStrength)]
    worlds = [draw_world(recipe, np.random.default_rng(seed)) for recipe in recipes for seed in range(WORLDS)]
    return np.concatenate([truth(world).agree.ravel() for world in worlds])


def failing(answers: int, rates: Floats) -> Failing:
    """Compute how often each end fails with so many answers."""
    low, high = ends(answers, rates)
    fixed_low, fixed_high = ends(answers, np.array(FIXED))
    return Failing(answers, float(low.mean()), float(high.mean()), fixed_low, fixed_high)


def ends(answers: int, rates: Floats) -> tuple[Floats, Floats]:
    """Return the chance that the lower end lies above each rate, and that the upper end lies below it."""
    agree = np.arange(answers + 1)
    low, high = sampling_interval(agree, np.full(answers + 1, answers), confidence=CONFIDENCE)
    chance = binom.pmf(agree, answers, rates[:, None])
    return (chance * (low > rates[:, None])).sum(axis=1), (chance * (high < rates[:, None])).sum(axis=1)


def table(measured: Sequence[Failing], rates: int) -> list[str]:
    """Lay out what was computed."""
    head = ["answers", "lower end fails", "upper end fails", *(f"lower, upper at {rate:.0%}" for rate in FIXED)]
    rows = [
        [one.answers, f"{one.low:.1%}", f"{one.high:.1%}", *_fixed(one.fixed_low, one.fixed_high)] for one in measured
    ]
    every = [share for one in measured for share in (one.low, one.high)]
    alone = np.concatenate([share for one in measured for share in (one.fixed_low, one.fixed_high)])
    return [
        f"How often each end of a {CONFIDENCE:.0%} interval fails: averaged over {rates:,} rates drawn from the model,",
        "and at single rates of agreement. An end fails when the rate lies beyond it; 10 % is meant.",
        "",
        *report.table(head, rows),
        "",
        f"Averaged over rates, an end fails in {min(every):.1%} to {max(every):.1%} of cases; at the single rates",
        f"shown, in {alone.min():.0%} to {alone.max():.0%}, because counts are whole numbers: with five answers there",
        "are only six possible intervals. That is what *approximate* means in this project.",
    ]


def _fixed(low: Floats, high: Floats) -> list[str]:
    return [f"{one:.0%}, {other:.0%}" for one, other in zip(low, high, strict=True)]


if __name__ == "__main__":
    sys.exit(main())
