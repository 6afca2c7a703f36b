"""What of a reader's map may travel in a file: no more than a page shows them, and coarser."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from sulh.coordination.leaving import leaving
from sulh.model.actors import Actor, Name, Place, Tie
from sulh.model.initiatives import Card, Moment, Offer, Tier
from sulh.model.picture import Picture

TODAY, MONDAY, TUESDAY, SUNDAY = (date(2026, 11, day) for day in (27, 23, 24, 29))
NAME = (Name("A name"),)
HERE = Picture(
    TODAY,
    actors=(Actor("elder", "person", NAME, places=("mill",)), Actor("mayor", "person", NAME, places=("ford",))),
    ties=(Tie("t", "elder", "mayor", "trusts", "high"),),
    places=(
        Place("hill", "district", NAME, "land"),
        Place("land", "country", NAME),
        Place("mill", "site", NAME, "yard"),
        Place("yard", "site", NAME, "hill"),
        Place("ford", "site", NAME),
    ),
)
OFFER = Offer("o", "c", "offer", "access", ("ford", "mill", "elder"))
CARD = Card("c", places=("mill", "ford", "yard"), offers=(OFFER,), confirmed=TUESDAY, start=TUESDAY)


def travels(tier: Tier) -> tuple[Picture, Card]:
    """Return what travels with somebody who sees the card at a tier and does not keep the map, and the card in it."""
    found = leaving(replace(HERE, cards=(replace(CARD, tier=tier, moments=(Moment("session", TUESDAY, TUESDAY),)),)))
    return found, found.cards[0]


def test_a_card_that_is_not_shown_in_full_travels_with_its_district() -> None:
    """A site, also one within another, becomes the district around it; where none is known it is left out."""
    for tier in ("theme_area", "actors", "timing"):
        found, card = travels(tier)
        assert ("hill",) == card.places
        assert [("hill", "elder")] == [one.about for one in card.offers]
        assert ["hill", "land"] == [one.id for one in found.places]

    found, card = travels("detail")
    assert CARD.places == card.places
    assert {one.id for one in HERE.places} == {one.id for one in found.places}


def test_days_are_told_by_the_week_below_the_tier_that_shows_them() -> None:
    """Whoever sees times takes them along as they are; for others the day of a confirmation becomes its week."""
    rough, whole = travels("actors")[1], travels("timing")[1]

    assert (MONDAY, MONDAY, SUNDAY) == (rough.confirmed, rough.moments[0].start, rough.moments[0].end)
    assert (TUESDAY, TUESDAY, TUESDAY) == (whole.confirmed, whole.moments[0].start, whole.moments[0].end)


def test_where_the_map_is_known_from_travels_with_whoever_keeps_it_alone() -> None:
    """A keeper takes sources and places along as they are; nobody else does, whatever stands in their picture."""
    elder, mayor = (replace(one, source="A neighbour") for one in HERE.actors)
    told = replace(HERE, actors=(elder, mayor), ties=(replace(HERE.ties[0], source="A neighbour"),))
    others, keeper = leaving(told), leaving(told, sources={"t": "A newspaper", "elder": "A letter"})

    assert ([""], ["A newspaper"]) == ([one.source for one in others.ties], [one.source for one in keeper.ties])
    assert [(("hill",), ""), ((), "")] == [(one.places, one.source) for one in others.actors]
    assert (replace(elder, source="A letter"), replace(mayor, source="")) == keeper.actors
    assert HERE.places == keeper.places
