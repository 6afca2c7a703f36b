"""What the machine does by itself, and what of it waits in a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from sulh.store import jobs
from sulh.store.models import WorkingPaper
from sulh.web.sessions import SessionStore
from tests.cast import Cast
from tests.store.packaged import asked

At = Callable[..., None]


def test_once_a_minute_the_machine_makes_what_is_due(cast: Cast, at: At) -> None:
    """A paper is made within the minute after its epoch, without anybody asking."""
    cast.round(hours=1)
    assert jobs.look.task_class().validate_datetime(datetime(2026, 11, 2, 9, 41, tzinfo=UTC))
    jobs.look.call_local()
    assert not WorkingPaper.objects.exists()
    at(hours=2)

    jobs.look.call_local()

    assert 1 == WorkingPaper.objects.count()


def test_a_session_that_is_over_is_forgotten(cast: Cast, at: At) -> None:
    """Nobody who opens the database tomorrow finds which seat was inside today, and when; those inside stay inside."""
    session = SessionStore()
    session["seat"] = str(cast.seats["hill"].id)
    session.save()
    jobs.look.call_local()
    inside = Session.objects.count()
    at(hours=13)
    jobs.look.call_local()

    assert 1 == inside
    assert 0 == Session.objects.count()


def test_a_package_whose_day_is_over_lapses(cast: Cast, at: At) -> None:
    """Silence until then is refusal, without anybody doing anything."""
    made = asked(cast)
    jobs.look.call_local()
    assert "asked" == made.row.state
    at(days=40)
    jobs.look.call_local()

    assert "not-released" == made.row.state


def test_what_waits_is_plain_json_without_anything_of_anybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A waiting job holds the name of the job and nothing to open or to run."""
    waiting = jobs.queue(replace(settings.SULH, home=tmp_path, database_url=""))
    waiting.storage.initialize_schema()
    monkeypatch.setattr(waiting, "_registry", jobs.huey._registry)
    waiting.enqueue(jobs.look.task_class())

    (kept,) = waiting.storage.enqueued_items()
    task = waiting.dequeue()

    assert bytes(kept).startswith(b'{"message":[')
    assert b"sulh.store.jobs" in bytes(kept)
    assert isinstance(task, jobs.look.task_class)
    assert ((), {}) == (tuple(task.args), task.kwargs)
    assert waiting.storage.queue_size() == 0


def test_a_pickle_among_the_jobs_is_not_opened() -> None:
    """A message that could run something is no message."""
    with pytest.raises(ValueError, match="JSON"):
        jobs.JsonSerializer().deserialize(b"\x80\x05N.")


def test_jobs_wait_where_the_database_is() -> None:
    """On PostgreSQL jobs wait in the server, else in a file of their own; neither is opened by naming it."""
    there = jobs.queue(replace(settings.SULH, database_url="postgres://nobody@127.0.0.1:1/none"))
    here = jobs.queue(replace(settings.SULH, home=Path("/nowhere"), database_url=""))

    assert ("PostgresStorage", "SqliteStorage") == (type(there.storage).__name__, type(here.storage).__name__)
    assert Path("/nowhere/jobs.sqlite3") == Path(here.storage.filename)
