"""
The first sheet of an XLSX workbook that its reader sees, as texts, read by a narrow door.

    package ──unpacked──▶ workbook.xml ──▶ its first sheet ──▶ rows of {number of the column: text}
                          sharedStrings.xml ──▶ texts

Only values are read: no styles, dates, links, macros or outside parts. A formula is never worked out, nor is its kept
value believed. A part that declares a document type (the root of all entity tricks) is refused, and what a part says
of its own encoding is not believed. A hidden sheet is passed over: whoever brings the file does not see it. Rows are
sparse: a cell far out costs no more than one close by.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from xml.parsers import expat

from sulh.formats.packages import DamagedError, unpacked
from sulh.words.language import mark

FORMULA_CELL = "\0"  # stands for a formula; no text of a workbook can hold it
REFERENCE = re.compile(r"([A-Z]{1,3})[0-9]{1,7}")
WHOLE_NUMBER = re.compile(r"(-?[0-9]{1,18})\.0*")

MOST_DIGITS = 9

Cells = dict[int, str]
Attributes = dict[str, str]


def first_sheet(data: bytes, *, most_rows: int) -> Iterator[tuple[int, Cells]]:
    """
    Give the rows of the first sheet, each with its number, from 1.

    Args:
        data: The workbook.
        most_rows: Reading stops soon after so many rows.

    Raises:
        DamagedError: If it cannot be opened, or a part of it is no plain XML.
    """
    parts = unpacked(data)
    shared = _Texts()
    if "xl/sharedStrings.xml" in parts:
        _parse(parts["xl/sharedStrings.xml"], shared.begin, shared.end, shared.text)
    sheet = _Rows(shared.texts, most_rows)
    _parse(_first(parts), sheet.begin, sheet.end, sheet.text)
    yield from sheet.rows


class _FullError(Exception):
    """As many rows as may be read have been read."""


def _parse(
    part: bytes,
    begin: Callable[[str, Attributes], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """Walk through a part; names of elements and attributes lose their prefix."""
    parser, final = expat.ParserCreate("utf-8"), True
    parser.buffer_text = True

    def refuse(*_declared: object) -> None:
        raise DamagedError(mark("one with parts that no table needs"))

    def begun(name: str, attributes: Attributes) -> None:
        begin(_local(name), {_local(key): value for key, value in attributes.items()})

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = begun
    parser.EndElementHandler = lambda name: end(_local(name))
    parser.CharacterDataHandler = text
    try:
        parser.Parse(part, final)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise DamagedError(mark("one that is damaged or locked")) from error
    except _FullError:
        return


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _first(parts: dict[str, bytes]) -> bytes:
    """Return the part that holds the first sheet that is not hidden."""
    listed: list[str] = []
    targets: dict[str, str] = {}

    def sheet(name: str, attributes: Attributes) -> None:
        if name == "sheet" and attributes.get("state", "visible") == "visible":
            listed.append(attributes.get("id", ""))

    def target(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    for part, begin in (("xl/workbook.xml", sheet), ("xl/_rels/workbook.xml.rels", target)):
        _parse(parts.get(part, b""), begin, lambda _name: None, lambda _text: None)
    path = posixpath.normpath(posixpath.join("/xl", targets.get(listed[0], "") if listed else ""))[1:]
    if path not in parts:
        raise DamagedError(mark("one without a sheet"))
    return parts[path]


class _Texts:
    """The shared texts of a workbook, in their order; how they are to be pronounced is left out."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._pieces: list[str] = []
        self._within: list[str] = []

    def begin(self, name: str, _attributes: Attributes) -> None:
        self._within.append(name)

    def end(self, name: str) -> None:
        self._within.pop()
        if name == "si":
            self.texts.append("".join(self._pieces))
            self._pieces = []

    def text(self, text: str) -> None:
        if self._within[-1] == "t" and "rPh" not in self._within:
            self._pieces.append(text)


class _Rows:
    """The rows of a sheet as its elements come."""

    def __init__(self, shared: list[str], most: int) -> None:
        self.rows: list[tuple[int, Cells]] = []
        self._shared, self._most = shared, most
        self._row, self._column, self._kind = 0, -1, "n"
        self._cells: Cells = {}
        self._pieces: list[str] = []
        self._within: list[str] = []

    def begin(self, name: str, attributes: Attributes) -> None:
        self._within.append(name)
        if name == "row":
            self._row = _whole(attributes["r"]) if "r" in attributes else self._row + 1
            self._column, self._cells = -1, {}
        elif name == "c":
            self._column = _column(attributes["r"]) if "r" in attributes else self._column + 1
            self._kind, self._pieces = attributes.get("t", "n"), []
        elif name == "f":
            self._kind = "formula"

    def text(self, text: str) -> None:
        if self._within[-1] in ("v", "t") and "rPh" not in self._within:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        self._within.pop()
        if name == "c":
            value = self._value("".join(self._pieces))
            if value:
                self._cells[self._column] = value
        elif name == "row":
            self.rows.append((self._row, self._cells))
            if len(self.rows) > self._most + 1:
                raise _FullError

    def _value(self, raw: str) -> str:
        if self._kind == "formula":
            return FORMULA_CELL
        if self._kind == "s":
            return self._shared[_whole(raw)] if raw else ""
        if self._kind == "b":
            return "TRUE" if raw == "1" else "FALSE"
        whole = WHOLE_NUMBER.fullmatch(raw) if self._kind == "n" else None
        return whole[1] if whole else raw


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise ValueError
    return int(text)


def _column(reference: str) -> int:
    """Return the number of a column, from 0: that of "C7" is 2."""
    found = REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError
    number = 0
    for letter in found[1]:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1
