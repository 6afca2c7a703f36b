"""
How often each dialogue has published, in a file beside the keys, outside every backup.

A database that was put back from an older backup has an older ledger: what was published since is not in it. Two
publications that do not know of each other could be subtracted, so nothing more leaves such a dialogue. The file holds
random ids and counts.
"""

from __future__ import annotations

import os
import re
from typing import Final
from uuid import UUID

from sulh.store.sealing import keyring

NAME: Final = "published"
_OURS: Final = 0o600
_LINE: Final = re.compile(r"([0-9a-f-]{36}) (\d{1,9});")


def note(dialogue_id: UUID, entries: int) -> None:
    """Add how many entries the ledger of a dialogue has now; it is on the disk when this returns."""
    handle = os.open(keyring().folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, _OURS)
    with os.fdopen(handle, "a", encoding="ascii") as file:
        file.write(f"{dialogue_id} {entries};\n")
        file.flush()
        os.fsync(file.fileno())


def noted(dialogue_id: UUID) -> int:
    """Return how many entries the ledger of a dialogue once had; a line that was cut off is passed over."""
    path = keyring().folder / NAME
    found = _LINE.findall(path.read_text(encoding="ascii")) if path.exists() else []
    return max((int(entries) for one, entries in found if one == str(dialogue_id)), default=0)
