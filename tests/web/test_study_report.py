"""What a study found, on its page and in both files: the same doubts, the same sections, and how it came about."""

from __future__ import annotations

import io
from dataclasses import replace
from uuid import UUID

import docx
import msgspec
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from docx.oxml.ns import qn

from sulh import __version__
from sulh.papers.page import page_language
from sulh.store.models import Study
from sulh.store.reads import study_reports as reads
from sulh.store.writes import study_answers
from sulh.web.change.study_beside import reproduced
from tests.cast import Cast
from tests.store.studied import studied
from tests.web.people import sign_in
from tests.web.test_change_pages import text

SECTIONS = (
    "How far apart the groups were before anything began",
    "Who answered again",
    "Where these figures come from",
)


@pytest.fixture
def report(cast: Cast) -> UUID:
    """A study that was analysed, without a plan."""
    held = studied(cast)
    held.bring(after=False)
    held.bring(after=True)
    return study_answers.analyse(held.evaluator, held.study)


def taken(client: Client, report: UUID, form: str) -> bytes:
    """A file of the report."""
    return client.get(reverse("study-report-file", args=[report, form])).content


def test_page_and_files_hold_the_same(cast: Cast, report: UUID) -> None:
    """Every section, every doubt that is read first, and how the figures came about: on the page, in Word, in Excel."""
    judge = sign_in(Client(), cast, "evaluator")
    shown = text(judge, "study-report", report)
    body = docx.Document(io.BytesIO(taken(judge, report, "docx"))).element.body
    document = "".join(one.text or "" for one in body.iter(qn("w:t")))
    book = openpyxl.load_workbook(io.BytesIO(taken(judge, report, "xlsx")))
    cells = " ".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    first = ("No lot decided who took part, so", "No plan was laid down before", "Who asked them, and who stood by")
    came = (
        "None was laid down.",
        "Number 1 of this study",
        __version__,
        "95%",
        "With another number the ends of bounds",
    )

    for said in (*first, *came, "12.50, between"):
        assert [True] * 3 == [said in held for held in (shown, document, cells)], said
    assert [True] * 6 == [said in held for said in SECTIONS for held in (shown, document)]
    assert "Where these figures come from" in book.sheetnames
    assert 404 == judge.get(reverse("study-report-file", args=[report, "pdf"])).status_code


def test_a_report_tells_what_it_takes_to_come_to_the_same_figures(cast: Cast, report: UUID) -> None:
    """By which plan and since when, its number, its level, its waves from first to last day, and what nobody kept."""
    held = reads.report(cast.principal("evaluator"), report, "en")
    planned = msgspec.structs.replace(held.findings, plan="c0ffee" * 10, seed=4711, version="")
    words = page_language("en")

    found = {str(term): value.striptags() for term, value in reproduced(words, held)}
    assert ("None was laid down.", "0", __version__) == (
        found["Plan"],
        found["Number with which all drawing begins"],
        found["Made with Sulh"],
    )
    wave = Study.objects.get().waves.get(kind="baseline")
    assert words.when(f"{wave.opens.isoformat()}/{wave.closes.isoformat()}") == found["Before"]
    told = reproduced(words, replace(held, findings=planned, frozen=wave.opens))
    found = {str(term): value.striptags() for term, value in told}
    assert f"Laid down on {words.when(wave.opens.isoformat())}, SHA-256 {'c0ffee' * 10}" == found["Plan"]
    assert ("4711", "not kept") == (found["Number with which all drawing begins"], found["Made with Sulh"])


@pytest.mark.parametrize("tag", ["ar", "fr"])
def test_files_come_in_the_language_of_their_reader(cast: Cast, report: UUID, tag: str) -> None:
    """In Arabic sheets begin on the right; the names of sheets are short enough, and none stands twice."""
    judge = sign_in(Client(), cast, "evaluator", language=tag)
    book = openpyxl.load_workbook(io.BytesIO(taken(judge, report, "xlsx")))

    assert {tag == "ar"} == {bool(sheet.sheet_view.rightToLeft) for sheet in book}
    assert 6 == len(book.sheetnames)
    assert taken(judge, report, "docx") == taken(judge, report, "docx")
