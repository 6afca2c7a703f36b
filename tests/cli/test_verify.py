"""Tests of `sulh verify`: papers of a package, checked without a server."""

from __future__ import annotations

from pathlib import Path

import pytest

from sulh.negotiation.package import digest
from sulh.papers.transfer.rendering import rendered
from sulh.vault.log import FIRST, Record, canonical, checkpoint_text, next_record, public_key, sign
from tests.cli.command import run, run_process
from tests.papers.transferred import BYTES, changed
from tests.vault.written import NOON, SEED

PAPER = rendered(BYTES, kind="full", lang="en", form="docx", mark="K7")


def filed(folder: Path, name: str, data: bytes) -> Path:
    """Put a file into a folder."""
    file = folder / name
    file.write_bytes(data)
    return file


def log_of(folder: Path, *hashes: str) -> Path:
    """Export a log in which packages of these hashes were confirmed."""
    records: list[Record] = []
    for number, one in enumerate(hashes, 1):
        refs: dict[str, str | int] = {"package": f"p{number}", "sha256": one}
        records.append(
            next_record(records[-1] if records else None, act="package-confirmed", at=NOON, staff="s1", refs=refs)
        )
    return filed(folder, "log.jsonl", b"".join(canonical(record) + b"\n" for record in records))


def test_a_paper_that_holds_is_said_to_hold(tmp_path: Path) -> None:
    """What holds is one line each, and the reader is told to compare the hash with one that came another way."""
    ran = run("verify", filed(tmp_path, "full.en.docx", PAPER))

    assert (0, "") == (ran.returncode, ran.stderr)
    assert f"Holds: The package is whole. SHA-256 {digest(BYTES)}" in ran.stdout
    assert "Holds: full.en.docx is, to the last byte, the full package in English" in ran.stdout
    assert "Does not hold" not in ran.stdout
    assert "came another way" in ran.stdout


def test_a_paper_of_another_package_does_not_hold(tmp_path: Path) -> None:
    """What does not hold is said, and the exit code is that of everything that a person has to look at."""
    beside = filed(tmp_path, "package.json", changed(expires="2027-04-01"))
    ran = run("verify", filed(tmp_path, "full.en.docx", PAPER), "--package", beside)

    assert 2 == ran.returncode
    assert "Does not hold: full.en.docx carries another package" in ran.stdout
    assert "1 April 2027" in ran.stdout
    assert "sulh: full.en.docx: expected what the package says" in ran.stderr


def test_a_log_that_knows_the_hash(tmp_path: Path) -> None:
    """The acts under this hash are told with their days and numbers; nothing more is to be compared."""
    log = log_of(tmp_path, "0" * 64, digest(BYTES))
    ran = run("verify", filed(tmp_path, "package.json", BYTES), "--log", log)

    assert (0, "") == (ran.returncode, ran.stderr)
    assert "Holds: log.jsonl is whole." in ran.stdout
    assert f"Holds: log.jsonl knows this hash: package-confirmed, {NOON[:10]} (record 2)." in ran.stdout
    assert "came another way" not in ran.stdout


def test_a_log_that_does_not_know_the_hash(tmp_path: Path) -> None:
    """A package that the log never saw does not hold against it."""
    ran = run("verify", filed(tmp_path, "package.json", BYTES), "--log", log_of(tmp_path, "0" * 64))

    assert 2 == ran.returncode
    assert "Does not hold: log.jsonl does not know this hash" in ran.stdout


def test_a_log_that_was_changed_proves_nothing(tmp_path: Path) -> None:
    """A log with a broken chain is told to be so, though it names the hash."""
    log = log_of(tmp_path, "0" * 64, digest(BYTES))
    log.write_bytes(log.read_bytes().replace(b"package-confirmed", b"package-withdrawn", 1))
    ran = run("verify", filed(tmp_path, "package.json", BYTES), "--log", log)

    assert 2 == ran.returncode
    assert "Does not hold:" in ran.stdout
    assert "is whole" not in ran.stdout.replace("package is whole", "")


def test_a_checkpoint_of_another_log_is_told(tmp_path: Path) -> None:
    """A reader's checkpoint that does not agree shows that the log was written anew."""
    kept = sign(["1" * 64], time=NOON, seed=SEED)
    checkpoint = filed(tmp_path, "march.json", checkpoint_text(kept, public_key(SEED)).encode())
    log = log_of(tmp_path, digest(BYTES))
    ran = run("verify", filed(tmp_path, "package.json", BYTES), "--log", log, "--checkpoint", checkpoint)

    assert 2 == ran.returncode
    assert "Does not hold: march.json:" in ran.stdout


def test_a_checkpoint_needs_a_log(tmp_path: Path) -> None:
    """A checkpoint is of a log: without one there is nothing to compare it with."""
    ran = run("verify", filed(tmp_path, "package.json", BYTES), "--checkpoint", tmp_path / "none.json")

    assert (2, "sulh: --checkpoint is of a log: name it with --log.\n") == (ran.returncode, ran.stderr)


@pytest.mark.parametrize("name", ["none.json", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    """A wrong path is one sentence."""
    ran = run("verify", tmp_path / name)

    assert 2 == ran.returncode
    assert "cannot be read" in ran.stderr


def test_it_runs_by_itself(tmp_path: Path) -> None:
    """In a process of its own, with every warning an error, it says the same."""
    ran = run_process("verify", filed(tmp_path, "full.en.docx", PAPER))

    assert (0, "") == (ran.returncode, ran.stderr)
    assert "Holds" in ran.stdout
    assert FIRST not in ran.stdout
