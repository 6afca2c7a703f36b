"""
How long does a study take to analyse? By its people, waves, measures and groups, up to the bounds of what is taken.

    rows drawn at random, some people lost ──▶ analyse ──▶ seconds; how many results

`sulh.store.writes.study_reports` rests on it: what takes longer than a page may is left to the machine.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass

import numpy as np

from benchmarks import report
from sulh.measurement.attitudes.analysing import analyse
from sulh.model.studies import Instrument, Item, Row, Study, Wave

KEPT = 0.85
SIDES = ("north", "south")


@dataclass(frozen=True)
class Size:
    """How many people, waves, measures and groups, half of which take part."""

    people: int
    waves: int
    measures: int
    groups: int


SIZES = (
    Size(80, 2, 9, 8),
    Size(400, 2, 9, 16),
    Size(400, 3, 20, 16),
    Size(2_000, 3, 25, 20),
    Size(2_000, 3, 25, 28),
    Size(2_000, 3, 25, 60),
    Size(10_000, 3, 25, 200),
    Size(2_000, 20, 60, 28),
)


def main() -> int:
    """Measure, print, write the section of the page."""
    rows = []
    for size in SIZES:
        study, given = drawn(size, np.random.default_rng(0))
        began = time.process_time()
        found = analyse(given, study, k=5)
        took = time.process_time() - began
        rows.append([f"{size.people:,}", size.waves, size.measures, size.groups, len(found.results), f"{took:.1f}"])
        print(rows[-1], flush=True)
    lines = [
        f"Two sides, {1 - KEPT:.0%} of people lost in each wave, a scale from 1 to 7; seconds of processor time.",
        "",
        *report.table(["people", "waves", "measures", "groups", "results", "seconds"], rows),
    ]
    report.write("attitudes_time", lines)
    return 0


def drawn(size: Size, rng: np.random.Generator) -> tuple[Study, list[Row]]:
    """Draw a study: what people say afterwards is near what they said before."""
    keys = [f"m{at}" for at in range(size.measures)]
    items = tuple(Item(key=key, kind="trust", low=1, high=7, better="higher") for key in keys)
    waves = tuple(Wave(str(at), "during" if at else "baseline") for at in range(size.waves))
    study = Study("s", Instrument("short", 1, items), waves, SIDES, "groups_by_lot")
    rows = []
    for who in range(size.people):
        group, usual = who % size.groups, rng.integers(1, 8, size.measures)
        for at in range(size.waves):
            if at and rng.random() > KEPT:
                continue
            said = np.clip(usual + rng.integers(-1, 2, size.measures), 1, 7).astype(float)
            rows.append(
                Row(
                    person=str(who),
                    wave=str(at),
                    group="participants" if group < size.groups // 2 else "comparison",
                    side=SIDES[who // size.groups % 2],
                    cluster=str(group),
                    values=dict(zip(keys, said.tolist(), strict=True)),
                )
            )
    return study, rows


if __name__ == "__main__":
    sys.exit(main())
