"""The pages of a one-text: a facilitator drafts, the sides say what it fails, readers have the last word."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.one_text import Page, people, while_drafted, while_put
from sulh.store.models import Criticism, OneText, Reply
from sulh.store.writes import one_text
from tests.cast import LANGUAGES, Cast, accept
from tests.store.drafted import BECAUSE, ROAD, TITLES, WELL, draft, lengthen, put
from tests.store.long_text import long_text
from tests.web.people import enter, sign_in


def fields(called: str, texts: dict[str, str]) -> dict[str, str]:
    """Return texts as a form names them."""
    return {f"{called}_{tag}": text for tag, text in texts.items()}


def test_the_whole_way_of_a_text(cast: Cast) -> None:
    """Begun, drafted, put, criticised, answered, put again, called and recommended, by forms alone."""
    desk, hill = sign_in(Client(), cast, "facilitator"), enter(Client(), cast, "hill")
    home = f"/w/d/{cast.dialogue.id}/text"
    assert "No text has been begun." in desk.get(home).content.decode()
    desk.post(f"{home}/new", {**fields("titles", TITLES), "audience": "joint"})
    text = OneText.objects.get()
    for texts in (ROAD, WELL):
        desk.post(f"/w/text/{text.id}/clause", fields("texts", texts))
    assert "There is no text yet." in hill.get("/text").content.decode()
    desk.post(f"/w/text/{text.id}/next/put")
    assert ROAD["en"] in hill.get("/text").content.decode()

    form = hill.get("/concern?n=1").content.decode()
    wording = re.findall(r'name="wording" value="([0-9a-f-]+)"', form)[0]
    told = hill.post("/concern", {"wording": wording, "need": "Children walk here", "language": "en"})
    assert (302, "/text?said=1#c1") == (told.status_code, told.headers["Location"])
    assert "Children walk here" in hill.get("/text").content.decode()
    assert "Children walk here" not in enter(Client(), cast, "river").get("/text").content.decode()

    desk.post(f"/w/text/{text.id}/next/redraft")
    refused = desk.post(f"/w/text/{text.id}/next/put")
    assert (409, True) == (refused.status_code, "has no reply yet" in refused.content.decode())
    concern = {"concern": [str(Criticism.objects.get().id)], "outcome": "kept", **fields("words", BECAUSE)}
    desk.post(f"/w/text/{text.id}/reply", concern)
    desk.post(f"/w/text/{text.id}/next/put")
    assert BECAUSE["en"] in enter(Client(), cast, "river").get("/text").content.decode()

    desk.post(f"/w/text/{text.id}/next/call")
    for who in ("hill-reader", "river-reader"):
        accept(cast.dialogue, cast.seats[who])
        reader = enter(Client(), cast, who)
        assert "/text" == reader.get("/home").headers["Location"]
        version = re.findall(r'name="version" value="([0-9a-f-]+)"', reader.get("/text").content.decode())[0]
        reader.post("/last-question", {"version": version, "answer": "yes"})
    assert "The sides can recommend this text." in desk.get(home).content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_that_it_is_unofficial(cast: Cast, language: str) -> None:
    """On the facilitator's pages and on those of the sides, in each language."""
    made = put(cast)
    said = {
        "ar": "غير رسمي",
        "en": "Unofficial and non-binding",
        "fr": "Non officiel",
    }[language]
    desk, hill = (
        sign_in(Client(), cast, "facilitator", language=language),
        enter(Client(), cast, "hill", language=language),
    )
    for page in (f"/w/d/{cast.dialogue.id}/text", f"/w/text/{made.text}/next/call", f"/w/text/{made.text}/versions"):
        assert said in desk.get(page).content.decode()
    assert said in hill.get("/text").content.decode()


def test_a_form_that_cannot_be_kept_says_why_and_keeps_what_was_typed(cast: Cast) -> None:
    """A clause without a word, a reply to nothing, a concern that is too long."""
    made = put(cast)
    desk, hill = sign_in(Client(), cast, "facilitator"), enter(Client(), cast, "hill")
    wording = made.wordings[0].id
    long = hill.post("/concern", {"wording": wording, "need": "x" * 501, "language": "en"})
    assert (422, True, True) == (
        long.status_code,
        b"longer than there is room" in long.content,
        b"x" * 501 in long.content,
    )
    desk.post(f"/w/text/{made.text}/next/redraft")
    empty = desk.post(f"/w/text/{made.text}/clause", {"texts_en": "  "})
    assert (422, True) == (empty.status_code, b"Write it in one language at least." in empty.content)
    nothing = desk.post(f"/w/text/{made.text}/reply", {"outcome": "kept", **fields("words", BECAUSE)})
    assert 422 == nothing.status_code
    assert not Reply.objects.exists()


