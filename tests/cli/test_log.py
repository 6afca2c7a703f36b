"""Tests of `sulh log verify`: the verifier that needs no server."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sulh.vault.log import Record, canonical, checkpoint_text, public_key, short_code, sign
from tests.cli.command import Ran, run, run_process
from tests.vault.written import NOON, OTHER_SEED, SEED, written

LOG = written(9)
AT_SIX = sign([record.hash for record in LOG[:6]], time=NOON, seed=SEED)


def file_of(folder: Path, records: list[Record]) -> Path:
    """Export a log."""
    file = folder / "log.jsonl"
    file.write_bytes(b"".join(canonical(record) + b"\n" for record in records))
    return file


def kept(folder: Path, name: str = "march.json", seed: bytes = SEED) -> Path:
    """Put a reader's checkpoint of the first six records into a file."""
    file = folder / name
    checkpoint = sign([record.hash for record in LOG[:6]], time=NOON, seed=seed)
    file.write_text(checkpoint_text(checkpoint, public_key(seed)), encoding="ascii")
    return file


def verified(folder: Path, records: list[Record]) -> Ran:
    """Verify a log with one checkpoint."""
    return run("log", "verify", file_of(folder, records), "--checkpoint", kept(folder))


def test_a_whole_log_is_said_to_be_whole(tmp_path: Path) -> None:
    """How many records, from when to when, and which checkpoints agree, each with its short code."""
    ran = verified(tmp_path, LOG)

    assert (0, "") == (ran.returncode, ran.stderr)
    assert (
        "The chain is whole: 9 records, from 2026-03-01T09:00:00Z to 2026-03-09T09:00:00Z.\n"
        f"It agrees with: march.json ({short_code(AT_SIX)}).\n"
    ) == ran.stdout


@pytest.mark.parametrize(("size", "words"), [(0, "no record."), (1, "1 record, from")])
def test_a_short_log_is_counted(tmp_path: Path, size: int, words: str) -> None:
    """None and one are said as such."""
    assert words in run("log", "verify", file_of(tmp_path, LOG[:size])).stdout


def test_what_does_not_show_without_a_checkpoint_is_said(tmp_path: Path) -> None:
    """Nobody takes a whole chain for a whole log."""
    ran = run("log", "verify", file_of(tmp_path, LOG[:4]))

    assert 0 == ran.returncode
    assert "a cut end, or a log written anew, does not show" in ran.stdout


def test_a_cut_end_is_found(tmp_path: Path) -> None:
    """The checkpoint names the records that are missing."""
    ran = verified(tmp_path, LOG[:4])

    assert 2 == ran.returncode
    assert "march.json: The log was cut or is an old copy: records 5 to 6 are missing" in ran.stdout
    assert "sulh: log.jsonl is not the log that was kept" in ran.stderr


def test_a_log_written_anew_is_found(tmp_path: Path) -> None:
    """A chain that is whole in itself is not what the reader saw."""
    ran = verified(tmp_path, written(9, tag="y"))

    assert 2 == ran.returncode
    assert "march.json: The first 6 records are not those that the checkpoint saw" in ran.stdout
    assert "whole" not in ran.stdout


def test_an_altered_record_is_found(tmp_path: Path) -> None:
    """The record is named, checkpoint or not."""
    altered = [*LOG[:2], msgspec.structs.replace(LOG[2], staff="s-9"), *LOG[3:]]
    ran = run("log", "verify", file_of(tmp_path, altered))

    assert (2, "Record 3 was altered: its content does not give its hash.\n") == (ran.returncode, ran.stdout)


def test_many_faults_are_not_a_flood(tmp_path: Path) -> None:
    """Twenty are told one by one, the others counted."""
    file = tmp_path / "log.jsonl"
    file.write_bytes(b"x\n" * 25)
    told = run("log", "verify", file).stdout.splitlines()

    assert (21, "And 5 more.") == (len(told), told[-1])


def test_checkpoints_of_two_servers_are_told(tmp_path: Path) -> None:
    """Two readers who hold different keys do not hold checkpoints of one log."""
    two = [kept(tmp_path), kept(tmp_path, "april.json", OTHER_SEED)]
    ran = run("log", "verify", file_of(tmp_path, LOG), "--checkpoint", two[0], "--checkpoint", two[1])

    assert (2, "april.json: This checkpoint names another server than march.json.\n") == (ran.returncode, ran.stdout)


@pytest.mark.parametrize(("name", "words"), [("absent", "cannot be read"), ("log.jsonl", "no checkpoint")])
def test_a_file_that_is_something_else_is_told(tmp_path: Path, name: str, words: str) -> None:
    """A checkpoint that is not there, or none, is one sentence."""
    ran = run("log", "verify", file_of(tmp_path, LOG), "--checkpoint", tmp_path / name)

    assert (2, "", 1) == (ran.returncode, ran.stdout, len(ran.stderr.splitlines()))
    assert words in ran.stderr


def test_it_runs_in_a_process_of_its_own(tmp_path: Path) -> None:
    """As people run it, no warning is shown."""
    ran = run_process("log", "verify", file_of(tmp_path, LOG), "--checkpoint", kept(tmp_path))

    assert (0, "") == (ran.returncode, ran.stderr)
