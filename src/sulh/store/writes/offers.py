"""
What an initiative or a desk can lend others, and what it lacks.

    add_of_card, add_of_desk ──▶ Offer        one kind, at most one about whom or where, words for people
    bring_in                                  those that a file holds, and that fit (`sulh.coordination.fitting`)
    remove

Whoever sees how much of it, the tiers of the initiative say; of a desk others see which kinds. Nothing is entered in
the process log.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal, Refused, Role
from sulh.coordination.fitting import MOST_OFFERS
from sulh.model.initiatives import DIRECTIONS, RESOURCES
from sulh.model.initiatives import Offer as MapOffer
from sulh.store import asking
from sulh.store.models import Desk, ImportBatch, Initiative, Membership, Offer
from sulh.store.reads.pictures import Seen, seen_by
from sulh.store.sealing import sealer
from sulh.store.texts import SENTENCE, Reading
from sulh.store.writes import unlisted


@dataclass(frozen=True)
class OfferText:
    """An offer or a need as somebody writes it; `about`: the id of an actor, a side or a place, empty for none."""

    direction: str
    resource: str
    about: str = ""
    words: str = ""


@transaction.atomic
def add_of_card(principal: Principal, initiative_id: UUID, given: OfferText) -> UUID:
    """
    Write down what an initiative offers or needs; the same one sent twice is kept once, with the newer words.

    Raises:
        Refused: If it is not theirs.
        Invalid: If a value cannot be kept.
    """
    row = asking.get(principal, "card", CHANGE, Initiative, initiative_id, lock=True)
    return _add(seen_by(principal, row.process_id, ties=False), given, initiative=row)


@transaction.atomic
def add_of_desk(principal: Principal, desk_id: UUID, given: OfferText) -> UUID:
    """
    Write down what a desk offers or needs; the same one sent twice is kept once, with the newer words.

    Raises:
        Refused: If it is not their desk; for a facilitator, if somebody signs in for it.
        Invalid: If a value cannot be kept.
    """
    row = asking.get(principal, "desk-offer", CHANGE, Desk, desk_id, lock=True)
    speaks_for(principal, row.id)
    return _add(seen_by(principal, row.process_id, ties=False), given, desk=row)


@transaction.atomic
def bring_in(principal: Principal, batch: ImportBatch, seen: Seen, brought: Iterable[MapOffer]) -> None:
    """
    Write down offers and needs of a file, each under the batch that brought it.

    Raises:
        Refused: If one is of an initiative or a desk for which they do not write.
        Invalid: If one cannot be kept.
    """
    holders: dict[str, dict[str, Any]] = {}
    for one in brought:
        holder = holders.get(one.holder) or _holder(principal, seen, UUID(one.holder))
        holders[one.holder] = holder
        given = OfferText(one.direction, one.resource, next(iter(one.about), ""), one.words)
        made = _add(seen, given, **holder)
        Offer.objects.filter(pk=made).update(batch=batch)


def _holder(principal: Principal, seen: Seen, holder_id: UUID) -> dict[str, Any]:
    if str(holder_id) not in seen.picture.desks:
        return {"initiative": asking.get(principal, "card", CHANGE, Initiative, holder_id, lock=True)}
    desk = asking.get(principal, "desk-offer", CHANGE, Desk, holder_id, lock=True)
    speaks_for(principal, desk.id)
    return {"desk": desk}


@transaction.atomic
def remove(principal: Principal, offer_id: UUID) -> None:
    """
    Take an offer or a need away.

    Raises:
        Refused: If it is not theirs.
    """
    of_desk = Offer.objects.filter(pk=offer_id, initiative=None).exists()
    row = asking.get(principal, "desk-offer" if of_desk else "card", CHANGE, Offer, offer_id)
    if row.desk_id is not None:
        speaks_for(principal, row.desk_id)
    row.delete()
    unlisted.forget([row.actor_id] if row.actor_id is not None else [])


def speaks_for(principal: Principal, desk_id: UUID) -> None:
    """
    Let pass whoever speaks for a desk: its own accounts, and a facilitator while it is only a name.

    Raises:
        Refused: For a facilitator, once somebody signs in for it.
    """
    signs_in = any(grant.role == Role.DESK and grant.desk == str(desk_id) for grant in principal.grants)
    if not signs_in and Membership.objects.filter(desk=desk_id, ended=None).exists():
        raise Refused


def _add(seen: Seen, given: OfferText, **holder: Any) -> UUID:
    reading = Reading()
    direction = reading.choice("direction", given.direction, DIRECTIONS)
    resource = reading.choice("resource", given.resource, RESOURCES)
    words = reading.text("words", given.words, most=SENTENCE, needed=False)
    about = _about(reading, given.about, seen)
    mine = Offer.objects.filter(**holder)
    row = mine.filter(direction=direction, resource=resource, **about).first()
    if row is None and mine.count() >= MOST_OFFERS:
        reading.faults.setdefault("resource", "enough-offers")
    reading.done()
    row = row or Offer(process_id=seen.process_id, direction=direction, resource=resource, **holder, **about)
    row.batch = None
    sealer(seen.process_id).put(row, words=words)
    row.save()
    return row.id


def _about(reading: Reading, about: str, seen: Seen) -> dict[str, UUID | None]:
    """Return what it is about, as columns; only what its writer sees can be named."""
    picture = seen.picture
    known = {
        "actor_id": {one.id for one in picture.actors},
        "side_id": set(picture.sides),
        "place_id": {one.id for one in picture.places},
    }
    found: dict[str, UUID | None] = {name: UUID(about) if about in ids else None for name, ids in known.items()}
    if about and not any(found.values()):
        reading.faults["about"] = "no-choice"
    return found
