"""What somebody who answers is told when nothing was answered, when the language or when the number changes."""

from __future__ import annotations

import pytest
from django.test import Client

from sulh.store.models import Study, StudySheet
from tests.cast import Cast, On
from tests.store.responding import TYPED, number_of
from tests.store.studied import Studied, begun
from tests.web.people import agree as said_yes
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


def test_a_code_that_is_missing_is_told_as_missing_and_what_a_code_looks_like(made: Studied) -> None:
    """Sending and taking out alike; what never stood in the field is not said to have gone from it."""
    client = agree(number_of(made))
    sent = client.post("/sheet", TYPED | {"wave": "1", "code": " "}).content.decode()
    out = client.post("/sheet/out", {"code": ""}).content.decode()
    short = client.post("/sheet/out", {"code": "x"}).content.decode()

    assert [True] * 2 == ["Your code is missing. It looks like this: FA07HE." in page for page in (sent, out)]
    assert [False, False, True] == ["The field is empty again" in page for page in (sent, out, short)]


def test_how_a_code_is_made_stands_before_everything_else_and_does_not_repeat_its_label(made: Studied) -> None:
    """On a telephone the field is on the first screen: one paragraph stands above it, and what else there is below."""
    page = agree(number_of(made)).get("/sheet").content.decode()
    above = page[page.index("<h1>") : page.index('id="code"')]

    assert 1 == above.count("<p>")
    assert "The same each time" in above
    assert 1 == above.count("Your own code")
    assert page.index('id="code"') < page.index("what you have filled in here is lost then")


@pytest.mark.parametrize("tags", [("en",), ("en", "fr")])
def test_of_one_language_nobody_chooses_and_none_is_promised(made: Studied, tags: tuple[str, ...]) -> None:
    """The way leads straight to what one reads; of two languages it asks, and says until when it can change."""
    number = number_of(made)
    Study.objects.update(languages=",".join(tags))
    client = Client()
    entered = client.post("/", {"code": number}).headers["Location"]
    choice, first = (client.get(at).content.decode() for at in ("/language", "/sheet/first"))
    said_yes(client)
    questions = client.get("/sheet").content.decode()

    assert (entered, False) == ("/home" if len(tags) == 1 else "/language", "on every page" in choice)
    assert [len(tags) > 1] * 2 == ["until the questions begin" in choice, 'name="language"' in first]
    assert (len(tags) > 1) is ("Another language" in questions)


def test_whoever_has_answered_may_close_the_page(made: Studied) -> None:
    """The one big button of the page before is gone: for whom the device is not lent there is nothing left to press."""
    sent = agree(number_of(made)).post("/sheet", TYPED | {"wave": "1"}).content.decode()

    assert "You may close this page." in sent
    assert 'class="button main"' not in sent
    assert sent.index("You may close this page.") < sent.index("Next person")


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
