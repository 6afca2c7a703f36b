from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from sulh.papers.page import page_language
from sulh.store import clock
from sulh.store.models import Acceptance, Delivery, Epoch, KeptPublication, Process, Round, Seat, Statement, Vote
from sulh.store.reads import circulating, publications
from sulh.store.writes import papers, publishing, votes
from tests.cast import TEXTS, Cast, accept
from tests.web.people import enter

ENGLISH = [texts[1] for texts in TEXTS]
BUDGET = 14 * 1024  # what a server may send before it has heard from the other end


def _answer(cast: Cast, name: str, place: int, value: int) -> None:
    principal = cast.principal(name)
    votes.answer(principal, circulating.at(principal), cast.statements[place].id, value)


@pytest.fixture
def inside(client: Client, cast: Cast) -> Client:
    """Somebody of the hill inside, while a round is open, who agreed to the first statement."""
    cast.round()
    _answer(cast, "hill", 0, 1)
    return enter(client, cast, "hill")


@pytest.fixture
def high(inside: Client) -> Client:
    """The same at high risk."""
    Process.objects.update(profile="high")
    return inside


def _text(response: Any) -> str:
    return str(response.content.decode())


# --- own answers ---


def test_own_answers_are_shown_back_in_the_standard_profile(inside: Client) -> None:
    """Each statement of the round stands there with what was answered."""
    page = _text(inside.get("/own"))
    assert all(text in page for text in ENGLISH)
    assert (1, 2) == (page.count("You agreed."), page.count("No answer yet."))


def test_own_answers_are_never_shown_back_at_high_risk(high: Client, cast: Cast) -> None:
    """The page is the same whatever was answered, and nobody can be made to show it."""
    page = _text(high.get("/own"))
    _answer(cast, "hill", 0, -1)
    _answer(cast, "hill", 1, 0)
    assert [] == [word for word in ("You agreed", "You disagreed", "You passed", "No answer yet") if word in page]
    assert _plain(page) == _plain(_text(high.get("/own")))


