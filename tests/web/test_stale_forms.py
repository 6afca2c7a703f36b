"""A page that one person left open in a tab does nothing for the next person who comes in with the same browser."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from sulh.store.models import Delivery, Seat, Sitting, Statement, Vote
from tests.cast import TEXTS, Cast
from tests.web.people import enter

STALE = "before somebody came in here"
LIMIT = 14 * 1024
Form = dict[str, str]


@pytest.fixture
def browser(cast: Cast) -> Client:
    """A browser that sends the tokens of forms as a real one does, in a dialogue with an open round."""
    cast.round()
    return Client(enforce_csrf_checks=True)


def form(page: Any, action: str) -> Form:
    """Return what a form of a page holds as it stands: its token, and what it is about."""
    (inside,) = re.findall(rf'<form[^>]*action="{action}"[^>]*>(.*?)</form>', page.content.decode(), re.DOTALL)[:1]
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', inside))


def come_in(browser: Client, cast: Cast, who: str) -> None:
    """Type an entry number at the entrance, whoever is inside; choose a language once."""
    browser.cookies.pop("s", None)
    token = form(browser.get("/"), "/")
    assert 302 == browser.post("/", token | {"code": cast.codes[who]}).status_code


def votes() -> list[tuple[object, int]]:
    """Return whose answers are there."""
    return list(Vote.objects.values_list("seat_id", "value"))


def test_an_answer_of_an_old_tab_counts_for_nobody(browser: Client, cast: Cast) -> None:
    """The one who was there first answers in their old tab: nothing is saved, and the one inside is asked anew."""
    come_in(browser, cast, "hill")
    old = form(browser.get("/answer"), "/answer")
    come_in(browser, cast, "river")

    told = browser.post("/answer", old | {"answer": "disagree"})

    words = told.content.decode()
    assert 409 == told.status_code
    assert STALE in words
    assert any(texts[1] in words for texts in TEXTS)
    assert ([], False) == (votes(), Sitting.objects.exists())


def test_the_question_beside_the_refusal_is_of_whoever_is_inside(browser: Client, cast: Cast) -> None:
    """Answered, it counts for the one who came in last; the page is padded and light."""
    come_in(browser, cast, "hill")
    old = form(browser.get("/answer"), "/answer")
    come_in(browser, cast, "river")
    told = browser.post("/answer", old | {"answer": "disagree"})

    saved = browser.post("/answer", form(told, "/answer") | {"answer": "agree"})

    assert 200 == saved.status_code
    assert STALE not in saved.content.decode()
    assert [(cast.seats["river"].id, 1)] == votes()
    assert 0 == len(told.content) % 4096
    assert len(told.content.rstrip()) < LIMIT


def test_one_s_own_tab_goes_on(browser: Client, cast: Cast) -> None:
    """Two tabs of one stay: each answers, whichever was opened first."""
    come_in(browser, cast, "hill")
    one, other = (form(browser.get("/answer"), "/answer") for _ in range(2))

    assert [200, 200] == [browser.post("/answer", tab | {"answer": "agree"}).status_code for tab in (other, one)]
    assert [(cast.seats["hill"].id, 1)] == votes()


def test_the_old_tab_does_nothing_after_one_has_come_in_again(browser: Client, cast: Cast) -> None:
    """A stay is bound to one coming in: a tab from before is told so, and its answer is given once more by hand."""
    come_in(browser, cast, "hill")
    old = form(browser.get("/answer"), "/answer")
    come_in(browser, cast, "hill")

    assert 409 == browser.post("/answer", old | {"answer": "agree"}).status_code
    assert [] == votes()


@pytest.mark.parametrize("address", ["/leave", "/propose", "/own", "/agree"])
def test_no_other_form_of_an_old_tab_does_anything(browser: Client, cast: Cast, address: str) -> None:
    """Above all not the one that erases: the one inside stays, and nothing is proposed in their name."""
    come_in(browser, cast, "hill")
    old = form(browser.get("/leave"), "/leave")
    come_in(browser, cast, "river")
    before = Statement.objects.count()

    told = browser.post(address, old | {"asks": "need", "text": "Shade at the stop", "language": "en"})

    assert 409 == told.status_code
    assert STALE in told.content.decode()
    assert before == Statement.objects.count()
    assert not Seat.objects.filter(left=True).exists()


def test_what_waits_on_a_telephone_goes_out_under_its_own_seat_only(browser: Client, cast: Cast) -> None:
    """Delivered from an old tab it is refused so that the telephone keeps it; the same once more, in its own stay."""
    come_in(browser, cast, "hill")
    old = form(browser.get("/answer"), "/answer")
    waiting = {name: old[name] for name in ("round", "statement")} | {"answer": "agree", "token": uuid4().hex}
    come_in(browser, cast, "river")

    refused = browser.post("/deliver", old | waiting)
    come_in(browser, cast, "hill")
    again = browser.post("/deliver", form(browser.get("/answer"), "/answer") | waiting)

    assert (403, 200) == (refused.status_code, again.status_code)
    assert [(cast.seats["hill"].id, 1)] == votes()
    assert 1 == Delivery.objects.count()


def test_at_a_shared_device_a_page_of_the_one_before_answers_nothing(browser: Client, cast: Cast) -> None:
    """Kept open in another tab, it is refused once the next person sits there."""
    enter(browser, cast, "assistant")
    sit_down(browser, cast, "hill")
    old = form(browser.get("/answer"), "/answer")
    browser.post("/station/back", form(browser.get("/answer"), "/station/back"))
    sit_down(browser, cast, "river")

    told = browser.post("/answer", old | {"answer": "disagree"})

    assert 409 == told.status_code
    assert STALE in told.content.decode()
    assert [] == votes()


def sit_down(browser: Client, cast: Cast, who: str) -> None:
    """Type a number on the page between two people."""
    sent = browser.post("/station", form(browser.get("/station"), "/station") | {"code": cast.codes[who]})
    assert 302 == sent.status_code


def test_an_old_entrance_lets_nobody_into_the_stay_of_another(browser: Client, cast: Cast) -> None:
    """A number typed on an entrance that was open before somebody came in: told, with the way on and the way out."""
    old = form(browser.get("/"), "/")
    come_in(browser, cast, "hill")

    told = browser.post("/", old | {"code": cast.codes["river"]})

    assert 409 == told.status_code
    assert 'href="/home"' in told.content.decode()
    assert "quick exit" in told.content.decode()


def test_a_stranger_with_an_old_form_is_told_that_it_is_too_old(browser: Client) -> None:
    """Nobody is inside: the page says nothing of anybody who was."""
    browser.get("/")
    told = browser.post("/", {"code": "1", "csrfmiddlewaretoken": "x" * 64})

    assert 403 == told.status_code
    assert STALE not in told.content.decode()
