"""
The ledger on disk: the lines of `ledger_json`, in one file.

Every change writes a whole new file beside the old one and puts it in its place: a crash leaves the old ledger or the
new one, never half of either. An older unharmed copy put back in its place cannot be told from here: compare the number
of the last publication. This is the only module of the room that touches files.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sulh.disclosure.ledger_json import ledger_from_json, ledger_to_json
from sulh.errors import DisclosureError
from sulh.model.publication import Ledger

PRIVATE = 0o600  # for the owner alone


def read_ledger(path: Path) -> Ledger:
    """
    Read a ledger and prove it unharmed; a file that does not exist is an empty ledger.

    Raises:
        DisclosureError: If the file cannot be read, or was altered, cut short or torn; with the line.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        if path.is_symlink():  # such as a disk that is not plugged in: what was published is somewhere else
            raise DisclosureError(f"{path.name}: this link leads to a ledger that is not there.") from error
        return Ledger()
    except OSError as error:
        raise DisclosureError(f"{path.name}: the ledger cannot be read ({error.strerror}).") from error
    return ledger_from_json(content, path.name)


def add_entry(path: Path, ledger: Ledger) -> None:
    """
    Put the longer ledger in the place of the one it continues.

    Args:
        path: The ledger's file, or a link to it; made if the ledger has its first entry now.
        ledger: What `publish` returned: the ledger that was read, and one more entry.

    Raises:
        DisclosureError: If somebody else published meanwhile, is publishing now, or the file cannot be written.
    """
    try:
        path = Path(os.path.realpath(path))  # a link replaced by a file would leave two ledgers behind
        with _alone(path):
            _refuse_second_name(path)
            if read_ledger(path).entries != ledger.entries[:-1]:
                raise DisclosureError(
                    f"{path.name}: somebody else published meanwhile. Nothing was written; publish again from the "
                    "ledger as it is now."
                )
            _replace(path, ledger_to_json(ledger))
    except OSError as error:
        raise DisclosureError(f"{path.name}: the ledger cannot be written ({error.strerror}).") from error


def _refuse_second_name(path: Path) -> None:
    """A file with two names would be replaced under one of them only: two ledgers of one dialogue."""
    if path.exists() and path.stat().st_nlink > 1:
        raise DisclosureError(
            f"{path.name}: this ledger has a second name (a hard link), and would become two. Nothing was written; "
            "keep it under one name only."
        )


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the ledger's lock; whoever comes second is told, and does not wait."""
    import fcntl

    lock = os.open(path.with_name(f"{path.name}.lock"), os.O_CREAT | os.O_RDWR, PRIVATE)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise DisclosureError(
                f"{path.name}: somebody else is publishing right now. Nothing was written; try again."
            ) from error
        yield
    finally:
        os.close(lock)  # gives the lock back


def _replace(path: Path, content: bytes) -> None:
    """Write beside the file, force it to disk, rename, and force the name to disk."""
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)  # left by a crash; never written into: it may be a link, or open to others
    file = os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_EXCL, PRIVATE)
    with os.fdopen(file, "wb") as writer:
        writer.write(content)
        writer.flush()
        os.fsync(writer.fileno())
    beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
