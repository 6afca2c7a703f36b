"""
The careful reader of CSV: exact lines, every fault named, nothing heavy imported.

    path ── inspect ──▶ bytes that are UTF-8 without NUL
         ── open_table ──▶ Table(name, header, rows)      rows: (line where the row begins, its fields)

Commas separate columns. A byte order mark, CRLF or old Macintosh line ends, quoted fields and empty lines are all
welcome. What the columns mean is decided by the callers (see `sulh.formats.columns`).
"""

from __future__ import annotations

import codecs
import csv
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from sulh.formats.faults import Skipping, fault, named

CHUNK = 1 << 20
LONGEST_LINE = 1 << 24
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # how .xlsx and .ods, and how .xls begin
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
UTF_8 = "text in UTF-8 (in a spreadsheet: save as CSV UTF-8)"


@dataclass(frozen=True)
class Table:
    """
    A CSV file, opened.

    Attributes:
        name: Name of the file.
        header: Its first row, trimmed.
        rows: Line on which each further row begins, from 1, and its fields: as many as the header has.
    """

    name: str
    header: list[str]
    rows: Iterator[tuple[int, list[str]]]


@contextmanager
def regular(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file; a folder, a pipe or a device is refused before it can block."""
    with named(path.name):
        try:
            mode = path.stat().st_mode
        except ValueError as error:  # a NUL in the path itself
            raise fault("missing-file", "path", expected="the path of a file", found="no such file") from error
        if not stat.S_ISREG(mode):
            found = "a folder" if stat.S_ISDIR(mode) else "a device or pipe"
            raise fault("not-a-file", path.name, expected="a file", found=found)
        with path.open("rb") as file:
            yield file


def inspect(path: Path) -> None:
    """
    Refuse a file that is not text in UTF-8, whatever its columns.

    Raises:
        InputError: `empty-file`, `encoding`, `nul-byte`, `long-line`, `spreadsheet`, or one of those of the
            operating system.
    """
    with regular(path) as file:
        chunks = iter(lambda: file.read(CHUNK), b"")
        written = 0
        for chunk, place in _placed(chunks, path.name):
            written += _plain(chunk, place)
        if not written:
            raise fault("empty-file", path.name, expected="a table with its columns named", found="an empty file")


def _placed(chunks: Iterator[bytes], name: str) -> Iterator[tuple[bytes, tuple[str, int]]]:
    """Go through the chunks, cut at the ends of characters, each with its place: the file and its first line."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    line, unended = 1, 0
    for chunk in chunks:
        if line == 1:
            _refuse_form(chunk, name)
        _decode(decoder, chunk, (name, line))
        yield chunk, (name, line)
        line += chunk.count(b"\n")
        end = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        unended = unended + len(chunk) if end < 0 else len(chunk) - end
        if unended > LONGEST_LINE:
            raise fault("long-line", name, line, expected="a line under 16 MiB", found="a longer one")
    _decode(decoder, b"", (name, line))


def _refuse_form(chunk: bytes, name: str) -> None:
    """Refuse at its first bytes what is no plain text."""
    if chunk.startswith(PACKED):
        raise fault("spreadsheet", name, expected="a table saved as CSV UTF-8", found="a spreadsheet")
    if chunk.startswith(UTF_16):
        raise fault("encoding", name, 1, expected=UTF_8, found="UTF-16")


def _decode(decoder: codecs.IncrementalDecoder, chunk: bytes, place: tuple[str, int]) -> None:
    try:
        decoder.decode(chunk, final=not chunk)
    except UnicodeDecodeError as error:
        line = place[1] + error.object.count(b"\n", 0, error.start)
        raise fault("encoding", place[0], line, expected=UTF_8, found="bytes that are not UTF-8") from error


def _plain(chunk: bytes, place: tuple[str, int]) -> bool:
    """Refuse a NUL; say whether there is anything but blanks."""
    at = chunk.find(b"\0")
    if at >= 0:
        line = place[1] + chunk.count(b"\n", 0, at)
        raise fault("nul-byte", place[0], line, expected=UTF_8, found="a NUL byte")
    return bool(chunk.removeprefix(codecs.BOM_UTF8).strip())


@contextmanager
def open_table(path: Path, skipping: Skipping) -> Iterator[Table]:
    """
    Open a CSV file and read its header.

    Raises:
        InputError: Any fault of the whole file at once; faults of rows as `skipping` says, while rows are drawn.
    """
    inspect(path)
    with regular(path) as file, TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
        rows = _rows(text, path.name, skipping)
        first = next(rows, None)
        if first is None:
            raise fault("empty-file", path.name, expected="a table with its columns named", found="no row")
        _separated(first[1], path.name)
        yield Table(path.name, [name.strip() for name in first[1]], _whole(rows, first[1], path.name, skipping))


def _separated(header: list[str], name: str) -> None:
    """Refuse a header in one piece that another sign than the comma divides."""
    signs = [sign for sign in SEPARATORS if len(header) == 1 and sign in header[0]]
    if signs:
        expected = "columns separated by commas (save the file with commas)"
        raise fault("wrong-separator", name, 1, expected=expected, found=f"columns separated by {SEPARATORS[signs[0]]}")


def _rows(text: TextIOWrapper, name: str, skipping: Skipping) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not empty, with the line on which it begins."""
    reader = csv.reader(text, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            _misquoted(error, (name, line), reader.line_num - line + 1, skipping)
            continue
        if row is None:
            return
        if row:
            yield line, row


def _misquoted(error: csv.Error, place: tuple[str, int], lines: int, skipping: Skipping) -> None:
    words = str(error)
    if "unexpected end" in words:
        raise fault("unclosed-quote", *place, expected="a closing quotation mark", found="the end of the file")
    if "field limit" in words:
        skipping.rows(
            "long-field", place, lines, expected="a field of at most 131,072 characters", found="a longer one"
        )
    else:
        skipping.rows("bad-quotes", place, lines, expected="a comma after a closing quotation mark", found="more text")


def _whole(
    rows: Iterator[tuple[int, list[str]]], header: list[str], name: str, skipping: Skipping
) -> Iterator[tuple[int, list[str]]]:
    """Only the rows with as many fields as the header."""
    width = len(header)
    for line, row in rows:
        if len(row) != width:
            lines = 1 + sum(field.count("\n") for field in row)
            skipping.rows("torn-line", (name, line), lines, expected=f"{width} fields", found=f"{len(row)}")
        elif row == header:
            skipping.row("repeated-header", name, line, expected="a row", found="the header once more")
        else:
            yield line, row
