"""One device passed from person to person: nothing of one is left for the next, and the assistant sees no answer."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from sulh.store.models import Vote
from tests.cast import Cast
from tests.web.people import enter

HAND = "Hand the device to the next person"


def sit_down(client: Client, cast: Cast, who: str) -> str:
    """Let a person sit down with their own number; return the page they come to."""
    client.post(reverse("station"), {"code": cast.codes[who]})
    return client.get(reverse("answer")).content.decode()


def answered(client: Client, cast: Cast, round_id: object, value: str) -> int:
    """Answer the first statement; return the status."""
    form = {"round": str(round_id), "statement": str(cast.statements[0].id), "answer": value}
    return client.post(reverse("answer"), form).status_code


def test_two_people_answer_on_one_device(client: Client, cast: Cast) -> None:
    """One after the other sits down, answers and hands the device back; both answers count, each for its own seat."""
    opened = cast.round()
    enter(client, cast, "assistant")
    for who, value in (("hill", "agree"), ("river", "disagree")):
        assert 'name="statement"' in sit_down(client, cast, who)
        assert 200 == answered(client, cast, opened.id, value)
        client.post(reverse("station-back"))

    kept = {vote.seat_id: vote.value for vote in Vote.objects.all()}
    assert {cast.seats["hill"].id: 1, cast.seats["river"].id: -1} == kept
    assert HAND in client.get(reverse("station")).content.decode()


def test_nothing_of_one_person_is_left_for_the_next(client: Client, cast: Cast) -> None:
    """After a device was handed back, no address shows anything of the person before; their cookie opens nothing."""
    opened = cast.round()
    enter(client, cast, "assistant")
    sit_down(client, cast, "hill")
    answered(client, cast, opened.id, "agree")
    cookie = client.cookies["s"].value
    client.post(reverse("station-back"))

    pages = [client.get(reverse(name)) for name in ("answer", "own", "propose", "shared", "leave", "agree")]
    assert all(str(cast.statements[0].id) not in page.content.decode() for page in pages)
    old = Client()
    old.cookies["s"] = cookie
    assert reverse("entrance") == old.get(reverse("home")).headers["Location"]


def test_a_person_who_walks_away_is_forgotten(client: Client, cast: Cast, at: Callable[..., None]) -> None:
    """After three minutes without a touch the device is between two people again, and the assistant goes on."""
    cast.round()
    enter(client, cast, "assistant")
    page = sit_down(client, cast, "hill")
    at(minutes=4)

    assert 'http-equiv="refresh"' in page
    assert reverse("station") == client.get(reverse("home")).headers["Location"]
    assert HAND in client.get(reverse("station")).content.decode()


def test_nothing_is_kept_on_a_shared_device(client: Client, cast: Cast) -> None:
    """The queue of answers, which writes on a telephone of one's own, is not loaded at a shared device."""
    cast.round()
    enter(client, cast, "assistant")

    assert "queue.js" not in sit_down(client, cast, "hill")
    assert "queue.js" in enter(Client(), cast, "hill").get(reverse("answer")).content.decode()


@pytest.mark.parametrize("code", ["0712 0002 0000 0001", "0000 0000 0000 0000", "0712 0001 0000 0003", "x", ""])
def test_only_people_of_this_dialogue_sit_down(client: Client, both: Cast, code: str) -> None:
    """A number of another process, of nobody, of a reader, and nonsense are told the same."""
    enter(client, both, "assistant")
    pages = [client.post(reverse("station"), {"code": typed}) for typed in (code, "9999 9999 9999 9999")]

    assert [403, 403] == [page.status_code for page in pages]
    assert len(pages[0].content) == len(pages[1].content)


@pytest.mark.parametrize("who", ["hill", "hill-reader", "owner"])
def test_nobody_else_opens_a_device(client: Client, cast: Cast, who: str) -> None:
    """A shared device is opened by an assistant alone."""
    enter(client, cast, who)

    assert 404 == client.get(reverse("station")).status_code
    assert 404 == client.post(reverse("station"), {"code": cast.codes["river"]}).status_code


def test_an_assistant_sees_no_answer(client: Client, cast: Cast) -> None:
    """Where answers are, an assistant finds nothing."""
    cast.round()
    enter(client, cast, "assistant")

    assert [404, 404] == [client.get(reverse(name)).status_code for name in ("answer", "own")]
