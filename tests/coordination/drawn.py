"""Small crowded pictures, drawn from a seed: nearly everything touches nearly everything, and much is not told."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

from sulh.coordination.tiers import seen_at
from sulh.model.actors import CONFIDENCES, TIE_KINDS, Actor, Name, Place, Tie
from sulh.model.initiatives import (
    CHANGES,
    DIRECTIONS,
    MODES,
    OCCASIONS,
    QUADRANTS,
    RESOURCES,
    STANCES,
    TIERS,
    WORK_PHASES,
    Card,
    Link,
    Message,
    Moment,
    Offer,
)
from sulh.model.picture import ITEM_STATES, Item, OfficialRound, Picture
from sulh.model.tracks import LEVELS, SECTOR_TRACKS

TODAY = date(2026, 11, 27)
SECTORS = tuple(sector.key for sector in SECTOR_TRACKS)
NAME = (Name("A name"),)
WITHIN = {"land": None, "hill": "land", "valley": "land", "mill": "hill", "port": "valley", "isle": None}
PLACES = tuple(Place(key, "region" if around == "land" else "site", NAME, around) for key, around in WITHIN.items())
ISSUES, SIDES, DESKS = ("water", "roads", "schools"), ("north", "south"), ("desk",)
T = TypeVar("T")


def drawn(seed: int) -> Picture:
    """Return a picture; the same seed gives the same."""
    luck = random.Random(seed)
    ids = [f"c{number:02}" for number in range(luck.choice((6, 12, 12, 40)))]
    people = [f"a{number}" for number in range(6)]
    narrow = luck.random() > 0.5
    kept = [
        seen_at(_card(luck, key, ids, people, narrow=narrow), "detail" if luck.random() > 0.4 else luck.choice(TIERS))
        for key in ids
    ]
    return Picture(
        TODAY,
        tuple(card for card in kept if card is not None),
        tuple(_link(luck, n, [*ids, *DESKS]) for n in range(luck.randrange(6))),
        tuple(_offer(luck, f"d{n}", "desk", people) for n in range(2)),
        tuple(Actor(key, luck.choice(("person", "party")), NAME, side=luck.choice((None, *SIDES))) for key in people),
        tuple(_tie(luck, n, people) for n in range(8)),
        PLACES,
        {key: {} for key in ISSUES},
        {key: {} for key in SIDES},
        {key: {} for key in DESKS},
        tuple(Item(key, n, luck.choice(ITEM_STATES), {}, _day(luck), _day(luck), "desk") for n, key in enumerate("ij")),
        (OfficialRound("r1", 1, TODAY, None, luck.choice((None, TODAY)), "A newspaper"),),
    )


def _card(luck: random.Random, key: str, ids: Sequence[str], people: Sequence[str], *, narrow: bool) -> Card:
    return Card(
        key,
        sectors=some(luck, SECTORS[: 1 if narrow else 9]),
        quarter=luck.choice((None, "2026-Q4", "2027-Q1")),
        issues=some(luck, ISSUES),
        places=some(luck, tuple(WITHIN)),
        sides=some(luck, SIDES),
        levels=some(luck, LEVELS[: 1 if narrow else 3]),
        quadrants=some(luck, QUADRANTS[: 1 if narrow else 4]),
        changes=some(luck, CHANGES),
        items=some(luck, "ij"),
        owner=luck.choice((None, *people)),
        actors=some(luck, people, 3),
        start=_day(luck),
        end=_day(luck, 10),
        phase=luck.choice((None, *WORK_PHASES)),
        moments=tuple(_moment(luck) for _ in range(luck.randrange(4))),
        messages=tuple(Message(luck.choice(ISSUES), luck.choice(STANCES)) for _ in range(luck.randrange(2))),
        depends_on=some(luck, ids),
        independent=luck.choice(("", "Officials would frighten them away.")),
        offers=tuple(_offer(luck, f"{key}-{n}", key, people) for n in range(luck.randrange(3))),
    )


def _offer(luck: random.Random, key: str, holder: str, people: Sequence[str]) -> Offer:
    about = some(luck, (*people, *SIDES, *WITHIN))
    return Offer(key, holder, luck.choice(DIRECTIONS), luck.choice(RESOURCES[:3]), about)


def _moment(luck: random.Random) -> Moment:
    start = TODAY + timedelta(luck.randrange(-5, 30))
    return Moment(luck.choice(OCCASIONS), start, start + timedelta(luck.randrange(4)))


def _tie(luck: random.Random, number: int, people: Sequence[str]) -> Tie:
    one, other = luck.sample(people, 2)
    kind = luck.choice(TIE_KINDS) if luck.random() > 0.5 else luck.choice(TIE_KINDS[-2:])
    return Tie(f"t{number}", one, other, kind, luck.choice(CONFIDENCES), _day(luck), _day(luck, 100))


def _link(luck: random.Random, number: int, ends: Sequence[str]) -> Link:
    one, other = luck.sample(ends, 2)
    return Link(f"l{number}", one, other, luck.choice(MODES), luck.choice(("proposed", "accepted", "ended")))


def _day(luck: random.Random, earliest: int = -200) -> date | None:
    return luck.choice((None, TODAY + timedelta(luck.randrange(earliest, 300))))


def some(luck: random.Random, among: Sequence[T], most: int = 2) -> tuple[T, ...]:
    """Return none to `most` of what there is."""
    return tuple(luck.sample(list(among), luck.randrange(min(most, len(among)) + 1)))
