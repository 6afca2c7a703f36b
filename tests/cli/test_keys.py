"""Tests of `sulh keygen` and `sulh open`: two commands for a facilitator's own machine."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from stat import S_IMODE

import pytest

from sulh.vault.identities import fingerprint, new_pair, public_of, seal
from sulh.vault.onpaper import boxes_text, private_text, read_private, read_public
from tests.cli.command import Ran, run, seen

LEILA = {"name": "ليلى حداد", "contact": "by messenger, Tuesdays", "pseudonym": "p-81c4"}


def made(folder: Path) -> tuple[Path, bytes]:
    """Make a key with the command and return its file and the public half that was printed."""
    key = folder / "facilitator.key"
    return key, read_public(run("keygen", "--out", key).stdout)


def opened(folder: Path, *boxes: bytes, key: Path) -> Ran:
    """Put boxes into a file and open it with the command."""
    file = folder / "boxes.txt"
    file.write_text(boxes_text(boxes), encoding="ascii")
    return run("open", file, "--key", key)


def test_a_key_pair_is_made(tmp_path: Path) -> None:
    """The private half lies in a file for its owner alone; the public half, which belongs to it, is printed."""
    key, public = made(tmp_path)

    assert public == public_of(read_private(key.read_text(encoding="ascii")))
    assert 0o600 == S_IMODE(key.stat().st_mode)


def test_the_private_half_is_not_printed(tmp_path: Path) -> None:
    """What stands on the screen may be seen by anybody: the public half, its fingerprint, the name of the file."""
    key = tmp_path / "facilitator.key"
    told = seen("keygen", "--out", key)
    private = read_private(key.read_text(encoding="ascii"))

    assert private.hex() not in told
    assert fingerprint(public_of(private)) in told


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    """A second key in the same file would make every box of the first unreadable."""
    key, _ = made(tmp_path)
    before = key.read_bytes()
    ran = run("keygen", "--out", key)

    assert (2, "", before) == (ran.returncode, ran.stdout, key.read_bytes())
    assert "never overwritten" in ran.stderr


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Where no file can be written, one sentence says so."""
    ran = run("keygen", "--out", tmp_path / "none" / "facilitator.key")

    assert (2, 1) == (ran.returncode, len(ran.stderr.splitlines()))
    assert "Nothing was written: facilitator.key" in ran.stderr


def test_what_is_inside_is_shown(tmp_path: Path) -> None:
    """Each identity with its fields, in the order of the file; another text as it stands."""
    key, public = made(tmp_path)
    ran = opened(tmp_path, seal(public, json.dumps(LEILA).encode()), seal(public, b"a note\nof two lines"), key=key)
    fields = "\n".join(f"{name}: {value}" for name, value in LEILA.items())

    assert (0, f"{fields}\n\na note\nof two lines\n", "") == (ran.returncode, ran.stdout, ran.stderr)


def test_what_is_inside_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """Somebody else typed the name: what would clear the screen or turn the line is left out."""
    key, public = made(tmp_path)
    inside = json.dumps({"name": "Le\x1b[2Jila\u202e\r\n", "note": 3}).encode()

    assert "name: Le[2Jila\nnote: 3\n" == opened(tmp_path, seal(public, inside), key=key).stdout


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    """One box that is not for this key, and none is shown."""
    key, public = made(tmp_path)
    ran = opened(tmp_path, seal(public, b"a name"), seal(new_pair()[0], b"another"), key=key)

    assert (2, "") == (ran.returncode, ran.stdout)
    assert "does not open with this key" in ran.stderr


@pytest.mark.parametrize(
    ("boxes", "key", "words"),
    [
        ("# nothing\n", None, "holds no sealed identity"),
        ("not a box\n", None, "Line 1 is no sealed box"),
        ("", "no key\n", "no private half"),
        ("", "", "no private half"),
    ],
)
def test_a_file_that_is_something_else_is_told(tmp_path: Path, boxes: str, key: str | None, words: str) -> None:
    """One sentence says which of the two files is not what it should be."""
    (tmp_path / "boxes.txt").write_text(boxes, encoding="ascii")
    text = private_text(new_pair()[1]) if key is None else key
    (tmp_path / "key.txt").write_text(text, encoding="ascii")
    ran = run("open", tmp_path / "boxes.txt", "--key", tmp_path / "key.txt")

    assert (2, "", 1) == (ran.returncode, ran.stdout, len(ran.stderr.splitlines()))
    assert words in ran.stderr


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A file that is not there, or is no text, is named without the path of the machine."""
    (tmp_path / "picture").write_bytes(b"\xff\xd8\xff")
    absent = run("open", tmp_path / "picture", "--key", tmp_path / "absent")
    picture = run("open", tmp_path / "picture", "--key", tmp_path / "picture")

    assert "sulh: absent cannot be read (no such file or directory).\n" == absent.stderr
    assert "sulh: picture is no text file.\n" == picture.stderr


@pytest.mark.parametrize("command", [["keygen", "--out", "k"], ["open", "b", "--key", "k"], ["log", "verify", "f"]])
def test_a_missing_part_is_named(command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the parts of the platform the command says what to install, and makes nothing."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in sys.modules if name.startswith(("sulh.vault", "nacl"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "nacl", None)
    ran = run(*command)

    assert (2, "") == (ran.returncode, ran.stdout)
    assert (
        "This command needs nacl, a part of the platform. Install it with: pip install 'sulh[platform]'" in ran.stderr
    )
    assert [] == list(tmp_path.iterdir())
