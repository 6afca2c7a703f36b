"""Two at once, on a database that lets two write at once: one paper, one publication, one open round."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from sulh.opinion.analyse import analyse
from sulh.store import clock
from sulh.store.errors import Conflict
from sulh.store.models import KeptLedger, KeptPublication, LogRecord, Round, WorkingPaper
from sulh.store.reads.publications import preview
from sulh.store.writes import rounds
from sulh.store.writes.papers import make_paper, run_due
from sulh.store.writes.publishing import publish
from tests.cast import Cast, make_cast

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("sqlite" in str(connection.vendor), reason="SQLite lets one write at a time"),
]


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Return what each act came to, all of them begun together in threads of their own."""
    start = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        start.wait(timeout=20)
        try:
            return act()
        except Conflict as conflict:
            return conflict.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def ended(cast: Cast) -> UUID:
    """Return an epoch that has ended, with six answers a side to each statement."""
    epoch = cast.round(hours=-1).epochs.get()
    for side in cast.sides:
        for seat in [cast.seats[side], *cast.more(side, 5)]:
            for statement in cast.statements:
                cast.vote(seat, statement, 1, epoch)
    return epoch.id


def test_of_two_workers_one_keeps_the_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have worked it out; one keeps it, and the log says once that the epoch ended."""
    epoch = ended(make_cast())
    both = Barrier(2)

    def together(*args: Any, **options: Any) -> object:
        found = analyse(*args, **options)
        both.wait(timeout=20)
        return found

    monkeypatch.setattr("sulh.store.writes.papers.analyse", together)
    came = at_once(lambda: make_paper(epoch), lambda: make_paper(epoch))

    assert {True, False} == set(came)
    assert 1 == WorkingPaper.objects.count()
    assert 1 == sum('"epoch-ended"' in record.body for record in LogRecord.objects.all())


def test_of_two_facilitators_one_publishes() -> None:
    """Both confirm the same preview in the same moment: one publication leaves, the other is told."""
    cast = make_cast()
    epoch = ended(cast)
    run_due()
    one, other = cast.principal("facilitator"), cast.principal("cofacilitator")
    digest = preview(one, epoch, "en").digest
    came = at_once(lambda: publish(one, epoch, digest), lambda: publish(other, epoch, digest))

    assert 1 == KeptPublication.objects.count() == KeptLedger.objects.get().size
    assert {"changed-since-preview", KeptPublication.objects.get().id} == set(came)


def test_of_two_rounds_one_opens() -> None:
    """A joint round and a caucus opened in the same moment do not both open."""
    cast = make_cast()
    one, other = cast.principal("facilitator"), cast.principal("cofacilitator")
    every, end = [statement.id for statement in cast.statements], [clock.now() + timedelta(hours=3)]
    joint = rounds.make(one, cast.dialogue.id, None, every, end)
    caucus = rounds.make(one, cast.dialogue.id, cast.sides["hill"].id, every, end)
    came = at_once(lambda: rounds.open_(one, joint), lambda: rounds.open_(other, caucus))

    assert {None, "another-round"} == set(came)
    assert 1 == Round.objects.filter(state="open").count()
