"""The report of a study as a document and a workbook: doubts first, all that the page has, from the right in Arabic."""

from __future__ import annotations

import io
from datetime import date

import docx
import openpyxl
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from msgspec.structs import replace

from sulh.formats.study_report import ResultRow, Section, StudyPaper, StudyResult, study_docx, study_xlsx

RESULT = StudyResult(
    name="=Trust",
    when="At the end, 1 May 2026",
    kind="Change, beside nobody",
    tags=("Planned",),
    asked=("How far do you trust them?",),
    doubts=("Few groups.",),
    reading="It may be chance.",
    rows=(
        ResultRow(
            "All who took part",
            "0.50, between -0.10 and 1.10",
            "40 people",
            "Change, beside nobody",
            "It may be chance.",
            ("Few groups.",),
            *(-0.1, 0.5, 1.1, 0.0999951, 0.0004),
            tags=("Planned",),
            how="From the spread between groups of people.",
        ),
        ResultRow("الجبل", "Too few to say.", "", "Change, beside nobody", tags=("Not planned",)),
    ),
    beside=(ResultRow("", "From the spread between groups of people.", ""),),
)
REPORT = StudyPaper(
    title="Neighbours",
    process="The valley talks",
    on=date(2026, 6, 1),
    number=2,
    about=("All of this is about those who took part.",),
    first=("Some things got better and others got worse at once.",),
    change=Section(name="By how much", sheet="Change", texts=("No effect.",), heads=("Day",), rows=(("1 May",),)),
    results=(RESULT,),
    sections=(
        Section(name="Whether closeness builds on closeness", sheet="Closeness", texts=("It may be summed.",)),
        Section(
            name="Who answered again",
            sheet="Who answered again",
            heads=("Who", "Again"),
            rows=(("Hill", "٩ of ١٠"), ("River", "fewer than 5")),
            columns=("Answered",),
            numbers=((9,), (None,)),
        ),
    ),
)


@pytest.mark.parametrize("lang", ["ar", "en", "fr"])
def test_a_document_says_first_of_whom_it_tells_and_what_to_doubt(lang: str) -> None:
    """Of whom, what to read first, doubts before the figures they are about, what stands beside; each time alike."""
    written = study_docx(REPORT, lang=lang)
    body = docx.Document(io.BytesIO(written)).element.body
    everything = "".join(one.text or "" for one in body.iter(qn("w:t")))

    order = ("all of this", "some things", "no effect", "few groups", "0.50, between", "from the spread", "it may be s")
    assert "between \N{MINUS SIGN}0.10" in everything, "no line parts a number from its sign"
    places = [everything.lower().find(one) for one in order]
    assert -1 not in places
    assert sorted(places) == places
    assert written == study_docx(REPORT, lang=lang)
    turned = {"ar": 3, "en": 0, "fr": 0}[lang]
    assert turned == len(body.xpath("./w:tbl/w:tblPr/w:bidiVisual"))


def test_a_workbook_has_a_sheet_a_section_and_numbers_beside_their_words() -> None:
    """Numbers are numbers, none where nothing can be said; "=" stays a text."""
    book = openpyxl.load_workbook(io.BytesIO(study_xlsx(REPORT, lang="en")))

    assert ["Read this first", "What was found", "Change", "Closeness", "Who answered again"] == book.sheetnames
    rows = [[cell.value for cell in row] for row in book["What was found"]]
    own = ["=Trust", "At the end, 1 May 2026"]
    words = ["All who took part", "0.50, between -0.10 and 1.10", "40 people"]
    assert [*own, *words, -0.1, 0.5, 1.1, 0.1, "below 0.001"] == rows[1][:10]
    assert "0.000" == book["What was found"]["I2"].number_format, "three decimals, as on the page, zeros too"
    assert [*own, "الجبل", "Too few to say.", None, None, None, None, None, None] == rows[2][:10]
    assert "From the spread between groups of people." == rows[3][3]
    assert [("Day",), ("1 May",), ("No effect.",)] == list(book["Change"].iter_rows(values_only=True))
    again = [("Who", "Again", "Answered"), ("Hill", "٩ of ١٠", 9), ("River", "fewer than 5", None)]
    assert again == list(book["Who answered again"].iter_rows(values_only=True))


def test_a_verdict_stands_in_the_row_that_it_is_about_and_in_no_other() -> None:
    """Which way all point is said of all: not of a side, which no plan names, nor of how the interval came about."""
    book = openpyxl.load_workbook(io.BytesIO(study_xlsx(REPORT, lang="en")))
    rows = [[cell.value for cell in row][10:] for row in book["What was found"]]

    asked, how = "How far do you trust them?", "From the spread between groups of people."
    assert ["In the plan", "As it was asked", "How the interval came about"] == rows[0][3:]
    assert ["Change, beside nobody", "It may be chance.", "Few groups.", "Planned", asked, how] == rows[1]
    assert ["Change, beside nobody", None, None, "Not planned", asked, None] == rows[2]
    assert [None, None, None, None, asked, None] == rows[3]


def test_a_document_says_of_which_process_it_is_and_who_wrote_it() -> None:
    """Beneath the title and before what has to be told: nobody is named."""
    held = docx.Document(io.BytesIO(study_docx(REPORT, lang="en")))

    assert "The valley talks. Written by evaluators of this process." == held.paragraphs[2].text
    assert ("", "What a study found") == (held.core_properties.author, held.core_properties.title)


@pytest.mark.parametrize(("lang", "leftward"), [("ar", True), ("en", False), ("fr", False)])
def test_a_workbook_begins_where_its_language_does(lang: str, leftward: bool) -> None:
    """Every sheet of a workbook in Arabic begins on the right, and no other one."""
    book = openpyxl.load_workbook(io.BytesIO(study_xlsx(REPORT, lang=lang)))

    assert {leftward} == {bool(sheet.sheet_view.rightToLeft) for sheet in book}


@pytest.mark.parametrize(("lang", "title"), [("ar", "Neighbours"), ("fr", "الجيران")])
def test_a_title_in_other_letters_begins_where_the_document_does(lang: str, title: str) -> None:
    """A Latin title of an Arabic document stands on the right, an Arabic one of a French document on the left."""
    head, *_ = docx.Document(io.BytesIO(study_docx(replace(REPORT, title=title), lang=lang))).paragraphs
    own, *_ = docx.Document(io.BytesIO(study_docx(replace(REPORT, title=title), lang="en"))).paragraphs

    assert WD_ALIGN_PARAGRAPH.RIGHT == head.alignment, "where the paragraph itself ends, whichever way it runs"
    assert (own.alignment is None) == (title == "Neighbours")
