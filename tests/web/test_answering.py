from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sulh.store.models import Round, Sitting, Statement, Vote
from sulh.store.writes import votes
from tests.cast import TEXTS, Cast
from tests.web.people import enter, sign_in

ENGLISH = [texts[1] for texts in TEXTS]


def fields(page: str) -> dict[str, str]:
    """Return the hidden fields of the form on a page."""
    return dict(re.findall(r'<input type="hidden" name="(round|statement)" value="([^"]+)"', page))


def shown(page: str) -> str:
    """Return the statement on a page."""
    (found,) = re.findall(r'<blockquote class="statement"><p[^>]*>(.*?)</p>', page)
    return str(found)


def _say(client: Client, page: str, answer: str, **other: Any) -> Any:
    return client.post("/answer", {**fields(page), "answer": answer, **other})


def _kept() -> list[int]:
    return sorted(Vote.objects.values_list("value", flat=True))


@pytest.fixture
def first(client: Client, cast: Cast) -> str:
    """The first page of somebody who has come in."""
    cast.round()
    return str(enter(client, cast, "hill").get("/answer").content.decode())


def test_the_answer_to_an_answer_holds_the_next_statement(client: Client, cast: Cast, first: str) -> None:
    """Three statements, three answers of 200, each with another statement, and at the end a page that says so."""
    del cast
    seen, page = [shown(first)], first
    for answer in ("agree", "disagree"):
        told = _say(client, page, answer)
        assert 200 == told.status_code
        page = told.content.decode()
        assert "Saved." in page
        seen.append(shown(page))
    assert sorted(ENGLISH) == sorted(seen)
    assert "answered everything" in _say(client, page, "pass").content.decode()
    assert [-1, 0, 1] == _kept()


def test_every_acknowledgement_has_the_same_size(client: Client, cast: Cast, first: str) -> None:
    """Agree, disagree, pass, another and done for now are answered in whole blocks of 4 KB, uncompressed."""
    del cast
    sizes = set()
    for answer in ("agree", "disagree", "pass", "another", "done"):
        told = _say(client, first, answer, headers={"Accept-Encoding": "gzip"})
        assert "Content-Encoding" not in told
        sizes.add(len(told.content))
    assert all(size % 4096 == 0 for size in sizes)


def test_a_replayed_form_changes_nothing(client: Client, cast: Cast, first: str) -> None:
    """A reload sends the same form again: one row, and the same next statement."""
    del cast
    once, twice = (_say(client, first, "agree").content.decode() for _ in range(2))
    assert shown(once) == shown(twice)
    assert [1] == _kept()


def test_two_devices_of_one_seat_have_one_answer(client: Client, cast: Cast, first: str) -> None:
    """The later answer holds, whichever device it came from."""
    other = enter(Client(), cast, "hill")
    _say(client, first, "agree")
    _say(other, first, "disagree")
    assert [-1] == _kept()


def test_another_shows_another_and_keeps_nothing(client: Client, cast: Cast, first: str) -> None:
    """Passing over all of them leads round to the first; nothing is stored, and no sitting has begun."""
    del cast
    page, seen = first, [shown(first)]
    for _ in range(3):
        page = _say(client, page, "another").content.decode()
        seen.append(shown(page))
    assert seen[0] == seen[3]
    assert 3 == len(set(seen))
    assert not Sitting.objects.exists()


def test_done_for_now_ends_the_sitting(client: Client, cast: Cast, first: str) -> None:
    """Somebody who has enough is thanked, counts as finished and may go on."""
    del cast
    page = _say(client, first, "agree").content.decode()
    assert "is kept" in _say(client, page, "done").content.decode()
    assert [True] == list(Sitting.objects.values_list("finished", flat=True))
    assert shown(page) in client.get("/answer").content.decode()


def test_statements_come_in_the_readers_language(client: Client, cast: Cast) -> None:
    """In Arabic the statement, its direction and the words of the page are Arabic."""
    cast.round()
    page = enter(client, cast, "hill", language="ar").get("/answer").content.decode()
    assert shown(page) in [texts[0] for texts in TEXTS]
    assert 'dir="rtl"' in page


@pytest.mark.parametrize(
    ("state", "words"), [("closed", "nothing to answer"), ("paused", "paused"), ("draft", "nothing to answer")]
)
def test_without_an_open_round_the_page_says_so(client: Client, cast: Cast, state: str, words: str) -> None:
    """Between rounds nobody is left with an empty page or an error."""
    cast.round(state=state)
    told = enter(client, cast, "hill").get("/answer")
    assert 200 == told.status_code
    assert words in told.content.decode()


