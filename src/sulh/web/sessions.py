"""Sessions in the database, found by a hash: a stolen database opens no session."""

from __future__ import annotations

import hashlib
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


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
