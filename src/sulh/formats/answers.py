"""
All files of answers, read by whichever reader fits, and settled.

    small CSV                    careful reader: nothing heavy is imported
    CSV from 16 MiB, Parquet     fast reader; a file with anything unusual goes to the careful one
    rivals without lines         everything goes to the careful reader, which knows where they stand
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sulh.formats import probe
from sulh.formats.beginnings import began
from sulh.formats.book import Book
from sulh.formats.collect import Block, Roll, UnusualError, roll, settle
from sulh.formats.faults import Skipping
from sulh.formats.ids import Handles
from sulh.formats.places import PARQUET, Places
from sulh.formats.rows import Reader
from sulh.formats.tables import open_table
from sulh.model.dialogue import Int64s

LARGE = 1 << 24  # bytes of CSV in all, about a million answers: from here on Polars is worth its second
Progress = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Answers:
    """
    The last answer of everybody to everything, as `settle` returns it.

    Attributes:
        rising: Shape (answers,). Numbers made of participant, statement and vote.
        people: Every participant.
        statements: Every statement, rejected ones included.
        replaced: Answers that a later one replaced.
        began: Shape (participants,). Second of each participant's first answer; None where the files do not say.
        files: Name of each file -> its rows.
    """

    rising: Int64s
    people: Roll
    statements: Roll
    replaced: int
    began: Int64s | None
    files: dict[str, int]


def gather(found: Places, book: Book | None, skipping: Skipping, progress: Progress | None) -> Answers:
    """
    Read all files of answers.

    Raises:
        InputError: Any fault of a file or, unless it is skipped, of a row.
    """
    sizes = [_size(path) for path in found.votes]
    large = sum(sizes) >= LARGE and not found.wide
    deadly = [path for path in found.votes if _is_parquet(path) and _size(path)]
    if deadly:
        probe.refuse_deadly(deadly)
    before = skipping.counts.copy()
    for fast in (True, False):
        gathering = _Gathering(book, skipping, _Steps(sum(sizes), progress))
        try:
            for path in found.votes:
                gathering.read(path, wide=found.wide, fast=fast and (large or _is_parquet(path)))
            return gathering.settled()
        except UnusualError:
            skipping.counts = before.copy()
    raise AssertionError("the careful reader never finds anything it cannot name")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0  # opening it will name the fault


def _is_parquet(path: Path) -> bool:
    return path.suffix.lower() in PARQUET


class _Steps:
    """Tells the caller how far we are."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self.done = 0
        self.total = total
        self.progress = progress

    def __call__(self, size: int) -> None:
        self.done = min(self.total, self.done + size)
        if self.progress is not None:
            self.progress(self.done, self.total)


class _Gathering:
    """One attempt at all files, with one set of ids."""

    def __init__(self, book: Book | None, skipping: Skipping, step: _Steps) -> None:
        people, statements = Handles("a participant"), Handles("a statement")
        self.listed = frozenset(statements[one] for one in book.texts) if book else None
        self.reader = Reader(people, statements, self.listed, skipping)
        self.skipping = skipping
        self.step = step
        self.blocks: list[Block] = []
        self.files: dict[str, int] = {}

    def read(self, path: Path, *, wide: bool, fast: bool) -> None:
        before = self.step.done
        try:
            blocks = self._fast(path) if fast else self._careful(path, wide=wide)
        except UnusualError:
            self.step.done = before
            blocks = self._careful(path, wide=wide)
        self.blocks += blocks

    def _fast(self, path: Path) -> list[Block]:
        from sulh.formats.fast import FastReader

        reader = FastReader(self.reader.people, self.reader.statements, self.listed, self.reader.times)
        blocks = reader.parquet(path, self.step) if _is_parquet(path) else reader.csv(path, self.step)
        self.files[path.name] = self.files.get(path.name, 0) + sum(len(block.vote) for block in blocks)
        return blocks

    def _careful(self, path: Path, *, wide: bool) -> list[Block]:
        if _is_parquet(path):
            from sulh.formats.fast import parquet_table

            opened = parquet_table(path)
        else:
            opened = open_table(path, self.skipping)
        with opened as table:
            block, rows = self.reader.wide(table) if wide else self.reader.long(table)
        self.files[path.name] = self.files.get(path.name, 0) + rows
        self.step(_size(path))
        return [block]

    def settled(self) -> Answers:
        everyone = roll([block.participant for block in self.blocks], self.reader.people)
        listed = np.array(sorted(self.listed or ()), np.int64)
        statements = roll([*(block.statement for block in self.blocks), listed], self.reader.statements)
        first = began(self.blocks, everyone, kind=self.reader.times.kind)
        rising, replaced = settle(self.blocks, everyone, statements, self.skipping)
        return Answers(rising, everyone, statements, replaced, first, self.files)
