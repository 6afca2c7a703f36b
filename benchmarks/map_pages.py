"""
How long a server needs for the pages of a map at its size: 400 initiatives, 3,000 actors, 20,000 ties.

    pages(...)     every page that can be asked for, walked from the addresses of the map, with what stands in them
    READERS        who asks for each: coordinator, facilitator, an owner, a desk, a funder
    Measured       one page for one reader: time of the processor, bytes without and with compression, queries

A fresh database on the disk, the platform's own middleware and templates, no network; everybody reads Arabic. The map
is the planted process of tests/coordination/planted.py, in rows; beside it stands one with a tenth of the initiatives
and about a hundredth of the actors: the queries may not differ.
"""

from __future__ import annotations

import gc
import re
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from msgspec.structs import replace

from benchmarks import report
from benchmarks.one_text import _engine, database
from tests.coordination.planted import TODAY, planted

if TYPE_CHECKING:
    from django.test import Client

    from sulh.model.picture import Picture
    from tests.store.large_map import LaidOut

READERS = ("coordinator", "facilitator", "owner", "desk", "funder")
AIM = 500  # milliseconds of server time
MOST = 100_000  # bytes of a page
OK = 200
FILE = "map-file"
OF_FILES = ("coordinator", "owner")  # who asks for files
SEARCHES = {
    "map-actors": ("?q=Barada", "?page=40", "?kind=person&side={side}"),
    "map-cards": ("?page=3", "?track=religion"),
    "map-card-with": ("?q=Barada",),
    "map-network": ("?page=5", "?wide=1"),
}


@dataclass(frozen=True)
class Page:
    """One page: how it is called in the table, its address, and whether it is a file."""

    called: str
    address: str
    file: bool = False


@dataclass(frozen=True)
class Measured:
    """What a page took: milliseconds of the processor, bytes, questions to the database."""

    page: Page
    own: float
    size: int
    packed: int
    queries: int


Found = dict[tuple[str, str], Measured]  # by reader and by what the page is called


def main() -> int:
    """Measure both maps and write the table; 1 where a page is above the aims or asks more of the larger map."""
    whole, told = planted()
    with database(), still():
        large = _measure(whole, told)
        small = _measure(_tenth(whole), set())
    report.write("map_pages", table(large, small))
    return 1 if any([*_above(large), *_grown(large, small)]) else 0


@contextmanager
def still() -> Iterator[None]:
    """Let it be the day that the picture shows."""
    from tests.store.large_map import on

    with patch("sulh.store.clock.now", on(TODAY)):
        yield


def _tenth(picture: Picture) -> Picture:
    """Return it with a tenth of its initiatives, about a hundredth of the actors, and ties between those."""
    cards = picture.cards[:36] + picture.cards[-4:]
    kept = {card.id for card in cards}
    links = tuple(link for link in picture.links if link.one in kept)
    ties = picture.ties[:20]
    ends = {one for tie in ties for one in (tie.one, tie.other)}
    actors = tuple(actor for actor in picture.actors if actor.id in ends)
    return replace(picture, cards=cards, links=links, actors=actors, ties=ties)


def _measure(picture: Picture, told: set[Any]) -> Found:
    """Write a picture into rows in a transaction of its own, and ask for every page as everybody."""
    from django.db import transaction

    from tests.store.large_map import laid_out

    with transaction.atomic():
        made = laid_out(picture)
        _check(made, told)
        held = beside(made, picture)
        clients = people(made)
        gc.collect()
        gc.freeze()  # as the server does once it is ready (`sulh.web.wsgi`)
        found = {}
        for who, client in clients.items():
            for page in pages(made, held):
                measured = _one(client, page) if not page.file or who in OF_FILES else None
                if measured is not None:
                    found[who, page.called] = measured
            print(f"{who}: {sum(one == who for one, _ in found)} pages", flush=True)
        gc.unfreeze()
        transaction.set_rollback(True)
    return found


def _check(made: LaidOut, told: set[Any]) -> None:
    """See that everything that was planted is found by who coordinates, through rows and sealing."""
    from sulh.coordination.detect import detect
    from sulh.store.reads.pictures import seen_by

    found = detect(seen_by(made.cast.principal("coordinator"), made.process, ties=True).picture)
    kinds = {(one.kind, frozenset(one.cards or (ref.id for ref in one.about))) for one in found}
    for kind, keys in told:
        if (kind, frozenset(str(made.ids.get(key, key)) for key in keys)) not in kinds:
            raise LookupError(f"not found: {kind} {keys}")


def people(made: LaidOut) -> dict[str, Client]:
    """Return who asks for the pages, signed in: they read Arabic."""
    from django.test import Client

    from tests.web.people import enter, sign_in

    accounts = {name: sign_in(Client(), made.cast, name, language="ar") for name in READERS if name != "owner"}
    return accounts | {"owner": enter(Client(), made.cast, "owner", language="ar")}


