"""
What of a reader's map may travel in a file.

    picture ──leaving──▶ picture, no more of it than the reader's tier shows, and coarser

A file goes further than a page. So what a card tells of times is told by the week where its tier does not show times,
places of a card that is not shown in full are told by the district, and where ties and actors are known from is told to
whoever keeps the map and to nobody else. The order is that of ids, which are drawn at random and tell nothing. The
picture is the reader's own: nothing hidden is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

import msgspec

from sulh.coordination.tiers import shows
from sulh.formats.coarse import coarsened
from sulh.model.actors import Actor, Place, PlaceKind, Tie
from sulh.model.initiatives import Card
from sulh.model.picture import Picture

ROUGH: Final[frozenset[PlaceKind]] = frozenset({"country", "region", "district"})
MOST_AROUND: Final = 10  # places within one another
Sourced = TypeVar("Sourced", Actor, Tie)


def leaving(picture: Picture, *, sources: Mapping[str, str] | None = None) -> Picture:
    """
    Return a reader's picture as it may travel.

    Args:
        picture: What they see.
        sources: Where ties and actors are known from, by id: None for whoever does not keep the map.
    """
    places = {one.id: one for one in picture.places}
    cards = tuple(_leaving(card, places) for card in picture.cards)
    keeps, known_from = sources is not None, sources or {}
    sites = {id_ for card in cards for id_ in card.places} | (places.keys() if keeps else set())
    return msgspec.structs.replace(
        picture,
        cards=cards,
        actors=tuple(_sourced(one if keeps else _roughly(one, places), known_from) for one in picture.actors),
        ties=tuple(_sourced(one, known_from) for one in picture.ties),
        places=tuple(one for one in picture.places if one.kind in ROUGH or one.id in sites),
    )


def _leaving(card: Card, places: Mapping[str, Place]) -> Card:
    if shows(card.tier, "detail"):
        return card
    told = card if shows(card.tier, "timing") else coarsened(card, "week")
    offers = tuple(msgspec.structs.replace(one, about=_rough(one.about, places)) for one in told.offers)
    return msgspec.structs.replace(told, places=_rough(told.places, places), offers=offers)


def _sourced(one: Sourced, known_from: Mapping[str, str]) -> Sourced:
    return msgspec.structs.replace(one, source=known_from.get(one.id, ""))


def _roughly(actor: Actor, places: Mapping[str, Place]) -> Actor:
    return msgspec.structs.replace(actor, places=_rough(actor.places, places))


def _rough(ids: Iterable[str], places: Mapping[str, Place]) -> tuple[str, ...]:
    """Return ids, the district around each site in its place; a site around which none is known is left out."""
    found = (_district(id_, places) for id_ in ids)
    return tuple(dict.fromkeys(id_ for id_ in found if id_ is not None))


def _district(id_: str, places: Mapping[str, Place]) -> str | None:
    for _ in range(MOST_AROUND):
        place = places.get(id_)
        if place is None or place.kind in ROUGH:
            return id_
        if place.within is None:
            return None
        id_ = place.within
    return None
