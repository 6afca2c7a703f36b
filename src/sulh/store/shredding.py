"""
All rows of one process, found from the models themselves, and how they go so that nothing is left on the disk.

    table ── path ── Process      the foreign keys that lead to the process: votes ─ epoch ─ round ─ dialogue ─ process

A table that leads to no process belongs to the installation or to the log, and is named in `STAY`; a test fails on one
that is in neither. Which process goes and why is decided in `sulh.store.writes.ending`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from graphlib import TopologicalSorter
from importlib import import_module
from typing import Any, Final
from uuid import UUID

import msgspec
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session as WebSession
from django.db import DatabaseError, connection
from django.db.models import ForeignKey, Model

from sulh.store.models import (
    Actor,
    Ending,
    Epoch,
    KeptCheckpoint,
    LogRecord,
    Membership,
    Place,
    Process,
    Reminder,
    Seat,
    Staff,
    Tie,
)

STAY: Final[tuple[type[Model], ...]] = (Staff, Reminder, LogRecord, KeptCheckpoint, Ending, Actor, Place, Tie)
_PATIENCE: Final = "5s"  # how long PostgreSQL waits for others that read a table before it is written anew


@cache
def tables() -> dict[type[Model], str]:
    """Return every table with rows of a process -> the path to it; each table before those that it refers to."""
    paths = {table: path for table in apps.get_app_config("store").get_models() if (path := _path(table)) is not None}
    order = TopologicalSorter({table: {key.related_model for key in _keys(table)} - {table} for table in paths})
    return {table: paths[table] for table in reversed(list(order.static_order())) if table in paths}


def count(process_id: UUID) -> dict[str, int]:
    """Return how many rows there are, by the name of the table."""
    return {table.__name__: _rows(table, path, process_id).count() for table, path in tables().items()}


def delete(process_id: UUID) -> None:
    """Delete every row; called inside a transaction that holds the process."""
    # In the order in which answers on their way lock them: these are in, or find nothing to be put in.
    list(Epoch.objects.select_for_update().filter(round__dialogue__process=process_id).order_by("round_id"))
    list(Seat.objects.select_for_update().filter(process=process_id).order_by("pk"))
    for table, path in tables().items():
        rows = _rows(table, path, process_id)
        for key in _keys(table):
            if key.related_model is table:
                rows.update(**{key.name: None})
        rows.delete()
    _forget_the_unneeded()


def _forget_the_unneeded() -> None:
    """Delete what no map of a process needs any more: actors, their ties, and places, the inner ones first."""
    Actor.objects.filter(processes=None).delete()
    while (inner := Place.objects.filter(processes=None, inside=None)).exists():
        inner.delete()


def sign_out(process_id: UUID) -> None:
    """End every session of somebody with a seat or a role in a process, and of a device that was lent to one."""
    WebSession.objects.filter(pk__in=sessions_of(process_id)).delete()


def sessions_of(process_id: UUID) -> list[str]:
    """Return under which keys sessions are kept of those with a seat or a role in a process."""
    seats = Seat.objects.filter(process=process_id).values_list("id", flat=True)
    staff = Membership.objects.filter(process=process_id).values_list("staff_id", flat=True)
    return list(_sessions_of({str(one) for one in (*seats, *staff)}))


def scrub() -> bool:
    """
    Write the database anew without what was deleted; return whether that could be done now.

    SQLite keeps deleted rows in free pages and in its write-ahead log, PostgreSQL in its tables. Inside another
    transaction nothing can be written anew: whoever comes back to it later does it.
    """
    if connection.in_atomic_block:
        return False
    try:
        with connection.cursor() as cursor:
            return _scrub_sqlite(cursor) if connection.vendor == "sqlite" else _scrub_postgres(cursor)
    except DatabaseError:
        return False


def _scrub_sqlite(cursor: Any) -> bool:
    cursor.execute("VACUUM")
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    (busy, *_) = cursor.fetchone()
    return not busy


def _scrub_postgres(cursor: Any) -> bool:
    cursor.execute(f"SET lock_timeout = '{_PATIENCE}'")
    try:
        written: tuple[type[Model], ...] = (*tables(), Actor, Place, Tie, WebSession)
        for table in written:
            cursor.execute(f"VACUUM (FULL) {connection.ops.quote_name(table._meta.db_table)}")
    finally:
        cursor.execute("RESET lock_timeout")
    return True


def _sessions_of(people: Collection[str]) -> Iterator[str]:
    """Find sessions by whom they name, wherever in them."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for key, data in WebSession.objects.values_list("session_key", "session_data").iterator():
        inside = msgspec.json.encode(store.decode(data)).decode()
        if any(one in inside for one in people):
            yield key


def _rows(table: type[Model], path: str, process_id: UUID) -> Any:
    return table._default_manager.filter(**{path: process_id})


def _keys(table: type[Model]) -> list[ForeignKey[Any, Any]]:
    return [field for field in table._meta.get_fields() if isinstance(field, ForeignKey)]


def _path(table: type[Model], *, before: tuple[type[Model], ...] = ()) -> str | None:
    """Return the shortest way over foreign keys that are never empty to the process; None where there is none."""
    if table is Process:
        return "pk"
    if table in (*STAY, *before):
        return None
    ways = [
        key.name if target is Process else f"{key.name}__{path}"
        for key in _keys(table)
        if not key.null and (target := key.related_model) is not None
        if (path := _path(target, before=(*before, table))) is not None
    ]
    return min(ways, key=lambda way: (way.count("__"), way), default=None)
