"""
How long it takes to find what ties show between sides, on one core.

    segregated    two sides and some without one, most ties inside a side: 300, 3,000 and 30,000 actors

Everything is computed as a page would ask for it; beside it stands what the ways to deal the sides anew take. `make
bench` runs this.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from statistics import median

from benchmarks import report
from sulh.measurement.structures.chance import deal
from sulh.measurement.structures.measure import structures
from sulh.measurement.structures.network import CONTACT, Span, network, sided
from sulh.measurement.structures.over_time import over_time
from sulh.measurement.structures.turnover import Told, turnover
from sulh.model.actors import CONFIDENCES, Actor, Tie
from sulh.model.tracks import LEVELS

TODAY = date(2026, 11, 27)
DAY = Span(TODAY, TODAY)
SIZES = ((300, 2_000), (3_000, 20_000), (30_000, 200_000))
DRAWS, TURNS = 1_000, 3
DAYS = [TODAY - timedelta(91 * ago) for ago in range(9)]  # as many as a page shows
SIDES = ("north", "south", "north", "south", None)


def segregated(actors: int, ties: int) -> tuple[list[Actor], list[Tie]]:
    """Draw actors of two sides and none, and ties three in four of which stay inside a side."""
    luck = random.Random(1)
    people = [Actor(f"a{n:05}", "person", (), side=SIDES[n % 5], level=LEVELS[n % 3]) for n in range(actors)]
    return people, [_tie(luck, number, people) for number in range(ties)]


def _tie(luck: random.Random, number: int, people: list[Actor]) -> Tie:
    one, other = luck.sample(people, 2)
    while one.side != other.side and luck.random() < 0.66:
        one, other = luck.sample(people, 2)
    start = TODAY - timedelta(luck.randrange(2_000))
    return Tie(f"t{number}", one.id, other.id, luck.choice(CONTACT), luck.choice(CONFIDENCES), start)


def seconds(task: Callable[[], object]) -> float:
    """Return the seconds of the processor that a task takes, the median of some turns."""
    times = []
    for _ in range(TURNS):
        begun = time.process_time()
        task()
        times.append(time.process_time() - begun)
    return median(times)


def row(actors: int, ties: int) -> list[object]:
    """Measure one size."""
    people, told = segregated(actors, ties)
    part = sided(network(people, told, DAY))
    claims = [Told(tie, TODAY) for tie in told]
    before = TODAY - timedelta(365)
    taken = (
        seconds(lambda: structures(people, told, DAY, seed=1, draws=1)),
        seconds(lambda: deal(part, seed=(1,), draws=DRAWS)),
        seconds(lambda: structures(people, told, DAY, seed=1, draws=DRAWS)),
        seconds(lambda: over_time(people, told, DAYS, seed=1, draws=DRAWS)),
        seconds(lambda: turnover(people, claims, before, TODAY)),
    )
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(actors, ties, *(f"{one:.2f} s" for one in taken), f"{most:.0f} MiB")
    return [f"{actors:,}", f"{ties:,}", *(f"{one:.2f}" for one in taken), f"{most:,.0f}"]


def main() -> int:
    """Measure, print, and write the section of the page."""
    head = [
        "actors",
        "ties",
        "all figures, one way to deal",
        f"{DRAWS:,} ways, whole network",
        f"all figures, {DRAWS:,} ways",
        f"index on {len(DAYS)} days, {DRAWS:,} ways",
        "turnover",
        "MiB at most",
    ]
    text = [
        f"Seconds of the processor, one core, median of {TURNS}. All figures: index of the whole, each side, each",
        "level and each actor with bounds, tables, two-step reach, brokers, joint bodies. Aims for 3,000 actors and",
        "20,000 ties: all figures under 3 s, 1,000 ways to deal under 20 s. Memory is the highest so far of the run.",
        "",
        *report.table(head, [row(*size) for size in SIZES]),
    ]
    report.write("structures", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
