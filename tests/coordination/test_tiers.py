"""How much of a card an audience sees: each tier a little more, and nothing by accident."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from sulh.coordination.tiers import FIELDS, quarter_of, seen_at, shows
from sulh.model.initiatives import TIERS, Card, Message, Moment, Offer, Tier

FULL = Card(
    id="c1",
    sectors=("religion",),
    regions=("valley",),
    quarter="2026-Q2",
    titles={"en": "Elders for water"},
    issues=("water",),
    places=("mill",),
    sides=("hill",),
    levels=("middle_range",),
    quadrants=("key_personal",),
    changes=("attitudes",),
    items=("item-1",),
    owner="council",
    actors=("elder",),
    funders=("fund",),
    start=date(2026, 4, 1),
    end=date(2026, 12, 1),
    phase="running",
    moments=(Moment("session", date(2026, 5, 1), date(2026, 5, 2)),),
    aim="Agree on hours.",
    messages=(Message("water", "for"),),
    depends_on=("c2",),
    independent="Officials would frighten them away.",
    offers=(Offer("o1", "c1", "offer", "access", ("elder",), "We can bring them."),),
    confirmed=date(2026, 11, 1),
)


def test_every_field_of_a_card_has_a_tier() -> None:
    """A field that nobody placed in the table could not be shown at all, so none is missing."""
    assert set(Card.__struct_fields__) == set(FIELDS)


@pytest.mark.parametrize("tier", TIERS[1:])
def test_a_field_is_empty_below_its_tier_and_whole_from_it_on(tier: Tier) -> None:
    """What is not shown looks as if it had never been written."""
    seen, empty = seen_at(FULL, tier), Card(id="c1")
    assert seen is not None
    for name, least in FIELDS.items():
        if name not in {"tier", "offers"}:
            assert (getattr(FULL, name) if shows(tier, least) else getattr(empty, name)) == getattr(seen, name), name


def test_nobody_without_a_tier_sees_a_card() -> None:
    """A tier of none gives nothing, not an empty card."""
    assert seen_at(FULL, "none") is None


def test_an_offer_is_told_in_three_steps() -> None:
    """First that access is offered, then to whom, then in which words."""
    seen = [seen_at(FULL, tier) for tier in TIERS[1:]]
    steps = [card.offers for card in seen if card is not None]

    assert () == steps[0]
    assert [((), ""), (("elder",), ""), (("elder",), ""), (("elder",), "We can bring them.")] == [
        (offers[0].about, offers[0].words) for offers in steps[1:]
    ]


@pytest.mark.parametrize("tier", TIERS[1:-1])
def test_what_is_not_shown_changes_nothing_that_is(tier: Tier) -> None:
    """Two cards that differ only above a tier are one card to whoever has that tier."""
    hidden = [name for name, least in FIELDS.items() if not shows(tier, least)]
    other = msgspec.structs.replace(FULL, **{name: getattr(Card(id="c1"), name) for name in hidden})

    assert seen_at(other, tier) == seen_at(FULL, tier)


def test_quarters_begin_in_january_april_july_and_october() -> None:
    """The first and the last day of a quarter are in it."""
    assert ["2026-Q1", "2026-Q1", "2026-Q2", "2026-Q4", "2026-Q4"] == [
        quarter_of(date(2026, *day)) for day in ((1, 1), (3, 31), (4, 1), (10, 1), (12, 31))
    ]
