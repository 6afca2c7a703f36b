"""
A purge that is killed in the middle is finished, and then nothing of the process is left on the disk.

    answers are kept ─▶ purge ─▶ kill -9 before a step ─▶ the next look ─▶ search database, its log beside it, keys

The disk is searched byte by byte where the database is one file of ours; PostgreSQL is asked for its rows.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from pyrage import x25519

from benchmarks.load.installation import Installation
from sulh.vault.keyring import Keyring
from tests.cli.command import run_process
from tests.installed import Installed
from tests.servers import answers
from tests.settings import SERVER

STEPS = {  # before which call of which function it is killed
    "before the key": ("sulh.vault.files", "put", "1"),
    "while keys are wrapped anew": ("sulh.vault.files", "put_over", "1"),
    "before the rows": ("sulh.store.writes.ending", "_delete_rows", "1"),
    "among the rows": ("sulh.store.shredding", "_keys", "25"),
    "before the file is written anew": ("sulh.store.shredding", "scrub", "1"),
    "never": ("sulh.store.shredding", "STAY", "1"),
}
PURGE = """
import django, importlib, itertools, os, signal, sys; django.setup()
from sulh.store import shredding
from sulh.store.models import *
from sulh.store.reads.principals import of_staff
from sulh.store.writes import ending
process = Process.objects.get()
epoch = Epoch.objects.get()
Vote.objects.bulk_create(
    [Vote(seat=seat, epoch=epoch, statement=one, value=1) for seat in Seat.objects.filter(role="participant")
     for one in Statement.objects.all()]
)
shredding.tables()
where, name = importlib.import_module(sys.argv[1]), sys.argv[2]
if name != "STAY":
    real, count = getattr(where, name), itertools.count(1)
    def stop(*arguments, **options):
        if next(count) == int(sys.argv[3]):
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **options)
    setattr(where, name, stop)
ending.purge(of_staff(Staff.objects.get(account="facilitator").id), process.id, "Valley talks")
"""
GO_ON = """
import django; django.setup()
from sulh.store.writes.ending import end_due
end_due()
"""
# Some builds of SQLite overwrite what they delete by themselves. Here it is this program's own doing that counts.
CARELESS = """
import django; django.setup()
from django.db import connection
if connection.vendor == "sqlite":
    connection.cursor().execute("PRAGMA secure_delete = OFF")
"""
COUNT = """
import django, json; django.setup()
from django.contrib.sessions.models import Session
from sulh.store import shredding
from sulh.store.models import *
kept = {table.__name__: table.objects.count() for table in (*shredding.tables(), Session)}
acts = [json.loads(body)["act"] for body in LogRecord.objects.order_by("number").values_list("body", flat=True)]
print(json.dumps([{name: rows for name, rows in kept.items() if rows}, acts, Ending.objects.get().done]))
"""


ON_POSTGRES = ("among the rows", "before the file is written anew", "never")  # the others reach no database
CASES = [*(("sqlite", step) for step in STEPS), *(("postgres", step) for step in ON_POSTGRES)]


@pytest.fixture
def place(installed: Installed, database: str, tmp_path: Path) -> Iterator[Installation]:
    """An installation on a database, with people who are signed in."""
    url = "" if database == "sqlite" else SERVER
    if url and not answers(url):
        pytest.skip("PostgreSQL does not answer where SULH_TEST_POSTGRES says")
    with installed(url).copied(tmp_path) as copied:
        yield copied


def program(place: Installation, text: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a program in an installation."""
    command = [sys.executable, "-c", CARELESS + text, *words]
    return subprocess.run(command, env=place.environment, capture_output=True, text=True, check=False)


def ids(place: Installation) -> list[bytes]:
    """Return everything by which a seat, a statement or a round of the process can be found, as it is written."""
    known = [*place.seeded.seats, *place.seeded.statements, place.seeded.round]
    return [form for one in known for form in (UUID(one).hex.encode(), one.encode(), UUID(one).bytes)]


@pytest.mark.parametrize(("database", "step"), CASES)
def test_a_purge_that_was_killed_is_finished(place: Installation, step: str, tmp_path: Path) -> None:
    """Wherever the kill falls: no row, key or session is left, nothing of them in any file; the log is whole."""
    keys = tmp_path / "keys"
    (process,) = [name for name in Keyring(keys).names() if name != "installation"]
    old = {path.read_bytes() for path in keys.rglob("*") if path.is_file() and path.name in ("server.key", process)}
    ended = program(place, PURGE, *STEPS[step])
    assert (0 if step == "never" else -9) == ended.returncode, ended.stderr
    went_on = program(place, GO_ON + COUNT)
    assert 0 == went_on.returncode, went_on.stderr
    kept, acts, done = json.loads(went_on.stdout)

    assert ({}, True) == (kept, done)
    assert ["process-purged", "key-destroyed"] == acts[-2:]
    assert ["installation"] == Keyring(keys).names()
    assert 0 == run_process("check", **place.environment).returncode
    written = {
        path: path.read_bytes()
        for folder in ("home", "keys")
        for path in (tmp_path / folder).rglob("*")
        if path.is_file()
    }
    wanted = [*ids(place), *old]
    assert [] == [path.name for path, content in written.items() for one in wanted if one in content]


def test_a_backup_from_before_brings_nothing_back(installed: Installed, tmp_path: Path) -> None:
    """Restored beside the keys of today it is deleted again; with one share nothing of it opens, with both it would."""
    custodians = [x25519.Identity.generate() for _ in range(2)]
    (tmp_path / "key").write_text("".join(f"{one}\n" for one in custodians), encoding="ascii")
    both = [word for one in custodians for word in ("--custodian", str(one.to_public()))]
    with installed("").copied(tmp_path) as place:
        (process,) = [name for name in Keyring(tmp_path / "keys").names() if name != "installation"]
        run_process("shares", "cut", process, *both, "--out", tmp_path / "shares", **place.environment)
        run_process("backup", tmp_path / "old.age", "--recipient", str(custodians[0].to_public()), **place.environment)
        assert 0 == program(place, PURGE, *STEPS["never"]).returncode
        (tmp_path / "new").mkdir()
        home = place.environment | {"SULH_HOME": str(tmp_path / "new")}
        restored = run_process("restore", tmp_path / "old.age", "--identity", tmp_path / "key", **home)
        kept, acts, _ = json.loads(program(Installation(home, 0, place.seeded), COUNT).stdout)
        files = [tmp_path / "shares" / f"share-{number}.age" for number in (1, 2)]
        back = run_process("shares", "join", *files, "--identity", tmp_path / "key", **home)
        lost = home | {"SULH_KEYS": str(tmp_path / "other-keys")}
        alone = run_process("shares", "join", files[0], files[0], "--identity", tmp_path / "key", **lost)
        would = run_process("shares", "join", *files, "--identity", tmp_path / "key", **lost)

    assert "deleted again: 1" in restored.stdout, restored.stderr
    assert {} == kept
    assert "key-destroyed" == acts[-1]
    assert (2, True) == (back.returncode, "destroyed on purpose" in back.stderr)
    assert 2 == alone.returncode
    assert 0 == would.returncode, would.stderr  # hence the custodians' duty
