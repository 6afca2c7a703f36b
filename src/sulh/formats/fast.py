"""
The fast reader, for files of over a million answers: Polars by chunks, straight into narrow arrays.

    CSV      32 MiB at a time, only where every line has its commas and no field is quoted
    Parquet  four million rows at a time, only the columns needed

It accepts only what has nothing amiss, and says `UnusualError` to anything else: the careful reader
(`sulh.formats.rows`) then reads the same file and names the line. So there is one place that decides what a fault
is, and a test holds both readers to the same result. Polars is imported with this module: import it late.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import numpy as np
import polars as pl

from sulh.errors import InputError
from sulh.formats import columns
from sulh.formats.collect import Block, Handled, UnusualError
from sulh.formats.faults import AmissError, fault
from sulh.formats.ids import Handles
from sulh.formats.rows import Times, VoteWords
from sulh.formats.tables import Table, regular
from sulh.model.dialogue import LONGEST_NUMBER, Int8s, Int64s

CSV_CHUNK = 1 << 25
PARQUET_ROWS = 1 << 22
NUMBER = r"^[0-9]{1,18}$"
LONGEST_FIELD = 131_072  # that of the csv module: no line of ours may hold a longer one
MAGIC = b"PAR1"
YEARS = (-62_135_596_800_000_000, 253_402_300_799_999_999)  # microseconds since 1970 of the years 1 to 9999
ASIDE = 10**LONGEST_NUMBER  # from here on, a whole number is treated as text
FEWEST = 3  # columns: participant, statement, vote
Step = Callable[[int], None]


class FastReader:
    """
    Reads large files into blocks without lines.

    Args:
        people: Handles of the participants.
        statements: Handles of the statements.
        listed: Which statements may occur; None when any may.
        times: Reader of times, shared with the careful reader, so that both know their kind.
    """

    def __init__(self, people: Handles, statements: Handles, listed: frozenset[int] | None, times: Times) -> None:
        """Begin with what the other files already told."""
        self.people = people
        self.statements = statements
        self.listed = listed
        self.times = times

    def csv(self, path: Path, step: Step) -> list[Block]:
        """
        Read a CSV file.

        Raises:
            UnusualError: If anything at all is unusual.
        """
        blocks = []
        with _unusual(), regular(path) as file:
            header = file.readline(CSV_CHUNK).decode("utf-8-sig").rstrip("\r\n").split(",")
            wanted = _wanted(header, path.name)
            for chunk in _whole_lines(file):
                _orderly(chunk, len(header))
                frame = pl.read_csv(chunk, has_header=False, infer_schema=False, columns=sorted(wanted.values()))
                frame.columns = sorted(wanted, key=wanted.__getitem__)
                blocks.append(self._block(path.name, frame))
                step(len(chunk))
        return blocks

    def parquet(self, path: Path, step: Step) -> list[Block]:
        """
        Read a Parquet file.

        Raises:
            InputError: If it is no Parquet file, lacks a column or has one of the wrong type.
            UnusualError: If a row is unusual.
        """
        blocks = []
        for frame in parquet_frames(path, step):
            with _unusual():
                blocks.append(self._block(path.name, frame))
        return blocks

    def _block(self, name: str, frame: pl.DataFrame) -> Block:
        if any(column.null_count() for column in frame):
            raise UnusualError
        statement = _handles(frame["statement"], self.statements)
        if self.listed is not None and not self.listed.issuperset(np.unique(statement).tolist()):
            raise UnusualError
        time = self._time(frame["time"]) if "time" in frame.columns else None
        participant = _handles(frame["participant"], self.people)
        return Block(name, _narrow(participant), _narrow(statement), _votes(frame["vote"]), time, None)

    def _time(self, column: pl.Series) -> Int64s:
        if column.dtype.is_temporal():
            kind, values = "date", column.dt.epoch("us")
        elif column.dtype.is_integer() or column.str.contains(NUMBER).all():
            kind, values = "number", column if column.dtype.is_integer() else column.cast(pl.Int64)
        else:
            raise UnusualError
        self.times.kind = self.times.kind or kind
        numbers = values.to_numpy()
        usual = kind == "date" or not len(numbers) or (int(numbers.min()) >= 0 and int(numbers.max()) < ASIDE)
        if not usual or kind != self.times.kind:
            raise UnusualError
        return numbers.astype(np.int64, copy=False)


@contextmanager
def _unusual() -> Iterator[None]:
    """Whatever Polars or a row objects to is for the careful reader to name."""
    try:
        yield
    except (
        pl.exceptions.PolarsError,
        pl.exceptions.PanicException,
        AmissError,
        InputError,
        UnicodeDecodeError,
    ) as error:
        raise UnusualError from error


def _wanted(header: Sequence[str], name: str) -> dict[str, int]:
    """Return the place of each column that is needed."""
    wanted = {meaning: columns.place(header, meaning, name) for meaning in ("participant", "statement", "vote")}
    time = columns.find(header, "time", name)
    return wanted if time is None else wanted | {"time": time}


def _whole_lines(file: BinaryIO) -> Iterator[bytes]:
    """Cut a file into chunks at the ends of lines."""
    rest = b""
    while chunk := file.read(CSV_CHUNK):
        end = chunk.rfind(b"\n") + 1
        if not end:
            raise UnusualError
        yield rest + chunk[:end]
        rest = chunk[end:]
    if rest:
        yield rest + b"\n"


def _orderly(chunk: bytes, width: int) -> None:
    """Refuse a chunk unless every line has `width` fields, none of them quoted, and all is UTF-8."""
    if b'"' in chunk or b"\0" in chunk or chunk.count(b"\r") != chunk.count(b"\r\n"):
        raise UnusualError
    if not chunk.isascii():
        chunk.decode()
    signs = np.frombuffer(chunk, np.uint8)
    ends = np.flatnonzero(signs == ord("\n"))
    commas = np.flatnonzero(signs == ord(","))
    if (len(ends) > 1 and np.diff(ends).max() > LONGEST_FIELD) or ends[0] > LONGEST_FIELD:
        raise UnusualError
    if width < FEWEST or len(commas) != len(ends) * (width - 1):
        raise UnusualError
    by_line = commas.reshape(len(ends), width - 1)
    if (by_line[:, -1] > ends).any() or (by_line[1:, 0] < ends[:-1]).any():
        raise UnusualError


def _handles(column: pl.Series, names: Handles) -> Int64s:
    """Return the handle of every id. Shape (rows,)."""
    if column.dtype.is_integer():
        numbers = column.to_numpy()
        if not len(numbers) or (int(numbers.min()) >= 0 and int(numbers.max()) < ASIDE):
            return numbers.astype(np.int64, copy=False)
        column = column.cast(pl.String)
    whole = column.cast(pl.Int64, strict=False)
    plain = not whole.null_count() and (whole.cast(pl.String) == column).all()
    if plain and (whole >= 0).all() and (whole < ASIDE).all():
        return whole.to_numpy()
    different = column.unique()
    handles = pl.Series([names[one] for one in different.to_list()], dtype=pl.Int64)
    return column.replace_strict(different, handles, return_dtype=pl.Int64).to_numpy()


def _votes(column: pl.Series) -> Int8s:
    words = VoteWords()
    different = column.unique()
    values = [words[str(one)] for one in different.to_list()]
    return column.replace_strict(different, pl.Series(values, dtype=pl.Int8), return_dtype=pl.Int8).to_numpy()


def _narrow(handles: Int64s) -> Handled:
    limits = np.iinfo(np.int32)
    if len(handles) and (handles.min() < limits.min or handles.max() > limits.max):
        return handles
    return handles.astype(np.int32)


def parquet_frames(path: Path, step: Step) -> Iterator[pl.DataFrame]:
    """
    Draw the needed columns of a Parquet file, some millions of rows at a time.

    Raises:
        InputError: `not-parquet`, `missing-column`, `wrong-type`, or a fault of the operating system.
    """
    size = _magic(path)
    with _not_parquet(path.name):
        lazy = pl.scan_parquet(path, glob=False)
        schema = lazy.collect_schema()
    wanted = _wanted(list(schema), path.name)
    names = list(schema)
    for meaning, at in wanted.items():
        _typed(schema[names[at]], meaning, path.name)
    chosen = lazy.select(pl.col(names[at]).alias(meaning) for meaning, at in wanted.items())
    at, height = 0, PARQUET_ROWS
    while height == PARQUET_ROWS:
        with _not_parquet(path.name):
            frame = chosen.slice(at, PARQUET_ROWS).collect()
            frame = frame.with_columns(pl.col(pl.Categorical, pl.Enum).cast(pl.String))
            frame = frame.with_columns(pl.col(pl.Date, pl.Datetime).pipe(_in_utc))
        height = len(frame)
        at += height
        if height:
            yield frame
    step(size)


def _in_utc(moments: pl.Expr) -> pl.Expr:
    """Moments as UTC without a zone; one that Python cannot write (before year 1, after 9999) becomes nothing."""
    since = moments.dt.epoch("us")
    return pl.when(since.is_between(*YEARS)).then(since).cast(pl.Datetime("us"))


def _magic(path: Path) -> int:
    """Refuse at once what does not begin and end like Parquet; return the size of the file."""
    with regular(path) as file:
        head = file.read(len(MAGIC))
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - len(MAGIC)))
        tail = file.read()
    if not size:
        raise fault("empty-file", path.name, expected="a Parquet file", found="an empty file")
    if head != MAGIC or tail != MAGIC:
        raise fault("not-parquet", path.name, expected="a whole Parquet file", found="something else")
    return size


@contextmanager
def _not_parquet(name: str) -> Iterator[None]:
    try:
        yield
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise fault("not-parquet", name, expected="a whole Parquet file", found="something else") from error


def _typed(dtype: pl.DataType, meaning: str, name: str) -> None:
    text = dtype in (pl.String, pl.Categorical, pl.Enum) or isinstance(dtype, pl.Categorical | pl.Enum)
    moment = meaning == "time" and isinstance(dtype, pl.Datetime | pl.Date)
    if not (text or moment or dtype.is_integer()):
        expected = f"whole numbers or text in the column of the {meaning}"
        raise fault("wrong-type", name, expected=expected, found=f"the type {dtype.base_type().__name__}")


@contextmanager
def parquet_table(path: Path) -> Iterator[Table]:
    """
    Open a Parquet file for the careful reader; the "line" of a row is its number, from 1.

    Raises:
        InputError: As `parquet_frames`.
    """
    frames = parquet_frames(path, lambda _size: None)
    first = next(frames, None)
    header = ["participant", "statement", "vote", "time"] if first is None else first.columns
    yield Table(path.name, header, _numbered(chain([] if first is None else [first], frames)))


def _numbered(frames: Iterable[pl.DataFrame]) -> Iterator[tuple[int, list[str]]]:
    rows = chain.from_iterable(frame.iter_rows() for frame in frames)
    for line, row in enumerate(rows, start=1):
        yield line, [_word(value) for value in row]


def _word(value: str | int | date | None) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
