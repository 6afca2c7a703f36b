"""What is planted in the demonstration: who does it, where, with which luck, and at which time before now."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sulh.access import Principal
from sulh.store import clock
from sulh.vault.codes import CodeHasher


@dataclass
class World:
    """What is planted: who does it, where, and with which luck."""

    facilitator: Principal
    process: UUID
    initiative: UUID
    sides: dict[str, UUID]
    luck: random.Random
    hasher: CodeHasher
    now: datetime

    @contextmanager
    def ago(self, **before: float) -> Iterator[None]:
        """Let the clock stand at a moment before now."""
        before_this, moment = clock.now, self.now - timedelta(**before)
        clock.now = lambda: moment
        try:
            yield
        finally:
            clock.now = before_this
