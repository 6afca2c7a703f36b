"""A new installation makes its tables in one step; older ones came there step by step. Both are the same database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from re import findall
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from pytest_django import DjangoDbBlocker

from benchmarks.load.installation import empty_database
from tests.settings import ON_POSTGRES, SERVER

# What PostgreSQL says of everything that is made, in its own words; none of it holds a column's place.
TOLD = (
    """SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default, is_identity
    FROM information_schema.columns WHERE table_schema = 'public'""",
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace""",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT proname, prosrc, '' FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
)


@contextmanager
def another_database(folder: Path) -> Iterator[None]:
    """Let `connection` be one to an empty database of the same kind, until the end."""
    with empty_database(SERVER if ON_POSTGRES else "") as address:
        usual, other = connections["default"], connections["default"].copy()
        other.settings_dict["NAME"] = address.rpartition("/")[2] if ON_POSTGRES else str(folder / "other.sqlite3")
        connections["default"] = other
        try:
            yield
        finally:
            other.close()
            connections["default"] = usual


def step_by_step() -> None:
    """Bring the tables to this version as an installation came there that has been there from the beginning."""
    executor = MigrationExecutor(connection)
    executor.loader = MigrationLoader(connection, replace_migrations=False)
    executor.migrate([step for step in executor.loader.graph.leaf_nodes() if step not in executor.loader.replacements])
    call_command("createcachetable", verbosity=0)


def made() -> Counter[Any]:
    """Return everything that is in the database beside rows; of SQLite's own texts the words, whatever their order."""
    with connection.cursor() as cursor:
        if ON_POSTGRES:
            return Counter(row for sql in TOLD for row in (cursor.execute(sql), cursor.fetchall())[1])
        cursor.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return Counter((*row[:2], *sorted(findall(r"\w+|[^\w\s]", row[2]))) for row in cursor.fetchall())


@pytest.mark.django_db
def test_the_tables_of_a_new_installation_are_those_of_an_old_one(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    """Same columns, constraints, indexes and triggers; and whoever came step by step has no step before them."""
    together = made()
    with django_db_blocker.unblock(), another_database(tmp_path):
        step_by_step()
        by_steps = made()
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())

    assert (Counter(), Counter()) == (by_steps - together, together - by_steps)
    assert [] == waiting
