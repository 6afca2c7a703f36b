"""What is to be doubted of ties and agreements stands side by side with them, and travels into both files."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from html import unescape

import docx
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from docx.oxml.ns import qn

from sulh.store.models import Coder, Coding, Stipulation
from sulh.store.writes import coding, naming_coders
from tests.adversary.coded import evaluators
from tests.cast import Cast
from tests.store.coded import AS_OF, Coded, laid
from tests.store.tied import tied
from tests.web.people import sign_in
from tests.web.test_change_pages import text

TIES = (
    "A side has fewer than five actors here: chance alone could give nearly anything.",
    "Fewer than ten ties: one more or one less would change the figure.",
    "Only actors and ties that the map lists are counted.",
    "Ties are always missing.",
    "an index inside it may be chance alone, and one beyond it does not say why.",
    "No figure here says what brought a tie about.",
)
AGREEMENT = (
    "Two people score without seeing one another; a third looks at what they differ on.",
    "On the last scored day the two differed on 1 stipulation, and a third looked at it.",
    "On 1 October 2026 3 of 4 stipulations are counted. Whatever the others are, all of it lies between 58% and 83%.",
    "Not the same stipulations are counted on every day",
    "on too few stipulations for an interval (3)",
    "What is not owed yet counts like all the rest.",
)
ITS_PAGE = (  # of the agreement
    "on too few stipulations for an interval (4); 7 pairs of scores over all days.",
    "Not the same stipulations are counted on every day",
    "Over the 3 stipulations that are counted on the first day and on the last: 67%, then 78%.",
    "On 3 of 3 stipulations that are counted, coders wrote the same source, word for word.",
    "One source stands on 3 of 3.",
    "1 of 4 stipulations is owed by several sides, and counts with each of them.",
    "1 stipulation that no side owes stands in no row.",
    "Sides owe different things, or the same ones together: these figures are not to be compared.",
)


def scored(accord: Coded, on: date, *both: Mapping[int, int | None], settled: Mapping[int, int] | None = None) -> None:
    """Score an agreement as of a day, the third settling what they differ on."""
    for number, (coder, values) in enumerate(zip(accord.open(on), both, strict=True), 1):
        accord.score(number, coder, values)
        coding.hand_in(accord.evaluators[number - 1], coder)
    if settled:
        row = Coding.objects.get(on=on)
        naming_coders.name_third(accord.facilitator, row.id, accord.evaluators[2].id)
        third = Coder.objects.get(coding=row, number=3).id
        accord.score(3, third, settled)
        coding.hand_in(accord.evaluators[2], third)


@pytest.fixture
def measured(cast: Cast) -> Cast:
    """Ties across the sides, and an agreement that was scored twice, of which nobody could tell one stipulation."""
    evaluators(cast)
    tied(cast)
    accord = laid(cast, prefix="scorer")
    scored(accord, date(2026, 8, 1), *[{0: 3, 1: 2, 2: 1, 3: 0}] * 2)
    scored(accord, AS_OF, {0: 3, 1: 2, 2: 2, 3: None}, {0: 3, 1: 1, 2: 2, 3: None}, settled={1: 2})
    return cast


def test_the_doubts_of_ties_and_agreements_travel(measured: Cast) -> None:
    """Each of them on the page, in the document before the figures of its family, and in the workbook by name."""
    desk = sign_in(Client(), measured, "facilitator")
    page = text(desk, "change", measured.process.id)
    word, excel = (
        desk.get(reverse("change-report", args=[measured.process.id, form])).content for form in ("docx", "xlsx")
    )
    document = "".join(one.text or "" for one in docx.Document(io.BytesIO(word)).element.body.iter(qn("w:t")))
    assert "\N{MINUS SIGN}0.11 (between \N{MINUS SIGN}0.29 and 0.11" in document
    sheet = openpyxl.load_workbook(io.BytesIO(excel))["To be told first"]
    cells = [(str(what), str(said)) for what, said in sheet.iter_rows(values_only=True)]

    for name, doubts in (("Ties across the sides", TIES), ("The valley accord", AGREEMENT)):
        named = " ".join(said for what, said in cells if what == name)
        for doubt in doubts:
            assert [True] * 3 == [doubt in held for held in (page, document, named)], doubt
        assert document.index(f"What to doubt: {name}") < document.index(doubts[0])
    assert document.index(TIES[0]) < document.index("E–I index of ties")
    assert document.index(AGREEMENT[-1]) < document.index("50%, 4 of 4 counted")


def test_the_page_of_an_agreement_tells_what_its_figures_do_not(measured: Cast) -> None:
    """What can be compared of days and sides, on what two coders rest; and so does the table that is taken along."""
    judge, accord = sign_in(Client(), measured, "evaluator"), Coding.objects.order_by("on")[0].agreement_id
    page = unescape(text(judge, "carried-out", accord))

    assert [] == [said for said in ITS_PAGE if said not in page]
    one = Stipulation.objects.get(agreement=accord, number=1).id
    assert "All who scored it wrote the same source, word for word." in text(judge, "stipulation", one)
    taken = judge.get(reverse("stipulations-file", args=[accord, "xlsx"])).content
    told = [str(one) for (one,) in openpyxl.load_workbook(io.BytesIO(taken))["about"].iter_rows(values_only=True)]
    assert ["The valley accord: how far it is carried out", "As of 1 October 2026: 78% · 3 of 4 counted"] == told[:2]
    assert [] == [said for said in (*AGREEMENT, *ITS_PAGE) if said not in " ".join(told)]


@pytest.mark.parametrize(("language", "leftward"), [("ar", True), ("en", False), ("fr", False)])
def test_workbooks_begin_where_their_reader_does(measured: Cast, language: str, leftward: bool) -> None:
    """Side by side, and ties: all sheets from the right in Arabic; stipulations, which programs read, from the left."""
    judge = sign_in(Client(), measured, "evaluator", language=language)
    agreement = Coding.objects.first()
    assert agreement is not None
    at = (
        reverse("change-report", args=[measured.process.id, "xlsx"]),
        reverse("structures-take", args=[measured.process.id]),
        reverse("stipulations-file", args=[agreement.agreement_id, "xlsx"]),
    )
    sides = [
        {bool(sheet.sheet_view.rightToLeft) for sheet in openpyxl.load_workbook(io.BytesIO(judge.get(one).content))}
        for one in at
    ]
    assert [{leftward}, {leftward}, {False}] == sides
