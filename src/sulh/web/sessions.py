"""
Sessions in the database, found by a hash: a stolen database opens no session.

Nothing leads from a seat to its sessions. When somebody leaves, all that are there are looked through: they are few,
and an index would itself say who has been inside.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from sulh.web.principal import BETWEEN, SEAT, STATION


class SessionStore(DatabaseStore):
    """Keeps sessions under the SHA-256 of the key that the browser holds, cut to the column's length."""

    def hashed(self, key: str | None) -> str | None:
        """Return under what a key is kept."""
        return None if key is None else hashlib.sha256(key.encode()).hexdigest()[:40]

    def _get_session_from_db(self) -> Any:
        try:
            return self.model.objects.get(session_key=self.hashed(self.session_key), expire_date__gt=self._now())
        except self.model.DoesNotExist:
            self._session_key = None
            return None

    @staticmethod
    def _now() -> Any:
        from django.utils import timezone

        return timezone.now()

    def exists(self, session_key: str) -> bool:
        """Whether a session of this key is kept."""
        return super().exists(str(self.hashed(session_key)))

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Return the row to keep, under the hash."""
        row = super().create_model_instance(data)
        row.session_key = str(self.hashed(row.session_key))
        return row

    def delete(self, session_key: str | None = None) -> None:
        """Forget a session."""
        key = session_key or self.session_key
        if key is not None:
            super().delete(self.hashed(key))


def forget_seat(seat: str) -> None:
    """
    Delete the sessions of a seat that was left, on whatever device.

    A shared device at which somebody still sits under this seat goes back to its assistant, whose stay goes on.
    """
    store = SessionStore()
    for row in store.model.objects.all().iterator():
        held = store.decode(row.session_data)
        aside = held.get(STATION) or {}
        if aside.get(SEAT) == seat or (held.get(SEAT) == seat and not aside):
            row.delete()
        elif held.get(SEAT) == seat:
            row.session_data = store.encode(aside | {"seen": held["seen"], BETWEEN: True})
            row.save(update_fields=["session_data"])
