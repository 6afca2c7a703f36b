"""
Findings put aside, by a person and with a reason that stays; and taken up again.

A coordinator puts aside for all who coordinate, anybody else for themselves: what one owner does not want to hear of,
another may.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal
from sulh.coordination.told import told
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.models import Dismissal, Process
from sulh.store.reads.map_frames import scope_of
from sulh.store.reads.pictures import seen_by
from sulh.store.sealing import sealer
from sulh.store.texts import NOTE, Reading


@transaction.atomic
def put_aside(principal: Principal, process_id: UUID, key: str, reason: str) -> None:
    """
    Put a finding aside; the same one twice keeps the newer reason.

    Raises:
        Refused: If the map is not theirs to see.
        Invalid: `reason`, if there is none.
        Conflict: `finding-is-gone`, if nothing of the kind is found for this reader now.
    """
    asking.get(principal, "put-aside", CHANGE, Process, process_id)
    reading = Reading()
    kept = reading.lines("reason", reason, most=NOTE)
    reading.done()
    seen = seen_by(principal, process_id)
    found = told(seen.picture, seen.audiences, seen.own, agreed=seen.agreed)
    if not any(one.key == key for one in found):
        raise Conflict("finding-is-gone")
    scope = scope_of(principal, process_id)
    row = Dismissal.objects.filter(process=process_id, scope=scope, key=key).first()
    row = row or Dismissal(process_id=process_id, scope=scope, key=key)
    row.on = clock.today()
    sealer(process_id).put(row, reason=kept)
    row.save()


@transaction.atomic
def take_up(principal: Principal, process_id: UUID, key: str) -> None:
    """
    Take up again what was put aside; nothing happens where nothing was.

    Raises:
        Refused: If the map is not theirs to see.
    """
    asking.get(principal, "put-aside", CHANGE, Process, process_id)
    Dismissal.objects.filter(process=process_id, scope=scope_of(principal, process_id), key=key).delete()