def test_a_name_is_asked_about_once(cast: Cast) -> None:
    """A concern that may point at somebody is kept after one look, not before."""
    made = put(cast)
    hill, wording = enter(Client(), cast, "hill"), str(made.wordings[0].id)
    given = {"wording": wording, "need": "Ask Dr. Haddad about it", "language": "en"}
    asked = hill.post("/concern", given)
    assert (200, 0) == (asked.status_code, Criticism.objects.count())
    hill.post("/concern", {**given, "seen": given["need"]})
    assert 1 == Criticism.objects.count()


def test_what_people_wrote_is_never_markup(cast: Cast) -> None:
    """A concern with a script in it is read as its letters."""
    made = put(cast)
    made.criticise("hill", "<script>alert(1)</script>")
    desk, hill = sign_in(Client(), cast, "facilitator"), enter(Client(), cast, "hill")
    for page in (desk.get(f"/w/text/{made.text}/said"), hill.get("/text")):
        assert b"&lt;script&gt;alert(1)" in page.content
        assert b"<script>alert" not in page.content


def test_two_versions_are_marked_word_by_word(cast: Cast) -> None:
    """The older words are struck out, the newer ones underlined."""
    made = put(cast)
    desk = sign_in(Client(), cast, "facilitator")
    desk.post(f"/w/text/{made.text}/next/redraft")
    page = desk.get(f"/w/clause/{made.wordings[0].id}").content.decode()
    stamp = re.findall(r'name="stamp" value="([0-9a-f]+)"', page)[0]
    changed = {**ROAD, "en": "The road opens by night"}
    desk.post(f"/w/clause/{made.wordings[0].id}", {**fields("texts", changed), "stamp": stamp})
    compared = desk.get(f"/w/text/{made.text}/versions").content.decode()
    assert "The road opens by <del>day</del><ins>night</ins>" in compared


def test_a_draft_has_its_order(cast: Cast) -> None:
    """A clause moves up and one goes out, each by one button."""
    made = draft(cast)
    desk = sign_in(Client(), cast, "facilitator")
    well = made.wordings[1].id
    desk.post(f"/w/clause/{well}/up")
    assert well == made.wordings[0].id
    desk.post(f"/w/clause/{well}/remove")
    assert 1 == len(made.wordings)


def test_a_long_text_is_read_a_page_at_a_time(cast: Cast) -> None:
    """Which clauses stand here is said first; a clause keeps its number, and what is said of it leads back to it."""
    made = draft(cast)
    lengthen(made, 60)
    made.put()
    hill = enter(Client(), cast, "hill")
    first, second = hill.get("/text").content.decode(), hill.get("/text?n=30").content.decode()
    assert ["Clauses 1 to 25 of 60.", "Clauses 26 to 50 of 60."] == [
        re.findall(r"Clauses [\d to]+ of 60\.", page)[0] for page in (first, second)
    ]
    assert [str(n) for n in range(26, 51)] == re.findall(r'id="c(\d+)"', second)
    assert 2 == first.count('href="/text?n=26"') == first.count('href="/text?n=51"')
    assert re.findall(r'id="c(\d+)"', hill.get("/text?n=9999").content.decode())[-1] == "60"

    form = hill.get("/concern?n=30").content.decode()
    assert 'href="/text?n=30#c30"' in form
    wording = re.findall(r'name="wording" value="([0-9a-f-]+)"', form)[0]
    told = hill.post("/concern", {"wording": wording, "need": "Children walk here", "language": "en"})
    assert "/text?said=30#c30" == told.headers["Location"]
    clause = hill.get(told.headers["Location"]).content.decode().partition('id="c30"')[2].partition("</li>")[0]
    assert [True, True] == ["Children walk here" in clause, "Kept." in clause]
    concern = {"concern": str(Criticism.objects.get().id), "n": "30"}
    assert "/text?n=30#c30" == hill.post("/concern-back", concern).headers["Location"]

    made.call()
    reader = enter(Client(), cast, "hill-reader")
    asked = re.findall(r'name="(version|n)" value="([^"]+)"', reader.get("/text?n=30").content.decode())
    said = reader.post("/last-question", {**dict(asked), "answer": "yes"})
    assert "/text?n=26&kept=1" == said.headers["Location"]