def beside(made: LaidOut, picture: Picture) -> dict[str, Any]:
    """Write down a meeting with a decision and a match, and return what stands in the addresses of pages."""
    from sulh.store.models import ImportBatch, Match, MeetingDecision, Process, WeeklyMeeting
    from sulh.store.sealing import sealer

    opener, process = sealer(made.process), Process.objects.get(pk=made.process)
    process.rates_readiness = True
    process.save()
    meeting = WeeklyMeeting(process=process, on=TODAY)
    opener.put(meeting, agenda=["Two on one canal."])
    meeting.save()
    decision = MeetingDecision(meeting=meeting, number=1)
    opener.put(decision, words="Ask both.", next_actor="the coordinator")
    decision.save()
    batch = ImportBatch.objects.create(process=process, by=made.cast.staff["coordinator"], on=TODAY, state="done")
    own, other = (made.ids[card.id] for card in picture.cards[:2])
    match = Match.objects.create(one_id=own, other_id=other, kinds="issue", since=TODAY)
    tie = picture.ties[0]
    names = {
        "actor_id": tie.one,
        "other_id": tie.other,
        "tie_id": tie.id,
        "item_id": picture.items[0].id,
        "official_id": picture.rounds[0].id,
        "desk_id": next(iter(picture.desks)),
        "target_id": next(iter(picture.desks)),
        "side": next(iter(picture.sides)),
    }
    rows = {"meeting_id": meeting.id, "decision_id": decision.id, "match_id": match.id, "card_id": own}
    rows["batch_id"] = batch.id
    link = process.links.filter(one_id=own).first()
    found = {"process_id": made.process, "part": "actors", "language": "ar", "key": "any", "link_id": link and link.id}
    return found | rows | {name: made.ids[key] for name, key in names.items()} | {"card_of_another": other}


def pages(made: LaidOut, held: dict[str, Any]) -> Iterator[Page]:
    """Give every page that the map has an address for, and more of those whose address can ask for something."""
    from django.urls import reverse

    from sulh.formats.map_out import FILES
    from sulh.web.map.urls import urlpatterns

    root = reverse("map", args=[made.process])
    for at in urlpatterns:
        declared, needed = vars(at.callback)["declared"], at.pattern.converters
        if "GET" not in declared.methods:
            continue
        called = re.sub(r"<[^>]*>", "…", str(at.pattern)).removeprefix("w/p/…/map") or "/"
        for name in FILES if declared.name == FILE else [""]:
            address = reverse(declared.name, kwargs={key: name if key == "file" else held[key] for key in needed})
            yield Page(called.replace("…", name) if name else called, address, file=bool(name))
            for search in SEARCHES.get(declared.name, ()):
                yield Page(called + search.split("{")[0], address + search.format(**held))
    yield Page("/initiatives/…, of another", f"{root}/initiatives/{held['card_of_another']}")


def _one(client: Client, page: Page) -> Measured | None:
    """Ask for a page once to warm up, then for the clock, with its queries and packed; None for who has it not."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    answer = client.get(page.address)
    if answer.status_code != OK:
        return None
    with CaptureQueriesContext(connection) as asked:
        began = time.process_time()
        packed = client.get(page.address, headers={"Accept-Encoding": "gzip"})
        own = (time.process_time() - began) * 1000
    return Measured(page, own, len(answer.content), len(packed.content), len(asked))


def _above(found: Found) -> list[Measured]:
    """Return the pages above what is aimed at; files have no limit of bytes."""
    above = [one for one in found.values() if one.own > AIM or (one.size > MOST and not one.page.file)]
    for (who, called), one in found.items():
        if one in above:
            print(f"above the aim: {who} {called} {one.own:.0f} ms {one.size:,} bytes")
    return above


def _grown(large: Found, small: Found) -> list[str]:
    """Return the pages that ask the database more often when there is more."""
    grown = [
        f"{who} {called}: {small[who, called].queries} → {one.queries} queries"
        for (who, called), one in large.items()
        if (who, called) in small and small[who, called].queries != one.queries
    ]
    print("\n".join(grown))
    return grown


def table(large: Found, small: Found) -> list[str]:
    """Lay out what was measured: a page a row, the processor's time for each reader."""
    head = ["page", *(f"{who}, ms" for who in READERS), "kB", "kB compressed", "queries", "small map"]
    by_page = {called: one.page for (_, called), one in large.items()}
    lines = [_row(called, large, small) for called, page in by_page.items() if not page.file]
    files = [_row(called, large, small) for called, page in by_page.items() if page.file]
    return [
        "400 initiatives, 3,000 actors, 20,000 ties, as planted, in rows: all that was planted is found through them.",
        f"Milliseconds of the processor for a whole answer in one thread on {_engine()}, the second of that day;",
        "a dash for whoever does not have the page. The clock is not given: while this runs, other programs take turns",
        "on the same cores, and it would count them too. Bytes and queries of the reader who has most, and the queries",
        "of a map with a tenth of the initiatives.",
        f"Aims: {AIM} ms, {MOST // 1000} kB, as many queries.",
        "",
        *report.table(head, lines),
        "",
        "Files that a reader takes along, for two of the five; there is no limit to their bytes.",
        "",
        *report.table(["file", *head[1:]], files),
    ]


def _row(called: str, large: Found, small: Found) -> Sequence[str]:
    every = [large[who, called] for who in READERS if (who, called) in large]
    times = [f"{large[who, called].own:.0f}" if (who, called) in large else "–" for who in READERS]
    most = [max(getattr(one, name) for one in every) for name in ("size", "packed", "queries")]
    before = max((small[who, called].queries for who in READERS if (who, called) in small), default=0)
    kilobytes = [f"{one / 1000:.0f}" for one in most[:2]]
    return [f"`{called}`", *times, *kilobytes, str(most[2]), str(before)]


if __name__ == "__main__":
    sys.exit(main())
