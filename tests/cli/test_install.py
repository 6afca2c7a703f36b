"""Tests of `sulh install`: where to sign in is told once, and a second time says what it means."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import run_process


def test_a_first_account_is_told_where_to_sign_in_and_a_second_why_it_is_none(tmp_path: Path) -> None:
    """The address of sign-in stands below the password; installing again changes nothing and says what to do."""
    folders = {
        "SULH_HOME": str(tmp_path / "home"),
        "SULH_KEYS": str(tmp_path / "keys"),
        "SULH_HOSTS": "notes.example,b.example",
        "SULH_MODE": "serve",
        "DATABASE_URL": "",
    }
    first = run_process("install", "--account", "grey-heron", **folders)
    again = run_process("install", "--account", "white-gate", **folders)

    assert (0, 1) == (first.returncode, first.stdout.count("https://notes.example/w/sign-in")), first.stderr
    assert "First password" in first.stdout
    assert (2, "", 1) == (again.returncode, again.stdout, len(again.stderr.splitlines()))
    assert "administrator already" in again.stderr
    assert "sulh upgrade" in again.stderr
