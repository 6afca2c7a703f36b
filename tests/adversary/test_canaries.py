"""
The canary crawl: words that stand nowhere else are typed into the pages, then looked for everywhere.

On every page of every role, in every table and every freed page of the database, in its file and write-ahead log, in
the file of jobs, in whatever any library logs at its most talkative, and on the pages of errors.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sulh.web.logging import Plain
from tests.adversary.ground import ROLES, Door, Ground, Grounds, routes, stand
from tests.adversary.planted import CANARIES, NOBODY, RIGHTS, behind, leaks, plant
from tests.adversary.test_access_matrix import EMPTY, REVIEWED
from tests.store.kept import everything_kept


def tables() -> bytes:
    """Return every table as text, as a dump of PostgreSQL would write it; what else is kept on SQLite as well."""
    if connection.vendor == "sqlite":
        return everything_kept()
    with connection.cursor() as cursor:
        dumped = [everything_kept()]
        for table in connection.introspection.table_names(cursor):
            with cursor.copy(f'COPY "{table}" TO STDOUT') as rows:
                dumped.extend(bytes(row) for row in rows)
    return b"\n".join(dumped)


class Heard(logging.Handler):
    """Keeps every record: its message as a talkative handler would write it, and as ours does."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        super().__init__(logging.DEBUG)
        self.messages: list[str] = []
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record."""
        self.messages.append(f"{record.name} {record.getMessage()} {record.args!r}")
        self.lines.append(Plain().format(record))


@contextmanager
def everything_logged() -> Iterator[Heard]:
    """Let every logger say all it can, queries with their values included."""
    heard, root = Heard(), logging.getLogger()
    named = [one for one in logging.Logger.manager.loggerDict.values() if isinstance(one, logging.Logger)]
    before = [(one, one.level, one.propagate, one.disabled) for one in (root, *named)]
    root.addHandler(heard)
    for one in (root, *named):
        one.setLevel(logging.DEBUG)
        one.propagate, one.disabled = True, False
    try:
        with CaptureQueriesContext(connection):
            yield heard
    finally:
        root.removeHandler(heard)
        for one, level, propagate, disabled in before:
            one.setLevel(level)
            one.propagate, one.disabled = propagate, disabled


def crawl(ground: Ground, doors: dict[str, Door]) -> Iterator[tuple[str, str, bytes]]:
    """
    Return what every role gets from every route that lets it in, opened and sent empty.

    A refusal is the page of what does not exist, byte for byte: the authorisation matrix says so.
    """
    for route in routes():
        path = ground.address(route)
        for method in route.declared.methods:
            for role in set(REVIEWED.get((route.name, method), {})) & set(doors):
                door = doors[role]
                response: Any = door.once(method, path, EMPTY if method == "POST" else None)
                body = b"".join(response) if response.streaming else response.content
                yield role, f"{method} {path}", body + repr(response.headers).encode()


def test_no_canary_is_on_a_page_of_a_role_without_the_right(grounds: Grounds) -> None:
    """Each word is seen by whom it is for, and by nobody else, on no page at all."""
    ground = grounds[0]
    canaries = plant(ground)
    doors = {role: stand(ground.cast, role) for role in ROLES}
    seen: dict[str, set[str]] = {name: set() for name in canaries}
    wrong = []
    for role, where, body in crawl(ground, doors):
        for name in leaks(body, canaries):
            seen[name].add(role)
            if role not in RIGHTS.get(name, NOBODY):
                wrong.append(f"{name}: {role}, {where}")

    assert [] == wrong
    assert {name for name, roles in RIGHTS.items() if roles} == {name for name, roles in seen.items() if roles}


def test_no_canary_is_kept_in_clear(grounds: Grounds) -> None:
    """In no row, no freed page, no session and no cache, whatever has been typed."""
    ground = grounds[0]
    canaries = plant(ground)
    label = ground.cast.seats["hill"].label

    kept = tables()
    assert [] == leaks(kept, canaries)
    assert label.encode() in kept, "the search finds what is kept in clear"


def test_no_canary_is_in_a_file() -> None:
    """Not in the database file, not in its write-ahead log, not among the jobs, while all three are in use."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("SULH_", "DJANGO_"))}
    program = [sys.executable, "-m", "tests.adversary.on_disk"]
    told = subprocess.run(program, env=known | {"PYTHONPATH": "."}, capture_output=True, check=True, text=True)

    found = json.loads(told.stdout)
    assert {"sulh.sqlite3", "sulh.sqlite3-wal", "jobs.sqlite3"} <= set(found)
    assert {} == {name: canaries for name, canaries in found.items() if canaries}
    assert leaks(told.stderr.encode(), CANARIES) == []


def test_no_canary_is_logged_however_talkative_a_library_is(grounds: Grounds) -> None:
    """Not even where every logger is told to say all it can."""
    ground = grounds[0]
    with everything_logged() as heard:
        canaries = plant(ground)
        for role in ("hill", "facilitator", "stranger"):
            for _ in crawl(ground, {role: stand(ground.cast, role)}):
                pass

    assert any("django.db" in message for message in heard.messages), "the loggers were talkative"
    assert [] == [message for message in heard.messages if leaks(message.encode(), canaries)]
    assert [] == [line for line in heard.lines if leaks(line.encode(), canaries)]


@pytest.mark.parametrize("role", ["facilitator", "hill"])
def test_a_fault_of_ours_tells_nothing(grounds: Grounds, monkeypatch: pytest.MonkeyPatch, role: str) -> None:
    """Its page says that something failed, and its line in the log where in the code: no value, no address, no text."""
    ground = grounds[0]
    page = {"facilitator": reverse("seats", kwargs={"dialogue_id": ground.cast.dialogue.id}), "hill": "/own"}[role]

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(" ".join(CANARIES.values()))

    monkeypatch.setattr("sulh.store.reads.seats.seats_page", fail)
    monkeypatch.setattr("sulh.store.reads.answering.own_answers", fail)
    door = behind(stand(ground.cast, role))
    with everything_logged() as heard:
        response = door.get(page, {"q": CANARIES["wanted"]})

    assert 500 == response.status_code
    assert [] == leaks(response.content, CANARIES)
    assert b"RuntimeError" not in response.content
    assert any("RuntimeError at" in line for line in heard.lines)
    assert [] == [line for line in heard.lines if leaks(line.encode(), CANARIES) or f" {page}" in line]


def test_a_fault_of_ours_leaves_one_line_and_a_refusal_none(grounds: Grounds, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the installation is set up, an operator learns where in the code it failed, and of nobody who asked."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(CANARIES["name"])

    monkeypatch.setattr("sulh.store.reads.answering.own_answers", fail)
    heard, root, door = Heard(), logging.getLogger(), stand(grounds[0].cast, "hill")
    root.addHandler(heard)
    try:
        answers = [door.get(path).status_code for path in ("/own", "/w/", "/nowhere", "/agree")]
    finally:
        root.removeHandler(heard)

    assert [500, 404, 404, 200] == answers
    (line,) = heard.lines
    assert line.startswith("ERROR django.request RuntimeError at ")
    assert [] == leaks(line.encode(), CANARIES)


def test_every_line_of_the_log_is_written_by_us() -> None:
    """No handler of the installation writes lines in a form of its own."""
    logging_of: dict[str, Any] = settings.LOGGING

    assert {"plain"} == {one["formatter"] for one in logging_of["handlers"].values()}
    assert logging_of["disable_existing_loggers"]
