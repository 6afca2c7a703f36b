"""
How long it takes to bring the whole dyadic table of UCDP onto a map through the platform, and to take it back.

    read     the file in a process of its own, and what comes of it on an empty map
    make     every row, sealed, in one transaction
    again    the same file on the map that has it: who may be whom already, and that nothing is new
    undo     all of it off the map

Seconds are those of the clock, since a second process reads; the database is fresh and on the disk. Every year in which
two sides fought is then looked for in the ties. The table is found by SULH_DATA; it is not part of the project.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from benchmarks import report
from benchmarks.one_text import _engine, database
from sulh.formats.ucdp import DyadYear, read_dyadic
from sulh.formats.ucdp_cells import FOUGHT
from sulh.model.actors import Intensity

if TYPE_CHECKING:
    from sulh.access import Principal
    from sulh.model.picture import Picture
    from sulh.store.reads.map_files import Waiting

T = TypeVar("T")
AIM = 20  # seconds for reading and making
SOURCE = re.compile(r"dyad (\d+), conflict \d+")
Year = tuple[str, int, Intensity | None]  # of which two, which year, how much was fought
Steps = dict[str, float]


def main() -> int:
    """Bring the table in, look for every year, take it back; 1 where something is lost or it takes too long."""
    file = Path(os.environ.get("SULH_DATA", "../shared/data"), "peace", "ucdp", "Dyadic_v24_1.csv")
    if not file.exists():
        print("SULH_DATA holds no table of UCDP: nothing was measured")
        return 0
    data = file.read_bytes()
    rows = read_dyadic(data).values
    with database():
        took, made, lost, left = _brought(data, rows)
    report.write("map_files", _lines(took, made, len(rows), lost=lost, left=left))
    return 1 if lost or left or took["read"] + took["make"] > AIM else 0


def _lines(took: Steps, made: dict[str, int], rows: int, *, lost: int, left: int) -> Iterator[str]:
    """Give the section of the page."""
    yield f"The dyadic table of UCDP, {rows:,} years in which two sides fought, on an empty map, database: {_engine()}."
    yield ""
    yield "| step | seconds |"
    yield "|---|---:|"
    yield from (f"| {step} | {seconds:.1f} |" for step, seconds in took.items())
    yield ""
    counts = ", ".join(f"{number:,} {kind}" for kind, number in made.items())
    yield f"Made: {counts}. Years that the ties do not tell: {lost}. Rows left when it was taken back: {left}."


def _brought(data: bytes, rows: tuple[DyadYear, ...]) -> tuple[Steps, dict[str, int], int, int]:
    """Bring the file into a fresh process of the tests, and take it back."""
    from django.db import transaction

    from sulh.store.models import Actor, Place, Tie
    from sulh.store.reads.map_files import waiting
    from sulh.store.reads.pictures import seen_by
    from sulh.store.writes import map_files, map_making, map_undoing
    from tests.cast import make_cast
    from tests.store.mapped import mapped

    with transaction.atomic():
        on_map = mapped(make_cast())
        who, process = on_map.coordinator, on_map.process
        before = [table.objects.count() for table in (Actor, Place, Tie)]
        took: Steps = {}

        def timed(step: str, act: Callable[[], T]) -> T:
            begun = time.perf_counter()
            found = act()
            took[step] = time.perf_counter() - begun
            return found

        def seen() -> Picture:
            return seen_by(who, process).picture

        def read() -> Waiting:
            batch = map_files.bring(who, process, data, "dyads.csv", seen())
            return waiting(who, batch, seen())

        held = timed("read", read)
        timed("make", lambda: map_making.make(who, held.id, seen(), {}))
        lost = len(_years(rows) - _told(who, process, max(row.year for row in rows)))
        again = timed("again", read)
        timed("undo", lambda: map_undoing.undo(who, held.id))
        left = sum(table.objects.count() for table in (Actor, Place, Tie)) - sum(before)
        transaction.set_rollback(True)
    return took, held.plan.counts(), lost, left + sum(again.plan.counts().values())


def _years(rows: tuple[DyadYear, ...]) -> set[Year]:
    return {(row.dyad, row.year, FOUGHT[row.intensity]) for row in rows}


def _told(who: Principal, process: UUID, last: int) -> set[Year]:
    """Return the years that the ties of the map tell of."""
    from sulh.store.reads.pictures import seen_by
    from sulh.store.reads.sources import tie_sources

    known_from, found = tie_sources(who, process), set()
    for tie in seen_by(who, process).picture.ties:
        said = SOURCE.search(known_from[tie.id])
        if tie.kind == "hostile" and said is not None and tie.start is not None:
            years = range(tie.start.year, (tie.end.year if tie.end else last) + 1)
            found |= {(said[1], year, tie.intensity) for year in years}
    return found


if __name__ == "__main__":
    sys.exit(main())
