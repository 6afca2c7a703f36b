"""Bars for people, silence for pipes: whatever takes over a second shows how far it is, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Step = Callable[[str], None]


@contextmanager
def steps(stages: tuple[str, ...]) -> Iterator[Step]:
    """
    Show one bar over some stages; call the yielded function with the name of each stage as it begins.

    When standard error is not a terminal nothing is shown, so that a pipe or a log stays clean.
    """
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn("{task.description:<20}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(stages[0], total=len(stages))
        begun: list[str] = []

        def begin(stage: str) -> None:
            begun.append(stage)
            bar.update(task, description=stage, completed=len(begun) - 1)

        yield begin
