"""A backup is opened by its recipients alone, and brings nobody back who has left."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pyrage
import pytest

from benchmarks.load.installation import Installation
from sulh.store import withdrawn
from sulh.store.models import Seat, Vote
from sulh.store.reads.principals import of_seat
from sulh.store.sealing import keyring
from sulh.store.writes.leaving import leave, replay
from sulh.vault import backups
from tests.cast import Cast
from tests.installed import Installed
from tests.servers import answers
from tests.settings import SERVER


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, installed: Installed, tmp_path: Path) -> Iterator[Installation]:
    """An installation on each database, with people who are signed in."""
    url = "" if request.param == "sqlite" else SERVER
    if url and not answers(url):
        pytest.skip("PostgreSQL does not answer where SULH_TEST_POSTGRES says")
    with installed(url).copied(tmp_path) as copied:
        yield copied


def sulh(place: Installation, *words: str, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in an installation."""
    environment = place.environment | changes
    return subprocess.run(
        [sys.executable, "-m", "sulh", *words], env=environment, capture_output=True, text=True, check=False
    )


def test_a_backup_opens_for_a_recipient_and_holds_no_session(place: Installation, tmp_path: Path) -> None:
    """A custodian opens the file; what is inside opens no session and names no text."""
    custodian = pyrage.x25519.Identity.generate()
    made = sulh(place, "backup", str(tmp_path / "monday.age"), "--recipient", str(custodian.to_public()))
    plain = io.BytesIO()
    with (tmp_path / "monday.age").open("rb") as box:
        backups.decrypt(box, plain, [str(custodian)])

    assert 0 == made.returncode, made.stderr
    assert plain.getvalue()[:5] in (b"SQLit", b"PGDMP")
    assert b"Valley talks" not in plain.getvalue()
    assert not any(key.encode() in plain.getvalue() for key in place.seeded.sessions)


def test_nobody_else_opens_it(place: Installation, tmp_path: Path) -> None:
    """Whoever is no recipient cannot restore a backup, and nothing is left half done."""
    one, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    sulh(place, "backup", str(tmp_path / "monday.age"), "--recipient", str(one.to_public()))
    (tmp_path / "other.key").write_text(f"{other}\n", encoding="ascii")
    (tmp_path / "new").mkdir()
    tried = sulh(
        place,
        "restore",
        str(tmp_path / "monday.age"),
        "--identity",
        str(tmp_path / "other.key"),
        SULH_HOME=str(tmp_path / "new"),
    )

    assert 2 == tried.returncode
    assert "does not open" in tried.stderr
    assert [] == list((tmp_path / "new").iterdir())


def test_a_restore_brings_the_answers_back_but_not_who_has_left(installed: Installed, tmp_path: Path) -> None:
    """After a restore everything is as it was, without those who left after the backup was made."""
    custodian = pyrage.x25519.Identity.generate()
    (tmp_path / "key").write_text(f"{custodian}\n", encoding="ascii")
    with installed("").copied(tmp_path) as place:
        sulh(place, "backup", str(tmp_path / "monday.age"), "--recipient", str(custodian.to_public()))
        gone = place.seeded.seats[0]
        (tmp_path / "keys" / withdrawn.NAME).write_text(f"{gone}\n", encoding="ascii")
        (tmp_path / "new").mkdir()
        home = {"SULH_HOME": str(tmp_path / "new")}
        restored = sulh(place, "restore", str(tmp_path / "monday.age"), "--identity", str(tmp_path / "key"), **home)

    assert 0 == restored.returncode, restored.stderr
    assert "erased again: 1" in restored.stdout
    assert (tmp_path / "new" / "sulh.sqlite3").is_file()


def test_who_leaves_is_noted_outside_the_database(cast: Cast) -> None:
    """Leaving writes a random id beside the keys, and an older copy that still holds the seat is cleared by it."""
    seat = cast.seats["hill"]
    opened = cast.round()
    cast.vote(seat, cast.statements[0], 1, opened.epochs.get())
    leave(of_seat(seat.id))
    Seat.objects.filter(pk=seat.id).update(left=False)  # as an older backup would have it
    cast.vote(seat, cast.statements[0], 1, opened.epochs.get())

    assert seat.id in withdrawn.noted()
    assert 1 == replay(withdrawn.noted())
    assert not Vote.objects.filter(seat=seat).exists()
    assert 0 == replay([UUID(int=1)])


def test_a_line_that_a_power_cut_tore_takes_no_other_along(cast: Cast) -> None:
    """Whoever leaves after a power cut is on the list as well: half a line before theirs does no harm."""
    with (keyring().folder / withdrawn.NAME).open("a", encoding="ascii") as file:
        file.write(str(cast.dialogue.id)[:20])
    withdrawn.note(cast.seats["hill"].id)

    assert cast.seats["hill"].id in withdrawn.noted()
