"""Tests of backups as age files."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from pyrage import x25519

from sulh.errors import VaultError
from sulh.vault.backups import decrypt, encrypt

FIRST, SECOND, STRANGER = (x25519.Identity.generate() for _ in range(3))
CUSTODIANS = [str(FIRST.to_public()), str(SECOND.to_public())]
CONTENT = b"a database\n" * 20_000  # over several of age's chunks
AGE = shutil.which("age")
need_age = pytest.mark.skipif(AGE is None, reason="age is not installed on this machine")


def encrypted(content: bytes = CONTENT) -> bytes:
    """Return a backup for both custodians."""
    out = BytesIO()
    encrypt(BytesIO(content), out, CUSTODIANS)
    return out.getvalue()


def opened(box: bytes, identity: object) -> bytes:
    """Open a backup with one identity."""
    out = BytesIO()
    decrypt(BytesIO(box), out, [str(identity)])
    return out.getvalue()


@pytest.mark.parametrize("custodian", [FIRST, SECOND])
def test_each_custodian_alone_opens_the_outer_layer(custodian: object) -> None:
    """One of the two is enough to open a backup."""
    assert CONTENT == opened(encrypted(), custodian)


def test_a_stranger_opens_nothing() -> None:
    """Whoever was not named when it was made reads nothing, and nothing of the content lies in it."""
    with pytest.raises(VaultError, match="does not open"):
        opened(encrypted(), STRANGER)

    assert b"a database" not in encrypted()


@pytest.mark.parametrize("place", [30, 400, -1])
def test_an_altered_backup_does_not_open(place: int) -> None:
    """One bit changed in the head, in the middle or at the end is told."""
    box = bytearray(encrypted())
    box[place] ^= 1

    with pytest.raises(VaultError, match="altered"):
        opened(bytes(box), FIRST)


def test_a_full_disk_is_no_fault_of_the_backup() -> None:
    """What the machine lacks is told as what it is."""

    class Full(BytesIO):
        def write(self, _: object) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        decrypt(BytesIO(encrypted()), Full(), [str(FIRST)])


@pytest.mark.parametrize("box", [b"", b"no age file\n"])
def test_what_is_no_backup_is_told(box: bytes) -> None:
    """An empty file and any other file are refused in the same words."""
    with pytest.raises(VaultError, match="no age file"):
        opened(box, FIRST)


def test_a_cut_backup_does_not_open() -> None:
    """A backup whose end is missing is not taken for a whole one."""
    with pytest.raises(VaultError, match="altered"):
        opened(encrypted()[:-70_000], FIRST)


@pytest.mark.parametrize(
    ("recipients", "words"),
    [([], "at least one"), (["age1nobody"], "no recipient"), ([CUSTODIANS[0], "somebody@example.org"], "no recipient")],
)
def test_without_a_good_recipient_nothing_is_written(recipients: list[str], words: str) -> None:
    """A backup that nobody, or not everybody named, could open is not made."""
    out = BytesIO()
    with pytest.raises(VaultError, match=words):
        encrypt(BytesIO(CONTENT), out, recipients)

    assert b"" == out.getvalue()


def test_an_identity_is_not_repeated_in_the_error() -> None:
    """A mistyped secret is not printed."""
    with pytest.raises(VaultError, match="no age identity") as refused:
        opened(encrypted(), "AGE-SECRET-KEY-1QQQ")

    assert "QQQ" not in str(refused.value)


@need_age
def test_age_opens_ours_and_we_open_its(tmp_path: Path) -> None:
    """Debian's own age opens our backup, and we open what it made: no custodian depends on Sulh."""
    assert AGE is not None
    key, box = tmp_path / "key.txt", tmp_path / "backup.age"
    key.write_text(f"{FIRST}\n", encoding="ascii")
    box.write_bytes(encrypted())
    theirs = subprocess.run([AGE, "--decrypt", "--identity", key, box], capture_output=True, check=True).stdout
    made = subprocess.run([AGE, "--recipient", CUSTODIANS[0]], input=CONTENT, capture_output=True, check=True).stdout

    assert CONTENT == theirs
    assert CONTENT == opened(made, FIRST)
