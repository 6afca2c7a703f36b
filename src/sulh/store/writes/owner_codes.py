"""
A code for the owner of an initiative that a coordinator wrote down: made when it is wanted, shown once.

    new_code(principal, process, initiative) ─▶ Slip      an earlier code, and whoever came in with it, is out

With an earlier code its owner may have registered others, of which the coordinator is to learn nothing. So the code is
of a new seat that holds this one alone; what else the earlier one held stays with that, and the coordinator is told the
same.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal, Refused
from sulh.store import asking
from sulh.store.models import Initiative, Ownership, Seat
from sulh.store.writes.cards import new_seat
from sulh.store.writes.seats import Slip


def new_code(principal: Principal, process_id: UUID, initiative_id: UUID) -> Slip:
    """
    Give the owner of an initiative a code, in place of any they had; while it waits for their word, and not after.

    Raises:
        Refused: For everybody but the coordinator who wrote it down.
    """
    _waits(principal, process_id, initiative_id)
    slip, seat = new_seat(process_id)  # hashed before any lock is held
    with transaction.atomic():
        row = _waits(principal, process_id, initiative_id, lock=True)
        earlier = row.ownership.seat_id
        seat.save(force_insert=True)
        Ownership.objects.filter(initiative=row).update(seat=seat)
        Seat.objects.filter(pk=earlier, owned=None).delete()
    return slip


def _waits(principal: Principal, process_id: UUID, initiative_id: UUID, *, lock: bool = False) -> Initiative:
    row = asking.get(principal, "card", CHANGE, Initiative, initiative_id, lock=lock)
    waits = row.owner_id is not None and row.confirmed is None
    if not waits or str(row.entered_by_id) != principal.id or row.process_id != process_id:
        raise Refused
    return row
