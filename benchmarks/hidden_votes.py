"""
How well does a score find what every side accepts? Hide answers, score by the rest, compare with the hidden ones.

    dialogue ── 30 % hidden at random ──▶ visible ──▶ six scores ─┐
                                    └──▶ hidden  ──▶ worst-side agreement ─▶ correlation, one a split

Real conversations are found by SULH_DATA, every one that has sides; the statements from which the sides were derived
are left out. Generated dialogues have strong, weak and no divide, ten worlds each. `make bench` runs this.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np

import sulh
from benchmarks import report
from benchmarks.rivals import OURS, RIVALS, scores
from sulh.model.dialogue import Booleans, Dialogue, Floats, Votes
from sulh.opinion.engine import LocalEngine, count
from sulh.opinion.interval import own_answers
from sulh.opinion.standing import standings
from sulh.synth.recipe import DivideStrength

HIDDEN = 0.3
SPLITS = 20  # of a real conversation
WORLDS = 10  # of a generated dialogue, one split each
FEWEST_HIDDEN = 5  # on every side, for a statement to be compared
FIRST_SEED = 1000  # the constants of ours were chosen with seeds below
BEHIND = 0.01  # farther behind a rival than this, anywhere, and the promise is broken
LISTED = 10

Figures = dict[str, Floats]  # score -> one figure a split


@dataclass(frozen=True)
class Measured:
    """
    Figures of one conversation, by score and split.

    Attributes:
        compared: How many statements were compared, in the mean.
        correlation: With the worst-side agreement among the hidden answers.
        rejected: How many of the first ten a side rejects by its visible answers.
        unforeseen: How many of the first ten a side rejects by its hidden answers.
    """

    name: str
    real: bool
    compared: float
    correlation: Figures
    rejected: Figures
    unforeseen: Figures


def main() -> int:
    """Measure, print, write the section of the page, and fail where a promise is not kept."""
    measured = [run(name, splits, real=real) for name, splits, real in conversations()]
    lines = table(measured)
    print("\n".join(lines))
    report.write("hidden_votes", lines)
    return 0 if kept(measured) else 1


def conversations() -> Iterator[tuple[str, list[tuple[Dialogue, int]], bool]]:
    """Give every conversation with its name, its (dialogue, seed) pairs, and whether it is real."""
    folder = os.environ.get("SULH_DATA")
    if not folder:
        print("SULH_DATA is not set: generated dialogues only")
    for sides in sorted(Path(folder).glob("polis/*/sides.csv")) if folder else []:
        dialogue = sulh.read(sides.parent, sides=sides, exclude=sides.parent / "anchors.csv")
        yield sides.parent.name, [(dialogue, seed) for seed in seeds(SPLITS)], True
    for divide in get_args(DivideStrength):
        recipe = sulh.Recipe({"north": 240, "south": 80}, statements=100, divide=divide, share=0.4, undeclared=0.1)
        worlds = [(sulh.synthesise(recipe, seed)[0], seed) for seed in seeds(WORLDS)]
        yield f"generated, {'no' if divide == 'none' else divide} divide", worlds, False


def seeds(number: int) -> range:
    """Return the seeds of so many splits or worlds."""
    return range(FIRST_SEED, FIRST_SEED + number)


def run(name: str, splits: Sequence[tuple[Dialogue, int]], *, real: bool) -> Measured:
    """Measure one conversation over all its splits."""
    found = [split(dialogue, seed) for dialogue, seed in splits]
    print(f"{name}: {len(found)} splits", flush=True)
    compared = float(np.mean([number for _, number in found]))
    names = list(found[0][0])
    figures = [{score: np.array([one[score][kind] for one, _ in found]) for score in names} for kind in range(3)]
    return Measured(name, real, compared, *figures)


def split(dialogue: Dialogue, seed: int) -> tuple[dict[str, tuple[float, float, float]], int]:
    """Hide, score and compare once: by score the three figures of `Measured`; and how many statements compared."""
    hidden = np.random.default_rng(seed).random(len(dialogue.votes)) < HIDDEN
    votes = part(dialogue.votes, ~hidden)
    engine = LocalEngine(votes, dialogue.sides)
    tally = count(engine)
    own = own_answers(tally)
    after = own_answers(count(LocalEngine(part(dialogue.votes, hidden), dialogue.sides)))
    fair = (after.counted.min(axis=0) >= FEWEST_HIDDEN) & (own.counted.min(axis=0) > 0)
    refused, later = (np.any(standings(answers).refused, axis=0) for answers in (own, after))
    figures = {}
    for name, score in scores(votes, engine, tally, own).items():
        correlation = float(np.corrcoef(score[fair], after.rate.min(axis=0)[fair])[0, 1])
        # ours never lists what a side rejects, whatever its score; the others know no such rule
        listable = np.where(refused, -1, score) if name == OURS else score
        first = np.argsort(-np.nan_to_num(listable, nan=-1), kind="stable")[:LISTED]
        figures[name] = (correlation, float(refused[first].sum()), float(later[first].sum()))
    return figures, int(fair.sum())


def part(votes: Votes, keep: Booleans) -> Votes:
    """Return a dialogue's votes with some of the answers left out."""
    kept_before = np.concatenate([np.zeros(1, np.int64), np.cumsum(keep)])
    return Votes(
        votes.participants, votes.statements, kept_before[votes.start], votes.statement[keep], votes.vote[keep]
    )


