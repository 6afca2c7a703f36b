"""
A file taken back: what it made goes, if nobody has changed it or tied anything to it since.

    undo(principal, batch) ─▶ how many of each kind stay

A row that somebody wrote anew, joined to another or confirmed names no batch any more; one that anything else refers to
stays for the sake of that. What stays stands for itself: a batch is taken back once.

What whoever takes it back does not see is no reason that they are told of: what only a hidden initiative refers to goes
for them as all else does. It is then as if the owner of that initiative had named it: seen with its card, and nowhere
else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Model, Q

from sulh.access import CHANGE, Principal, Thing, ask
from sulh.store.models import (
    Actor,
    AgendaItem,
    ImportBatch,
    Initiative,
    Issue,
    Offer,
    OfficialRound,
    Place,
    ReadinessJudgement,
    Seat,
    Tie,
)
from sulh.store.reads.map_files import own_batch, writes_for
from sulh.store.reads.pictures import seen_by
from sulh.store.sealing import sealer
from sulh.store.writes import log, unlisted

KINDS: dict[str, type[Model]] = {
    "offers": Offer,
    "cards": Initiative,
    "ties": Tie,
    "rounds": OfficialRound,
    "items": AgendaItem,
    "issues": Issue,
    "actors": Actor,
    "places": Place,
}

TOLD_TO_SOME: Final[tuple[type[Model], ...]] = (Initiative, Offer, ReadinessJudgement)


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
    _offers(principal, row)
    _cards(row)
    _of(Tie, row).delete()
    _rounds(principal, row)
    shown = _shown(principal, row)
    _unused(AgendaItem, row, shown).delete()
    _unused(Issue, row).delete()
    _put_away(Actor, row, shown)
    _put_away(Place, row, shown)
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


def _offers(principal: Principal, batch: ImportBatch) -> None:
    """Delete what those offer and need for whom somebody still writes: what an owner confirmed is the owner's."""
    own = [UUID(one) for one in writes_for(principal, batch.process_id)]
    rows = _of(Offer, batch).filter(Q(initiative__in=own) | Q(desk__in=own))
    named = list(rows.exclude(actor=None).values_list("actor", flat=True))
    rows.delete()
    unlisted.forget(named)


def _rounds(principal: Principal, batch: ImportBatch) -> None:
    for one in _of(OfficialRound, batch).order_by("number"):
        log.enter(batch.process_id, "official-round-dropped", principal, number=one.number)
        one.delete()


def _shown(principal: Principal, batch: ImportBatch) -> frozenset[UUID]:
    """Return what the initiatives and offers that somebody sees refer to."""
    picture = seen_by(principal, batch.process_id, ties=False).picture
    offers = (*picture.offers, *(one for card in picture.cards for one in card.offers))
    named = {one for offer in offers for one in offer.about}
    named |= {one for card in picture.cards for one in (*card.items, *card.places, *card.actors, *card.funders)}
    return frozenset(UUID(one) for one in named | {card.owner for card in picture.cards if card.owner})


def _put_away(table: type[Model], batch: ImportBatch, shown: Collection[UUID]) -> None:
    """Delete what nothing refers to, the inner places first; what only something hidden refers to is listed no more."""
    while free := set(_free(table, batch, shown)):
        gone = free & set(_free(table, batch, None))
        rows = table._default_manager
        rows.filter(pk__in=gone).delete()
        rows.filter(pk__in=free - gone).update(listed=False, batch=None)


def _free(table: type[Model], batch: ImportBatch, shown: Collection[UUID] | None) -> Iterable[UUID]:
    rows = _unused(table, batch, shown).exclude(pk__in=_elsewhere(table, batch))
    ids: Iterable[UUID] = rows.values_list("pk", flat=True)
    return ids


def _elsewhere(table: type[Model], batch: ImportBatch) -> Any:
    """Return the ids of rows that stand on the map of another process too."""
    field: Any = table._meta.get_field("processes")
    through: Any = field.remote_field.through
    name = table._meta.model_name
    return through._default_manager.exclude(process=batch.process_id).values(f"{name}_id")


def _unused(table: type[Model], batch: ImportBatch, shown: Collection[UUID] | None = None) -> Any:
    """
    Return the rows of a batch to which no other row refers, of whatever table.

    `shown`: what initiatives that somebody sees refer to. Then only this counts, and what everybody on the map sees.
    """
    rows = _of(table, batch) if shown is None else _of(table, batch).exclude(pk__in=shown)
    for relation in table._meta.get_fields(include_hidden=True):
        found: Any = relation
        if not relation.auto_created or relation.concrete:
            continue
        if shown is not None and found.related_model in TOLD_TO_SOME:
            continue
        if relation.many_to_many:
            name, through = found.field.m2m_reverse_field_name(), found.through._default_manager
            one = found.field.m2m_field_name()
            used = through.filter(**_listed(shown, f"{one}__")) if found.related_model is Actor else through.all()
        elif found.related_model._meta.auto_created:
            continue
        else:
            name = found.field.name
            used = found.related_model._default_manager.filter(**{f"{name}__isnull": False})
            used = used.filter(**_of_listed(found.related_model, shown))
        rows = rows.exclude(pk__in=used.values(f"{name}_id"))
    return rows


def _of_listed(table: type[Model], shown: Collection[UUID] | None) -> dict[str, bool]:
    if table is Tie:
        return _listed(shown, "one__") | _listed(shown, "other__")
    return _listed(shown, "") if table in (Actor, Place) else {}


def _listed(shown: Collection[UUID] | None, before: str) -> dict[str, bool]:
    return {} if shown is None else {f"{before}listed": True}
