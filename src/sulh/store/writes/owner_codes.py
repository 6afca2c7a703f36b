"""
A code for the owner of an initiative that a coordinator wrote down: made when it is wanted, shown once.

    new_code(principal, process, initiative) ─▶ Slip      an earlier code, and whoever came in with it, is out
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import transaction

from sulh.access import CHANGE, Principal, Refused
from sulh.store import asking, clock
from sulh.store.models import Initiative, Seat
from sulh.store.sealing import keyring
from sulh.store.writes.seats import Slip
from sulh.vault import codes


def new_code(principal: Principal, process_id: UUID, initiative_id: UUID) -> Slip:
    """
    Give the owner of an initiative a code, in place of any they had; while it waits for their word, and not after.

    Raises:
        Refused: For everybody but the coordinator who wrote it down.
    """
    _waits(principal, process_id, initiative_id)
    code = codes.new_code(clock.random_bytes)
    digest = keyring().codes(cheap=settings.CHEAP_CODES).digest(code)  # before any lock is held
    with transaction.atomic():
        row = _waits(principal, process_id, initiative_id, lock=True)
        seat = Seat.objects.select_for_update(of=("self",)).get(owned__initiative=row)
        seat.code, seat.generation = digest, seat.generation + 1
        seat.save(update_fields=["code", "generation"])
    return Slip(seat.label, code)


def _waits(principal: Principal, process_id: UUID, initiative_id: UUID, *, lock: bool = False) -> Initiative:
    row = asking.get(principal, "card", CHANGE, Initiative, initiative_id, lock=lock)
    waits = row.owner_id is not None and row.confirmed is None
    if not waits or str(row.entered_by_id) != principal.id or row.process_id != process_id:
        raise Refused
    return row
