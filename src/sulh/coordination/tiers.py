"""
How much of a card an audience sees.

    seen_at(card, tier) ─▶ Card with the fields of that tier, or None for "none"
    FIELDS              the tier at which each field appears
    unnamed(card, ...)  the same card without these persons: whoever may read of no person is told of none

One function, and a table that names every field of a card: a new one cannot be shown before somebody says from where
on. What depends on offers is finer: their kind is a theme, whom they are about is an actor, their words are a detail.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

import msgspec

from sulh.model.initiatives import TIERS, Card, Offer, Tier

FIELDS: Final[Mapping[str, Tier]] = {
    "id": "existence",
    "tier": "existence",
    "sectors": "existence",
    "regions": "existence",
    "quarter": "existence",
    "titles": "theme_area",
    "issues": "theme_area",
    "places": "theme_area",
    "sides": "theme_area",
    "levels": "theme_area",
    "quadrants": "theme_area",
    "changes": "theme_area",
    "items": "theme_area",
    "offers": "theme_area",
    "confirmed": "theme_area",
    "owner": "actors",
    "actors": "actors",
    "funders": "actors",
    "start": "timing",
    "end": "timing",
    "phase": "timing",
    "moments": "timing",
    "aim": "detail",
    "messages": "detail",
    "depends_on": "detail",
    "independent": "detail",
}


def shows(tier: Tier, least: Tier) -> bool:
    """
    Whether a tier shows what `least` shows.

    >>> shows("actors", "theme_area"), shows("existence", "theme_area")
    (True, False)
    """
    return TIERS.index(tier) >= TIERS.index(least)


def seen_at(card: Card, tier: Tier) -> Card | None:
    """
    Return a card as somebody with this tier sees it; None for "none".

    What is not shown is empty: a card of which nothing was written and one of which nothing is shown are equal.

    >>> card = Card("c1", sectors=("religion",), issues=("water",), aim="Meet the elders.")
    >>> seen_at(card, "theme_area").issues, seen_at(card, "theme_area").aim, seen_at(card, "none")
    (('water',), '', None)
    """
    if tier == "none":
        return None
    kept = {name: getattr(card, name) for name, least in FIELDS.items() if shows(tier, least)}
    return Card(**kept | {"tier": tier, "offers": tuple(offer_at(one, tier) for one in kept.get("offers", ()))})


def offer_at(offer: Offer, tier: Tier) -> Offer:
    """Return an offer as somebody with this tier sees it; ask only from "theme_area" on."""
    about = offer.about if shows(tier, "actors") else ()
    return msgspec.structs.replace(offer, about=about, words=offer.words if tier == "detail" else "")


def unnamed(card: Card, persons: Collection[str]) -> Card:
    """
    Return a card that names none of these: no place is left where one was.

    >>> unnamed(Card("c1", owner="elder", actors=("council", "elder")), {"elder"}) == Card("c1", actors=("council",))
    True
    """
    if not persons:
        return card
    return msgspec.structs.replace(
        card,
        owner=None if card.owner in persons else card.owner,
        actors=_without(card.actors, persons),
        funders=_without(card.funders, persons),
        offers=tuple(offer_about(one, persons) for one in card.offers),
    )


def offer_about(offer: Offer, persons: Collection[str]) -> Offer:
    """Return an offer that is about none of these persons."""
    return msgspec.structs.replace(offer, about=_without(offer.about, persons))


def _without(named: tuple[str, ...], persons: Collection[str]) -> tuple[str, ...]:
    return tuple(one for one in named if one not in persons)


def quarter_of(day: date) -> str:
    """
    Return the quarter of a day.

    >>> quarter_of(date(2026, 11, 27))
    '2026-Q4'
    """
    return f"{day.year}-Q{(day.month + 2) // 3}"
