"""Everything that the database keeps, as bytes, to search it for what may not be there; no test lives here."""

from __future__ import annotations

from django.apps import apps
from django.db import connection


def everything_kept() -> bytes:
    """Return every value of every table and, on SQLite, the pages of the file as well, freed ones included."""
    rows = [row for model in apps.get_models() for row in model._default_manager.values_list()]
    return b"\n".join([*(_bytes(value) for row in rows for value in row), _pages()])


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def _pages() -> bytes:
    return bytes(connection.connection.serialize()) if connection.vendor == "sqlite" else b""
