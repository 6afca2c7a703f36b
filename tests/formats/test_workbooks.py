"""Workbooks that we write: texts stay texts, numbers are numbers, and our own door reads both."""

from __future__ import annotations

import io

import openpyxl

from sulh.formats.sheets import first_sheet
from sulh.formats.workbooks import workbook

BOOK = workbook({"a": [["what", "how many"], ["=1", 0], ["0042", -0.123456], [123456.7, -0.0], ["", None]]})


def test_numbers_can_be_reckoned_with_and_texts_stay_as_they_stand() -> None:
    """An estimate keeps four digits, a whole number all; "=1" is no formula and "0042" no number; nothing is empty."""
    sheet = openpyxl.load_workbook(io.BytesIO(BOOK))["a"]
    found = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows(min_row=2)]

    assert [[("=1", "s"), (0, "n")], [("0042", "s"), (-0.1235, "n")], [(123457, "n"), (0, "n")]] == found
    assert [True, False] == [cell.quotePrefix for cell in sheet[2]], "a number is no text that is hidden"


def test_what_is_written_is_read_again() -> None:
    """Whether a cell is a text or a number, the door of tables reads what stands in it."""
    rows = list(first_sheet(BOOK, most_rows=10))

    assert [{0: "what", 1: "how many"}, {0: "=1", 1: "0"}, {0: "0042", 1: "-0.1235"}, {0: "123457", 1: "0"}] == [
        cells for _, cells in rows
    ]
