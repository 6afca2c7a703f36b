"""
Workbooks that we write: texts and numbers, no author, the same bytes for the same content, as their reader reads.

    Sheets = {name: rows of texts and numbers} ──workbook──▶ XLSX

    a frame by openpyxl: sheets, looks, breadths of columns        rows, written here: there may be twenty thousand
                             └──────────────────────── one package ────────────────────────┘

A text stays a text, also "=1+1" and "-1": a spreadsheet shows it as it stands and works nothing out. An `int` or
`float` becomes a number that can be worked with, rounded here and nowhere else. None is an empty cell. Workbooks are
read in `sulh.formats.sheets`, which takes texts and numbers alike.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from sulh.formats.cells import Cell, Thousandths
from sulh.formats.packages import settled
from sulh.words.text import DIRECTION_MARKS, clean

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NARROW, WIDE = 14, 60  # characters
DIGITS = 4  # that an estimate keeps; a whole number keeps all
LONGEST_NAME = 31  # characters that the name of a sheet can have
LONG = 24  # a text of more characters makes its column wide
_SHEET = re.compile(r"xl/worksheets/sheet([0-9]+)\.xml")
_ROWS = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)
_EXTENT = re.compile(rb'<dimension ref="[^"]*"/>')


_Kind = Literal["text", "number", "thousandths"]


class _Look(NamedTuple):
    """How a cell looks: one of a head is bold, one that stands alone in its row runs on beyond its column."""

    head: bool
    alone: bool
    kind: _Kind = "text"


def workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]], *, heads: int = 1, leftward: bool = False) -> bytes:
    """
    Return a workbook.

    Args:
        sheets: Name -> rows of texts and numbers. Direction signs and control characters in them are left out.
        heads: How many rows at the top are bold and stay in view.
        leftward: Whether its sheets begin on the right: those in words of Arabic do. Forms and tables whose columns are
            named in English, since programs read them too, begin on the left for everybody.

    >>> workbook({"a": [["b", 0.5]]}) == workbook({"a": [["b", 0.5]]})
    True
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    written = []
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = f"A{heads + 1}"
        sheet.sheet_view.rightToLeft = leftward or None
        rows_ = _Rows(_looks(sheet), heads)
        written.append((rows_.written(rows), rows_.extent))
        for letter, width in rows_.widths.items():
            sheet.column_dimensions[letter].width = width
    target = io.BytesIO()
    book.save(target)

    def filled(part: str, content: bytes) -> bytes:
        found = _SHEET.fullmatch(part)
        if found is None:
            return content
        inside, extent = written[int(found[1]) - 1]
        framed = _EXTENT.sub(f'<dimension ref="{extent}"/>'.encode(), content)
        return _ROWS.sub(lambda _: f"<sheetData>{inside}</sheetData>".encode(), framed)

    return settled(target.getvalue(), change=filled)


def _looks(sheet: Worksheet) -> Mapping[_Look, int]:
    """Return the number of each look in the workbook: of a cell that is there for that alone, and is written over."""
    from openpyxl.styles import Alignment, Font

    looks = {}
    every = (_Look(*one) for one in product((True, False), (True, False), get_args(_Kind)))
    for at, look in enumerate(every):
        cell = sheet.cell(1, at + 1, "a text")
        cell.quotePrefix = look.kind == "text"  # a text stays a text when somebody edits it
        cell.number_format = "0.000" if look.kind == "thousandths" else cell.number_format
        cell.alignment = Alignment(wrap_text=not look.alone, vertical="top")
        cell.font = Font(bold=look.head)
        looks[look] = cell.style_id
    return looks


class _Rows:
    """The rows of one sheet as they stand in its part, and what its frame has to know of them."""

    def __init__(self, looks: Mapping[_Look, int], heads: int) -> None:
        self._looks, self._heads = looks, heads
        self._cells: dict[str, str] = {}  # what stands in many cells is made ready once
        self._letters: list[str] = []
        self._count = 0
        self.widths: dict[str, int] = {}

    @property
    def extent(self) -> str:
        """Where the cells are."""
        return f"A1:{self._letters[-1]}{self._count}" if self._letters and self._count else "A1"

    def written(self, rows: Sequence[Sequence[Cell]]) -> str:
        return "".join(
            self._row(at, row) for at, row in enumerate(rows, 1) if not all(one in ("", None) for one in row)
        )

    def _row(self, at: int, row: Sequence[Cell]) -> str:
        self._letter_to(len(row))
        self._count = at
        look = _Look(at <= self._heads, len(row) <= 1)
        return f'<row r="{at}">{"".join(self._of_row(at, row, look))}</row>'

    def _of_row(self, at: int, row: Sequence[Cell], look: _Look) -> Iterator[str]:
        words, numbers, exact = (self._looks[_Look(look.head, look.alone, kind)] for kind in get_args(_Kind))
        for letter, one in zip(self._letters, row, strict=False):
            if one is None or one == "":
                continue
            if len(row) > 1:
                wide = isinstance(one, str) and len(one) > LONG
                self.widths[letter] = max(self.widths.get(letter, NARROW), WIDE if wide else NARROW)
            if isinstance(one, str):
                yield f'<c r="{letter}{at}" s="{words}" t="inlineStr"><is><t>{self._cell(one)}</t></is></c>'
            else:
                style = exact if isinstance(one, Thousandths) else numbers
                yield f'<c r="{letter}{at}" s="{style}"><v>{_rounded(one)}</v></c>'

    def _cell(self, text: str) -> str:
        found = self._cells.get(text)
        if found is None:
            found = self._cells[text] = escape(DIRECTION_MARKS.sub("", clean(text)), quote=False)
        return found

    def _letter_to(self, many: int) -> None:
        """Know the letters of so many columns."""
        from openpyxl.utils import get_column_letter

        self._letters += map(get_column_letter, range(len(self._letters) + 1, many + 1))


def _rounded(number: float) -> str:
    """Return a number as it stands in a cell: an estimate to some digits, a count whole."""
    if isinstance(number, int):
        return str(number)
    return str(round(number)) if abs(number) >= 10**DIGITS else f"{number or 0:.{DIGITS}g}"
