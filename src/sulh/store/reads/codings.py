"""
Codings that go on: what waits for whom, and how far they are, with no score in it.

    tasks          what waits for the reader to score in a process
    open_coding    how far the coding of an agreement is

Whether the reader may see them is asked by the reads that call these (`sulh.store.reads.implementation`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sulh.access import Principal
from sulh.store import models
from sulh.store.coders import APART, THIRD, differing, evaluators, still_here, to_score
from sulh.store.sealing import Sealer


@dataclass(frozen=True)
class Task:
    """A coding that waits for the reader's scores."""

    coder_id: str
    agreement_id: str
    agreement: str
    on: date
    settles: bool
    scored: int
    of: int


@dataclass(frozen=True)
class CodingLine:
    """
    A coding that goes on: which coders have handed in, by number, and how many are to be settled.

    `staff`: the accounts of the coders, for whoever names a third.
    """

    id: str
    on: date
    handed_in: tuple[int, ...]
    coders: tuple[int, ...]
    staff: tuple[str, ...]
    to_settle: int


def tasks(principal: Principal, process: models.Process, opener: Sealer) -> Iterator[Task]:
    """Yield what waits for the reader to score; whoever facilitates by now scores nothing any more."""
    if principal.facilitates(process.id):
        return
    mine = models.Coder.objects.filter(staff_id=UUID(principal.id), coding__agreement__process=process, handed_in=None)
    for coder in mine.select_related("coding__agreement").order_by("coding__on", "id"):
        yield Task(
            coder_id=str(coder.id),
            agreement_id=str(coder.coding.agreement_id),
            agreement=opener.text(coder.coding.agreement, "title"),
            on=coder.coding.on,
            settles=coder.number == THIRD,
            scored=coder.scores.count(),
            of=len(to_score(coder)),
        )


def open_coding(row: models.Agreement) -> CodingLine | None:
    """Return how far the coding of an agreement is that goes on; None where none does."""
    coding = row.codings.filter(closed=None).first()
    if coding is None:
        return None
    coders = still_here(coding.coders.order_by("number"), evaluators(row.process_id))
    waits = len(coders) == len(APART) and all(one.handed_in for one in coders)
    return CodingLine(
        id=str(coding.id),
        on=coding.on,
        handed_in=tuple(one.number for one in coders if one.handed_in),
        coders=tuple(one.number for one in coders),
        staff=tuple(str(one.staff_id) for one in coders),
        to_settle=len(differing(coding.id)) if waits else 0,
    )