def test_a_long_text_is_drafted_a_page_at_a_time(cast: Cast) -> None:
    """Whoever changes or moves a clause comes back to its page; a clause that lacks a language is named on each."""
    made = draft(cast)
    lengthen(made, 60)
    desk, home = sign_in(Client(), cast, "facilitator"), f"/w/d/{cast.dialogue.id}/text"
    thirty, twenty_six = made.wordings[29].id, made.wordings[25].id
    stamp = re.findall(r'name="stamp" value="([0-9a-f]+)"', desk.get(f"/w/clause/{thirty}").content.decode())[0]
    short = {"en": "Rain", "ar": "مطر"}
    back = [
        desk.post(f"/w/clause/{thirty}", {**fields("texts", short), "stamp": stamp}),
        desk.post(f"/w/clause/{twenty_six}/up"),
        desk.post(f"/w/text/{made.text}/clause", fields("texts", ROAD)),
    ]
    assert [f"{home}?n=30#c30", home, f"{home}?n=61#c61"] == [one.headers["Location"] for one in back]
    second = desk.get(f"{home}?n=30").content.decode()
    assert [str(n) for n in range(26, 51)] == re.findall(r'id="c(\d+)"', second)
    first = desk.get(home).content.decode()
    assert [("30", "30")] == re.findall(r'Clauses to put right: <a href="[^"]*n=(\d+)#c(\d+)"', first)
    assert (24, 25) == (
        first.count('action="/w/clause/'),
        second.count('action="/w/clause/'),
    )  # the first moves nowhere


def test_two_long_versions_are_compared_a_page_at_a_time(cast: Cast) -> None:
    """What was taken out keeps its place among the clauses; the address of each page keeps the two versions."""
    made = draft(cast)
    lengthen(made, 60)
    made.put()
    desk = sign_in(Client(), cast, "facilitator")
    desk.post(f"/w/text/{made.text}/next/redraft")
    desk.post(f"/w/clause/{made.wordings[29].id}/remove")
    page = desk.get(f"/w/text/{made.text}/versions?older=1&newer=2&n=30").content.decode()
    assert (25, 1) == (page.count('class="changes"'), page.count("Taken out"))
    assert ["1", "51"] == re.findall(r"older=1&amp;newer=2&amp;n=(\d+)", page)[:2]
    assert [">26 to 49</strong>", ">50 to 59</a>"] == re.findall(r">\d+ to \d\d</(?:strong|a)>", page)[1:3]


def test_every_page_of_a_text_asks_as_often_for_much_as_for_little(both: Cast) -> None:
    """Four clauses, three versions and eight criticisms, beside thirty, eight and three hundred: page by page."""
    assert both.other is not None
    little = long_text(both, clauses=4, versions=3, criticisms=8)
    much = long_text(both.other, clauses=30, versions=8, criticisms=300)
    few, many = people(little), people(much)
    pages = list(zip(while_put(little, 3, 4), while_put(much, 8, 30), strict=True))
    asked = {(one.who, one.called): (_asked(few, one), _asked(many, other)) for one, other in pages}
    for made in (little, much):
        one_text.redraft(made.facilitator, made.text)
    pages = list(zip(while_drafted(little), while_drafted(much), strict=True))
    asked |= {(one.who, one.called): (_asked(few, one), _asked(many, other)) for one, other in pages}
    assert {} == {page: counts for page, counts in asked.items() if counts[0] != counts[1]}
    assert {"participant", "reader", "facilitator"} == {who for who, _ in asked}


def _asked(clients: dict[str, Client], page: Page) -> int:
    """Return how often a page asks the database."""
    with CaptureQueriesContext(connection) as taken:
        assert 200 == clients[page.who].get(page.address).status_code
    return len(taken)


def test_of_many_clauses_the_beginning_is_chosen_from_and_their_chains_have_pages(cast: Cast) -> None:
    """Sixty clauses fit on one form each way, and their links and clauses come fifty and twenty-five at a time."""
    made = long_text(cast, clauses=60, versions=2, criticisms=0)
    desk = sign_in(Client(), cast, "facilitator")
    forms = (f"/w/text/{made.text}/sounding", f"/w/d/{cast.dialogue.id}/packages/new")
    for form in (desk.get(address).content.decode() for address in forms):
        assert (0, 60) == (form.count("the school bus passes"), form.count("The road between"))
    trace = f"/w/d/{cast.dialogue.id}/trace"
    first, further = desk.get(trace).content.decode(), desk.get(f"{trace}?page=2&n=60").content.decode()
    assert [25, 10] == [page.count('<a href="/w/clauses/') for page in (first, further)]
    assert [50, 10] == [page.count("Said at the second meeting</bdi>") for page in (first, further)]
