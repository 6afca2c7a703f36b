"""Ours: tally, standings per side, pooled estimate, map, k-means with sampled silhouette and stability."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.contenders.measured import SEED, Clock
from sulh.model.dialogue import NumberedIds, Sides, Votes
from sulh.opinion.engine import LocalEngine, count
from sulh.opinion.groups import groups
from sulh.opinion.interval import own_answers
from sulh.opinion.pooled import pooled
from sulh.opinion.standing import standings

WARM_UP = 200  # participants: enough to load or make every compiled loop


def prepare(votes: Votes, sides: Sides) -> Callable[[Clock], None]:
    """Cut the answers into blocks, and run once on a few of them so that all loops are compiled."""
    engine = LocalEngine(votes, sides)
    people = min(WARM_UP, len(votes.participants))
    end = int(votes.start[people])
    start, statement, vote = votes.start[: people + 1], votes.statement[:end], votes.vote[:end]
    few = Votes(NumberedIds(people), votes.statements, start, statement, vote)
    _analyse(LocalEngine(few, Sides(sides.names, sides.of[:people]), compiled=engine.compiled), Clock())
    return lambda clock: _analyse(engine, clock)


def _analyse(engine: LocalEngine, clock: Clock) -> None:
    tally = count(engine)
    clock.lap("tally")
    own = own_answers(tally)
    standings(own, level=0.6, confidence=0.9)
    clock.lap("standings")
    pooled(engine, tally, low=own.low, high=own.high)
    clock.lap("pooled estimate")
    groups(engine, tally, seed=SEED)
    clock.lap("map and groups")
