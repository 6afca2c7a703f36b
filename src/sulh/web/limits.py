"""
How long a session lasts, by risk profile: idle, and in all. `sulh.web.middleware.limits` ends it.

    begin       the times of a session stand in it
    shorten     a profile was raised: sessions that have begun last no longer than one that begins now
"""

from __future__ import annotations

from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.models import Session

from sulh.store import clock
from sulh.store.kinds import HIGH
from sulh.store.shredding import sessions_of

MINUTE, HOUR = 60, 3600
# Whoever fills a whole page asks for nothing meanwhile, and their stay holds no answer that somebody else could find.
A_SHEET = 2 * HOUR
LIMITS = {"standard": (30 * MINUTE, 12 * HOUR), "high": (10 * MINUTE, 2 * HOUR)}


def begin(session: Any, profile: str, *, least: int = 0) -> None:
    """Begin a session now: its times are kept in it; `least` is how long it may be idle where the profile says less."""
    idle, longest = LIMITS[profile]
    now = int(clock.now().timestamp())
    session.update({"since": now, "seen": now, "idle": max(idle, least), "longest": longest})


def shorten(process_id: UUID, own: Any) -> None:
    """
    Let the sessions of a process last no longer than the high profile allows.

    Args:
        process_id: Of which process.
        own: The session of this request, which is written after it: the others are written here.
    """
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    for row in Session.objects.filter(pk__in=sessions_of(process_id)):
        Session.objects.filter(pk=row.pk).update(session_data=store.encode(_shortened(store.decode(row.session_data))))
    own.update(_shortened(dict(own.items())))


def _shortened(kept: dict[str, Any]) -> dict[str, Any]:
    """Return what a session holds with shorter times, also those of a stay that was put aside inside it."""
    most = dict(zip(("idle", "longest"), LIMITS[HIGH], strict=True))
    return {name: _shorter(most.get(name), value) for name, value in kept.items()}


def _shorter(most: int | None, value: Any) -> Any:
    if isinstance(value, dict):
        return _shortened(value)
    return value if most is None else min(most, value)
