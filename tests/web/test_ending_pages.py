"""The two pages that end a process, and how it answers afterwards: to its people, their open tabs, and strangers."""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sulh.store.models import Ending, LogRecord, Process, Vote
from sulh.store.writes.ending import close
from tests.adversary.ground import bare, lay, stand
from tests.cast import Cast
from tests.web.people import enter, sign_in

NAME = "Valley talks"
GONE = b"Everything of it is deleted"
SEATED = ("hill", "river", "hill-reader", "assistant")


def address(cast: Cast, name: str = "process-purge") -> str:
    """Return where a page of the process is."""
    return reverse(name, kwargs={"process_id": cast.process.id})


def purged(cast: Cast, client: Client, typed: str = NAME) -> Any:
    """Type a name into the form of a facilitator and send it."""
    return sign_in(client, cast, "facilitator").post(address(cast), {"typed": typed})


@pytest.mark.parametrize("name", ["process-close", "process-purge"])
def test_the_password_is_asked_for_again(cast: Cast, name: str) -> None:
    """Whoever finds a browser signed in neither sees these pages nor sends their forms."""
    lay(cast)
    door = stand(cast, "facilitator")
    for response in (door.get(address(cast, name)), door.post(address(cast, name), {"typed": NAME})):
        assert (302, True) == (response.status_code, "/w/sign-in/again" in response["Location"])

    assert not Ending.objects.exists()
    assert Process.objects.get(pk=cast.process.pk).closed is None


def test_the_page_of_closing_says_what_closes_and_until_when(cast: Cast, client: Client) -> None:
    """Rounds, the day, what stays: all of it before the button, and afterwards the day on the process's page."""
    cast.round()
    sign_in(client, cast, "facilitator")
    shown = client.get(address(cast, "process-close")).content.decode()
    led = client.post(address(cast, "process-close"))
    process = client.get(address(cast, "process")).content.decode()

    assert "Everything is kept for 90 more days" in shown
    assert "1 open round" in shown
    assert (302, True) == (led.status_code, address(cast, "process") in led["Location"])
    assert "then it is deleted, and nobody can bring it back" in process
    assert "Water round table" in process
    assert "Close the process" not in process
    assert "Emergency: delete it at once" in process
    assert "deleted on" in client.get("/w/").content.decode()


def test_nobody_writes_in_a_closed_process(cast: Cast, client: Client) -> None:
    """Forms from before the closure are told that it has ended, and nothing of them is kept."""
    opened = cast.round()
    hill = enter(client, cast, "hill")
    question = hill.get("/answer").content.decode()
    close(cast.principal("facilitator"), cast.process.id)
    answered = hill.post("/answer", {"answer": "agree", "statement": str(cast.statements[0].id), "round": opened.id})
    proposed = hill.post("/propose", {"asks": "need", "text": "One more thing"})
    before = LogRecord.objects.count()
    facilitator = sign_in(Client(), cast, "facilitator")
    named = facilitator.post(address(cast, "process-name"), {"name": "Another", "stamp": "x"})
    again = facilitator.post(address(cast, "process-close"))

    assert cast.statements
    assert "<form" in question
    assert {409} == {answered.status_code, proposed.status_code, named.status_code, again.status_code}
    assert b"This has ended" in proposed.content
    assert not Vote.objects.exists()
    assert before == LogRecord.objects.count()


def test_a_closed_process_is_still_read(cast: Cast) -> None:
    """Every page on which somebody only reads answers as before."""
    ground = lay(cast)
    close(cast.principal("facilitator"), cast.process.id)
    facilitator = sign_in(Client(), cast, "facilitator")
    at = {"dialogue_id": cast.dialogue.id}
    pages = ["dialogue", "statements", "rounds", "results", "publications", "sessions", "harm-check"]
    answers = {name: facilitator.get(reverse(name, kwargs=at)).status_code for name in pages}
    answers |= {
        name: facilitator.get(address(cast, name)).status_code for name in ("process", "process-log", "process-staff")
    }

    assert dict.fromkeys(answers, 200) == answers
    hill = enter(Client(), cast, "hill")
    assert 200 == hill.get("/shared").status_code
    assert "This has ended." in hill.get("/answer").content.decode()
    assert ground.ids


def test_another_name_deletes_nothing(cast: Cast, client: Client) -> None:
    """A slip, an empty field, the name of something else: the page says so, and all is there."""
    for typed in ("", "Valley", "Talks on water"):
        assert 422 == purged(cast, client, typed).status_code

    assert Process.objects.filter(pk=cast.process.pk).exists()


def test_the_report_says_what_is_gone_and_what_to_do(cast: Cast) -> None:
    """Counts, the last checkpoint, the custodians' duty; then whoever asked for it is signed out."""
    lay(cast)
    door = asked_again(stand(cast, "facilitator"))
    response = door.post(address(cast), {"typed": NAME})
    text = response.content.decode()

    assert 200 == response.status_code
    assert GONE.decode() in text
    assert "ask both to destroy theirs today" in text
    assert "Answers" in text
    assert "no-store" in response["Cache-Control"]
    assert 404 == door.get(address(cast)).status_code
    assert 404 == door.post(address(cast), {"typed": NAME}).status_code
    assert "/w/sign-in" in door.get("/w/")["Location"]


def asked_again(door: Client) -> Client:
    """Let the password have been typed once more a moment ago."""
    session = door.session
    session["account_authentication_methods"] += [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    return door


def test_afterwards_it_is_as_if_it_had_never_been(both: Cast) -> None:
    """Open tabs of everybody, and a stranger's try at an address, get the bytes of what does not exist."""
    assert both.other is not None
    seats = {name: enter(Client(), both, name) for name in SEATED}
    second, translator = (sign_in(Client(), both, name) for name in ("cofacilitator", "translator"))
    elsewhere = sign_in(Client(), both.other, "facilitator")
    assert GONE in purged(both, Client()).content

    for door in seats.values():
        for method, path in (("get", "/answer"), ("post", "/answer"), ("get", "/shared"), ("post", "/propose")):
            nobody = getattr(Client(), method)(path, {"answer": "agree"})
            told = getattr(door, method)(path, {"answer": "agree"})
            assert (nobody.status_code, bare(nobody)) == (told.status_code, bare(told)), path
    never = reverse("process", kwargs={"process_id": uuid4()})
    for door in (second, translator, elsewhere, Client()):
        for path in (address(both, "process"), address(both), address(both, "process-log")):
            absent, told = door.get(never), door.get(path)
            assert (404, bare(absent, never)) == (told.status_code, bare(told, path))
    assert 404 == second.post(address(both), {"typed": NAME}).status_code
    assert 200 == elsewhere.get(address(both.other, "process")).status_code


def test_a_code_of_a_deleted_process_is_a_code_that_never_was(cast: Cast, client: Client) -> None:
    """Whoever types it is told what everybody is told who types a wrong number."""
    purged(cast, Client())
    known = client.post("/", {"code": cast.codes["hill"]})
    wrong = Client().post("/", {"code": "0712 9999 9999 9999"})

    assert (wrong.status_code, bare(wrong)) == (known.status_code, bare(known))


@pytest.mark.parametrize("who", ["hill", "hill-reader", "translator", "administrator", "nobody", "elsewhere"])
def test_nobody_else_ends_a_process(both: Cast, who: str) -> None:
    """A participant, a reader, a translator, an administrator and somebody of another process end nothing."""
    lay(both)
    door = stand(both, who)
    for name in ("process-close", "process-purge"):
        assert 404 == door.post(address(both, name), {"typed": NAME}).status_code

    assert Process.objects.get(pk=both.process.pk).closed is None
