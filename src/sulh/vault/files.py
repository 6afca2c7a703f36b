"""
Files of keys: whole or not there, for the eyes of their owner alone, and overwritten when they go.

    put     draft beside ── write, fsync ── rename ── fsync of the folder     a crash leaves the old file or the new one
    wipe    zeros over the content, fsync ── unlink ── fsync of the folder    a crash leaves zeros or nothing

Zeros reach a spinning disk; a flash cell may keep what was there, hence disk encryption. What a file means is not known
here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

OTHERS: Final = 0o077  # any right of the group or of everybody
_FOLDER: Final = 0o700
_KEPT: Final = 0o400
_OURS: Final = 0o600


def make_folder(path: Path) -> None:
    """Make a folder that its owner alone may enter, whatever the mask of the process; it may be there already."""
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(_FOLDER)
    settle(path.parent)


def put(path: Path, content: bytes) -> None:
    """Put a file in its place in one step, over any that stands there."""
    draft = path.with_name(f".{path.name}.draft")
    wipe(draft)  # left by a crash
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _KEPT)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    settle(path.parent)


def put_over(path: Path, content: bytes) -> None:
    """Put a file in its place in one step, and then overwrite the content of the one that stood there."""
    path.chmod(_OURS)
    with path.open("r+b") as former:
        put(path, content)
        _zero(former.fileno())


def wipe(path: Path) -> None:
    """Overwrite a file and remove it; one that is not there is gone already."""
    if path.exists():
        path.chmod(_OURS)
        with path.open("r+b") as file:
            _zero(file.fileno())
        path.unlink()
        settle(path.parent)


def wipe_folder(path: Path) -> None:
    """Overwrite and remove the files of a folder, drafts included, and the folder."""
    for file in sorted(path.iterdir()):
        wipe(file)
    path.rmdir()
    settle(path.parent)


def settle(folder: Path) -> None:
    """Have the names in a folder reach the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def open_to_others(path: Path) -> bool:
    """Say whether anybody but the owner has a right to a file or folder."""
    return bool(path.stat().st_mode & OTHERS)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep every other worker that changes the folder waiting until this one is done."""
    import fcntl

    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _zero(handle: int) -> None:
    os.pwrite(handle, bytes(os.fstat(handle).st_size), 0)
    os.fsync(handle)
