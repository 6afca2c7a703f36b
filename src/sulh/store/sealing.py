"""
Names and texts under the key of their process.

    Sealer ── put(row, field=value, ...)     value -> canonical JSON -> sealed bytes on the row (not yet saved)
           └─ get(row, "field") -> value     None where nothing was written

A value is bound to `process|table|row|field`: moved anywhere else it does not open. The key is read from its file for
each sealer and lives as long as it does: one read or write, never a request's session, never a job's arguments.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from django.conf import settings
from django.db.models import Model

from sulh.vault.fields import FieldCipher
from sulh.vault.keyring import Keyring

INSTALLATION = "installation"


def keyring() -> Keyring:
    """Return the keys of this installation; none of them is read yet."""
    return _keyring(settings.SULH.keys)


@cache
def _keyring(folder: Path) -> Keyring:
    return Keyring(folder)


class Sealer:
    """
    Seals and opens fields of rows of one process.

    Args:
        name: The id of the process, or `INSTALLATION`.
        cipher: Under its data key.
    """

    def __init__(self, name: str, cipher: FieldCipher) -> None:
        """Keep both."""
        self._name = name
        self._cipher = cipher

    def put(self, row: Model, **values: Any) -> None:
        """Set sealed fields of a row; the caller saves it. None and empty texts are written as nothing."""
        for field, value in values.items():
            empty = value is None or value in ("", {}, [])
            setattr(row, field, b"" if empty else self._seal(row, field, value))

    def get(self, row: Model, field: str) -> Any:
        """
        Return what a sealed field of a row holds; None where nothing was written.

        Raises:
            VaultError: If the key is gone or the value was altered or moved.
        """
        return self.opened(type(row), row.pk, field, getattr(row, field))

    def opened(self, table: type[Model], key: UUID | str, field: str, kept: bytes) -> Any:
        """
        Return what was sealed as a field of one row of a table, for whoever reads many and makes no object of each.

        Raises:
            VaultError: As for `get`.
        """
        box = bytes(kept)
        return msgspec.json.decode(self._cipher.open(box, self._context(table, key, field))) if box else None

    def text(self, row: Model, field: str) -> str:
        """Return a text; empty where nothing was written."""
        return str(self.get(row, field) or "")

    def texts(self, row: Model, field: str) -> dict[str, str]:
        """Return texts by language; none where nothing was written."""
        return dict(self.get(row, field) or {})

    def _seal(self, row: Model, field: str, value: object) -> bytes:
        return self._cipher.seal(msgspec.json.encode(value, order="sorted"), self._context(type(row), row.pk, field))

    def _context(self, table: type[Model], key: UUID | str, field: str) -> str:
        return f"{self._name}|{table._meta.db_table}|{key}|{field}"


def sealer(process_id: UUID | str) -> Sealer:
    """Return the sealer of a process."""
    name = str(process_id)
    return Sealer(name, keyring().cipher(name))


def in_language(texts: dict[str, str], tag: str) -> str:
    """
    Return a text in this language, or in the first that there is.

    >>> in_language({"fr": "Nord", "ar": "شمال"}, "fr"), in_language({"fr": "Nord"}, "en"), in_language({}, "en")
    ('Nord', 'Nord', '')
    """
    return texts.get(tag) or next((texts[other] for other in sorted(texts) if texts[other]), "")
