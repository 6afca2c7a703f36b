"""The command line as people run it: arguments in; exit code, output and errors out."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from sulh.cli import main


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


class Screen(io.StringIO):
    """A terminal, as far as a program asks."""

    def isatty(self) -> bool:
        """Say that a person sits here."""
        return True


def run(*arguments: str | Path, **variables: str) -> Ran:
    """Run a command in this process, into pipes; much faster than a process of its own."""
    return _run(io.StringIO(), arguments, variables)


def seen(*arguments: str | Path) -> str:
    """Run a command in this process and return what a person at a terminal sees of its output."""
    ran = _run(Screen(), arguments, {})
    assert (0, "") == (ran.returncode, ran.stderr)
    return ran.stdout


def _run(out: io.StringIO, arguments: tuple[str | Path, ...], variables: dict[str, str]) -> Ran:
    err, code = io.StringIO(), 0
    argv = mock.patch.object(sys, "argv", ["sulh", *map(str, arguments)])
    with argv, mock.patch.dict(os.environ, variables), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
    return Ran(code, out.getvalue(), err.getvalue())


def run_process(*arguments: str | Path, **variables: str) -> Ran:
    """Run a command in an operating-system process of its own, where every warning is an error."""
    command = [sys.executable, "-m", "sulh", *map(str, arguments)]
    environment = os.environ | {"PYTHONWARNINGS": "error"} | variables
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    return Ran(ended.returncode, ended.stdout, ended.stderr)
