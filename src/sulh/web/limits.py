"""How long a session lasts, by risk profile: idle, and in all. `sulh.web.middleware.limits` ends it."""

from __future__ import annotations

from typing import Any

from sulh.store import clock

MINUTE, HOUR = 60, 3600
LIMITS = {"standard": (30 * MINUTE, 12 * HOUR), "high": (10 * MINUTE, 2 * HOUR)}


def begin(session: Any, profile: str) -> None:
    """Begin a session now: its times are kept in it."""
    idle, longest = LIMITS[profile]
    now = int(clock.now().timestamp())
    session.update({"since": now, "seen": now, "idle": idle, "longest": longest})
