"""
A process of 400 initiatives, 3,000 actors and 20,000 ties in which it is known what there is to find.

    clean(n)     nothing to find, though much is close to it
    planted()    369 of these and 31 more, with one finding of nearly every kind among them ─▶ Picture, what is there

Clean means: every issue has ten initiatives, each in a region of its own; at most two are on one issue, level and side;
everybody's session has a day of its own; a person is in three initiatives at most; ended copies lie beside some; actors
distrust one another who do not work on one matter; every card has a link to a desk or a reason; no chain hangs on one
person; every side, level, region, issue, point of the agenda and kind of change has somebody.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from msgspec.structs import replace

from sulh.model.actors import TIE_KINDS, Actor, Name, Place, Tie
from sulh.model.initiatives import CHANGES, QUADRANTS, Card, Link, Message, Moment, Offer
from sulh.model.picture import Item, OfficialRound, Picture
from sulh.model.tracks import LEVELS, SECTOR_TRACKS

TODAY = date(2026, 11, 27)
PAST, FUTURE = date(2026, 3, 1), date(2028, 6, 1)
NAME = (Name("A name"),)
REGIONS = [f"r{number:02}" for number in range(20)]
ISSUES = [f"i{number:02}" for number in range(40)]
ITEMS = [f"t{number:02}" for number in range(12)]
SIDES = ("north", "south", "east")
PERSONS = [f"p{number:04}" for number in range(1_000)]
BODIES = [f"b{number:04}" for number in range(2_000)]
TIES = 20_000
REASON = "Officials would frighten them away."
Told = tuple[str, tuple[str, ...]]


def clean(cards: int = 400) -> Picture:
    """Return a picture in which nothing is to be found."""
    places = [Place("land", "country", NAME)]
    places += [Place(key, "region", NAME, "land") for key in REGIONS]
    places += [Place(f"in {key}", "district", NAME, key) for key in REGIONS]
    actors = [Actor(key, "person", NAME, side=(*SIDES, None)[number % 4]) for number, key in enumerate(PERSONS)]
    actors += [Actor(key, "organisation", NAME) for key in BODIES]
    return Picture(
        TODAY,
        tuple(_copy(_card(number)) if number % 40 == 39 else _card(number) for number in range(cards)),
        tuple(Link(f"l{number}", f"c{number:03}", "desk", "information", "accepted") for number in range(0, cards, 2)),
        actors=tuple(actors),
        ties=tuple(_ties()),
        places=tuple(places),
        issues={key: {} for key in ISSUES[:-1]},
        sides={key: {} for key in SIDES},
        desks={"desk": {}},
        items=tuple(Item(key, number, "open", {}, wanted_by=FUTURE, desk="desk") for number, key in enumerate(ITEMS)),
        rounds=(
            OfficialRound("round 1", 1, PAST, PAST, PAST, "A newspaper"),
            OfficialRound("round 2", 2, TODAY, None, None, "A newspaper"),
        ),
    )


def _card(number: int) -> Card:
    slot, issue = divmod(number, len(ISSUES))
    day = TODAY + timedelta(5 + number)
    return Card(
        f"c{number:03}",
        sectors=(SECTOR_TRACKS[number % 9].key,),
        issues=(ISSUES[issue],),
        places=(f"in {REGIONS[(2 * slot + issue) % 20]}",),
        sides=(SIDES[slot // 3 % 3],),
        levels=(LEVELS[slot % 3],),
        quadrants=(QUADRANTS[number % 4],),
        changes=(CHANGES[number % 3],),
        items=(ITEMS[number % 12],) if number < 24 else (),
        owner=BODIES[number],
        actors=(BODIES[400 + number], PERSONS[number % 134], PERSONS[134 + number % 134]),
        start=PAST,
        end=FUTURE if number % 3 else None,
        phase="planned" if number % 5 == 0 else "running",
        moments=(Moment("session", day, day), Moment("delicate", FUTURE, FUTURE)),
        messages=(Message(ISSUES[issue], "for"),),
        depends_on=(f"c{number - 1:03}",) if number % 40 == 5 else (),
        independent="" if number % 2 == 0 else REASON,
    )


def _copy(card: Card) -> Card:
    """Return it as an ended or paused copy of the one before: the same matter, the same day, and contrary words."""
    before = _card(int(card.id[1:]) - 1)
    messages = (Message(before.issues[0], "against"),)
    phase = "ended" if card.phase == "planned" else "paused"
    return replace(before, id=card.id, owner=card.owner, phase=phase, messages=messages)


def _ties() -> Iterator[Tie]:
    luck = random.Random(5)
    for number in range(TIES):
        one, other = luck.sample(PERSONS + BODIES, 2)
        yield Tie(f"tie {number}", one, other, luck.choice(TIE_KINDS), "high", PAST, None, "A newspaper")


def extra(key: str, **fields: object) -> Card:
    """Return a card that touches nothing else: its own issue and owner, no place, nobody, a reason for no link."""
    plain = Card(key, issues=(f"of {key}",), owner=f"owner of {key}", start=PAST, phase="running", independent=REASON)
    return replace(plain, **fields)


def planted() -> tuple[Picture, set[Told]]:
    """Return a picture with findings, and which: the kind with its cards, or without cards with what it is about."""
    base = clean(369)
    groups = (_matters(), _days(), _crowds(), _chains(), _rest())
    cards = list(chain.from_iterable(found for found, _ in groups))
    told = set(chain.from_iterable(told for _, told in groups))
    ended = Item("stalled point", 20, "stalled", {}, since=PAST)
    picture = replace(
        base,
        cards=(*base.cards, *cards),
        actors=(*base.actors, *(Actor(key, "person", NAME) for key in ("busy", "alone"))),
        ties=(*base.ties, Tie("planted", "owner of m5", "owner of m6", "distrusts", "high")),
        places=(*base.places, Place("lonely", "region", NAME, "land")),
        issues={**base.issues, "forgotten": {}},
        sides={**base.sides, "west": {}, "unheard": {}},
        items=(*base.items, ended, Item("open point", 21, "open", {})),
        rounds=(*base.rounds, OfficialRound("round 3", 3, PAST, None, PAST, "A newspaper")),
        offers=(Offer("wish", "desk", "need", "access", ("busy",)),),
    )
    about = {("gap", (one,)) for one in ("lonely", "forgotten", "unheard", "open point")}
    return picture, told | about | {("opening", ("round 3",))}


Found = tuple[list[Card], list[Told]]


def _matters() -> Found:
    """Work on one matter: within one another's place, with no place told, and with distrust between owners."""
    cards = [
        extra("m1", issues=("x1",), places=("r03",)),
        extra("m2", issues=("x1",), places=("in r03",)),
        extra("m3", issues=("x2",), places=("r03",)),
        extra("m4", issues=("x2",)),
        extra("m5", issues=("x3",)),
        extra("m6", issues=("x3",)),
    ]
    pairs = [("m1", "m2"), ("m3", "m4"), ("m5", "m6")]
    return cards, [*(("same_matter", pair) for pair in pairs), ("distrust", ("m5", "m6"))]


