"""
A backup: the whole database as one file for `age`, which only its recipients open.

    database ─▶ copy without sessions ─▶ age ─▶ FILE          keys are not in it: its sealed fields stay sealed
    FILE ─▶ age ─▶ an empty installation ─▶ who has left since is erased again

SQLite is copied by its own backup interface while the pages go on; PostgreSQL by `pg_dump`, and put back by
`pg_restore`, which have to be installed. The plain copy lies in the folder of the database for the moment that it
takes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from sulh.errors import SettingError
from sulh.store.config import Config
from sulh.vault import backups

# What is of the moment, and would open nothing later: the table, and how a copy of it is emptied.
LEFT_OUT = {
    "django_session": "DELETE FROM django_session",
    "sign_in_attempts": "DELETE FROM sign_in_attempts",
    "used_codes": "DELETE FROM used_codes",
}
SQLITE = b"SQLite format 3\x00"
POSTGRES = b"PGDMP"
_OURS = 0o600


def make(config: Config, out: Path, recipients: Sequence[str]) -> None:
    """
    Write a backup.

    Args:
        config: Of the installation.
        out: The file; it must not be there yet.
        recipients: "age1...", each of whom can open it alone.

    Raises:
        SettingError: If the file is there, or a program is missing.
        VaultError: If one is no recipient.
    """
    if out.exists():
        raise SettingError(f"{out} is there already. Choose another name: a backup is never written over.")
    with _draft(config.home) as plain:
        if config.database_url:
            excluded = [word for table in LEFT_OUT for word in ("--exclude-table-data", table)]
            _run("pg_dump", "--format=custom", *excluded, f"--file={plain}", "--dbname", config.database_url)
        else:
            _copy(config.sqlite_file, plain)
        with plain.open("rb") as copied, _draft(out.parent) as sealed:
            with sealed.open("wb") as file:
                backups.encrypt(copied, file, recipients)
                file.flush()
                os.fsync(file.fileno())
            sealed.replace(out)


def restore(config: Config, box: Path, identities: Sequence[str]) -> None:
    """
    Put a backup into an empty installation.

    Raises:
        SettingError: If the installation is not empty, or the backup is of the other database.
        VaultError: If it does not open.
    """
    with _draft(config.home) as plain:
        with box.open("rb") as sealed, plain.open("wb") as file:
            backups.decrypt(sealed, file, identities)
        beginning = plain.open("rb").read(len(SQLITE))
        if config.database_url:
            if not beginning.startswith(POSTGRES):
                raise SettingError("This backup is not of PostgreSQL: take DATABASE_URL out.")
            _run(
                "pg_restore",
                "--no-owner",
                "--exit-on-error",
                "--single-transaction",
                "--dbname",
                config.database_url,
                str(plain),
            )
            return
        if beginning != SQLITE:
            raise SettingError("This backup is not of SQLite: set DATABASE_URL to an empty database.")
        if config.sqlite_file.exists():
            raise SettingError(f"{config.sqlite_file} is there already. Restore into an empty SULH_HOME.")
        plain.replace(config.sqlite_file)


def _copy(source: Path, target: Path) -> None:
    with contextlib.closing(sqlite3.connect(source)) as live, contextlib.closing(sqlite3.connect(target)) as copy:
        live.backup(copy)
        for table, emptied in LEFT_OUT.items():
            if copy.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
                copy.execute(emptied)
        copy.commit()
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("VACUUM")  # deleted rows leave no trace in the file


@contextlib.contextmanager
def _draft(folder: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(dir=folder, prefix=".backup-")
    os.close(handle)
    path = Path(name)
    path.chmod(_OURS)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _run(program: str, *words: str) -> None:
    where = shutil.which(program)
    if where is None:
        raise SettingError(f"{program} is not on this machine. Install PostgreSQL's client programs.")
    run = subprocess.run([where, *words], capture_output=True, check=False)
    if run.returncode:
        raise SettingError(f"{program} ended with {run.returncode}; nothing was kept. Its own log says why.")
