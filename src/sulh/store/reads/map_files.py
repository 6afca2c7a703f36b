"""
What files of the map need beside the picture of their reader.

    public(principal, process)       which initiatives their owners show to everybody in full
    imports(principal, process)      files that came in: what waits, what was made, what was taken back
    waiting(principal, id, picture)  one of them, with what was read and what would come of it

A file that holds initiatives is a matter of whoever brought it: nobody else learns that there was one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec
from django.db.models import Q

from sulh.access import CHANGE, SEE, Principal, Refused, Thing, may
from sulh.coordination.incoming import Plan, plan
from sulh.formats.known import names_in
from sulh.formats.map_in import Brought, Names, Wanted
from sulh.model.picture import Picture
from sulh.store import asking, models
from sulh.store.reads.pictures import Reader
from sulh.store.sealing import sealer


def public(principal: Principal, process_id: UUID) -> frozenset[str]:
    """
    Return the ids of initiatives whose owners show everything to everybody; of those alone a public file may tell.

    Raises:
        Refused: If the map is not theirs to see.
    """
    process = asking.get(principal, "map", SEE, models.Process, process_id)
    shown = models.InitiativeTier.objects.filter(initiative__process=process, audience="public", tier="detail")
    return frozenset(str(one) for one in shown.values_list("initiative", flat=True))


@dataclass(frozen=True)
class BatchLine:
    """
    A file that came in: when, in which form, how it stands, how many of each kind were made.

    `mine`: whether whoever looks brought it.
    """

    id: UUID
    on: date
    form: str
    state: str
    counts: dict[str, int]
    mine: bool


@dataclass(frozen=True)
class Waiting:
    """A file that waits for a person's word: how it is to be read, what was read, what would come of it."""

    id: UUID
    process_id: UUID
    state: str
    counts: dict[str, int]
    wanted: Wanted
    brought: Brought
    plan: Plan
    picture: Picture


def imports(principal: Principal, process_id: UUID) -> list[BatchLine]:
    """
    Return the files that came in, the last first; of what waits or holds initiatives, one's own alone.

    Raises:
        Refused: If they do not keep this map.
    """
    process = asking.get(principal, "map", CHANGE, models.Process, process_id)
    opener = sealer(process.id)
    rows = process.imports.filter(Q(by=principal.id) | Q(private=False)).order_by("-on", "id")
    return [
        BatchLine(row.id, row.on, row.form, row.state, opener.get(row, "counts") or {}, str(row.by_id) == principal.id)
        for row in rows
    ]


def own_batch(
    principal: Principal, batch_id: UUID, *, of: UUID | None = None, lock: bool = False
) -> models.ImportBatch:
    """
    Return a batch that somebody may look at: their own, or one that was made and holds no initiative.

    Args:
        principal: Who looks.
        batch_id: Which.
        of: The process whose map it has to be for; None for any.
        lock: Whether to hold it until the transaction ends.

    Raises:
        Refused: For everybody else.
    """
    row = asking.get(principal, "map", CHANGE, models.ImportBatch, batch_id, lock=lock)
    if (row.private and str(row.by_id) != principal.id) or of not in (None, row.process_id):
        raise Refused
    return row


def wanted_of(row: models.ImportBatch) -> Wanted:
    """Return how a file is to be read."""
    return msgspec.json.decode(sealer(row.process_id).text(row, "chosen") or "{}", type=Wanted)


def plan_of(principal: Principal, row: models.ImportBatch, picture: Picture) -> tuple[Brought, Plan]:
    """Return what was read of a file, and what would come of it on the map as its bringer sees it now."""
    brought = msgspec.json.decode(sealer(row.process_id).text(row, "found") or "{}", type=Brought)
    thing = Thing(process=str(row.process_id))
    made = plan(
        brought,
        picture,
        listed=listed(row.process_id),
        source=wanted_of(row).source,
        initiatives=may(principal, "coordination", CHANGE, thing),
        holders=writes_for(principal, row.process_id) if brought.offers else (),
    )
    return brought, made


def writes_for(principal: Principal, process_id: UUID) -> frozenset[str]:
    """
    Return for which initiatives and desks somebody may say what these offer and need: their own, unconfirmed ones too.

    Raises:
        Refused: If the map is not theirs to see.
    """
    reader = Reader(principal, process_id)
    if not may(principal, "desk-offer", CHANGE, Thing(process=str(process_id))):
        return reader.own
    speaking = models.Membership.objects.filter(process=process_id, desk__isnull=False, ended=None).values("desk")
    names_alone = reader.process.desks.exclude(pk__in=speaking).values_list("id", flat=True)
    return reader.own | {str(one) for one in names_alone}


def waiting(principal: Principal, batch_id: UUID, picture: Picture) -> Waiting:
    """
    Return a file with what was read of it.

    Args:
        principal: Who brought it.
        batch_id: Which.
        picture: The map as they see it, ties among it.

    Raises:
        Refused: For everybody else.
    """
    row = own_batch(principal, batch_id)
    brought, made = plan_of(principal, row, picture)
    counts = sealer(row.process_id).get(row, "counts") or {}
    return Waiting(row.id, row.process_id, row.state, counts, wanted_of(row), brought, made, picture)


def listed(process_id: UUID) -> frozenset[str]:
    """Return the ids of actors that everybody on a map sees and that stand for themselves."""
    rows = models.Actor.objects.filter(processes=process_id, listed=True, merged_into=None)
    return frozenset(str(one) for one in rows.values_list("id", flat=True))


def names_of(process_id: UUID, picture: Picture) -> Names:
    """Return what a file can name: of actors, those that everybody on the map sees."""
    known = listed(process_id)
    shown = tuple(one for one in picture.actors if one.id in known)
    return names_in(msgspec.structs.replace(picture, actors=shown))
