"""
Initiatives as a table, and what they can lend or lack as another.

    INITIATIVES   one row a card: every field but its offers
    OFFERS        one row an offer or a need; `with_offers` puts them back on their cards

What a card does not show at its tier is an empty cell. Whoever writes hands over cards already cut to the tier of the
reader: nothing is cut here.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from sulh.formats.map_cells import DAY, ID, IDS, MESSAGES, MOMENTS, QUARTERS, SECTORS, TEXT, word, words
from sulh.formats.map_table import Column, Fields, Layout
from sulh.formats.remarks import UnfitError
from sulh.model.initiatives import CHANGES, DIRECTIONS, QUADRANTS, RESOURCES, TIERS, WORK_PHASES, Card, Offer
from sulh.model.tracks import LEVELS
from sulh.words.language import mark

OTHER_PHASES = {
    "ongoing": "running",
    "active": "running",
    "implementation": "running",
    "pipeline": "planned",
    "suspended": "paused",
    "completed": "ended",
    "closed": "ended",
    "finished": "ended",
}
BACKWARDS = mark("an end that is not before the beginning")


def _card(fields: Fields) -> Card:
    card = Card(titles=fields.pop("title", {}), **fields)
    if card.start and card.end and card.end < card.start:
        raise UnfitError(BACKWARDS)
    return card


def _of_card(card: Card) -> Fields:
    fields = msgspec.structs.asdict(card)
    del fields["offers"]
    return fields | {"title": fields.pop("titles")}


def _offer(fields: Fields) -> Offer:
    return Offer(**fields)


def _id(value: Card | Offer) -> str:
    return value.id


INITIATIVES: Layout[Card] = Layout(
    "initiatives",
    (
        Column("id", ID, spellings=("initiative id", "project id", "code", "reference")),
        Column("tier", word(*TIERS)),
        Column(
            "title",
            TEXT,
            by_language=True,
            spellings=(
                "name",
                "initiative",
                "project",
                "project title",
                "activity",
                "titre",
                "nom",
                "العنوان",
                "الاسم",
            ),
        ),
        Column(
            "owner", ID, refers=("actors",), spellings=("organisation", "organization", "org", "lead", "responsible")
        ),
        Column("sectors", SECTORS, spellings=("sector", "sector track", "sector tracks")),
        Column("levels", words(*LEVELS), spellings=("level", "level of society")),
        Column("regions", IDS, refers=("places",), spellings=("region",)),
        Column("places", IDS, refers=("places",), spellings=("place", "location", "locations", "district", "area")),
        Column("issues", IDS, refers=("issues",), spellings=("issue", "theme", "themes", "topic", "topics")),
        Column("items", IDS, refers=("items",), spellings=("agenda item", "agenda items")),
        Column("sides", IDS, refers=("sides",), spellings=("side",)),
        Column("quadrants", words(*QUADRANTS), spellings=("quadrant", "rpp quadrant")),
        Column("changes", words(*CHANGES), spellings=("change", "kind of change")),
        Column("quarter", QUARTERS),
        Column("start", DAY, spellings=("start date", "from", "begin", "beginning", "date début", "تاريخ البدء")),
        Column("end", DAY, spellings=("end date", "to", "until", "date fin", "تاريخ الانتهاء")),
        Column("phase", word(*WORK_PHASES, further=OTHER_PHASES), spellings=("status", "state", "statut")),
        Column("actors", IDS, refers=("actors",), spellings=("engaged", "participants", "partners")),
        Column("funders", IDS, refers=("actors",), spellings=("funder", "donor", "donors", "bailleur", "الممول")),
        Column("moments", MOMENTS),
        Column("messages", MESSAGES),
        Column("depends_on", IDS, refers=("cards",), spellings=("depends on",)),
        Column("independent", TEXT, spellings=("why independent",)),
        Column("aim", TEXT, spellings=("description", "objective", "goal", "purpose", "objectif", "الهدف")),
        Column("confirmed", DAY, spellings=("last confirmed",)),
    ),
    _card,
    _of_card,
    _id,
    own="cards",
)
OFFERS: Layout[Offer] = Layout(
    "offers",
    (
        Column("id", ID),
        Column("holder", ID, needed=True, refers=("cards", "desks"), spellings=("initiative", "desk", "of")),
        Column("direction", word(*DIRECTIONS), needed=True, spellings=("offer or need", "offered or needed")),
        Column("resource", word(*RESOURCES), needed=True, spellings=("kind", "what")),
        Column("about", IDS, refers=("actors", "sides", "places")),
        Column("words", TEXT, spellings=("text", "description")),
    ),
    _offer,
    msgspec.structs.asdict,
    _id,
)


def offers_of(cards: Iterable[Card]) -> list[Offer]:
    """
    Return every offer and need that stands on the cards, for a table of their own.

    >>> offers_of([Card("c", offers=(Offer("o", "c", "need", "place"),))])[0].resource
    'place'
    """
    return [offer for card in cards for offer in card.offers]


def with_offers(cards: Iterable[Card], offers: Iterable[Offer]) -> list[Card]:
    """Return the cards with the offers of which they are the holder, in the order of the table."""
    of: dict[str, list[Offer]] = {}
    for offer in offers:
        of.setdefault(offer.holder, []).append(offer)
    return [msgspec.structs.replace(card, offers=tuple(of.get(card.id, ()))) for card in cards]
