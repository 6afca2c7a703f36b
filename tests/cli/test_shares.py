"""Tests of `sulh shares`: two files for two custodians, and the key again from both."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyrage import x25519

from sulh.vault.identities import new_pair
from sulh.vault.keyring import Keyring
from sulh.vault.onpaper import private_text, read_private
from tests.cli.command import Ran, run, run_process
from tests.installed import Installed

TWO = tuple(x25519.Identity.generate() for _ in range(2))


def pair(folder: Path) -> list[Path]:
    """Write the custodians' identities as `age-keygen` does."""
    for number, one in enumerate(TWO, 1):
        (folder / f"custodian-{number}.key").write_text(f"# public key: {one.to_public()}\n{one}\n", encoding="ascii")
    return [folder / "custodian-1.key", folder / "custodian-2.key"]


def cut_file(folder: Path) -> tuple[Ran, bytes]:
    """Cut a facilitator's key; return how it ended, and the key."""
    _, private = new_pair()
    (folder / "facilitator.key").write_text(f"# mine\n{private_text(private)}\n", encoding="ascii")
    custodians = [word for one in TWO for word in ("--custodian", str(one.to_public()))]
    ran = run("shares", "cut", "--key", folder / "facilitator.key", *custodians, "--out", folder / "out")
    return ran, private


def test_a_facilitators_key_comes_back_from_both(tmp_path: Path) -> None:
    """Each file opens for its custodian alone, and both together write the key anew."""
    ran, private = cut_file(tmp_path)
    first, second = (tmp_path / "out" / f"share-{number}.age" for number in (1, 2))
    one, two = pair(tmp_path)
    out = tmp_path / "again.key"
    crossed = run("shares", "join", first, second, "--identity", one, "--out", out)
    joined = run("shares", "join", second, first, "--identity", one, "--identity", two, "--out", out)

    assert 0 == ran.returncode, ran.stderr
    assert {0o600} == {file.stat().st_mode & 0o777 for file in (first, second)}
    assert private.hex() not in ran.stdout + joined.stdout
    assert (2, "does not open") == (crossed.returncode, "does not open" if "does not open" in crossed.stderr else "")
    assert 0 == joined.returncode, joined.stderr
    assert private == read_private(out.read_text(encoding="ascii"))


def test_files_are_never_written_over(tmp_path: Path) -> None:
    """A second cut into the same folder, and a key file that is there, are refused."""
    cut_file(tmp_path)
    again, _ = cut_file(tmp_path)
    files = [tmp_path / "out" / f"share-{number}.age" for number in (1, 2)]
    named = [word for one in pair(tmp_path) for word in ("--identity", str(one))]
    kept = run("shares", "join", *files, *named, "--out", tmp_path / "facilitator.key")

    assert (2, 2) == (again.returncode, kept.returncode)
    assert "there already" in again.stderr
    assert "never overwritten" in kept.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["cut", "--out", "x", "--custodian", "age1a", "--custodian", "age1b"], "one of the two"),
        (["cut", "installation", "--out", "x", "--custodian", "age1a"], "Two different custodians"),
        (["cut", "installation", "--out", "x", "--custodian", "age1a", "--custodian", " age1a"], "Two different"),
        (["cut", "--key", "absent", "--out", "x", "--custodian", "a", "--custodian", "b"], "cannot be read"),
        (["join", "absent"], "Two files"),
        (["join", "absent", "absent"], "cannot be read"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    """Nothing is written, and one sentence says what to do."""
    monkeypatch.chdir(tmp_path)
    ran = run("shares", *words)

    assert 2 == ran.returncode
    assert told in ran.stderr
    assert [] == list(tmp_path.iterdir())


def test_sealed_files_need_their_custodians(tmp_path: Path) -> None:
    """Without an identity, the command says that a file is still sealed; one share twice is no pair."""
    cut_file(tmp_path)
    first, second = (tmp_path / "out" / f"share-{number}.age" for number in (1, 2))
    one, _ = pair(tmp_path)

    assert "still sealed" in run("shares", "join", first, second).stderr
    assert (
        "not the two shares" in run("shares", "join", first, first, "--identity", one, "--out", tmp_path / "k").stderr
    )
    assert not (tmp_path / "k").exists()


def test_a_server_that_burnt_reads_its_texts_again(installed: Installed, tmp_path: Path) -> None:
    """The keys of an installation are lost; from both shares that of its process is in its place again."""
    with installed("").copied(tmp_path) as place:
        keys = Keyring(tmp_path / "keys")
        (process,) = [name for name in keys.names() if name != "installation"]
        box = keys.cipher(process).seal(b"text", "p|t|r|f")
        custodians = [word for one in TWO for word in ("--custodian", str(one.to_public()))]
        out = tmp_path / "out"
        made = run_process("shares", "cut", process, *custodians, "--out", out, **place.environment)
        absent = run_process("shares", "cut", "no-such", *custodians, "--out", tmp_path / "no", **place.environment)
        named = [word for one in pair(tmp_path) for word in ("--identity", str(one))]
        files = [out / "share-1.age", out / "share-2.age"]
        drill = run_process("shares", "join", *files, *named, **place.environment)
        lost = place.environment | {"SULH_KEYS": str(tmp_path / "new-keys")}
        joined = run_process("shares", "join", *files, *named, **lost)

    assert 0 == made.returncode, made.stderr
    assert (2, True) == (absent.returncode, "no process" in absent.stderr)
    assert "Nothing was changed" in drill.stdout
    assert "in its place" in joined.stdout, joined.stderr
    assert b"text" == Keyring(tmp_path / "new-keys").cipher(process).open(box, "p|t|r|f")
