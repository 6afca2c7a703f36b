"""
Scale: how long, and with how much memory, beside the plain pipeline and red-dwarf, in one run on the same data.

    python -m benchmarks.scale                 everything, and write the tables to docs/benchmarks.md
    python -m benchmarks.scale --quick         small sizes, print only

    sizes           30,000 x 2,000 x 1.5 million     1,000,000 x 2,000 x 50 million   from `sulh synth`
    conversations   those that SULH_DATA names       whole processes, their start included

Every run is an operating-system process of its own. Ours and the plain pipeline take turns; medians are shown.
Red-dwarf builds the full matrix: where it does not finish within the bound, that is said, and a smaller size is tried.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import report
from benchmarks.contenders.measured import Measured, save
from sulh import read, synthesise
from sulh.errors import SulhError
from sulh.synth import of_size

TURNS = 3
BOUND = 900.0  # seconds that red-dwarf is given
AGAINST_PEER, AT_FULL_SIZE = (30_000, 2_000, 1_500_000), (1_000_000, 2_000, 50_000_000)
SMALLER = ((10_000, 1_000, 500_000), (3_000, 500, 150_000))
QUICK = (2_000, 200, 60_000)
SEED = 1


@dataclass
class Race:
    """All runs on one dialogue."""

    name: str
    runs: dict[str, list[Measured]] = field(default_factory=dict)
    unfinished: str = ""

    def seconds(self, contender: str) -> float:
        """Median of all stages together."""
        return statistics.median(run.seconds for run in self.runs[contender])

    def rows(self) -> list[list[str]]:
        """One line a contender: seconds, ours being one, seconds of all cores, memory, and the median run's stages."""
        lines = []
        for contender, runs in self.runs.items():
            middle = sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]
            stages = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in middle.stages.items())
            ratio = self.seconds(contender) / self.seconds("ours")
            peak = max(run.peak for run in runs)
            cells = [
                contender.replace("_", "-"),
                f"{self.seconds(contender):.2f}",
                f"{ratio:.1f}",
                f"{middle.processor:.1f}",
                f"{peak:,.0f}",
                f"{middle.before:.1f}",
            ]
            lines.append([self.name, *cells, stages])
        return lines


