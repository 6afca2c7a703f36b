"""
The map of a process as one reader sees it: rows become a `Picture`, each card cut to the tier that its owner gave them.

    seen_by(principal, process) ─▶ Seen ─┬─ picture      what the reader may know, and nothing else
                                         ├─ audiences    as whom they look
                                         └─ own          which cards are theirs in full

What a reader may not see is not asked of the database, so that neither the answer nor the time it takes depends on it.
The number of queries is the same however much there is. Pages call `sulh.store.writes.looks`, which writes down for the
owners who looked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Count, Q

from sulh.access import SEE, Principal, Role
from sulh.coordination.link_states import standing
from sulh.coordination.tiers import offer_at, seen_at, shows
from sulh.model.actors import Actor
from sulh.model.initiatives import TIERS, Audience, Card, Link, Offer, Tier
from sulh.model.picture import Item, OfficialRound, Picture
from sulh.store import asking, clock, models
from sulh.store.reads.card_rows import CardRows, offer_of
from sulh.store.reads.ground import Ground, code
from sulh.store.reads.table_lines import SENT
from sulh.store.sealing import Sealer, sealer

AUDIENCE_OF: dict[Role, Audience] = {
    Role.COORDINATOR: "coordinators",
    Role.FACILITATOR: "facilitators",
    Role.OWNER: "owners",
    Role.DESK: "desks",
    Role.FUNDER: "funders",
}


@dataclass(frozen=True)
class Seen:
    """
    What one reader sees.

    Attributes:
        audiences: As whom they look; one, unless somebody holds two roles and has declared it.
        own: Ids of the cards that are theirs: seen in full, and theirs to change.
        unconfirmed: Those of `own` that wait for an owner's word that they hold.
        desks: The desks that the reader signs in for.
    """

    process_id: UUID
    picture: Picture
    audiences: tuple[Audience, ...]
    own: frozenset[str]
    unconfirmed: frozenset[str]
    desks: frozenset[str]

    def card(self, card_id: UUID | str) -> Card | None:
        """Return a card by its id; None for one that the reader does not see."""
        return next((one for one in self.picture.cards if one.id == str(card_id)), None)


def seen_by(principal: Principal, process_id: UUID, *, ties: bool = True) -> Seen:
    """
    Return the map of a process as somebody sees it.

    Args:
        principal: Who looks.
        process_id: Whose map.
        ties: Whether ties are read too: there are many, and not every page needs them.

    Raises:
        Refused: If it is not theirs to see.
    """
    process = asking.get(principal, "map", SEE, models.Process, process_id)
    held = [one for one in principal.grants if one.process == str(process_id) and one.role in AUDIENCE_OF]
    audiences = tuple(dict.fromkeys(AUDIENCE_OF[grant.role] for grant in held))
    desks = frozenset(grant.desk for grant in held if grant.desk)
    ground, opener = Ground(process), sealer(process.id)
    own, unconfirmed = _own(process, principal.id, audiences)
    cards = _cards(process, audiences, own, ground, opener)
    actors = ground.actors(one for card in cards for one in _named(card))
    picture = Picture(
        today=clock.today(),
        cards=cards,
        links=_links(process, cards, own | desks),
        offers=_offers(process, ground, opener, whole=desks, every="facilitators" in audiences),
        actors=actors,
        ties=ground.ties(actors) if ties else (),
        places=ground.places(_where(cards, actors)),
        issues=_texts(process.issues.all(), opener),
        sides=_texts(process.sides.all(), opener),
        desks=_texts(_desks(process, audiences, desks), opener),
        items=_items(process, audiences, desks, opener),
        rounds=_rounds(process, opener),
    )
    return Seen(process.id, picture, audiences, own, unconfirmed, desks)


def _own(process: models.Process, me: str, audiences: tuple[Audience, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of the cards that the access table calls theirs, and of those that wait to be confirmed."""
    mine = Q(ownership__seat=me) if "owners" in audiences else Q(pk=None)
    if "facilitators" in audiences:
        mine |= Q(ownership=None)
    if "coordinators" in audiences:
        mine |= Q(entered_by=me, confirmed=None, ownership__isnull=False)
    rows = list(process.initiatives.filter(mine).select_related("ownership"))
    waiting = (row for row in rows if row.owner_id is not None and row.confirmed is None)
    return frozenset(str(row.id) for row in rows), frozenset(str(row.id) for row in waiting)


def _cards(
    process: models.Process, audiences: tuple[Audience, ...], own: frozenset[str], ground: Ground, opener: Sealer
) -> tuple[Card, ...]:
    """Return the cards, each at the reader's tier, in the order of their ids; of others' only what they confirmed."""
    tiers = _tiers(process, audiences)
    shown = Q(pk__in=own) | Q(pk__in=tiers) & (Q(ownership=None) | Q(confirmed__isnull=False))
    rows = list(process.initiatives.filter(shown).order_by("id"))
    whole = CardRows(rows, ground, opener)
    cut = (seen_at(whole.card(row.id), "detail" if str(row.id) in own else tiers[row.id]) for row in rows)
    known = {str(row.id) for row in rows}
    return tuple(
        msgspec.structs.replace(card, depends_on=tuple(one for one in card.depends_on if one in known))
        for card in cut
        if card is not None
    )


