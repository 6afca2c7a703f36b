"""
What two hosts can compare without a common register: one short text for who, where and when, the same on both.

    Card ─ actors ──▶ "ucdp:118"  "iso3:syr"  "paax:77"  "name:front libération..."   who is engaged, but no person
         ─ places ──▶ "country:sy"  "name:valley"                                     the outermost place around each
         ─ days   ──▶ "2026-Q4"                                                       quarters near the day of the run
    keys_of ──▶ {"ucdp:118|country:sy|2026-Q4", ...}                                  each with each

Coarse on purpose: no day, no village, no issue, no person. Two keys are equal or they are not; likeness is for
`sulh.coordination.names`, within one house. How hosts compare them: docs/methods/private-matching.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from sulh.coordination.spelling import words
from sulh.coordination.tiers import quarter_of
from sulh.model.actors import Actor, Name, Place
from sulh.model.initiatives import Card

SCHEMES: Final = ("ucdp", "iso3", "paax")  # ids elsewhere that count, the first that an actor has
LANGUAGES: Final = ("en", "fr", "es", "ru", "ar")  # of the name that is compared, the first that there is
BEFORE: Final = 4  # quarters before that of the run which are compared
AFTER: Final = 4
_QUARTERS = 4  # in a year


def keys_of(card: Card, *, actors: Mapping[str, Actor], places: Mapping[str, Place], day: date) -> frozenset[str]:
    """
    Return the keys of an initiative: each actor with each outermost place and each quarter.

    Args:
        card: In full.
        actors: Of the map, by id; who is not among them has no key, and neither has a person.
        places: The same.
        day: Of the run: only quarters near it are compared, from four before to four after.

    >>> card = Card("c", actors=("a", "b"), places=("mill",), start=date(2026, 9, 3), end=date(2026, 10, 2))
    >>> front = Actor("a", "armed_group", (Name("Front"),), keys={"paax": "77", "ucdp": "118"})
    >>> elder = Actor("b", "person", (Name("Elder"),))
    >>> mill, north = Place("mill", "site", (Name("Mill"),), "north"), Place("north", "region", (Name("The North"),))
    >>> held = {"actors": {"a": front, "b": elder}, "places": {"mill": mill, "north": north}}
    >>> sorted(keys_of(card, **held, day=date(2026, 11, 27)))
    ['ucdp:118|name:north|2026-Q3', 'ucdp:118|name:north|2026-Q4']
    """
    who = {actor_key(actors[one]) for one in card.actors if one in actors and actors[one].kind != "person"}
    around = [_outermost(one, places) for one in (*card.regions, *card.places)]
    where = {place_key(place) for place in around if place is not None}
    return frozenset(f"{a}|{p}|{q}" for a in who if a for p in where if p for q in _quarters(card, day))


def actor_key(actor: Actor) -> str:
    """
    Return what an actor is compared by: an id elsewhere, else its name; empty where neither says anything.

    >>> actor_key(Actor("a", "state", (Name("Syria"),), keys={"iso3": " SYR "}))
    'iso3:syr'
    >>> actor_key(Actor("a", "armed_group", (Name("Front de libération nationale", "fr"),)))
    'name:front liberation national'
    """
    for scheme in SCHEMES:
        if known := _plain(actor.keys.get(scheme, "")):
            return f"{scheme}:{known}"
    return _by_name(actor.names)


def place_key(place: Place) -> str:
    """
    Return what an outermost place is compared by: a country by its code, if it has one, else by its name.

    >>> place_key(Place("p", "country", (Name("Syria"),), country="SY")), place_key(Place("p", "site", (Name("Sud"),)))
    ('country:sy', 'name:south')
    """
    code = _plain(place.country) if place.kind == "country" else ""
    return f"country:{code}" if code else _by_name(place.names)


def _by_name(names: Iterable[Name]) -> str:
    """Compare the words of one name, in alphabetical order: "National Front" and "Front national" are one."""
    every = tuple(names)
    ranked = [name for language in LANGUAGES for name in every if name.language.partition("-")[0] == language]
    for name in (*ranked, *every):
        if spelt := sorted(set(words(name.text.replace("|", " ")))):
            return f"name:{' '.join(spelt)}"
    return ""


def _plain(text: str) -> str:
    return "".join(text.replace("|", " ").split()).casefold()


def _outermost(id_: str, places: Mapping[str, Place]) -> Place | None:
    """Return the outermost known place around one; a circle of places ends where it began."""
    way: dict[str, Place] = {}
    at: str | None = id_
    while at is not None and at in places and at not in way:
        way[at] = places[at]
        at = places[at].within
    return list(way.values())[-1] if way else None


def _quarters(card: Card, day: date) -> Iterator[str]:
    """Give the quarters near a day in which a card is at work; one that names no end goes on."""
    now = _number(quarter_of(day))
    told = quarter_of(card.start) if card.start else card.quarter
    if told is None:
        return
    last = _number(quarter_of(card.end)) if card.end else max(now, _number(told))
    for number in range(max(_number(told), now - BEFORE), min(last, now + AFTER) + 1):
        yield f"{number // _QUARTERS}-Q{number % _QUARTERS + 1}"


def _number(quarter: str) -> int:
    """Count quarters from the year 0: neighbours are one apart."""
    year, _, of_four = quarter.partition("-Q")
    return int(year) * _QUARTERS + int(of_four) - 1
