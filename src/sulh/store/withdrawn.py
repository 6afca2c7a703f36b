"""
Seats that were left, initiatives taken off the map, answers of a study that were taken back: ids outside every backup.

Random ids in a file beside the keys. A restore erases them again. An id tells nothing by itself: the row it belonged to
is empty, or is no more.
"""

from __future__ import annotations

import os
from uuid import UUID

from sulh.store.sealing import keyring

NAME = "withdrawn"
_OURS = 0o600


def note(*row_ids: UUID) -> None:
    """
    Add a seat, an initiative or sheets of a study to the list; it is on the disk when this returns.

    Nothing to add takes a line as well: how long it takes does not tell whether there was anything.
    """
    handle = os.open(keyring().folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _OURS)
    with os.fdopen(handle, "a", encoding="ascii") as file:
        lines = "\n".join(map(str, row_ids))
        file.write(f"\n{lines}\n")  # lines of their own, even after one that a power cut tore
        file.flush()
        os.fsync(file.fileno())


def noted() -> list[UUID]:
    """Return every id on the list; a line that was cut off by a power cut is passed over."""
    path = keyring().folder / NAME
    lines = path.read_text(encoding="ascii").splitlines() if path.exists() else []
    return [UUID(line) for line in lines if len(line) == len(str(UUID(int=0)))]
