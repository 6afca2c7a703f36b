"""
Workbooks that we write: texts only, no author, the same bytes for the same content.

    Sheets = {name: rows of texts} ──workbook──▶ XLSX

Every cell is a text, also "=1+1" and "-1": a spreadsheet shows it as it stands and works nothing out. Workbooks are
read in `sulh.formats.sheets`.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sulh.formats.packages import settled
from sulh.words.text import DIRECTION_MARKS, clean

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

NARROW, WIDE = 14, 60  # characters
LONG = 24  # a text of more characters makes its column wide


def workbook(sheets: Mapping[str, Sequence[Sequence[str]]], *, heads: int = 1) -> bytes:
    """
    Return a workbook.

    Args:
        sheets: Name -> rows of texts. Direction signs and control characters in them are left out.
        heads: How many rows at the top are bold and stay in view.

    >>> workbook({"a": [["b"]]}) == workbook({"a": [["b"]]})
    True
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = f"A{heads + 1}"
        _fill(sheet, rows, heads)
    target = io.BytesIO()
    book.save(target)
    return settled(target.getvalue())


def _fill(sheet: Worksheet, rows: Sequence[Sequence[str]], heads: int) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    widths: dict[int, int] = {}
    fonts = {bold: Font(bold=bold) for bold in (True, False)}
    alignments = {wrap: Alignment(wrap_text=wrap, vertical="top") for wrap in (True, False)}
    for at, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if not text:
                continue
            cell = sheet.cell(at, column, DIRECTION_MARKS.sub("", clean(text)))
            cell.data_type = "s"  # a text, whatever it begins with
            cell.quotePrefix = True  # and it stays one when somebody edits it
            cell.alignment = alignments[len(row) > 1]
            cell.font = fonts[at <= heads]
            if len(row) > 1:
                widths[column] = max(widths.get(column, NARROW), WIDE if len(text) > LONG else NARROW)
    for column, width in widths.items():
        sheet.column_dimensions[get_column_letter(column)].width = width
