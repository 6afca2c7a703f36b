"""What stands on the pages that end a process: what would close or go, and until when anything is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sulh.access import CHANGE, Principal
from sulh.store import asking, clock
from sulh.store.kinds import KEPT_DAYS
from sulh.store.models import Dialogue, KeptPublication, Membership, Process, Round, Seat
from sulh.store.sealing import sealer


@dataclass(frozen=True)
class ToClose:
    """
    What a closure closes.

    Attributes:
        rounds: How many are open or paused.
        dialogues, seats: How many dialogues end for how many people who hold an entry number.
        days, ends: For how many days everything is kept, and the day on which it is deleted.
    """

    rounds: int
    dialogues: int
    seats: int
    days: int
    ends: str


@dataclass(frozen=True)
class ToPurge:
    """What a purge deletes: `name` is to be typed."""

    name: str
    dialogues: int
    seats: int
    staff: int
    publications: int


def closing(principal: Principal, process_id: UUID) -> ToClose:
    """
    Return what a closure today would close.

    Raises:
        Refused: If it is not theirs to close.
    """
    row = asking.get(principal, "closure", CHANGE, Process, process_id)
    days = KEPT_DAYS[row.profile]
    return ToClose(
        rounds=Round.objects.filter(dialogue__process=row, state__in=("open", "paused")).count(),
        dialogues=Dialogue.objects.filter(process=row).count(),
        seats=Seat.objects.filter(dialogue__process=row, left=False).count(),  # of no owner: they tell of initiatives
        days=days,
        ends=(clock.today() + timedelta(days=days)).isoformat(),
    )


def purging(principal: Principal, process_id: UUID) -> ToPurge:
    """
    Return what a purge would delete.

    Raises:
        Refused: If it is not theirs to delete.
    """
    row = asking.get(principal, "purge", CHANGE, Process, process_id)
    working = Membership.objects.filter(process=row, ended=None)
    return ToPurge(
        name=sealer(row.id).text(row, "name"),
        dialogues=Dialogue.objects.filter(process=row).count(),
        seats=Seat.objects.filter(dialogue__process=row, left=False).count(),  # of no owner: they tell of initiatives
        staff=working.values("staff").distinct().count(),
        publications=KeptPublication.objects.filter(dialogue__process=row).count(),
    )
