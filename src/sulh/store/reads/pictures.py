"""
The map of a process as one reader sees it: rows become a `Picture`, each card cut to the tier that its owner gave them.

    seen_by(principal, process) ─▶ Seen ─┬─ picture      what the reader may know, and nothing else
                                         ├─ audiences    as whom they look
                                         └─ own          which cards are theirs in full
    Reader                         the same step by step, for `sulh.store.reads.neighbourhood`

What a reader may not see is not asked of the database, so that neither the answer nor the time it takes depends on it.
Persons and ties are for those inside the process and for owners: desks and funders see neither, however much of a card.
The number of queries is the same however much there is. Pages call `sulh.store.writes.looks`, which writes down for the
owners who looked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

import msgspec
from django.db.models import Count, Q

from sulh.access import SEE, Principal, Role, may
from sulh.coordination.link_states import standing
from sulh.coordination.tiers import offer_about, offer_at, seen_at, shows, unnamed
from sulh.model.actors import Actor
from sulh.model.initiatives import TIERS, Audience, Card, Link, Offer, Tier
from sulh.model.picture import Item, OfficialRound, Picture
from sulh.store import asking, clock, models
from sulh.store.reads.card_rows import CardRows, offer_of
from sulh.store.reads.funder_consents import agreed_among
from sulh.store.reads.ground import Ground, TiesOf, code
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
        agreed: Keys of the findings that a funder is told because both owners agreed to it; none for anybody else.
    """

    process_id: UUID
    picture: Picture
    audiences: tuple[Audience, ...]
    own: frozenset[str]
    unconfirmed: frozenset[str]
    desks: frozenset[str]
    agreed: frozenset[str]

    def card(self, card_id: UUID | str) -> Card | None:
        """Return a card by its id; None for one that the reader does not see."""
        return next((one for one in self.picture.cards if one.id == str(card_id)), None)


def seen_by(principal: Principal, process_id: UUID, *, ties: bool | TiesOf = True) -> Seen:
    """
    Return the map of a process as somebody sees it.

    Args:
        principal: Who looks.
        process_id: Whose map.
        ties: Whether ties are read too, or which of them: there are many, and not every page needs them.

    Raises:
        Refused: If it is not theirs to see.
    """
    reader = Reader(principal, process_id)
    cards = reader.cards(Q())
    return reader.seen(cards, reader.links(cards, Q()), ties=ties)


