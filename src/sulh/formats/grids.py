"""
A table that somebody sends, from its bytes: CSV in the ways spreadsheets write it, or a workbook.

    bytes ──grid──▶ Grid ─┬─ header    the first row
                          ├─ rows      (line, cells): {number of the column: text}, empty cells left out
                          └─ faults    what could not be read, line by line
          ──bare──▶ Grid without a header: every row, for tables in which something stands above it

Commas, semicolons and tabs separate; UTF-8 and UTF-16 are read, with or without a byte order mark. Nothing is raised
for any bytes: a file that cannot be read at all is a grid with one fault and no rows. What the columns mean is decided
by the callers; workbooks are opened in `sulh.formats.sheets`. Whatever the bytes, some 250 MB of memory are enough.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from sulh.formats.packages import DamagedError
from sulh.formats.sheets import FORMULA_CELL, first_sheet
from sulh.model.ballots import SheetFault, SheetFaultKind
from sulh.words.language import mark

MOST_BYTES = 10_000_000
MOST_ROWS = 100_000
MOST_LINES = 1_000_000  # of CSV, empty ones and those within cells among them; each may end in two signs
MOST_COLUMNS = 1_000
LONGEST_CELL = 1_000
HEADS = 10  # lines by which the separator is told where the first may be a sentence
PACKED, OLD_WORKBOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UTF_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
LINE_ENDS = re.compile("\r\n|\r|\n")
SEPARATORS = ",;\t"
TOLD_SEPARATOR = re.compile(r'^"?sep=([,;\t])"?\s*$', re.IGNORECASE)  # how one spreadsheet tells another
QUOTED = re.compile('"(?:[^"]|"")*"')

Cells = dict[int, str]


@dataclass
class Grid:
    """
    A table as it was sent.

    Attributes:
        header: Number of the column -> its name, trimmed.
        rows: Line and cells of each further row that holds anything.
        faults: What could not be read, by line.
    """

    header: Cells = field(default_factory=dict)
    rows: list[tuple[int, Cells]] = field(default_factory=list)
    faults: list[SheetFault] = field(default_factory=list)


def grid(data: bytes, filename: str, *, breaks: bool = False) -> Grid:
    r"""
    Read a table.

    Args:
        data: The file.
        filename: Its name, for the separator of `.tsv` and to say what a spreadsheet of another kind is.
        breaks: Whether a quoted cell of CSV may hold line breaks. If not, an open quotation mark spoils one line only.

    >>> grid("ballot;vote\n7;1\n".encode(), "votes.csv").rows
    [(2, {0: '7', 1: '1'})]
    """
    found = _opened(data, filename, breaks=breaks)
    return found if isinstance(found, Grid) else _filled(found)


def _opened(data: bytes, filename: str, *, breaks: bool, heads: int = 1) -> Grid | Iterator[tuple[int, Cells | None]]:
    """Open a file: its rows, or a grid that says why it is not read."""
    if len(data) > MOST_BYTES:
        return _refused("too-large", mark("a file of at most 10 MB"), mark("a larger one"))
    if data.startswith(PACKED):
        return _workbook(data)
    if data.startswith(OLD_WORKBOOK) or filename.lower().endswith((".ods", ".xls", ".xlsx", ".numbers")):
        return _refused("spreadsheet", mark("a table saved as CSV or XLSX"), mark("another kind of spreadsheet"))
    text = _decoded(data)
    if text is None:
        return _refused("encoding", mark("text in UTF-8 or UTF-16"), mark("another encoding"))
    if text.count("\n") + text.count("\r") > 2 * MOST_LINES:
        return _refused("too-many-rows", mark("at most 100,000 rows"), mark("more"))
    return _csv(text, filename, breaks=breaks, heads=heads)


def bare(data: bytes, filename: str, *, longest: int = LONGEST_CELL) -> Grid:
    r"""
    Read a table whose header the caller has to find: every row that holds anything, and no header.

    Args:
        data: The file.
        filename: Its name, as for `grid`.
        longest: Most characters of a cell; quoted cells of CSV may hold line breaks.

    >>> bare(b"A notice\n#org,#loc\n", "w.csv").rows
    [(1, {0: 'A notice'}), (2, {0: '#org', 1: '#loc'})]
    """
    found = _opened(data, filename, breaks=True, heads=HEADS)
    return found if isinstance(found, Grid) else _bared(found, longest)


def _refused(kind: SheetFaultKind, expected: str, found: str, line: int | None = None) -> Grid:
    return Grid(faults=[SheetFault(line, kind, expected, found)])


def _workbook(data: bytes) -> Grid | Iterator[tuple[int, Cells | None]]:
    try:
        return iter(list(first_sheet(data, most_rows=MOST_ROWS)))
    except DamagedError as error:
        return _refused("unreadable", mark("an XLSX workbook that can be opened"), str(error))


def _decoded(data: bytes) -> str | None:
    """Return the text, or None if it is in no encoding that can be told."""
    encoding = UTF_16.get(data[:2]) or _unmarked(data)
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        return None


def _unmarked(data: bytes) -> str:
    """Tell UTF-16 without a byte order mark by the zeros beside the Latin letters and separators of a header."""
    head = data[:64]
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    return "utf-16-be" if head[::2].count(0) > len(head) // 4 else "utf-8"


def _csv(text: str, filename: str, *, breaks: bool, heads: int) -> Iterator[tuple[int, Cells | None]]:
    """Each row of CSV with its line; None in place of one whose quotation marks do not pair."""
    lines = LINE_ENDS.split(text)
    told = TOLD_SEPARATOR.match(lines[0])
    first = 2 if told else 1
    lines = lines[first - 1 :]
    head = "\n".join(islice((line for line in lines if line.strip()), heads))
    separator = told[1] if told else _separator(head, filename)
    whole = _whole(lines, separator) if breaks else None
    for line, row in whole if whole is not None else _line_by_line(lines, separator):
        yield line + first - 1, row if row is None else _told(row)


def _told(row: list[str]) -> Cells:
    """Return the cells of a row that hold anything, and no more of them than show that there are too many."""
    return dict(islice(((at, raw) for at, raw in enumerate(row) if raw and not raw.isspace()), MOST_COLUMNS + 1))


def _separator(header: str, filename: str) -> str:
    bare = QUOTED.sub("", header)
    preferred = "\t" if filename.lower().endswith((".tsv", ".tab")) else ""
    return max(preferred + SEPARATORS, key=bare.count)


def _line_by_line(lines: Iterable[str], separator: str) -> Iterator[tuple[int, list[str] | None]]:
    for number, line in enumerate(lines, 1):
        try:
            yield number, next(csv.reader([line], delimiter=separator, strict=True), [])
        except csv.Error:
            yield number, None


def _whole(lines: list[str], separator: str) -> Iterator[tuple[int, list[str]]] | None:
    """Return all rows, cells with line breaks included; None if quotation marks do not pair. One is held at a time."""
    try:
        for _ in _numbered(lines, separator):
            pass
    except csv.Error:
        return None
    return _numbered(lines, separator)


def _numbered(lines: list[str], separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=separator, strict=True)
    begins = 1
    for row in reader:
        yield begins, row
        begins = reader.line_num + 1


def _filled(rows: Iterable[tuple[int, Cells | None]]) -> Grid:
    """Gather the rows that hold anything; the first is the header."""
    found = Grid()
    for line, row in rows:
        cells = {} if row is None else {at: text for at, raw in row.items() if (text := raw.strip())}
        amiss = _amiss(line, row, cells)
        if not found.header and amiss is not None:
            return Grid(faults=[amiss])
        if amiss is None and found.header and max(cells, default=0) > max(found.header):
            amiss = SheetFault(line, "torn-line", mark("as many cells as the first row names"), mark("more"))
        if amiss is not None and len(found.faults) < MOST_ROWS:
            found.faults.append(amiss)
        elif cells and not found.header:
            found.header = cells
        elif amiss is not None or (cells and len(found.rows) == MOST_ROWS):
            return _refused("too-many-rows", mark("at most 100,000 rows"), mark("more"), line)
        elif cells:
            found.rows.append((line, cells))
    if not found.header:
        return _refused("empty-file", mark("a table with its columns named in the first row"), mark("nothing"))
    return found


def _bared(rows: Iterable[tuple[int, Cells | None]], longest: int) -> Grid:
    """Gather every row that holds anything."""
    found = Grid()
    for line, row in rows:
        cells = {} if row is None else {at: text for at, raw in row.items() if (text := raw.strip())}
        amiss = _amiss(line, row, cells, longest)
        if amiss is not None and len(found.faults) < MOST_ROWS:
            found.faults.append(amiss)
        elif amiss is not None or (cells and len(found.rows) == MOST_ROWS):
            return _refused("too-many-rows", mark("at most 100,000 rows"), mark("more"), line)
        elif cells:
            found.rows.append((line, cells))
    return found


def _amiss(line: int, row: Cells | None, cells: Cells, longest: int = LONGEST_CELL) -> SheetFault | None:
    """Return what is wrong with a row, whatever its columns mean."""
    if row is None:
        return SheetFault(line, "bad-quotes", mark("quotation marks that pair within a line"), mark("one that is open"))
    if FORMULA_CELL in cells.values():
        return SheetFault(line, "formula", mark("values only"), mark("a formula"))
    if max(cells, default=0) >= MOST_COLUMNS:
        return SheetFault(line, "too-many-columns", mark("at most 1,000 columns"), mark("more"))
    if any(len(text) > longest for text in cells.values()):
        expected = mark("cells of at most 1,000 characters") if longest == LONGEST_CELL else mark("shorter cells")
        return SheetFault(line, "long-cell", expected, mark("a longer one"))
    return None
