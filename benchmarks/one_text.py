"""
How long a server needs for the pages of a text at its limits: 200 clauses, 50 versions, 10,000 criticisms.

    PAGES      every page that shows it, and who asks: a participant, a reader, a facilitator
    Measured   one page: median and worst time, that of the processor alone, bytes without and with compression, queries

A fresh database on the disk, the platform's own middleware and templates, no network. Beside it stands the same page of
a text a tenth as long: what grows with the text is seen there, and the queries may not. The processor's time is what is
held against the aim: the other one also counts what else the machine does, whose load stands beside the table.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import report

if TYPE_CHECKING:
    from django.test import Client

    from tests.store.drafted import Drafted

TURNS = 9
LONG, SHORT = (200, 50, 10_000), (20, 5, 1000)  # clauses, versions, criticisms
AIM = 300  # milliseconds of server time
MOST = 100_000  # bytes of a page
OK = 200


@dataclass(frozen=True)
class Page:
    """One page: who asks, what it is called in the table, its address."""

    who: str
    called: str
    address: str


@dataclass(frozen=True)
class Measured:
    """What a page took: milliseconds (`own`: of the processor), bytes, and questions to the database."""

    page: Page
    middle: float
    worst: float
    own: float
    size: int
    packed: int
    queries: int


def main() -> int:
    """Measure the pages of both texts, and write the table; 1 where one is above what is aimed at."""
    with database():
        joint = _measure(LONG, "joint")
        apart = [one for one in _measure(LONG, "side-by-side") if one.page.who != "facilitator"]
        short = {(one.page.who, one.page.called): one for one in _measure(SHORT, "joint")}
    rows = [*joint, *(_apart(one) for one in apart)]
    report.write("one_text", table(rows, short))
    slow = [one for one in rows if one.own > AIM or one.size > MOST]
    grown = [one for one in joint if one.queries > short[one.page.who, one.page.called].queries]
    for one in dict.fromkeys([*slow, *grown]):
        print(f"above the aim: {one}")
    return 1 if slow or grown else 0


@contextmanager
def database() -> Iterator[None]:
    """Make a database for this run alone, by the platform's settings as the tests have them."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.db import connection

    from tests.settings import FOLDER, ON_POSTGRES

    if not ON_POSTGRES:
        connection.settings_dict["TEST"]["NAME"] = str(FOLDER / "measured.sqlite3")
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _measure(size: tuple[int, int, int], audience: str) -> list[Measured]:
    """Build a text in a transaction of its own, ask for its pages while it is put and while it is drafted anew."""
    from django.db import transaction

    from sulh.store.writes import one_text
    from tests.cast import make_cast
    from tests.store.long_text import long_text

    clauses, versions, criticisms = size
    with transaction.atomic():
        made = long_text(make_cast(), clauses=clauses, versions=versions, criticisms=criticisms, audience=audience)
        clients = people(made)
        found = [asked_for(clients[page.who], page) for page in while_put(made, versions, clauses)]
        one_text.redraft(made.facilitator, made.text)
        found += [asked_for(clients[page.who], page) for page in while_drafted(made)]
        transaction.set_rollback(True)
    return found


def people(made: Drafted) -> dict[str, Client]:
    """Return who asks for the pages, signed in: they read Arabic."""
    from django.test import Client

    from tests.web.people import enter, sign_in

    return {
        "facilitator": sign_in(Client(), made.cast, "facilitator", language="ar"),
        "participant": enter(Client(), made.cast, "hill", language="ar"),
        "reader": enter(Client(), made.cast, "hill-reader", language="ar"),
    }


