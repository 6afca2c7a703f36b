"""Tests of `sulh install` and `sulh check`: where to sign in is told once; the mail server is tried without sending."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import run_process
from tests.store.mailbox import mailbox


def test_a_first_account_is_told_where_to_sign_in_and_a_second_why_it_is_none(tmp_path: Path) -> None:
    """The address of sign-in stands below the password; again, nothing changes. A check of the mail sends nothing."""
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

    with mailbox() as box:
        mail = {"SULH_MAIL_HOST": box.mail.host, "SULH_MAIL_PORT": str(box.mail.port), "SULH_MAIL_TLS": "none"}
        tried = run_process("check", "--mail", **folders, **mail, SULH_MAIL_FROM=box.mail.sender)
        assert (0, True) == (tried.returncode, "Nothing was sent" in tried.stdout), tried.stderr
        assert {"ehlo", "quit"} == {line.partition(" ")[0].lower() for line in box.said}
    without = run_process("check", "--mail", **folders)
    assert (2, True) == (without.returncode, "No mail server is set" in without.stderr)
