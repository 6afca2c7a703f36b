"""
Which codings wait for somebody to be named, and who can be: for facilitators, and without a score.

    waits          codings of all processes that somebody facilitates, with which nobody can go on
    waits_in       those of one process
    nameable       who can be named in a coding
    named          whose place is to be somebody else's
    third_of       who settles what two scored differently
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from sulh.access import CHANGE, Principal, Role, Thing, may
from sulh.store import asking
from sulh.store.coders import APART, THIRD, evaluators_of_all, free_for, still_here, unfilled
from sulh.store.models import Coder, Coding, Membership, Staff
from sulh.store.sealing import INSTALLATION, Sealer, sealer

Sort = Literal["third", "coder"]
Ended = Mapping[tuple[UUID, UUID], date]  # by process and account


@dataclass(frozen=True)
class CodingWait:
    """
    A coding with which nobody can go on before somebody is named.

    Attributes:
        sort: "third", where two differ and nobody settles it; "coder", where one of the two evaluates no more.
        since: The day since which it waits, as far as that is known.
    """

    sort: Sort
    process_id: str
    agreement_id: str
    agreement: str
    since: date


@dataclass(frozen=True)
class Replaced:
    """A coder in whose place somebody else is named: with their name, since whoever named them names another."""

    agreement_id: str
    coding_id: str
    number: int
    staff: str
    name: str
    handed_in: bool


def waits(principal: Principal) -> tuple[CodingWait, ...]:
    """Return what waits for somebody who facilitates, what waits longest first, in three queries."""
    going = {one.process for one in principal.grants if one.process is not None and not one.over}
    keeps = {UUID(one) for one in going if may(principal, "implementation", CHANGE, Thing(process=one))}
    return tuple(_waits(keeps)) if keeps else ()


def waits_in(principal: Principal, process_id: UUID) -> tuple[CodingWait, ...]:
    """Return what waits for somebody in one process; nothing for who names no coders there."""
    if not may(principal, "implementation", CHANGE, Thing(process=str(process_id))):
        return ()
    return tuple(_waits({process_id}))


def nameable(principal: Principal, coding_id: UUID) -> tuple[tuple[str, str], ...]:
    """
    Return who can be named in a coding, by id and name.

    Raises:
        Refused: For whoever names no coders there.
    """
    row = asking.get(principal, "implementation", CHANGE, Coding, coding_id)
    opener = sealer(INSTALLATION)
    rows = Staff.objects.filter(pk__in=[UUID(one) for one in free_for(row)])
    found = [(str(one.id), _name(one, opener)) for one in rows]
    return tuple(sorted(found, key=lambda one: (one[1], one[0])))


def named(principal: Principal, coder_id: UUID) -> Replaced:
    """
    Return in whose place somebody is named.

    Raises:
        Refused: For whoever names no coders there.
    """
    row = asking.get(principal, "implementation", CHANGE, Coder, coder_id)
    return Replaced(
        agreement_id=str(row.coding.agreement_id),
        coding_id=str(row.coding_id),
        number=row.number,
        staff=str(row.staff_id),
        name=_name(row.staff, sealer(INSTALLATION)),
        handed_in=row.handed_in is not None,
    )


def third_of(principal: Principal, coding_id: UUID) -> str:
    """
    Return the id of whoever settles what two scored differently; empty where nobody is named.

    Raises:
        Refused: For whoever names no coders there.
    """
    row = asking.get(principal, "implementation", CHANGE, Coding, coding_id)
    return "".join(str(one.staff_id) for one in row.coders.filter(number=THIRD))


def _name(staff: Staff, opener: Sealer) -> str:
    return opener.text(staff, "name") or staff.account


def _waits(processes: Collection[UUID]) -> Iterator[CodingWait]:
    codings = Coding.objects.filter(agreement__process__in=processes, closed=None)
    rows = list(codings.select_related("agreement").prefetch_related("coders"))
    known, ended = evaluators_of_all(processes), _ended(processes) if rows else {}
    found = [one for row in rows for one in _of_coding(row, known[row.agreement.process_id], ended)]
    openers = {one: sealer(one) for one in {row.agreement.process_id for _, row, _ in found}}
    for sort, row, since in sorted(found, key=lambda one: (one[2], one[1].id)):
        agreement = row.agreement
        title = openers[agreement.process_id].text(agreement, "title")
        yield CodingWait(sort, str(agreement.process_id), str(agreement.id), title, since)


def _of_coding(row: Coding, known: Collection[str], ended: Ended) -> Iterator[tuple[Sort, Coding, date]]:
    """
    Yield what waits in a coding that is not closed.

    Where both have handed in and no third is there they differ: it would have been closed otherwise.
    """
    here = still_here(row.coders.all(), known)
    gone = unfilled(here, known)
    handed_in = [one.handed_in for one in here if one.handed_in]
    if gone:
        yield "coder", row, min(ended.get((row.agreement.process_id, one.staff_id), row.opened) for one in gone)
    elif len(handed_in) == len(here) == len(APART):
        yield "third", row, max(handed_in)


def _ended(processes: Collection[UUID]) -> Ended:
    """Return until when somebody evaluated in a process; nothing for who took up another role beside it."""
    rows = Membership.objects.filter(process__in=processes, role=Role.EVALUATOR).exclude(ended=None)
    days = rows.order_by("ended").values_list("process_id", "staff_id", "ended")
    return {(process, staff): day for process, staff, day in days if day is not None}
