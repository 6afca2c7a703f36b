"""Tests of how errors are told, whichever command they come from."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from tests.cli.command import run


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["analyse", "votes.csv"], "Missing option '--out'"),
        (["analyse", "votes.csv", "--out", "papers", "--level", "much"], "--level"),
        (["publish", "f.json", "--ledger", "l", "--out", "o", "--audience", "press"], "'press'"),
        (["analyse", "votes.csv", "--out", "papers", "--sids", "x"], "--sids"),
        (["nonsense"], "nonsense"),
    ],
)
def test_a_mistyped_command_is_one_plain_sentence(arguments: list[str], words: str) -> None:
    """Arguments that cannot be are told in one line without a frame, with exit code 2 and where to look."""
    ran = run(*arguments)

    assert (2, "", 1) == (ran.returncode, ran.stdout, len(ran.stderr.splitlines()))
    assert ran.stderr.startswith("sulh: ")
    assert words in ran.stderr
    assert "--help` shows every option.\n" in ran.stderr


def test_no_command_shows_them_all() -> None:
    """Whoever types nothing but `sulh` sees what there is."""
    ran = run()

    assert 2 == ran.returncode
    assert all(command in ran.stdout + ran.stderr for command in ("analyse", "publish", "synth", "example"))


def test_it_says_which_version_it_is() -> None:
    """`sulh --version` names the version that is installed."""
    ran = run("--version")

    assert (0, f"sulh {version('sulh')}\n", "") == (ran.returncode, ran.stdout, ran.stderr)


@pytest.mark.parametrize(
    ("problem", "code", "words"),
    [
        (MemoryError(), 2, "memory"),
        (OSError(28, "No space left on device"), 2, "No space"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_what_the_machine_lacks_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: BaseException, code: int, words: str
) -> None:
    """Too little memory, a full disk or Ctrl-C ends without a traceback and leaves nothing."""

    def fail(*_arguments: object, **_options: object) -> None:
        raise problem

    monkeypatch.setattr("sulh.formats.reading.read", fail)
    ran = run("analyse", "votes.csv", "--out", tmp_path / "papers")

    assert (code, words in ran.stderr, "Traceback" in ran.stderr) == (ran.returncode, True, False)
    assert not (tmp_path / "papers").exists()
