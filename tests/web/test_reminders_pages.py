"""The page of one's own reminders, and the digest of what waits."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sulh.store import clock
from sulh.store.models import AgendaItem, Question
from sulh.store.writes import desks, questions
from sulh.store.writes.processes import raise_profile
from tests.cast import Cast
from tests.store.desked import ITEM, desked
from tests.store.mailbox import mailbox
from tests.store.packaged import Packaged, texts
from tests.web.people import sign_in


def page(response: Any) -> str:
    """Return a page that was given, without its markup."""
    assert 200 == response.status_code
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_an_address_is_given_proved_and_taken_back_on_one_page(cast: Cast, settings: Any) -> None:
    """It says what a message says and who learns of it; a wrong code is told there; the address leads nowhere else."""
    client = sign_in(Client(), cast, "facilitator")
    at = "/w/account/reminders"
    assert "No mail server is set up here" in page(client.get(at))
    assert at in client.get("/w/account").content.decode()
    with mailbox() as box:
        settings.SULH = replace(settings.SULH, mail=box.mail)
        told = page(client.get(at))
        assert "Something waits for you." in told
        assert "A message tells by its existence alone" in told
        assert 422 == client.post(at, {"address": "heron"}).status_code
        given = client.post(at, {"address": "heron@example.org"})
        assert (302, at) == (given.status_code, given.headers["Location"])
        assert "A code was sent to heron@example.org" in page(client.get(at))
        wrong = client.post(f"{at}/code", {"code": "0000 0000"})
        assert (422, True) == (wrong.status_code, b"not the code that was sent" in wrong.content)
        (code,) = re.findall(r"\d{4} \d{4}", box.words[0])
        client.post(f"{at}/code", {"code": code})
    assert "Reminders go to heron@example.org" in page(client.get(at))
    client.post(f"{at}/none")
    assert "heron@" not in page(client.get(at))


def test_a_server_that_takes_nothing_is_told_and_the_address_not_kept(cast: Cast, settings: Any) -> None:
    """And whoever works at the high profile alone finds no field at all."""
    client = sign_in(Client(), cast, "facilitator")
    with mailbox() as box:
        settings.SULH = replace(settings.SULH, mail=box.mail)
        box.refuses = True
        refused = client.post("/w/account/reminders", {"address": "heron@example.org"})
    assert (409, True) == (refused.status_code, b"did not take the message" in refused.content)
    assert "heron@" not in page(client.get("/w/account/reminders"))
    raise_profile(cast.principal("facilitator"), cast.process.id)
    high = client.get("/w/account/reminders")
    assert "All your processes are of the high risk profile" in page(high)
    assert b'name="address"' not in high.content


def test_the_digest_shows_each_what_is_theirs(both: Cast) -> None:
    """Facilitators see what waits in their processes, a desk its own by its own numbers; titles only when asked for."""
    made = desked(both)
    made.sent()
    late = replace(ITEM, titles=texts("Herds"), desk=made.desk, wanted_by=clock.today() - timedelta(days=2))
    served = AgendaItem.objects.get(pk=made.item)
    served.wanted_by = late.wanted_by
    served.save()
    desks.add_item(made.facilitator, both.process.id, late)
    other = desks.add_desk(made.facilitator, both.process.id, texts("Another table"))
    elsewhere = Packaged(both, made.composed().id)
    type(elsewhere.row).objects.filter(pk=elsewhere.id).update(state="sent", sent=clock.today(), desk=other)
    questions.ask(made.facilitator, other, "question", texts("Theirs?"))
    questions.ask(made.official, made.desk, "question", texts("Would a guard do?"))
    Question.objects.filter(desk=made.desk).update(since=clock.today() - timedelta(days=9))

    office, desk = sign_in(Client(), both, "facilitator"), sign_in(Client(), both, "desk")
    told = page(office.get("/w/digest"))
    assert "Package 2 Sent, not opened yet. Waits until there is a desk." in told
    assert "Question 2 Came in. Next: a facilitator. for 9 days Waits too long" in told
    assert re.search(r"Item 2 Wanted by [\w ]+. Next: a facilitator. 2 days late Waits too long", told)
    assert "Item 1" not in told
    assert told.index("Question 2") < told.index("Package 1") < told.index("Question 1")
    assert not [one for one in ("The river road", "Would a guard do?", "Valley talks", "Another table") if one in told]
    named = page(office.get("/w/digest?titles=1"))
    assert all(one in named for one in ("The river road (en)", "Would a guard do? (en)", "Valley talks"))
    theirs = page(desk.get("/w/digest"))
    assert "Package 1 Sent, not opened yet. Next: the desk." in theirs
    assert "Question 1 Came in" in theirs
    assert not {"Package 2", "Question 2"} & set(re.findall(r"\w+ \d", theirs))
    assert "The joint committee (en)" in page(desk.get("/w/digest?titles=1"))
    assert "Nothing of the official table waits." in page(sign_in(Client(), both, "translator").get("/w/digest"))
    assert both.other is not None
    assert "Nothing of the official table waits." in page(sign_in(Client(), both.other, "facilitator").get("/w/digest"))


def test_more_that_waits_takes_no_more_queries(cast: Cast) -> None:
    """The digest asks the database as often for ten lines as for two."""
    made = desked(cast)
    made.sent()
    clients = [sign_in(Client(), cast, who) for who in ("facilitator", "desk")]

    def asked() -> list[int]:
        counts = []
        for client in clients:
            with CaptureQueriesContext(connection) as taken:
                page(client.get("/w/digest?titles=1"))
            counts.append(len(taken))
        return counts

    wanted = replace(ITEM, desk=made.desk, wanted_by=clock.today() + timedelta(days=10))
    herds = iter(range(8))
    rest: list[list[int]] = []
    for _ in range(2):
        for place in range(4):
            questions.ask(made.official, made.desk, "question", texts(f"And {place}?"))
            desks.add_item(made.facilitator, cast.process.id, replace(wanted, titles=texts(f"Herd {next(herds)}")))
        rest.append(asked())
    assert 8 == page(clients[0].get("/w/digest")).count("Item ")
    assert rest[0] == rest[1]
    assert max(rest[0]) <= 30
