"""
A file taken back: what it made goes, if nobody has changed it or tied anything to it since.

    undo(principal, batch) ─▶ how many of each kind stay

A row that somebody wrote anew, joined to another or confirmed names no batch any more; one that anything else refers to
stays for the sake of that. What stays stands for itself: a batch is taken back once.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from sulh.access import CHANGE, Principal, Thing, ask
from sulh.store.models import Actor, AgendaItem, ImportBatch, Initiative, Issue, OfficialRound, Place, Seat, Tie
from sulh.store.reads.map_files import own_batch
from sulh.store.sealing import sealer
from sulh.store.writes import log

KINDS: dict[str, type[Model]] = {
    "cards": Initiative,
    "ties": Tie,
    "rounds": OfficialRound,
    "items": AgendaItem,
    "issues": Issue,
    "actors": Actor,
    "places": Place,
}


@transaction.atomic
def undo(principal: Principal, batch_id: UUID) -> UUID:
    """
    Take a file back; a form that comes twice does it once.

    Returns:
        Whose map it is.

    Raises:
        Refused: If it is not theirs.
    """
    row = own_batch(principal, batch_id, lock=True)
    if row.state != "done":
        return row.process_id
    thing = Thing(process=str(row.process_id))
    for kind, made_of in (("coordination", Initiative), ("agenda", AgendaItem), ("official-round", OfficialRound)):
        if _of(made_of, row).exists():
            ask(principal, kind, CHANGE, thing)
    _cards(row)
    _of(Tie, row).delete()
    _rounds(principal, row)
    _unused(AgendaItem, row).delete()
    _unused(Issue, row).delete()
    alone = _unused(Actor, row).exclude(pk__in=_elsewhere(Actor, row))
    Actor._default_manager.filter(pk__in=list(alone.values_list("pk", flat=True))).delete()
    _places(row)
    staying = {kind: number for kind, table in KINDS.items() if (number := _of(table, row).update(batch=None))}
    made: dict[str, int] = sealer(row.process_id).get(row, "counts") or {}
    row.state = "undone"
    sealer(row.process_id).put(row, counts=_left(made, staying))
    row.save()
    return row.process_id


def _left(made: dict[str, int], staying: dict[str, int]) -> dict[str, int]:
    """Return how many of each kind stay, of those kinds that there were."""
    return {kind: number for kind, number in staying.items() if kind in made}


def _of(table: type[Model], batch: ImportBatch) -> Any:
    return table._default_manager.filter(batch=batch)


def _cards(batch: ImportBatch) -> None:
    """Delete initiatives whose owners were given no code, with their seats: nobody else has ever seen them."""
    rows = _of(Initiative, batch).filter(confirmed=None, ownership__seat__code=None)
    seats = list(rows.values_list("ownership__seat", flat=True))
    Initiative.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()
    Seat.objects.filter(pk__in=seats).delete()


def _rounds(principal: Principal, batch: ImportBatch) -> None:
    for one in _of(OfficialRound, batch).order_by("number"):
        log.enter(batch.process_id, "official-round-dropped", principal, number=one.number)
        one.delete()


def _places(batch: ImportBatch) -> None:
    """Delete places to which nothing refers, the inner ones first."""
    while inner := list(_unused(Place, batch).exclude(pk__in=_elsewhere(Place, batch)).values_list("pk", flat=True)):
        Place.objects.filter(pk__in=inner).delete()


def _elsewhere(table: type[Model], batch: ImportBatch) -> Any:
    """Return the ids of rows that stand on the map of another process too."""
    field: Any = table._meta.get_field("processes")
    through: Any = field.remote_field.through
    name = table._meta.model_name
    return through._default_manager.exclude(process=batch.process_id).values(f"{name}_id")


def _unused(table: type[Model], batch: ImportBatch) -> Any:
    """Return the rows of a batch to which no other row refers, of whatever table."""
    rows = _of(table, batch)
    for relation in table._meta.get_fields(include_hidden=True):
        found: Any = relation
        if not relation.auto_created or relation.concrete:
            continue
        if relation.many_to_many:
            name = found.field.m2m_reverse_field_name()
            used = found.through._default_manager.values(f"{name}_id")
        elif found.related_model._meta.auto_created:
            continue
        else:
            name = found.field.name
            used = found.related_model._default_manager.filter(**{f"{name}__isnull": False}).values(f"{name}_id")
        rows = rows.exclude(pk__in=used)
    return rows
