"""The report of what changed: families apart, an interval in every row, and the same bytes each time."""

from __future__ import annotations

import io
from datetime import date

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from sulh.formats.change_report import (
    ChangeReport,
    Event,
    ReportDoubts,
    ReportPanel,
    ReportRow,
    change_docx,
    change_xlsx,
)

DAY = date(2026, 4, 1)
ROWS = (
    ReportRow("=The accord", DAY, 0.2, 0.5, None, "20–50%, 11 of 12 counted"),
    ReportRow("الاتفاق", DAY, 0.5, 0.5, 0.5, "50%"),
)
REPORT = ChangeReport(
    date(2026, 11, 27),
    ("Not measured twice: attitudes.",),
    (
        ReportPanel("Attitudes", "Attitudes", (), "No study."),
        ReportPanel("Political relationships", "Political", ROWS, "", (ReportDoubts("The accord", ("One coder.",)),)),
    ),
    (Event("Round 2", DAY, date(2026, 5, 1)),),
    reader="For somebody who reads.",
)


@pytest.mark.parametrize("lang", ["ar", "en", "fr"])
def test_a_document_opens_and_says_first_what_has_to_be_told(lang: str) -> None:
    """Cautions before any family, each family under its own heading, what is missing in its place."""
    opened = docx.Document(io.BytesIO(change_docx(REPORT, lang=lang)))
    everything = "".join(one.text or "" for one in opened.element.body.iter(qn("w:t")))

    order = (
        "For somebody who reads.",
        "Not measured twice",
        "Attitudes",
        "No study.",
        "Political relationships",
        "One coder.",
        "20–50%",
    )
    places = [everything.find(one) for one in order]
    assert -1 not in places
    assert sorted(places) == places
    assert change_docx(REPORT, lang=lang) == change_docx(REPORT, lang=lang)


def test_a_workbook_holds_what_lies_behind_each_figure_and_no_sheet_of_two_families() -> None:
    """Numbers with both ends of their interval; a band has no estimate; a text that begins with "=" stays a text."""
    book = openpyxl.load_workbook(io.BytesIO(change_xlsx(REPORT, lang="en")))

    sheet = [[cell.value for cell in row] for row in book["Political"]]
    assert ["=The accord", "2026-04-01", 0.2, None, 0.5, "20–50%, 11 of 12 counted"] == sheet[1]
    assert ["الاتفاق", "2026-04-01", 0.5, 0.5, 0.5, "50%"] == sheet[2]
    assert ["Attitudes", "Political", "Meanwhile", "To be told first"] == book.sheetnames
    assert "No study." == book["Attitudes"]["A2"].value
    told = list(book["To be told first"].iter_rows(min_row=2, values_only=True))
    *told, (what, partial) = told
    assert [
        ("All of it", "For somebody who reads."),
        ("All of it", "Not measured twice: attitudes."),
        ("The accord", "One coder."),
    ] == told
    assert ("What went on meanwhile", True) == (what, str(partial).startswith("Not all that went on stands here"))
