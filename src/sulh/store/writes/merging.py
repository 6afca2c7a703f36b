"""
Two entries for one actor: said by a person, kept with the day and who said so, and to be undone.

    merge ◀──▶ part

No machine joins two entries; `sulh.coordination.names` says which a person may look at. Nothing of the entry that is
joined to another is written over: it stands there again as it was, once the two are parted.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal, Refused
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.models import Actor, Process


@transaction.atomic
def merge(principal: Principal, process_id: UUID, one: UUID, into: UUID) -> None:
    """
    Say that two entries are one actor; the first is kept as a duplicate, with the day and who said so.

    Raises:
        Refused: If they do not keep this map, or do not see both.
        Conflict: `merged-already`, if one of them is a duplicate already; `kinds-differ`, for a person and another.
    """
    process = asking.get(principal, "map", CHANGE, Process, process_id)
    rows = {row.id: row for row in process.actors.select_for_update().filter(pk__in=(one, into), listed=True)}
    if len(rows) != len({one, into}) or one == into:
        raise Refused
    if any(row.merged_into_id is not None for row in rows.values()):
        raise Conflict("merged-already")
    if (rows[one].kind == "person") != (rows[into].kind == "person"):
        raise Conflict("kinds-differ")
    Actor.objects.filter(pk=one).update(
        merged_into=into, merged_by=UUID(principal.id), merged_on=clock.today(), batch=None
    )


@transaction.atomic
def part(principal: Principal, process_id: UUID, one: UUID) -> None:
    """
    Let two entries stand for two actors again; nothing happens to one that stands for itself.

    Raises:
        Refused: If they do not keep this map, or it is not on it.
    """
    process = asking.get(principal, "map", CHANGE, Process, process_id)
    if not process.actors.filter(pk=one, listed=True).exists():
        raise Refused
    Actor.objects.filter(pk=one).update(merged_into=None, merged_by=None, merged_on=None, batch=None)
