"""
`make load`: a thousand people answer fifteen statements each within two minutes, on both databases.

    first    1,000 people, 15,000 answers, 125 a second, full sync on; what was acknowledged is counted on the disk
    then     rising rates, half a minute each, until the slowest hundredth waits longer than 300 ms

The generator is an operating-system process of its own on the same machine, so both share its cores; its own CPU is in
the table. Waiting counts from the moment an answer was due, not from when it could be sent.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import report
from benchmarks.load.generator import Plan, Sent, Told
from benchmarks.load.installation import Installation, is_here

PEOPLE, STATEMENTS, SECONDS = 1000, 15, 120
RATES = (50, 75, 100, 125, 150, 200, 250)
STEP = 30.0  # seconds of each rate
WARM = 10.0  # seconds left out at the beginning
AIM = 300.0  # milliseconds
OK = 200
HEAD = (
    *("database", "rate /s", "sent", "acknowledged", "stored", "lost"),
    *("p50 ms", "p95 ms", "p99 ms", "server CPU ms an answer", "generator CPU s"),
)
DEFAULT_SERVER = "postgres://postgres@127.0.0.1:5432"


@dataclass(frozen=True)
class Run:
    """What was measured at one rate; times in milliseconds, after the warm-up."""

    database: str
    rate: float
    sent: int
    acknowledged: int
    stored: int
    lost: int
    p50: float
    p95: float
    p99: float
    cpu: float
    generator: float

    def row(self) -> list[str]:
        """Return it as a row of the table."""
        times = [f"{value:.0f}" for value in (self.p50, self.p95, self.p99)]
        counts = [f"{value:,}" for value in (self.sent, self.acknowledged, self.stored, self.lost)]
        return [self.database, f"{self.rate:g}", *counts, *times, f"{self.cpu:.1f}", f"{self.generator:.1f}"]


def quantile(ordered: list[float], share: float) -> float:
    """
    Return the value below which a share of the values lies.

    >>> quantile([1.0, 2.0, 3.0, 4.0], 0.5)
    3.0
    """
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def measure(place: Installation, database: str, rate: float, pairs: list[tuple[str, str]]) -> Run:
    """Let people answer at one rate, and count."""
    luck = random.Random(int(rate))
    answers = [Sent(n / rate, who, what, luck.choice((1, -1, 0))) for n, (who, what) in enumerate(pairs)]
    before, stored = place.cpu(), len(place.votes())
    told, generator = send(Plan(place.port, place.seeded.round, answers))
    cpu = (place.cpu() - before) / len(answers) * 1000
    kept = place.votes()
    seats = dict(zip(place.seeded.sessions, place.seeded.seats, strict=True))
    acknowledged = {pairs[one.number]: answers[one.number].value for one in told if one.status == OK}
    lost = sum(kept.get((seats[who], what)) != value for (who, what), value in acknowledged.items())
    times = sorted(one.took * 1000 for one in told if one.at >= min(WARM, answers[-1].at / 3))
    return Run(
        database,
        rate,
        len(answers),
        len(acknowledged),
        len(kept) - stored,
        lost,
        quantile(times, 0.5),
        quantile(times, 0.95),
        quantile(times, 0.99),
        cpu,
        generator,
    )


def send(plan: Plan) -> tuple[list[Told], float]:
    """Carry out a plan in an operating-system process of its own; return what it was told and its CPU."""
    command = [sys.executable, "-m", "benchmarks.load.generator"]
    run = subprocess.run(command, input=json.dumps(asdict(plan)), capture_output=True, text=True, check=True)
    out = json.loads(run.stdout)
    return [Told(**one) for one in out["told"]], float(out["cpu"])


@contextmanager
def place_for(url: str, people: int) -> Iterator[Installation]:
    """Serve a new installation with so many people in it."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Installation.made(Path(folder), url, seats=people, statements=STATEMENTS) as place,
    ):
        place.start()
        yield place


def promised(database: str, url: str) -> Run:
    """Measure the thousand people."""
    with place_for(url, PEOPLE) as place:
        pairs = [(who, what) for what in place.seeded.statements for who in place.seeded.sessions]
        return measure(place, database, PEOPLE * STATEMENTS / SECONDS, pairs)


def limit(database: str, url: str) -> list[Run]:
    """Measure rising rates until the slowest hundredth waits longer than the aim."""
    runs: list[Run] = []
    for rate in RATES:
        count = int(rate * STEP)
        with place_for(url, count // STATEMENTS + 1) as place:
            pairs = [(who, what) for what in place.seeded.statements for who in place.seeded.sessions]
            runs.append(measure(place, database, rate, pairs[:count]))
        print(" ".join(runs[-1].row()), flush=True)
        if runs[-1].p99 > AIM:
            break
    return runs


def main() -> int:
    """Measure both databases, write the section of the page; fail if an acknowledged answer was lost."""
    server = os.environ.get("SULH_TEST_POSTGRES", DEFAULT_SERVER)
    if not is_here(server):
        print("SULH_TEST_POSTGRES names a server elsewhere: a load goes to this machine alone")
        return 2
    databases = {"SQLite": "", "PostgreSQL": server}
    first = [promised(name, url) for name, url in databases.items()]
    for run in first:
        print(" ".join(run.row()), flush=True)
    rising = [run for name, url in databases.items() for run in limit(name, url)]
    lines = [
        "A thousand people, fifteen answers each in two minutes:",
        "",
        *report.table(HEAD, [run.row() for run in first]),
        "",
        "Rising rates, until the slowest hundredth waits longer than 300 ms:",
        "",
        *report.table(HEAD, [run.row() for run in rising]),
    ]
    report.write("load", lines)
    return int(any(run.lost for run in [*first, *rising]))


if __name__ == "__main__":
    sys.exit(main())
