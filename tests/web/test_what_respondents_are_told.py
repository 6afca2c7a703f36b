"""What somebody who answers is told when nothing was answered, when the language or when the number changes."""

from __future__ import annotations

import pytest
from django.test import Client

from sulh.store.models import StudySheet
from tests.cast import Cast, On
from tests.store.responding import TYPED, number_of
from tests.store.studied import Studied, begun
from tests.web.test_responding import agree


@pytest.fixture
def made(cast: Cast, on: On) -> Studied:
    """A study whose first wave begins today."""
    return begun(cast, on)


def test_an_empty_sheet_is_not_kept_and_says_so(made: Studied) -> None:
    """A code alone is nobody's answer; half a number is told to be no whole one."""
    client = agree(number_of(made))
    empty = client.post("/sheet", {"wave": "1", "code": TYPED["code"]})
    half = client.post("/sheet", {"wave": "1", "code": TYPED["code"], "warm_own": "60.5"})

    assert (422, 422, 0) == (empty.status_code, half.status_code, StudySheet.objects.count())
    assert "You have answered nothing. Answer one question at least, or leave." in empty.content.decode()
    assert "Please write a whole number from 0 to 100" in half.content.decode()
    assert TYPED["code"] not in empty.content.decode()


def test_no_language_is_offered_where_choosing_one_would_lose_what_was_typed(made: Studied) -> None:
    """The page of questions leads back to where one reads first, and says what is lost; there all are offered."""
    client = agree(number_of(made))
    questions, first = (client.get(at).content.decode() for at in ("/sheet", "/sheet/first"))

    assert [False, True] == ['name="language"' in page for page in (questions, first)]
    assert "what you have filled in here is lost then" in questions
    assert "You can take your answers out by yourself" in first


def test_whoever_is_inside_with_a_number_that_was_replaced_is_told_and_no_stranger_is(made: Studied) -> None:
    """On every page of theirs; a stranger, and whoever never had it, read that there is nothing here."""
    client, other = agree(number_of(made)), agree(number_of(made, "river"))
    number_of(made)
    told = [client.get(at).content.decode() for at in ("/sheet", "/sheet/first", "/sheet/out")]
    told.append(client.post("/sheet", TYPED | {"wave": "1"}).content.decode())

    assert [True] * 4 == ["This number was replaced meanwhile." in page for page in told]
    assert "replaced" not in Client().get("/sheet").content.decode()
    assert 200 == other.get("/sheet").status_code
    assert 0 == StudySheet.objects.count()


@pytest.mark.django_db
def test_a_fault_of_signing_in_calls_the_account_as_the_page_does() -> None:
    """The list above the form has the names of its fields."""
    page = Client().post("/w/sign-in", {"login": "", "password": ""}).content.decode()

    assert "Username" not in page
    assert 2 <= page.count("Account name")