def _plain(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


@pytest.mark.parametrize("profile", ["standard", "high"])
def test_a_statement_can_be_answered_again(inside: Client, cast: Cast, profile: str) -> None:
    """From the list to the statement, from there to another answer in place of the old one."""
    Process.objects.update(profile=profile)
    ids = {"round": Round.objects.get().id, "statement": cast.statements[0].id}
    asked = inside.post("/own", ids)
    assert ENGLISH[0] in _text(asked)
    assert 0 == len(asked.content) % 4096
    inside.post("/answer", {**ids, "answer": "disagree"})
    assert [-1] == list(Vote.objects.values_list("value", flat=True))


def test_a_statement_of_elsewhere_cannot_be_asked_for(client: Client, both: Cast) -> None:
    """Neither another dialogue's nor an unknown one."""
    assert both.other is not None
    opened = both.round()
    enter(client, both, "hill")
    for statement in (both.other.statements[0].id, uuid4(), "\x00"):
        assert 404 == client.post("/own", {"round": opened.id, "statement": statement}).status_code


def test_own_answers_between_rounds(client: Client, cast: Cast) -> None:
    """Without an open round the page says so."""
    assert "nothing to answer" in _text(enter(client, cast, "hill").get("/own"))


# --- proposing ---

FORM = {"asks": "need", "text": "A road that stays open", "language": "en"}


def test_a_proposal_is_kept_and_listed(inside: Client) -> None:
    """Sent, told as kept, listed as waiting."""
    told = inside.post("/propose", FORM, follow=True)
    assert "/propose?kept=1" == told.redirect_chain[0][0]
    assert all(words in _text(told) for words in ("Kept.", FORM["text"], "Waiting to be looked at."))


def test_a_name_is_asked_about_once(inside: Client) -> None:
    """A text that may name somebody comes back with a question; sent again as it stands it is kept."""
    named = FORM | {"text": "Ask Dr. Haddad about the road"}
    asked = inside.post("/propose", named)
    assert "name a person" in _text(asked)
    assert not Statement.objects.filter(source="proposal").exists()
    assert 302 == inside.post("/propose", named | {"seen": named["text"]}).status_code
    assert 1 == Statement.objects.filter(source="proposal").count()


def test_a_proposal_that_cannot_be_kept_comes_back(inside: Client) -> None:
    """What was typed is still there, with what to correct, and nothing is stored."""
    told = inside.post("/propose", FORM | {"text": "x" * 300, "asks": ""})
    assert 422 == told.status_code
    assert all(words in _text(told) for words in ("x" * 300, "longer than there is room for", "choose one"))
    assert not Statement.objects.filter(source="proposal").exists()


def test_a_locked_kind_is_not_offered_and_not_taken(inside: Client) -> None:
    """In an early phase of a workshop nobody proposes a constraint, by form or by hand."""
    assert 'value="constraint"' not in _text(inside.get("/propose"))
    assert 409 == inside.post("/propose", FORM | {"asks": "constraint"}).status_code


def test_markup_in_a_proposal_stays_text(inside: Client) -> None:
    """A script in a proposal is shown as it was typed."""
    page = _text(inside.post("/propose", FORM | {"text": "<script>alert(1)</script> road"}, follow=True))
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


# --- leaving ---


def test_leaving_is_asked_once_and_done_at_once(inside: Client, cast: Cast) -> None:
    """The page explains; pressing erases, ends the session and asks the browser to forget."""
    assert "stays as it is" in _text(inside.get("/leave"))
    assert Vote.objects.exists()
    left = inside.post("/leave")
    assert "Everything was erased" in _text(left)
    assert '"cache", "cookies", "storage"' == left["Clear-Site-Data"]
    assert (0, 0, 0) == (Vote.objects.count(), Session.objects.count(), cast.seats["hill"].acceptances.count())
    assert Seat.objects.get(pk=cast.seats["hill"].pk).left


def test_other_sessions_of_a_seat_that_was_left_are_strangers(inside: Client, cast: Cast) -> None:
    """A second device finds nothing any more."""
    second = enter(Client(), cast, "hill")
    inside.post("/leave")
    assert (404, "/") == (second.get("/answer").status_code, second.get("/home")["Location"])


# --- what was shared ---


def test_nothing_shared_yet(inside: Client) -> None:
    """Before the first publication the page says so."""
    assert "Nothing has been shared yet" in _text(inside.get("/shared"))


Clock = Callable[..., None]


def _publish(cast: Cast, at: Clock, *, side: str | None = None, hours: float = 1) -> None:
    """Let everybody who is asked agree to the first statement, and publish the first of two parts of the round."""
    opened = cast.round(side=side, hours=hours)
    Epoch.objects.create(round=opened, number=2, ends=clock.now() + timedelta(hours=hours + 200))
    seats = [] if side == "river" else [cast.seats["hill"], *cast.more("hill", 5)]
    seats += [] if side == "hill" else [cast.seats["river"], *cast.more("river", 4)]
    first = opened.epochs.get(number=1)
    for seat in seats:
        cast.vote(seat, cast.statements[0], 1, first)
    at(hours=2 * hours)
    papers.make_paper(first.id)
    facilitator = cast.principal("facilitator")
    publishing.publish(facilitator, first.id, publications.preview(facilitator, first.id, "en").digest)


def test_what_was_shared_is_read_with_where_one_stands(client: Client, cast: Cast, at: Clock) -> None:
    """The words of the publication, who is missing, and in the standard profile one's own answer beside it."""
    _publish(cast, at)
    page = _text(enter(client, cast, "hill").get("/shared"))
    assert all(words in page for words in (ENGLISH[0], "Who was asked", "Shepherds", "You agreed."))
    assert "You agreed." not in _text(enter(Client(), cast, "hill-reader").get("/shared"))


def test_where_one_stands_is_not_shown_at_high_risk(client: Client, cast: Cast, at: Clock) -> None:
    """The publication is there, one's own answer is not."""
    _publish(cast, at)
    Process.objects.update(profile="high")
    page = _text(enter(client, cast, "hill").get("/shared"))
    assert ENGLISH[0] in page
    assert "You agreed." not in page


def test_where_one_stands_is_not_shown_after_the_close(client: Client, cast: Cast, at: Clock) -> None:
    """Once the round is over, what somebody answered is shown to nobody, not even to them."""
    _publish(cast, at)
    Round.objects.update(state="closed")
    page = _text(enter(client, cast, "hill").get("/shared"))
    assert ENGLISH[0] in page
    assert "You agreed." not in page


def test_a_caucus_is_read_by_its_own_side_only(client: Client, cast: Cast, at: Clock) -> None:
    """The other side is told that nothing has been shared; a reader of the own side reads it."""
    _publish(cast, at, side="hill")
    for name, read in (("hill", True), ("river", False), ("hill-reader", True), ("river-reader", False)):
        if name.endswith("reader"):
            accept(cast.dialogue, cast.seats[name])
        page = _text(enter(Client(), cast, name).get("/shared"))
        assert read == (ENGLISH[0] in page)
        assert read != ("Nothing has been shared" in page)
    assert "Only your own side reads this" in _text(enter(client, cast, "hill").get("/shared"))


@pytest.mark.parametrize(("asked", "number"), [("", 2), ("1", 1), ("2", 2), ("9", 2), ("x\x00", 2), ("0", 2)])
def test_earlier_ones_are_found_by_their_place(client: Client, cast: Cast, at: Clock, asked: str, number: int) -> None:
    """The newest comes by itself and for whatever is no place."""
    _publish(cast, at)
    day = KeptPublication.objects.get().on
    _publish(cast, at, hours=60)
    page = _text(enter(client, cast, "hill").get("/shared", {"n": asked}))
    first, second = (page_language("en").when(one.isoformat()) for one in (day, clock.today()))
    assert (first if number == 1 else second) in page.partition("Shared at other times")[0]
    assert (second if number == 1 else first) in page.partition("Shared at other times")[2]


def test_a_reader_accepts_before_reading(client: Client, cast: Cast) -> None:
    """No publication before the texts were accepted, for readers as for participants."""
    assert "/agree" == enter(client, cast, "hill-reader").get("/shared")["Location"]


# --- without a network ---


def _delivery(cast: Cast, **changed: object) -> dict[str, object]:
    ids = {"round": Round.objects.get().id, "statement": cast.statements[1].id}
    return {"token": uuid4(), **ids, "answer": "disagree", **changed}


def test_what_waited_on_a_telephone_counts_once(inside: Client, cast: Cast) -> None:
    """Delivered twice it is one row and one delivery, and both times it is told as delivered."""
    sent = _delivery(cast)
    assert [200, 200] == [inside.post("/deliver", sent).status_code for _ in range(2)]
    assert {UUID(str(sent["token"]))} == set(Delivery.objects.values_list("token", flat=True))
    assert 0 == len(inside.post("/deliver", sent).content) % 4096
    assert -1 == Vote.objects.get(statement=cast.statements[1]).value


@pytest.mark.parametrize(("state", "status"), [("closed", 409), ("paused", 503)])
def test_what_comes_too_late_is_told_and_not_counted(inside: Client, cast: Cast, state: str, status: int) -> None:
    """After the close it never counts; during a pause it is to be sent again."""
    sent = _delivery(cast)
    Round.objects.update(state=state)
    assert status == inside.post("/deliver", sent).status_code
    assert not Vote.objects.filter(statement=cast.statements[1]).exists()


def test_what_can_never_count_is_not_kept_for_ever(inside: Client, cast: Cast) -> None:
    """An unknown statement is told as not counted, what is no answer as unreadable."""
    assert 409 == inside.post("/deliver", _delivery(cast, statement=uuid4())).status_code
    assert 400 == inside.post("/deliver", _delivery(cast, answer="another")).status_code
    assert not Delivery.objects.exists()


def test_a_stranger_delivers_nothing(inside: Client, cast: Cast) -> None:
    """Whoever is no longer inside finds nothing; so does who has a new text to accept."""
    assert 404 == Client().post("/deliver", _delivery(cast)).status_code
    Acceptance.objects.all().delete()
    assert 404 == inside.post("/deliver", _delivery(cast)).status_code


def test_the_next_statements_can_be_fetched_ahead(inside: Client) -> None:
    """Those without an answer, each with its ids and buttons."""
    page = _text(inside.get("/ahead"))
    assert (2, 2, 0) == (page.count("<section>"), page.count('name="statement"'), page.count(ENGLISH[0]))


def test_at_high_risk_nothing_is_kept_on_a_telephone(high: Client) -> None:
    """Neither the script nor what it would fetch is there."""
    assert "queue.js" not in _text(high.get("/answer"))
    assert 404 == high.get("/ahead").status_code


def test_in_the_standard_profile_the_script_is_there_and_from_here(inside: Client) -> None:
    """It enhances the page and comes from the own server."""
    assert re.search(r'<script src="/s/queue\.js\?v=\w+" defer>', _text(inside.get("/answer")))


# --- weight ---


def test_the_first_voting_page_fits_into_the_first_window(client: Client, cast: Cast) -> None:
    """Headers, page, style sheet and icon, compressed and cold, without scripts: under 14 KB, in each language."""
    cast.round()
    for tag in ("ar", "en", "fr"):
        page = enter(client, cast, "hill", language=tag).get("/answer", headers={"Accept-Encoding": "gzip"})
        assert "gzip" == page["Content-Encoding"]
        files = [_static(client, name) for name in ("site.css", "icon.svg")]
        assert BUDGET > _headers(page) + len(page.content) + sum(files)


def _static(client: Any, name: str) -> int:
    """Return the bytes of a file as it is sent: compressed, with its headers."""
    content = (Path(settings.STATICFILES_DIRS[0]) / name).read_bytes()
    sent = client.get(f"/s/{name}")
    assert content == b"".join(sent.streaming_content)
    return len(gzip.compress(content)) + _headers(sent)


def _headers(response: Any) -> int:
    lines = [f"{name}: {value}\r\n" for name, value in response.items()]
    cookies = [f"Set-Cookie: {cookie.OutputString()}\r\n" for cookie in response.cookies.values()]
    return sum(map(len, ["HTTP/1.1 200 OK\r\n", *lines, *cookies, "\r\n"]))


def test_the_script_of_the_exit_is_tiny() -> None:
    """Fewer than 300 bytes, so that it is there before it is needed."""
    assert 300 > len((Path(settings.STATICFILES_DIRS[0]) / "exit.js").read_bytes())