@pytest.mark.parametrize("state", ["closed", "paused"])
def test_an_old_tab_stores_nothing(client: Client, cast: Cast, first: str, state: str) -> None:
    """An answer sent after the close or during a pause is told plainly, and is not there."""
    del cast
    Round.objects.update(state=state)
    told = _say(client, first, "agree")
    assert 409 == told.status_code
    assert "not saved" in told.content.decode()
    assert [] == _kept()


def test_ids_of_elsewhere_are_nothing_here(client: Client, both: Cast) -> None:
    """Another dialogue's round or statement, the other side's caucus, an unknown id: one and the same page."""
    assert both.other is not None
    own, foreign, caucus = both.round(), both.other.round(), both.round(side="river")
    enter(client, both, "hill")
    statement, strange = both.statements[0].id, both.other.statements[0].id
    pages = {
        (told.status_code, re.sub(r'value="[A-Za-z0-9]{64}"', "", told.content.decode()))
        for one, other in ((foreign.id, strange), (own.id, strange), (caucus.id, statement), (uuid4(), statement))
        for told in [client.post("/answer", {"round": one, "statement": other, "answer": "agree"})]
    }
    assert [404] == [status for status, _ in pages]
    assert [] == _kept()


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"answer": "maybe"}, 400),
        ({"answer": ""}, 400),
        ({"answer": "1"}, 400),
        ({"answer": "agree\x00"}, 400),
        ({"answer": ["pass", "2"]}, 400),
        ({"statement": "7"}, 404),
        ({"statement": "\x00"}, 404),
        ({"round": "'; drop table"}, 404),
        ({"round": ""}, 404),
        ({"statement": "x" * 100_000}, 404),
    ],
)
def test_what_cannot_be_an_answer_is_none(
    client: Client, cast: Cast, first: str, changed: dict[str, Any], status: int
) -> None:
    """Wrong types, null bytes and long texts are told plainly, and nothing is stored."""
    del cast
    assert status == _say(client, first, "agree", **changed).status_code if "answer" not in changed else True
    assert status == client.post("/answer", {**fields(first), "answer": "agree", **changed}).status_code
    assert [] == _kept()


def test_a_database_that_does_not_take_it_is_never_saved(
    client: Client, cast: Cast, first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Locked, full or away: 503 with "not saved", and afterwards the same form works."""
    del cast

    def locked(*_: object) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as patched:
        patched.setattr(votes._committer, "_write", locked)
        told = _say(client, first, "agree")
        assert 503 == told.status_code
        assert "not saved" in told.content.decode()
        assert "Saved." not in told.content.decode()
    assert [] == _kept()
    assert 200 == _say(client, first, "agree").status_code


@pytest.mark.parametrize("name", ["facilitator", "cofacilitator", "translator", "administrator"])
def test_staff_find_nothing_to_answer(client: Client, cast: Cast, name: str) -> None:
    """The third party takes no position: neither the page nor a form made by hand."""
    opened = cast.round()
    sign_in(client, cast, name)
    form = {"round": opened.id, "statement": cast.statements[0].id, "answer": "agree"}
    assert [404, 404] == [client.get("/answer").status_code, client.post("/answer", form).status_code]
    assert [] == _kept()


def test_markup_in_a_statement_is_text(client: Client, cast: Cast) -> None:
    """What somebody wrote is shown as they wrote it, and nothing of it is executed."""
    cast.statements = cast.statements[:1]
    text = cast.statements[0].texts.get(language="en")
    cast.sealer.put(text, text="<script>alert(1)</script> & more")
    text.save()
    cast.round()
    page = enter(client, cast, "hill").get("/answer").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" == shown(page)


def test_the_last_statement_offers_no_other(client: Client, cast: Cast, first: str) -> None:
    """Where nothing else waits, "another" would lead to the same; it is not there."""
    del cast
    page = _say(client, _say(client, first, "agree").content.decode(), "agree").content.decode()
    assert 'value="another"' in first
    assert 'value="another"' not in page


def test_an_answer_costs_a_handful_of_queries(
    client: Client, cast: Cast, first: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Session, seat, situation, statements; two looks under lock and the row; the next text: eight, and a savepoint."""
    del cast
    page = _say(client, first, "agree").content.decode()
    with django_assert_num_queries(8 + 2):
        assert 200 == _say(client, page, "agree").status_code


def test_a_withdrawn_statement_is_not_shown(client: Client, cast: Cast) -> None:
    """What was taken out of circulation is put to nobody."""
    cast.round()
    Statement.objects.filter(pk__in=[one.pk for one in cast.statements[1:]]).update(state="withdrawn")
    page = enter(client, cast, "hill").get("/answer").content.decode()
    assert ENGLISH[0] == shown(page)
    assert "answered everything" in _say(client, page, "agree").content.decode()
