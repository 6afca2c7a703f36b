"""What `sulh card` and `sulh match` do with files that people carry between hosts: read, write anew, know the day."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

from sulh.errors import SettingError

_OWNER_ONLY = 0o600


def day_of(on: datetime | None) -> date:
    """Return the day that counts: the one that was named, else today."""
    return on.date() if on else datetime.now(UTC).date()


def host_secret(path: Path) -> bytes:
    """Read the private half of a host's key; VaultError if there is none."""
    from sulh.vault.onpaper import read_host_private

    return read_host_private(content_of(path).decode("utf-8", "replace"))


def write_new(out: Path, content: bytes) -> None:
    """Write a file that its owner alone may read, and never over another."""
    try:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except FileExistsError as error:
        raise SettingError(f"Nothing was written: {out.name} is there already.") from error
    except OSError as error:
        raise SettingError(f"Nothing was written: {out.name} ({(error.strerror or 'bad path').lower()}).") from error
    with os.fdopen(handle, "wb") as target:
        target.write(content)


def content_of(path: Path) -> bytes:
    """Read a file; SettingError, by its name alone, if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise SettingError(f"{path.name} cannot be read ({(error.strerror or 'bad path').lower()}).") from error