def _tiers(process: models.Process, audiences: tuple[Audience, ...]) -> Mapping[UUID, Tier]:
    """Return the highest tier that one of the reader's audiences has, of each initiative that shows them anything."""
    given = models.InitiativeTier.objects.filter(initiative__process=process, audience__in=audiences)
    tiers: dict[UUID, Tier] = {}
    for one, kept in given.exclude(tier="none").values_list("initiative", "tier"):
        tiers[one] = max(tiers.get(one, "none"), code(kept), key=TIERS.index)
    return tiers


def _links(process: models.Process, cards: tuple[Card, ...], mine: frozenset[str]) -> tuple[Link, ...]:
    """Return the links of the reader's own, and accepted ones where the actors of every card in them are shown."""
    tiers = {card.id: card.tier for card in cards}
    found = []
    for row in process.links.order_by("id"):
        ends = [str(one) for one in (row.one_id, row.other_id, row.desk_id) if one is not None]
        known = [shows(tiers.get(str(one), "none"), "actors") for one in (row.one_id, row.other_id) if one is not None]
        if mine.intersection(ends) or (row.state == "accepted" and all(known)):
            state = standing(row.state, row.since, clock.today())
            found.append(Link(str(row.id), ends[0], ends[1], code(row.mode), state))
    return tuple(found)


def _offers(
    process: models.Process, ground: Ground, opener: Sealer, *, whole: frozenset[str], every: bool
) -> tuple[Offer, ...]:
    """Return what desks offer and need: whole for the desk itself and for facilitators, else which kinds."""
    rows = process.offers.exclude(desk=None).order_by("id")
    found = (offer_of(row, ground, opener) for row in rows)
    return tuple(one if every or one.holder in whole else offer_at(one, "theme_area") for one in found)


def _desks(process: models.Process, audiences: tuple[Audience, ...], own: frozenset[str]) -> Iterable[models.Desk]:
    """Return the desks; to a desk, its own alone: whom else a process turns to is not for it to see."""
    inside = {"facilitators", "coordinators", "owners"}.intersection(audiences)
    return process.desks.all() if inside else process.desks.filter(pk__in=[UUID(one) for one in own])


def _items(
    process: models.Process, audiences: tuple[Audience, ...], desks: frozenset[str], opener: Sealer
) -> tuple[Item, ...]:
    """Return the items of the official agenda; how much was released on them, to whoever is inside the process."""
    inside = bool({"facilitators", "coordinators"}.intersection(audiences))
    known = inside or "owners" in audiences  # an owner sees the desks, and so can propose a link to one
    rows = process.agenda_items.order_by("number")
    if not inside and desks:
        rows = rows.filter(desk__in=[UUID(one) for one in desks])
    sent = Q(packages__state__in=SENT)
    answered = sent & Q(packages__answers__isnull=False)
    counted = rows.annotate(
        sent=Count("packages", filter=sent, distinct=True), answered=Count("packages", filter=answered, distinct=True)
    )
    return tuple(
        Item(
            id=str(row.id),
            number=row.number,
            state=code(row.state),
            titles=opener.texts(row, "titles"),
            since=row.since,
            wanted_by=row.wanted_by,
            desk=str(row.desk_id) if row.desk_id is not None and (known or str(row.desk_id) in desks) else None,
            released=row.sent if inside else None,
            answered=row.answered if inside else None,
        )
        for row in counted
    )


def _rounds(process: models.Process, opener: Sealer) -> tuple[OfficialRound, ...]:
    return tuple(
        OfficialRound(str(row.id), row.number, row.start, row.end, row.stalled_since, opener.text(row, "source"))
        for row in process.official_rounds.order_by("number")
    )


def _named(card: Card) -> tuple[str, ...]:
    """Return the ids that a card shows, those of actors among them."""
    about = (one for offer in card.offers for one in offer.about)
    return (*card.actors, *card.funders, *about, *((card.owner,) if card.owner else ()))


def _where(cards: Iterable[Card], actors: Iterable[Actor]) -> Iterator[str]:
    """Return the ids of places that are shown, among ids of others that offers are about."""
    for card in cards:
        yield from (*card.places, *card.regions, *(one for offer in card.offers for one in offer.about))
    for actor in actors:
        yield from actor.places


def _texts(rows: Iterable[Any], opener: Sealer) -> dict[str, dict[str, str]]:
    return {str(row.id): opener.texts(row, "names") for row in rows}