def _days() -> Found:
    """The same actor on one day, and a public event in a delicate time on one issue in another region."""
    day = date(2029, 1, 1)
    quiet, loud, meeting = (Moment(kind, day, day) for kind in ("delicate", "public_event", "session"))
    cards = [
        extra("d1", actors=("guest",), moments=(meeting,)),
        extra("d2", actors=("guest",), moments=(meeting,)),
        extra("d3", issues=("x4",), places=("r01",), moments=(loud,)),
        extra("d4", issues=("x4",), places=("r02",), moments=(quiet,)),
    ]
    return cards, [("clash", ("d1", "d2")), ("clash", ("d3", "d4"))]


def _crowds() -> Found:
    """One person in four, contrary words, and five in five regions on one issue, level and side."""
    cards = [extra(f"b{number}", actors=("busy",)) for number in range(4)]
    cards += [extra("w1", messages=(Message("x5", "for"),)), extra("w2", messages=(Message("x5", "against"),))]
    cards += [
        extra(f"k{number}", issues=("x6",), levels=("top",), sides=("north",), places=(REGIONS[number],))
        for number in range(5)
    ]
    crowd = tuple(f"k{number}" for number in range(5))
    return cards, [
        ("asked_too_often", ("b0", "b1", "b2", "b3")),
        ("contrary_messages", ("w1", "w2")),
        ("crowding", crowd),
    ]


def _chains() -> Found:
    """What rests on ended work, and three that would stop with one person."""
    cards = [
        extra("e1", depends_on=("e2",)),
        extra("e2", phase="ended"),
        extra("h1", owner="alone"),
        extra("h2", depends_on=("h1",)),
        extra("h3", depends_on=("h2",)),
    ]
    return cards, [("dependency", ("e1", "e2")), ("dependency", ("h1", "h2", "h3"))]


def _rest() -> Found:
    """No link and no reason, a point that stands still, a side whose work rests on one track and one cell."""
    offer = Offer("help", "n1", "offer", "access", ("busy",))
    cards = [extra("n1", independent="", offers=(offer,)), extra("o1", items=("stalled point",))]
    cards += [
        extra(f"s{number}", sides=("west",), sectors=("religion",), quadrants=("key_personal",)) for number in range(3)
    ]
    legs = [("one_track", ("religion", "west")), ("one_quadrant", ("key_personal", "west"))]
    return cards, [("no_link", ("n1",)), ("opening", ("o1",)), *legs]
