"""
How many answers until the true top ten are found? By what decides which statement is shown next.

    conversation ──pooled estimate──▶ fitted rates of each side ──▶ visits ──▶ tally ──policy──▶ next visits
                                                                          └──▶ ranking ──▶ recall of the true ten

Three policies: ours (`sulh.opinion.routing`), uniform, and Polis' priorities (which every side is shown alike).
People come in the proportions of the real sides, answer some statements and leave; weights are made anew from the
tally of each closed epoch. Real conversations are found by SULH_DATA; without it, generated ones only.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

import sulh
from benchmarks import report
from sulh.model.dialogue import Dialogue, Floats, Int64s, NumberedIds, Singles
from sulh.opinion.engine import LocalEngine, count
from sulh.opinion.interval import own_answers
from sulh.opinion.polis import extremity, priorities
from sulh.opinion.pooled import pooled
from sulh.opinion.routing import belief, choose, weights
from sulh.opinion.tally import Tally

TOP = 10
RECALL = 0.8
ANSWERS = 20  # of one visit; never more than a quarter of the statements
MOST_ANSWERS = 120_000  # where a policy is given up
BEYOND = 1.6  # how far the curve is followed past the point, so that its standard error can be drawn from it
FEWEST_ANSWERS = 5  # of every side in the real conversation, for a statement to be fitted
RUNS, RUNS_OF_LARGE, LARGE = 60, 12, 300
ROUNDS_OF_MAP = 4


@dataclass(frozen=True)
class Fitted:
    """A conversation to be lived again: rates by side and statement, and the sides' shares of the visits."""

    name: str
    agree: Floats
    passed: Floats
    shares: Floats

    @property
    def statements(self) -> int:
        """How many statements there are."""
        return int(self.agree.shape[1])

    @property
    def shown(self) -> int:
        """How many statements a visit answers."""
        return min(ANSWERS, self.statements // 4)

    @property
    def visits(self) -> int:
        """People of one epoch: it closes when it has about as many answers as there are statements."""
        return round(self.statements / self.shown)

    @property
    def truth(self) -> set[int]:
        """The ten statements whose worst side agrees most."""
        return set(np.argsort(-self.agree.min(axis=0), kind="stable")[:TOP].tolist())


@dataclass
class Running:
    """One run: its tally so far, and what the map of Polis needs of the answers."""

    fitted: Fitted
    rng: np.random.Generator
    counts: Int64s = field(init=False)
    answers: int = 0
    products: Singles = field(init=False)
    directions: Floats = field(init=False)

    def __post_init__(self) -> None:
        """Begin without answers."""
        sides, statements = self.fitted.agree.shape
        self.counts = np.zeros((sides + 1, statements, 3), np.int64)
        self.products = np.zeros((3, statements, statements), np.float32)
        self.directions = self.rng.normal(size=(statements, 2))

    def tally(self) -> Tally:
        """Return the tally of the closed epochs."""
        sides, statements = self.fitted.agree.shape
        return Tally(tuple(map(str, range(sides))), NumberedIds(statements), self.counts)


Policy = Callable[[Running], Floats]


def main() -> int:
    """Measure, print, write the section of the page."""
    rows = []
    for fitted in conversations():
        runs = RUNS_OF_LARGE if fitted.statements > LARGE else RUNS
        needed = {name: measure(fitted, policy, runs) for name, policy in POLICIES.items()}
        rows.append(
            [fitted.name, fitted.statements, runs, *(words(*found) for found in needed.values()), *ratios(needed)]
        )
        print(*rows[-1], sep=" | ", flush=True)
    report.write("routing", lines(rows))
    return 0


def conversations() -> Iterator[Fitted]:
    """Give every conversation with sides, fitted."""
    folder = os.environ.get("SULH_DATA")
    if not folder:
        print("SULH_DATA is not set: generated dialogues only")
    for sides in sorted(Path(folder).glob("polis/*/sides.csv")) if folder else []:
        yield fit(sides.parent.name, sulh.read(sides.parent, sides=sides, exclude=sides.parent / "anchors.csv"))
    recipe = sulh.Recipe({"north": 240, "south": 80}, statements=200, share=0.4)
    yield fit("generated, strong divide", sulh.synthesise(recipe, 1)[0])


def fit(name: str, dialogue: Dialogue) -> Fitted:
    """Fit the rates: pooled estimates of agreement, and of passes the side's own, steadied by the statement's mean."""
    engine = LocalEngine(dialogue.votes, dialogue.sides)
    tally = count(engine)
    own = own_answers(tally)
    answered = tally.counts[:-1].sum(axis=2)
    heard = (answered >= FEWEST_ANSWERS).all(axis=0)
    agree = pooled(engine, tally, low=own.low, high=own.high)[:, heard]
    mean = tally.passed.sum(axis=0) / np.maximum(answered.sum(axis=0), 1)
    passed = ((tally.passed + 8 * mean) / (answered + 8))[:, heard]
    members = dialogue.sides.members()
    return Fitted(name, agree, np.minimum(passed, 1 - agree), members / members.sum())


def measure(fitted: Fitted, policy: Policy, runs: int) -> tuple[float, float]:
    """Return the answers needed until the mean recall over the runs reaches the mark, with its standard error."""
    running = [Running(fitted, np.random.default_rng([seed, len(fitted.name)])) for seed in range(runs)]
    curve: list[list[float]] = []
    answers: list[int] = []
    reached = float(MOST_ANSWERS) / BEYOND
    while not answers or answers[-1] < BEYOND * reached:
        for run in running:
            visit(run, policy(run))
        curve.append([recall(run) for run in running])
        answers.append(running[0].answers)
        if np.mean(curve[-1]) >= RECALL:
            reached = min(reached, float(answers[-1]))
    drawn = np.random.default_rng(0).integers(0, runs, (200, runs))
    each = [crossing(answers, np.array(curve)[:, some]) for some in drawn]
    # half the middle two thirds: some draws may never reach the mark as far as the curves were followed
    low, high = np.quantile(each, [0.16, 0.84], method="lower")
    return crossing(answers, np.array(curve)), float(high - low) / 2 if np.isfinite(high) else float("inf")


def crossing(answers: list[int], curve: Floats) -> float:
    """Return the first number of answers with which the mean recall reaches the mark; infinite if it never does."""
    there = np.flatnonzero(curve.mean(axis=1) >= RECALL)
    return float(answers[there[0]]) if len(there) else float("inf")


def visit(run: Running, weight: Floats) -> None:
    """Let the people of one epoch come, choose by weight what each is shown, and count what they answer."""
    sides, statements = run.fitted.agree.shape
    shown, visits = run.fitted.shown, run.fitted.visits
    nothing = np.zeros(statements, bool)
    for side in run.rng.choice(sides, visits, p=run.fitted.shares):
        chosen = choose(weight[side], nothing, shown, rng=run.rng)
        drawn = run.rng.random(shown)
        agree, passed = run.fitted.agree[side, chosen], run.fitted.passed[side, chosen]
        answer = np.where(drawn < agree, 0, np.where(drawn < agree + passed, 2, 1))
        run.counts[side, chosen, answer] += 1
        vote = np.array([1, -1, 0], np.float32)[answer]
        pairs = np.ix_(chosen, chosen)
        run.products[0][pairs] += np.outer(vote, vote)
        run.products[1][pairs] += vote[:, None]
        run.products[2][pairs] += 1
    run.answers += visits * shown


def recall(run: Running) -> float:
    """Return the part of the true top ten among the ten ranked first; the same ranking for every policy."""
    agree, other = belief(run.tally())
    first = np.argsort(-(agree / (agree + other)).min(axis=0), kind="stable")[:TOP]
    return len(run.fitted.truth & set(first.tolist())) / TOP


def ours(run: Running) -> Floats:
    """Weigh by what an answer tells of the top."""
    return weights(run.tally(), seed=int(run.rng.integers(2**31)))


def uniform(run: Running) -> Floats:
    """Weigh all alike."""
    return np.ones(run.fitted.agree.shape)


def polis(run: Running) -> Floats:
    """Weigh by Polis' priorities, from the counts of all and the map of all answers so far."""
    counts = run.counts.sum(axis=0)
    mean = (counts[:, 0] - counts[:, 1]) / np.maximum(counts.sum(axis=1), 1)
    votes, crossed, both = run.products
    centred = votes - crossed * mean - (crossed * mean).T + both * np.outer(mean, mean)
    for _ in range(ROUNDS_OF_MAP):  # a warm start each epoch, as Polis itself does
        run.directions = np.linalg.qr(centred @ run.directions + 1e-9 * run.directions)[0]
    priority = priorities(counts, extremity(mean, run.directions))
    return np.broadcast_to(priority, run.fitted.agree.shape)


POLICIES: dict[str, Policy] = {"ours": ours, "uniform": uniform, "Polis": polis}


def words(needed: float, error: float) -> str:
    """Write a number of answers with its standard error."""
    if np.isinf(needed):
        return f"over {MOST_ANSWERS:,}"
    return f"{needed:,.0f} ± {error:,.0f}" if np.isfinite(error) else f"{needed:,.0f}"


def ratios(needed: dict[str, tuple[float, float]]) -> list[str]:
    """Write our answers over those of the others."""
    own = needed["ours"][0]
    others = {name: found for name, (found, _) in needed.items() if name != "ours"}
    bound = {name: "under " if np.isinf(found) else "" for name, found in others.items()}
    return [f"{bound[name]}{own / min(found, MOST_ANSWERS):.2f}" for name, found in others.items()]


def lines(rows: list[list[object]]) -> list[str]:
    """Lay out the section."""
    head = ["conversation", "statements", "runs", "ours", "uniform", "Polis", "ours / uniform", "ours / Polis"]
    return [
        f"Answers, all sides together, until the mean recall of the true top ten reaches {RECALL:.0%}, ± its",
        "standard error (bootstrap over runs). Truth: the ten statements whose worst side agrees most, by rates fitted",
        f"to the real conversation; statements with at least {FEWEST_ANSWERS} answers on every side. A visit is",
        f"{ANSWERS} answers, at most a quarter of the statements; weights are made anew whenever there are as many new",
        "answers as statements. People come in the proportions of the real sides. All three policies are ranked",
        "alike: by the smallest mean belief over the sides.",
        "",
        *report.table(head, rows),
    ]


if __name__ == "__main__":
    sys.exit(main())
