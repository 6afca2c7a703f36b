"""Pages of a sounding: clauses put, answered on a screen and on paper, counted, shared where everybody allowed it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sulh.store import clock
from sulh.store.models import Criticism, Round, Vote
from sulh.store.writes import paper
from sulh.store.writes.paper import Batch
from sulh.store.writes.papers import run_due
from tests.cast import Cast
from tests.store.drafted import put
from tests.store.sounded import LIVE, Sounding, accept_newest, of, sounding
from tests.web.people import enter, sign_in

At = Callable[..., None]
MOST_QUERIES = 30
NEED = "Children walk here"


def text(answer: Any) -> str:
    """Return a page as text."""
    return str(answer.content.decode())


def asked(made: Sounding, *, place: int = 1) -> dict[str, str]:
    """Return the hidden fields of the form of a clause."""
    statement = of(made).put.get(statement__wording=made.wordings[place - 1]).statement_id
    return {"round": str(made.round), "statement": str(statement)}


def test_a_facilitator_puts_clauses_and_reads_what_came_of_them(client: Client, cast: Cast, at: At) -> None:
    """From the page of the text to a round, and from its end to counts by side and one sentence for all."""
    made = put(cast)
    sign_in(client, cast, "facilitator")
    dialogue = cast.dialogue.id
    assert "Put clauses to the people" in text(client.get(f"/w/d/{dialogue}/text"))
    form = f"/w/text/{made.text}/sounding"
    assert "do not allow to share" in text(client.get(form))
    allowed = client.post(f"/w/d/{dialogue}/rules/announcing", {"allowed": "yes", "version": "1"})
    assert 302 == allowed.status_code
    ends = f"{clock.now() + timedelta(hours=1):%Y-%m-%dT%H:%M}"
    wrong = client.post(form, {"statements": [str(dialogue)], "side": "all", "ends": ends})
    assert 422 == wrong.status_code
    given = {"statements": [str(one.id) for one in made.wordings], "side": "all", "ends": ends}
    there = client.post(form, given)
    round_ = Round.objects.get(sounding=True)
    assert f"/w/r/{round_.id}" in there["Location"]
    page = text(client.get(there["Location"]))
    assert "A sounding" in page
    assert "Change the plan" not in page
    client.post(f"/w/r/{round_.id}/open")

    running = Sounding(made, round_.id, {name: [cast.seats[name], *cast.more(name, 5)] for name in cast.sides})
    for people in running.people.values():
        for seat in people:
            accept_newest(cast, seat)
    running.answer_all(LIVE)
    at(hours=2)
    run_due()
    sign_in(client, cast, "facilitator")
    results = text(client.get(f"/w/e/{running.epoch.id}/results"))
    assert "Most on every side can live with it" in results
    assert 404 == client.get(f"/w/e/{running.epoch.id}/paper").status_code
    assert "Most on every side can live with it" in text(client.get(f"/w/clause/{running.wordings[0].id}"))
    shared = client.post(f"/w/e/{running.epoch.id}/announce", {"wording": str(running.wordings[0].id)})
    assert 302 == shared.status_code
    assert "It was shared that nobody" in text(client.get(f"/w/e/{running.epoch.id}/results"))
    preview = text(client.get(f"/w/e/{running.epoch.id}/publish"))
    assert "To agree means here" in preview
    enter(client, cast, "river")
    assert "Nobody of those who answered cannot live with it." in text(client.get("/text"))


def test_a_person_says_why_they_cannot_live_with_a_clause(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Three choices and room for a need; without it the question is asked again, with it the answer is kept."""
    made = sounding(cast, announces=True)
    enter(client, cast, "hill")
    with django_assert_max_num_queries(MOST_QUERIES):
        page = text(client.get("/answer"))
    assert all(word in page for word in ("I support it", "I can live with it", "I cannot live with it"))
    assert "queue.js" not in page
    again = client.post("/answer", asked(made) | {"answer": "cannot", "need": "x" * 501})
    assert 422 == again.status_code
    assert "x" * 501 in text(again)
    assert not Vote.objects.exists()
    for wrong in ("agree", "pass"):
        assert 400 == client.post("/answer", asked(made) | {"answer": wrong}).status_code
    beside = asked(made) | {"answer": "live", "need": NEED}
    told = client.post("/answer", beside)
    assert 422 == told.status_code
    assert "kept only if you cannot live with it" in text(told)
    assert NEED in text(told)
    assert not Vote.objects.exists()
    assert 200 == client.post("/answer", beside | {"seen": NEED}).status_code
    assert ([0], False) == (list(Vote.objects.values_list("value", flat=True)), Criticism.objects.exists())
    saved = client.post("/answer", asked(made) | {"answer": "cannot", "need": NEED})
    assert 200 == saved.status_code
    assert [-1] == list(Vote.objects.values_list("value", flat=True))
    assert "You cannot live with it" in text(client.get("/own"))
    assert NEED in text(client.get("/text"))
    assert 404 == client.post("/concern-back", {"concern": str(Criticism.objects.get().id)}).status_code
    assert "it may be shared that nobody" in text(client.get("/agree"))


def test_paper_counts_as_much_as_the_screen(client: Client, cast: Cast) -> None:
    """Ballots of a sounding have three boxes and a line; a cross without its need is asked for again; no file fits."""
    made = sounding(cast, announces=True)
    sign_in(client, cast, "facilitator")
    batch = Batch(cast.sides["hill"].id, "en", 1)
    wanted = {"side": str(batch.side), "language": "en", "count": 1, "seen": 0}
    sheets = text(client.post(f"/w/r/{made.round}/ballots", wanted))
    assert "which need or concern does it fail?" in sheets
    assert "it may be shared that nobody" in sheets
    (number,) = paper.make(cast.principal("facilitator"), made.round, batch, seen=1)
    ballot = {"ballot": number, "replaces": "", "a1": "cannot", "n1": "", "a2": "live"}
    refused = client.post(f"/w/r/{made.round}/entry/ballot", ballot)
    assert 422 == refused.status_code
    assert "Copy the need or concern" in text(refused)
    assert not Vote.objects.exists()
    assert 302 == client.post(f"/w/r/{made.round}/entry/ballot", ballot | {"n1": NEED}).status_code
    assert {1: -1, 2: 0} == dict(Vote.objects.values_list("statement__rounds__place", "value"))
    assert NEED == cast.sealer.get(Criticism.objects.get(), "need")["text"]
    again = ballot | {"replaces": "1", "a1": "support"}
    assert 302 == client.post(f"/w/r/{made.round}/entry/ballot", again).status_code
    assert not Criticism.objects.exists()
    assert 409 == client.get(f"/w/r/{made.round}/table").status_code


@pytest.mark.parametrize("who", ["hill", "hill-reader", "translator", "nobody"])
def test_others_find_no_page_of_it(client: Client, cast: Cast, who: str) -> None:
    """Whoever does not facilitate finds neither the form nor counts, and shares nothing."""
    made = sounding(cast)
    (enter if who in cast.seats else sign_in)(client, cast, who)
    for address in (f"/w/text/{made.made.text}/sounding", f"/w/e/{made.epoch.id}/results"):
        assert client.get(address).status_code in (302, 404)
    posted = client.post(f"/w/e/{made.epoch.id}/announce", {"wording": str(made.wordings[0].id)})
    assert posted.status_code in (302, 404)
