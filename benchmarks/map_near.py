"""
What a new initiative touches among 5,000 initiatives and 50,000 ties, from the moment it is saved.

    Step    saved; shown to others; the page that tells its owner what it touches
    OF_ALL  pages that whoever coordinates reads of the whole map; no part of what a new initiative touches
    Took    of one step: milliseconds of the clock, of the processor, and questions to the database

A map drawn at random, in which far more meets than in a real process, written into rows; what the owner is told comes
from what other owners show to owners: their themes. Runs on SQLite, or on PostgreSQL as the tests do. The clock counts
what else the machine does; its load stands beside it.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks import report
from benchmarks.coordination import crowded
from benchmarks.map_pages import OK, still
from benchmarks.one_text import _engine, database
from sulh.model.picture import Picture

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

    from sulh.store.writes.cards import CardText
    from tests.store.large_map import LaidOut

SIZE = (5_000, 10_000, 50_000)
TURNS, READ = 7, 3
AIM = 1_000  # milliseconds for all three
OF_ALL = {"first page of the whole map": "map", "what was found in all of it": "map-findings"}
EVERYBODY = {"owners": "detail", "coordinators": "detail"}
Took = tuple[float, float, int]


def main() -> int:
    """Measure, and write the table; 1 where it takes longer than is aimed at."""
    picture = crowded(*SIZE)
    with database(), still():
        steps, whole = _measure(picture)
    report.write("map_near", table(steps, whole))
    return 1 if sum(median(one[1] for one in took) for took in steps.values()) > AIM else 0


def _measure(picture: Picture) -> tuple[dict[str, list[Took]], dict[str, list[Took]]]:
    """Write the map into rows, let an owner register some initiatives that name what others name, and read it all."""
    from django.db import connection, transaction
    from django.test import Client

    from sulh.store import clock
    from sulh.store.writes import cards
    from tests.store.large_map import laid_out
    from tests.web.people import enter

    found: dict[str, list[Took]] = {"saved": [], "shown to others": [], "its page": []}
    with transaction.atomic():
        made = laid_out(picture)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        owner, client = made.cast.principal("owner"), enter(Client(), made.cast, "owner", language="ar")
        _page(client, made, made.ids[picture.cards[0].id])  # reads code and templates, and is not counted
        for number in range(TURNS):
            given, new = _given(made, picture, number), clock.random_id()
            found["saved"].append(_took(partial(cards.register, owner, made.process, given, new_id=new)))
            found["shown to others"].append(_took(partial(cards.show, owner, new, EVERYBODY, matched=False)))
            found["its page"].append(_took(partial(_page, client, made, new)))
        whole = _of_all(made)
        transaction.set_rollback(True)
    return found, whole


def _of_all(made: LaidOut) -> dict[str, list[Took]]:
    """Read the pages of the whole map as whoever coordinates, with a heap as a server has it."""
    from django.test import Client
    from django.urls import reverse

    from tests.web.people import sign_in

    gc.collect()
    gc.freeze()
    client = sign_in(Client(), made.cast, "coordinator", language="ar")
    addresses = {called: reverse(name, args=[made.process]) for called, name in OF_ALL.items()}
    for address in addresses.values():
        client.get(address)  # reads code and templates, and is not counted
    took = {called: [_took(partial(client.get, address)) for _ in range(READ)] for called, address in addresses.items()}
    gc.unfreeze()
    return took


def _given(made: LaidOut, picture: Picture, number: int) -> CardText:
    """Return an initiative that names what another in the map names."""
    from sulh.store.writes.cards import CardText

    like = picture.cards[number * 97 + 11]
    said = CardText({"ar": "ماء للقريتين", "en": "Water for both"}, "Hours of the canal.", ["religion"], ["top"])
    names = ("issues", "places", "sides", "items", "actors")
    named: dict[str, Any] = {name: made.of(getattr(like, name)) for name in names}
    return replace(said, start=like.start, **named)


def _page(client: Client, made: LaidOut, card: UUID) -> None:
    from django.urls import reverse

    answer: Any = client.get(reverse("map-card", args=[made.process, card]))
    if answer.status_code != OK:
        raise LookupError("no page of a new initiative")


def _took(step: Callable[[], object]) -> Took:
    """Do something, and return how long it took by the clock and the processor, and how often it asked."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        began, worked = time.perf_counter(), time.process_time()
        step()
        took = (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000
    return (*took, len(asked))


def table(steps: dict[str, list[Took]], whole: dict[str, list[Took]]) -> list[str]:
    """Lay out what was measured."""
    rows = [[step, *_middle(took)] for step, took in steps.items()]
    others = [[called, *_middle(took)] for called, took in whole.items()]
    every = [_sum(turns) for turns in zip(*steps.values(), strict=True)]
    cards, actors, ties = SIZE
    return [
        f"{cards:,} initiatives, {actors:,} actors and {ties:,} ties, drawn at random, on {_engine()}; {TURNS} new",
        "initiatives, each of which names the issues, places, sides, items and actors of another. Milliseconds, median",
        "and longest; by the clock the database's server is in it, and what else the machine did:",
        f"{os.getloadavg()[1]:.1f} programs wanted the {os.cpu_count()} cores. Aimed at: all under {AIM:,} ms.",
        "The last two rows are pages of the whole map, as whoever coordinates reads it: they have no such aim.",
        "",
        *report.table(
            ["step", "clock, ms", "longest", "processor, ms", "longest", "queries"],
            [*rows, ["all", *_middle(every)], *others],
        ),
    ]


def _sum(took: Iterable[Took]) -> Took:
    clock, own, asked = zip(*took, strict=True)
    return sum(clock), sum(own), sum(asked)


def _middle(took: Iterable[Took]) -> list[str]:
    """Return the median and the longest by the clock and by the processor, and the most queries."""
    clock, own, asked = zip(*took, strict=True)
    return [*(f"{each(one):.0f}" for one in (clock, own) for each in (median, max)), str(max(asked))]


if __name__ == "__main__":
    sys.exit(main())
