"""A sheet of a study on paper: what it promises is true of paper, and it can be typed in and read back."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from sulh.instruments import questionnaire
from tests.cast import Cast
from tests.store.studied import studied
from tests.web.people import sign_in
from tests.web.test_change_pages import text

UNTRUE = {"en": "as you write it.", "fr": "tel que vous l’écrivez.", "ar": "لا يُحفظ كما تكتبونه."}


@pytest.mark.parametrize("tag", ["en", "fr", "ar"])
def test_a_sheet_promises_nothing_that_is_untrue_on_paper(cast: Cast, tag: str) -> None:
    """Whoever types it in reads it; the code stands on it; what the study is called does not, in any language."""
    made = studied(cast)
    page = text(sign_in(Client(), cast, "evaluator"), "study-paper", made.study, tag)
    code = questionnaire("short").code[tag]

    assert "Neighbours" not in page
    assert questionnaire("short").consent[2][tag] not in page
    assert code not in page
    assert code.removesuffix(UNTRUE[tag])[:60] in page
    assert 3 == page.count("________")  # for the number of the group, and twice as long for the code
    assert 1 == page.count(
        {"en": "agree to take part.", "fr": "j’accepte de participer.", "ar": "وأوافق على المشاركة."}[tag]
    )


def test_each_box_stands_under_its_drawing_with_its_number_in_the_direction_of_the_text(cast: Cast) -> None:
    """In Arabic the first drawing is read first, from the right; its number says which end of the scale it is."""
    made = studied(cast)
    page = text(sign_in(Client(), cast, "evaluator"), "study-paper", made.study, "ar")
    drawn = re.findall(r'<span class="drawn"><svg.*?</svg><span class="tick">(.)</span></span>', page, re.DOTALL)

    assert list("١٢٣٤٥٦٧") == drawn
    assert '<p dir="ltr">' not in page
    assert 9 == len(re.findall(r"<li><p><b>[٠-٩]+</b>", page))


def test_a_path_breaks_behind_its_sign(cast: Cast) -> None:
    """Where it takes two lines on a telephone, the first ends with the sign and the second begins with a place."""
    made = studied(cast)
    page = text(sign_in(Client(), cast, "evaluator"), "study-group", made.groups["hill", "participants"])
    steps = re.findall(r"<li>(.*)</li>", page[page.index('class="crumbs"') : page.index("<h1")])

    assert 2 == len(steps)
    assert [True, False] == [one.endswith("\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}</i>") for one in steps]
    assert all(one.startswith("<a ") for one in steps)


def test_the_sheet_is_no_secret_of_a_stranger(cast: Cast) -> None:
    """Whoever has no part in the process is told that there is nothing here."""
    made = studied(cast)
    assert 404 == Client().get(reverse("study-paper", args=[made.study, "en"])).status_code