def while_put(made: Drafted, versions: int, clauses: int) -> list[Page]:
    """Return the pages that there are while a version is put."""
    dialogue, text = f"/w/d/{made.cast.dialogue.id}", f"/w/text/{made.text}"
    clause = made.wordings[clauses // 2].clause_id
    middle = clauses // 2 + 1
    return [
        Page("participant", "first page", "/text"),
        Page("participant", "a page in the middle", f"/text?n={middle}"),
        Page("participant", "last page, with what was taken out", f"/text?n={clauses + 2}"),
        Page("participant", "a concern about one clause", f"/concern?n={middle}"),
        Page("reader", "a page in the middle", f"/text?n={middle}"),
        Page("facilitator", "the text that is put", f"{dialogue}/text"),
        Page("facilitator", "what was said", f"{text}/said"),
        Page("facilitator", "what was said of a clause", f"{text}/said?all=1&clause={clause}"),
        Page("facilitator", "first and last version", f"{text}/versions?older=1&newer={versions}"),
        Page("facilitator", "a version beside the one before", f"{text}/versions"),
        Page("facilitator", "clauses to put to people", f"{text}/sounding"),
        Page("facilitator", "before the last question", f"{text}/next/call"),
        Page("facilitator", "what became of it", f"{dialogue}/trace"),
        Page("facilitator", "what a clause stems from", f"/w/clauses/{clause}/from"),
        Page("facilitator", "a package to compose", f"{dialogue}/packages/new"),
        Page("facilitator", "the page of the dialogue", f"{dialogue}/"),
        Page("facilitator", "what waits for whom", "/w/"),
    ]


def while_drafted(made: Drafted) -> list[Page]:
    """Return the pages that there are while the next version is drafted, which then has the highest number."""
    dialogue, text = f"/w/d/{made.cast.dialogue.id}", f"/w/text/{made.text}"
    wordings = made.wordings
    middle = wordings[len(wordings) // 2]
    return [
        Page("participant", "first page, while the next is drafted", "/text"),
        Page("facilitator", "the draft", f"{dialogue}/text"),
        Page("facilitator", "one clause of the draft", f"/w/clause/{middle.id}"),
        Page("facilitator", "taking a clause out", f"/w/clause/{middle.id}/remove"),
        Page("facilitator", "a new clause", f"{text}/clause"),
        Page("facilitator", "what waits for a reply", f"{text}/said"),
        Page("facilitator", "the draft beside the version put", f"{text}/versions"),
        Page("facilitator", "before putting it", f"{text}/next/put"),
    ]


def asked_for(client: Client, page: Page) -> Measured:
    """Ask for a page once to warm up, then some times for the clock, then for its queries and its compressed size."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    if client.get(page.address).status_code != OK:
        raise LookupError(f"no page: {page}")
    took, own = [], []
    for _ in range(TURNS):
        began, worked = time.perf_counter(), time.process_time()
        answer = client.get(page.address)
        took.append((time.perf_counter() - began) * 1000)
        own.append((time.process_time() - worked) * 1000)
    with CaptureQueriesContext(connection) as asked:
        packed = client.get(page.address, headers={"Accept-Encoding": "gzip"})
    sizes = len(answer.content), len(packed.content)
    return Measured(page, median(took), max(took), median(own), *sizes, len(asked))


def table(rows: Sequence[Measured], short: dict[tuple[str, str], Measured]) -> list[str]:
    """Lay out what was measured, with the queries of the short text beside those of the long one."""
    head = [
        "who",
        "page",
        "median ms",
        "worst ms",
        "processor ms",
        "kB",
        "kB compressed",
        "queries",
        "queries, short text",
    ]
    lines = [_row(one, short.get((one.page.who, one.page.called))) for one in rows]
    clauses, versions, criticisms = LONG
    few, times, said = SHORT
    return [
        f"A text of {clauses} clauses in three languages, put {versions} times, with {criticisms:,} criticisms:",
        "half of them answered in the version after, half of the newest version and without a reply. A clause has 35",
        f"words, a criticism 20. Time of a whole answer in one thread on {_engine()}: {TURNS} turns after one that is",
        "not counted. Everybody reads Arabic, the heaviest of the three; jointly where nothing else is said.",
        f"The short text has {few} clauses, {times} versions and {said:,} criticisms. Aimed at: under {AIM} ms of the",
        f"processor (median), under {MOST // 1000} kB before compression, as many queries as for the short text.",
        f"While it ran, {os.getloadavg()[1]:.1f} programs wanted the {os.cpu_count()} cores: the first two columns",
        "hold these waits too.",
        "",
        *report.table(head, lines),
    ]


def _row(one: Measured, short: Measured | None) -> list[str]:
    size = (f"{one.size / 1000:.0f}", f"{one.packed / 1000:.0f}")
    times = (f"{one.middle:.0f}", f"{one.worst:.0f}", f"{one.own:.0f}")
    return [one.page.who, one.page.called, *times, *size, str(one.queries), "" if short is None else str(short.queries)]


def _engine() -> str:
    from django.db import connection

    return "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"


def _apart(one: Measured) -> Measured:
    return replace(one, page=replace(one.page, called=f"side by side: {one.page.called}"))


if __name__ == "__main__":
    sys.exit(main())
