"""
Where time, randomness and ids come from, so that a test can put its own in their place.

Callers say `clock.now()`, never a name imported from here: a function replaced in this module is replaced for all.
"""

from __future__ import annotations

import os
import uuid
from datetime import UTC, date, datetime


def now() -> datetime:
    """Return this moment, in universal time."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day of `now`, in universal time: coarse enough to be kept."""
    return now().date()


def random_bytes(count: int) -> bytes:
    """Return so many random bytes, fit for keys."""
    return os.urandom(count)


def random_id() -> uuid.UUID:
    """Return a random id: it tells nothing of when or in which order a row was made."""
    return uuid.UUID(bytes=random_bytes(16), version=4)
