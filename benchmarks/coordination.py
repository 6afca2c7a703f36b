"""
How long it takes to find what collides and what is missing, on one core.

    planted    the process of tests/coordination/planted.py, in which it is known what there is to find
    crowded    drawn at random, so that far more meets than in a real process: 400 initiatives, and 5,000

    Task       what is asked of a picture; it runs several times, and the seconds are those of the processor

Beside the time stands how much was found: what takes long is mostly the putting together of reasons. `make bench` runs
this.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from statistics import median
from typing import TypeVar

from benchmarks import report
from sulh.coordination.detect import detect, ranked, touched_by
from sulh.coordination.offers import matches, matches_of
from sulh.coordination.partners import partners
from sulh.coordination.track_one import link_to_track_one
from sulh.model.actors import TIE_KINDS, Actor, Name, Place, Tie
from sulh.model.initiatives import CHANGES, DIRECTIONS, OCCASIONS, QUADRANTS, RESOURCES, Card, Moment, Offer
from sulh.model.picture import Item, Picture
from sulh.model.tracks import LEVELS, SECTOR_TRACKS
from tests.coordination.planted import planted

TODAY = date(2026, 11, 27)
NAME = (Name("A name"),)
SECTORS = [sector.key for sector in SECTOR_TRACKS]
SIDES, ISSUES, ITEMS = ("north", "south", "east"), [f"i{n}" for n in range(60)], [f"t{n}" for n in range(12)]
REGIONS = [f"r{number}" for number in range(20)]
DISTRICTS = [f"d{number}" for number in range(200)]
TURNS, ASKED = 5, 40
PAGE = 20  # findings on a page
T = TypeVar("T")
Task = Callable[[Picture, str], Sequence[object]]
WHOLE: dict[str, Task] = {
    "everything that is found": lambda picture, _: detect(picture),
    "all needs with the offers that fit": lambda picture, _: matches(picture),
}
LARGE: dict[str, Task] = {
    "everything counted, the first page put together": lambda picture, _: _counted(picture),
    "all needs with the offers that fit": lambda picture, _: matches(picture),
}
ONE: dict[str, Task] = {
    "what one initiative touches": touched_by,
    "its offers and needs": matches_of,
    "its partners": partners,
    "its links to the official process": link_to_track_one,
}


def _counted(picture: Picture) -> Sequence[object]:
    found = ranked(picture)
    return found if found[:PAGE] else ()


def crowded(initiatives: int, actors: int, ties: int) -> Picture:
    """Draw a picture in which nearly everybody works on something that others work on too."""
    luck = random.Random(1)
    ids, people = [f"c{n:05}" for n in range(initiatives)], [f"a{n:05}" for n in range(actors)]
    places = [Place("land", "country", NAME)]
    places += [Place(key, "region", NAME, "land") for key in REGIONS]
    places += [Place(key, "district", NAME, REGIONS[number % 20]) for number, key in enumerate(DISTRICTS)]
    return Picture(
        TODAY,
        tuple(_card(luck, key, ids, people) for key in ids),
        offers=tuple(_offer(luck, f"desk {number}", "desk", people) for number in range(10)),
        actors=tuple(Actor(key, luck.choice(("person", "party")), NAME, side=luck.choice(SIDES)) for key in people),
        ties=tuple(_tie(luck, number, people) for number in range(ties)),
        places=tuple(places),
        issues={key: {} for key in ISSUES},
        sides={key: {} for key in SIDES},
        desks={"desk": {}},
        items=tuple(Item(key, number, "open", {}, desk="desk") for number, key in enumerate(ITEMS)),
    )


def _card(luck: random.Random, key: str, ids: Sequence[str], people: Sequence[str]) -> Card:
    return Card(
        key,
        sectors=_some(luck, SECTORS, 2),
        issues=_some(luck, ISSUES, 3),
        places=_some(luck, [*REGIONS, *DISTRICTS], 2),
        sides=_some(luck, SIDES, 2),
        levels=_some(luck, LEVELS, 2),
        quadrants=_some(luck, QUADRANTS, 2),
        changes=_some(luck, CHANGES, 2),
        items=_some(luck, ITEMS, 1),
        owner=luck.choice(people),
        actors=_some(luck, people, 9),
        start=TODAY - timedelta(luck.randrange(200)),
        end=TODAY + timedelta(luck.randrange(300)),
        phase="running",
        moments=tuple(_moment(luck) for _ in range(luck.randrange(5))),
        depends_on=_some(luck, ids, 1),
        offers=tuple(_offer(luck, f"{key} {number}", key, people) for number in range(luck.randrange(4))),
    )


def _moment(luck: random.Random) -> Moment:
    start = TODAY + timedelta(luck.randrange(200))
    return Moment(luck.choice(OCCASIONS), start, start + timedelta(2))


def _offer(luck: random.Random, key: str, holder: str, people: Sequence[str]) -> Offer:
    about = _some(luck, [*people, *REGIONS, *SIDES], 2)
    return Offer(key, holder, luck.choice(DIRECTIONS), luck.choice(RESOURCES), about)


def _tie(luck: random.Random, number: int, people: Sequence[str]) -> Tie:
    one, other = luck.sample(people, 2)
    return Tie(f"tie {number}", one, other, luck.choice(TIE_KINDS), "high")


def _some(luck: random.Random, among: Sequence[T], most: int) -> tuple[T, ...]:
    return tuple(luck.sample(among, luck.randrange(most + 1)))


def rows(name: str, picture: Picture, tasks: dict[str, Task], cards: Sequence[str]) -> Iterator[list[object]]:
    """Give one row a task: median and worst time over the cards, and what was found on average."""
    size = f"{len(picture.cards):,} × {len(picture.actors):,} × {len(picture.ties):,}"
    for what, task in tasks.items():
        times, found = [], []
        for card in cards:
            begun = time.process_time()
            found.append(len(task(picture, card)))
            times.append(1000 * (time.process_time() - begun))
        print(name, what, f"{median(times):.0f} ms")
        yield [name, size, what, f"{median(times):.0f}", f"{max(times):.0f}", f"{sum(found) / len(found):,.0f}"]


def main() -> int:
    """Measure, print, and write the section of the page."""
    known, _ = planted()
    small, large = crowded(400, 3_000, 20_000), crowded(5_000, 10_000, 50_000)
    every = [card.id for card in large.cards[:: len(large.cards) // ASKED]]
    table = [
        *rows("planted", known, WHOLE, [""] * TURNS),
        *rows("crowded", small, WHOLE, [""] * TURNS),
        *rows("crowded", large, LARGE, [""] * TURNS),
        *rows("crowded", large, ONE, every),
    ]
    head = ["picture", "initiatives × actors × ties", "what is asked", "ms, median", "ms, longest", "found"]
    text = [
        "Milliseconds of the processor, one core; reading the picture from the database and the page are not in them.",
        "The planted process holds nearly every kind of finding once; in the crowded ones everything is drawn",
        f"at random. {TURNS} runs over the whole, or one for each of {ASKED} initiatives. Aims: under 2,000 for all",
        "that is found among 400, under 1,000 for what one of 5,000 touches.",
        "",
        *report.table(head, table),
    ]
    report.write("coordination", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
