"""Bars for people, silence for pipes: whatever takes over a second shows how far it is, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Steps:
    """
    Stages of one piece of work, one after another; this one shows nothing.

    Call it with the name of each stage as it begins, and `part` with how far the stage is.
    """

    def __call__(self, stage: str) -> None:
        """Begin a stage."""

    def part(self, done: int, total: int) -> None:
        """Say how much of the present stage is done."""


class _Bar(Steps):
    """The same, drawn as one bar."""

    def __init__(self, bar: Progress, task: TaskID) -> None:
        self._bar, self._task, self._begun = bar, task, 0

    def __call__(self, stage: str) -> None:
        """Begin a stage: all before it are done."""
        self._bar.update(self._task, description=stage, completed=self._begun)
        self._begun += 1

    def part(self, done: int, total: int) -> None:
        """Move within the present stage."""
        self._bar.update(self._task, completed=self._begun - 1 + done / max(total, 1))


@contextmanager
def steps(stages: tuple[str, ...]) -> Iterator[Steps]:
    """Show one bar over some stages; nothing when standard error is no terminal, so that a pipe or log stays clean."""
    if not sys.stderr.isatty():
        yield Steps()
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn("{task.description:<20}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield _Bar(bar, bar.add_task(stages[0], total=len(stages)))
