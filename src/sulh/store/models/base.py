"""What every table shares: an id that tells nothing, and texts that SQL cannot read."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.db import models

from sulh.store import clock

if TYPE_CHECKING:
    Bytes = models.BinaryField[bytes | bytearray | memoryview, bytes]
else:
    Bytes = models.BinaryField


def new_id() -> uuid.UUID:
    """Return a random id, through the clock that tests may replace."""
    return clock.random_id()


class Row(models.Model):
    """A row under a random id."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True


class SealedField(Bytes):
    """
    A value under the key of its process, bound to its table, row and field: see `sulh.store.sealing`.

    Empty bytes mean that nothing was written. It is never searched, sorted or compared in SQL.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Default to empty, and stay out of forms."""
        kwargs.setdefault("default", bytes)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)
