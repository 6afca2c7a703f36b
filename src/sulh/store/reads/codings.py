"""
Codings that go on: what waits for whom, and how far they are, with no score in it.

    tasks          what waits for the reader to score in a process
    open_coding    how far the coding of an agreement is

Whether the reader may see them is asked by the reads that call these (`sulh.store.reads.implementation`). For whom a
coding waits that nobody can go on with: `sulh.store.reads.coders`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from sulh.access import Principal
from sulh.store import models
from sulh.store.coders import APART, THIRD, differing, evaluators, still_here, to_score, unfilled
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


CodingState = Literal["apart", "differ", "settling"]


@dataclass(frozen=True)
class CoderLine:
    """
    Somebody who scores, by number and without a name.

    `gone`: one of the two who has not handed in and does not evaluate here any more.
    """

    id: str
    number: int
    handed_in: bool
    gone: bool


@dataclass(frozen=True)
class CodingLine:
    """
    A coding that goes on.

    Attributes:
        state: "apart" while the two score; "differ" once they do and nobody settles it; "settling" while a third does.
        coders: In the order of their numbers.
        differ: On how many stipulations the two differ, once both have handed in.
    """

    id: str
    on: date
    state: CodingState
    coders: tuple[CoderLine, ...]
    differ: int

    @property
    def handed_in(self) -> int:
        """How many of the two have handed in."""
        return sum(one.handed_in for one in self.coders if one.number in APART)


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
    known = evaluators(row.process_id)
    coders = still_here(coding.coders.order_by("number"), known)
    gone = unfilled(coders, known)
    state = _state(coders)
    return CodingLine(
        id=str(coding.id),
        on=coding.on,
        state=state,
        coders=tuple(CoderLine(str(one.id), one.number, one.handed_in is not None, one in gone) for one in coders),
        differ=0 if state == "apart" else len(differing(coding.id)),
    )


def _state(coders: Sequence[models.Coder]) -> CodingState:
    if any(one.number == THIRD for one in coders):
        return "settling"
    return "differ" if all(one.handed_in for one in coders) else "apart"