def table(measured: Sequence[Measured]) -> list[str]:
    """Lay out what was measured, and say in words whether the promise holds."""
    names = list(measured[0].correlation)
    head = ["score from the visible 70 %", *(one.name for one in measured), "mean of the real", "mean of all"]
    rows = [_row(name, measured) for name in names]
    compared = ", ".join(f"{one.compared:.0f}" for one in measured)
    lists = [
        [name, *(f"{one.rejected[name].mean():.1f}, {one.unforeseen[name].mean():.1f}" for one in measured)]
        for name in names
    ]
    return [
        "Correlation of each score with the worst-side agreement among the hidden answers: mean over",
        f"{SPLITS} splits of each real and {WORLDS} worlds of each generated dialogue, ± its standard error over them.",
        "(The splits of one conversation share its people and statements: the error is that of the hiding alone.)",
        f"Statements with at least {FEWEST_HIDDEN} hidden answers on every side, each counting the same:",
        f"{compared} of them. The constants of ours were chosen on other splits and other worlds.",
        "",
        *report.table(head, rows),
        "",
        *verdict(measured),
        "",
        f"Of the first {LISTED} statements by each score, how many does a side reject, by its visible and by its",
        "hidden answers? Ours leaves out by rule what a side's visible answers reject; the others have no such rule.",
        "",
        *report.table(["score", *(one.name for one in measured)], lists),
    ]


def _row(name: str, measured: Sequence[Measured]) -> list[str]:
    cells = [one.correlation[name] for one in measured]
    real = [one.correlation[name].mean() for one in measured if one.real]
    means = (f"{np.mean(real):.3f}" if real else "", f"{np.mean([cell.mean() for cell in cells]):.3f}")
    return [name, *(f"{cell.mean():.3f} ± {_error(cell):.3f}" for cell in cells), *means]


def verdict(measured: Sequence[Measured]) -> list[str]:
    """Say for each rival how far ours is ahead in the mean, and where it is ahead least."""
    lines = []
    for rival in RIVALS:
        ahead = {one.name: one.correlation[OURS] - one.correlation[rival] for one in measured}
        mean = np.mean([difference.mean() for difference in ahead.values()])
        least = min(ahead, key=lambda name: float(ahead[name].mean()))
        narrow = f"{ahead[least].mean():+.3f} ± {_error(ahead[least]):.3f} ({least})"
        lines.append(f"* Ours less {rival}: {mean:+.3f} in the mean; least {narrow}.")
    return lines


def kept(measured: Sequence[Measured]) -> bool:
    """Whether ours is ahead of every rival in the mean, never far behind anywhere, and lists nothing rejected."""
    listed = all(not one.rejected[OURS].any() for one in measured)
    for rival in RIVALS:
        ahead = [float((one.correlation[OURS] - one.correlation[rival]).mean()) for one in measured]
        if np.mean(ahead) <= 0 or min(ahead) < -BEHIND:
            return False
    return listed


def _error(figures: Floats) -> float:
    return float(figures.std(ddof=1) / np.sqrt(len(figures)))


if __name__ == "__main__":
    sys.exit(main())