class Reader:
    """
    Reads the map of a process, or a part of it, for one reader: what they may not see is not asked for.

    Args:
        principal: Who looks.
        process_id: Whose map.

    Raises:
        Refused: If it is not theirs to see.
    """

    def __init__(self, principal: Principal, process_id: UUID) -> None:
        """Find out as whom they look, and what is theirs."""
        self.process = asking.get(principal, "map", SEE, models.Process, process_id)
        held = [one for one in principal.grants if one.process == str(process_id) and one.role in AUDIENCE_OF]
        self.audiences = tuple(dict.fromkeys(AUDIENCE_OF[grant.role] for grant in held))
        self._named = may(principal, "network", SEE, asking.thing_of(self.process))
        self.ground, self._opener = Ground(self.process, persons=self._named), sealer(self.process.id)
        self.own, self._unconfirmed = self._owned(principal.id)
        self._desks = frozenset(grant.desk for grant in held if grant.desk)

    def _owned(self, me: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the ids of the cards that the access table calls theirs, and of those that wait to be confirmed."""
        mine = Q(ownership__seat=me) if "owners" in self.audiences else Q(pk=None)
        if "facilitators" in self.audiences:
            mine |= Q(ownership=None)
        if "coordinators" in self.audiences:
            mine |= Q(entered_by=me, confirmed=None, ownership__isnull=False)
        rows = list(self.process.initiatives.filter(mine).select_related("ownership"))
        waiting = (row for row in rows if row.owner_id is not None and row.confirmed is None)
        return frozenset(str(row.id) for row in rows), frozenset(str(row.id) for row in waiting)

    @cached_property
    def desks(self) -> Mapping[UUID, models.Desk]:
        """The desks by id; to a desk, its own alone: whom else a process turns to is not for it to see."""
        inside = {"facilitators", "coordinators", "owners"}.intersection(self.audiences)
        rows = self.process.desks.all()
        return {row.id: row for row in (rows if inside else rows.filter(pk__in=[UUID(one) for one in self._desks]))}

    def shown(self, tier: Tier) -> Q:
        """Return which initiatives the reader sees at a tier or above: their own, and of others' what is confirmed."""
        tiers = models.InitiativeTier.objects.filter(initiative__process=self.process, audience__in=self.audiences)
        given = tiers.filter(tier__in=TIERS[TIERS.index(tier) :]).values("initiative")
        own = Q(pk__in=[UUID(one) for one in self.own])
        return own | Q(pk__in=given) & (Q(ownership=None) | Q(confirmed__isnull=False))

    def cards(self, among: Q) -> tuple[Card, ...]:
        """Return cards among these, each at the reader's tier, in the order of their ids."""
        rows = list(self.process.initiatives.filter(among & self.shown("existence")).order_by("id"))
        tiers, known = self._tiers(rows), {str(row.id) for row in rows}
        whole = CardRows(rows, self.ground, self._opener)
        cut = (seen_at(whole.card(row.id), "detail" if str(row.id) in self.own else tiers[row.id]) for row in rows)
        return tuple(
            msgspec.structs.replace(
                unnamed(card, self._unnamed), depends_on=tuple(one for one in card.depends_on if one in known)
            )
            for card in cut
            if card is not None
        )

    @property
    def _unnamed(self) -> frozenset[str]:
        """The persons whom nothing that this reader sees may name."""
        return frozenset() if self._named else self.ground.persons

    def _tiers(self, rows: Iterable[models.Initiative]) -> Mapping[UUID, Tier]:
        """Return the highest tier that one of the reader's audiences has, of each initiative."""
        given = models.InitiativeTier.objects.filter(initiative__in=rows, audience__in=self.audiences)
        tiers: dict[UUID, Tier] = {}
        for one, kept in given.values_list("initiative", "tier"):
            tiers[one] = max(tiers.get(one, "none"), code(kept), key=TIERS.index)
        return tiers

    def links(self, cards: Iterable[Card], among: Q) -> tuple[Link, ...]:
        """Return the links of the reader's own, and accepted ones where the actors of every card in them are shown."""
        tiers, mine = {card.id: card.tier for card in cards}, self.own | self._desks
        among &= Q(desk=None) | Q(desk__in=self.desks)
        found = []
        for row in self.process.links.filter(among).order_by("id"):
            ends = [str(one) for one in (row.one_id, row.other_id, row.desk_id) if one is not None]
            known = [
                shows(tiers.get(str(one), "none"), "actors") for one in (row.one_id, row.other_id) if one is not None
            ]
            if mine.intersection(ends) or (row.state == "accepted" and all(known)):
                state = standing(row.state, row.since, clock.today())
                found.append(Link(str(row.id), ends[0], ends[1], code(row.mode), state))
        return tuple(found)

    def seen(
        self,
        cards: tuple[Card, ...],
        links: tuple[Link, ...],
        *,
        ties: bool | TiesOf,
        among: Iterable[str] | None = None,
    ) -> Seen:
        """
        Return what the reader sees around these cards.

        Args:
            cards: Those of the picture.
            links: Theirs.
            ties: Whether the ties between the actors are read, or which of them.
            among: Beside those whom the cards name, only these actors are wanted; None for all.
        """
        process, opener, ground = self.process, self._opener, self.ground
        wanted = TiesOf() if ties is True else ties
        actors = ground.actors((one for card in cards for one in _named(card)), among=among)
        picture = Picture(
            today=clock.today(),
            cards=cards,
            links=links,
            offers=self._offers(),
            actors=actors,
            ties=ground.ties(actors, wanted) if wanted and self._named else (),
            places=ground.places(_where(cards, actors)),
            issues=_texts(process.issues.all(), opener),
            sides=_texts(process.sides.all(), opener),
            desks=_texts(self.desks.values(), opener),
            items=_items(process, self.audiences, self._desks, opener),
            rounds=_rounds(process, opener),
        )
        return Seen(process.id, picture, self.audiences, self.own, self._unconfirmed, self._desks, self._agreed())

    def _agreed(self) -> frozenset[str]:
        """Return what owners agreed to tell the funders, of initiatives that the reader sees."""
        if "funders" not in self.audiences:
            return frozenset()
        return agreed_among(self.process.initiatives.filter(self.shown("existence")))

    def _offers(self) -> tuple[Offer, ...]:
        """Return what desks offer and need: whole for the desk itself and for facilitators, else which kinds."""
        rows = self.process.offers.filter(desk__in=self.desks).order_by("id")
        found = (offer_about(offer_of(row, self.ground, self._opener), self._unnamed) for row in rows)
        every = "facilitators" in self.audiences
        return tuple(one if every or one.holder in self._desks else offer_at(one, "theme_area") for one in found)


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