def contend(contender: str, file: Path, bound: float | None = None) -> Measured:
    """Run one contender in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.contenders", contender, str(file)]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=bound, cwd=report.PAGE.parents[1])
    return Measured(**json.loads(run.stdout.splitlines()[-1]))


def race(size: tuple[int, int, int], folder: Path, *, peer: bool) -> Race:
    """Let ours and the plain pipeline take turns on one made dialogue, and red-dwarf once if it is asked."""
    people, statements, answers = size
    found = Race(f"{people:,} × {statements:,} × {answers:,}")
    print(f"   {found.name}", flush=True)
    file = folder / "dialogue.npz"
    _make(size, file)
    for _ in range(TURNS):
        for contender in ("ours", "plain"):
            found.runs.setdefault(contender, []).append(contend(contender, file))
    if peer:
        _with_peer(found, file)
    print("\n".join("      " + "  ".join(row[1:]) for row in found.rows()), found.unfinished, sep="\n", flush=True)
    return found


def _make(size: tuple[int, int, int], file: Path) -> None:
    dialogue, _ = synthesise(of_size(*size), seed=SEED)
    save(dialogue, file)


def _with_peer(found: Race, file: Path) -> None:
    try:
        found.runs["red_dwarf"] = [contend("red_dwarf", file, BOUND)]
    except subprocess.TimeoutExpired:
        at_least = BOUND / found.seconds("ours")
        found.unfinished = (
            f"At {found.name} red-dwarf did not finish within {BOUND:.0f} seconds, which is {at_least:,.0f} times ours."
        )
    except subprocess.CalledProcessError as problem:
        last = (problem.stderr.strip().splitlines() or ["no message"])[-1]
        found.unfinished = f"At {found.name} red-dwarf ended with an error: {last[:120]}"


def races(folder: Path, *, quick: bool) -> list[Race]:
    """Race at every size; where red-dwarf does not finish, at the largest smaller size at which it does."""
    if quick:
        return [race(QUICK, folder, peer=True)]
    found = [race(AGAINST_PEER, folder, peer=True)]
    for size in SMALLER:
        if "red_dwarf" in found[-1].runs:
            break
        found.append(race(size, folder, peer=True))
    return [*found, race(AT_FULL_SIZE, folder, peer=False)]


def conversations(data: Path, folder: Path) -> list[list[str]]:
    """Time `sulh analyse`, papers and process start included, on every conversation, and the others beside it."""
    rows = []
    for place in sorted(path for path in (data / "polis").iterdir() if path.is_dir()):
        parts = [("--sides", place / "sides.csv"), ("--exclude", place / "anchors.csv")]
        options = {flag: file for flag, file in parts if file.exists()}
        command = [str(Path(sys.executable).parent / "sulh"), "analyse", str(place), "--out", str(folder / "papers")]
        command += [str(part) for pair in options.items() for part in pair]
        try:
            dialogue = read(place, sides=options.get("--sides"), exclude=options.get("--exclude", ()))
        except SulhError as problem:
            rows.append([place.name, f"cannot be read: {problem}"])
            continue
        save(dialogue, folder / "dialogue.npz")
        others = [
            _whole([sys.executable, "-m", "benchmarks.contenders", name, str(folder / "dialogue.npz")])
            for name in ("plain", "red_dwarf")
        ]
        answers = f"{len(dialogue.votes.participants):,} × {len(dialogue.votes.statements):,} × {len(dialogue.votes):,}"
        rows.append([place.name, answers, *(_shown(seconds) for seconds in (_whole(command), *others))])
        print("   ", *rows[-1], flush=True)
    return rows


def _whole(command: list[str]) -> float | None:
    """Seconds of a whole process, the median of some; None when it fails."""
    taken = []
    for _ in range(TURNS):
        began = time.perf_counter()
        run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=report.PAGE.parents[1])
        taken.append(time.perf_counter() - began)
        if run.returncode:
            print("      failed:", *command[-6:], *run.stderr.strip().splitlines()[-1:], flush=True)
            return None
    return statistics.median(taken)


def _shown(seconds: float | None) -> str:
    return "failed" if seconds is None else f"{seconds:.2f}"


def lines_of(found: list[Race], spoken: list[list[str]]) -> list[str]:
    """Write both tables and what they mean."""
    head = [
        "people × statements × answers",
        "who",
        "seconds",
        "ours = 1",
        "all cores",
        "peak MiB",
        "before",
        "stages, seconds",
    ]
    lines = [
        f"Arrays in memory; the median of {TURNS} turns (red-dwarf: one run), each a process of its own. *Before* is",
        "what passes until the work can begin: imports, loading or making compiled code, red-dwarf's list of votes.",
        "*All cores* adds up the seconds of every core: two threads that run one second each take two.",
        "Ours does more than the plain pipeline: standings and pooled estimates of every side, silhouette, stability.",
        "",
        *report.table(head, [row for race_ in found for row in race_.rows()]),
        "",
        *(race_.unfinished for race_ in found if race_.unfinished),
    ]
    if not spoken:
        return lines
    head = ["conversation", "people × statements × answers", "`sulh analyse`", "plain", "red-dwarf"]
    return [
        *lines,
        "",
        "Real conversations, seconds of the whole process with its start. `sulh analyse` reads the export and writes",
        "all working papers; the other two are handed the answers ready read and write nothing.",
        "",
        *report.table(head, spoken),
    ]


def main(arguments: list[str]) -> None:
    """Race at all sizes, time the conversations, write the tables."""
    quick = "--quick" in arguments
    data = os.environ.get("SULH_DATA")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        spoken = conversations(Path(data), folder) if data else []
        found = races(folder, quick=quick)
    lines = lines_of(found, spoken)
    print("\n".join(lines))
    if not quick:
        report.write("scale", lines)


if __name__ == "__main__":
    main(sys.argv[1:])
