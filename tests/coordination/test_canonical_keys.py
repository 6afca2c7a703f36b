"""Tests of what two hosts compare: the same thing has one key on both, and nothing finer than a quarter."""

from __future__ import annotations

from datetime import date

import pytest

from sulh.coordination.canonical_keys import actor_key, keys_of
from sulh.model.actors import Actor, Name, Place
from sulh.model.initiatives import Card

TODAY = date(2026, 11, 27)
FRONT = Actor("a", "armed_group", (Name("Front"),))
NORTH = Place("n", "region", (Name("North"),))
PLACES = {
    "n": NORTH,
    "v": Place("v", "district", (Name("Valley"),), "n"),
    "m": Place("m", "site", (Name("Mill"),), "v"),
}


def keys(card: Card, *actors: Actor) -> list[str]:
    """Give the keys of a card in order."""
    return sorted(keys_of(card, actors={one.id: one for one in actors or (FRONT,)}, places=PLACES, day=TODAY))


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((Name("National Liberation Front", "en"),), "name:front liberation national"),
        ((Name("Front de libération nationale", "fr"),), "name:front liberation national"),
        ((Name("الجبهة", "ar"), Name("THE  FRÓNT", "en-GB")), "name:front"),
        ((Name("a|b"),), "name:a b"),
        ((Name("..."),), ""),
    ],
)
def test_two_spellings_of_a_name_are_one_key(names: tuple[Name, ...], expected: str) -> None:
    """Case, accents, order and common words of another language make no other key; the English name counts first."""
    assert expected == actor_key(Actor("a", "party", names))


def test_an_id_elsewhere_goes_before_a_name() -> None:
    """Of several ids the first that both hosts are likely to have counts, however it is written."""
    both = Actor("a", "state", (Name("Syria"),), keys={"paax": "77", "iso3": " SYR"})
    assert "iso3:syr" == actor_key(both)
    assert "name:syria" == actor_key(Actor("a", "state", (Name("Syria"),), keys={"iso3": " ", "other": "1"}))


def test_places_and_days_are_coarse() -> None:
    """A site counts as the region around it, and a day as its quarter: two pieces of work may be one key."""
    site = Card("c", actors=("a",), places=("m",), start=date(2026, 7, 2), end=date(2026, 9, 30))
    region = Card("c", actors=("a",), regions=("n",), places=("v",), start=date(2026, 9, 1), end=date(2026, 9, 2))

    assert ["name:front|name:north|2026-Q3"] == keys(site) == keys(region)


@pytest.mark.parametrize(
    ("start", "end", "quarters"),
    [
        (date(2020, 1, 1), date(2030, 1, 1), ["2025-Q4", "2026-Q1", "2026-Q4", "2027-Q4"]),
        (date(2026, 5, 1), None, ["2026-Q2", "2026-Q4"]),
        (date(2027, 5, 1), None, ["2027-Q2"]),
        (date(2020, 1, 1), date(2025, 9, 30), []),
        (None, date(2026, 11, 1), []),
    ],
)
def test_only_quarters_near_the_run_count(start: date | None, end: date | None, quarters: list[str]) -> None:
    """Four before to four after; without an end, up to today; without a beginning, none."""
    found = [key.rpartition("|")[2] for key in keys(Card("c", actors=("a",), places=("n",), start=start, end=end))]

    assert set(quarters) <= set(found)
    assert quarters[:1] == found[:1]
    assert quarters[-1:] == found[-1:]


def test_no_person_and_nothing_unknown_has_a_key() -> None:
    """A person is never compared between hosts, nor who or what the map does not hold."""
    elder = Actor("p", "person", (Name("Elder"),), keys={"paax": "1"})
    card = Card("c", actors=("p", "x"), places=("n", "x"), quarter="2026-Q4")

    assert [] == keys(card, elder)
    assert ["name:front|name:north|2026-Q4"] == keys(Card("c", actors=("a",), places=("n", "x"), quarter="2026-Q4"))
