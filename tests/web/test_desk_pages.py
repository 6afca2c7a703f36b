"""The pages of the official table, as facilitators keep it and as a desk sees it."""

from __future__ import annotations

from typing import Any

from django.test import Client

from sulh.store.models import AgendaItem, Desk, Membership, Question
from tests.cast import LANGUAGES, Cast
from tests.store.desked import desked
from tests.store.packaged import texts
from tests.web.people import sign_in


def page(response: Any) -> str:
    """Return a page that was given."""
    assert 200 == response.status_code
    return str(response.content.decode())


def words(name: str, text: str) -> dict[str, str]:
    """Return a text in every language as a form names it."""
    return {f"{name}_{tag}": said for tag, said in texts(text).items()}


def test_the_way_there_and_back(cast: Cast) -> None:
    """A desk opens what was sent, answers, asks; the facilitator makes a statement of the question."""
    at = desked(cast)
    made = at.sent()
    desk, office = sign_in(Client(), cast, "desk"), sign_in(Client(), cast, "facilitator")
    assert "Your desk" in page(desk.get("/w/"))
    first = page(desk.get("/w/desk"))
    assert "The river road (en)" in first
    assert f'href="/w/p/{cast.process.id}/map"' in first
    assert 'href="/w/">What waits for you' in page(desk.get(f"/w/p/{cast.process.id}/map"))
    unopened = page(desk.get(f"/w/desk/{made.id}"))
    assert "Open it" in unopened
    assert "Both sides can live with it" not in unopened
    desk.post(f"/w/desk/{made.id}/open")
    assert "Both sides can live with it" in page(desk.get(f"/w/desk/{made.id}"))
    told = desk.post(f"/w/packages/{made.id}/answer", {"answer": "partly", "reasons": "The bridge comes first"})
    assert 302 == told.status_code
    assert "The bridge comes first" in page(office.get(f"/w/packages/{made.id}/became"))
    table = page(office.get(f"/w/p/{cast.process.id}/table"))
    assert (False, True) == ("<h2>Under way</h2>" in table, "The river road" in table.partition("<h2>Answered</h2>")[2])
    sheet = page(desk.get(f"/w/items/{at.item}"))
    assert "A first step by spring (en)" in sheet
    assert "The bridge comes first" in sheet

    asked = {"kind": "option", "recorded": "yes", "texts_en": "Would a guarded road do?"}
    assert 302 == desk.post(f"/w/desks/{at.desk}/ask", asked).status_code
    question = Question.objects.get()
    assert "Would a guarded road do?" in page(office.get(f"/w/p/{cast.process.id}/table"))
    office.post(f"/w/questions/{question.id}/take", {"dialogue": str(cast.dialogue.id)})
    office.post(f"/w/questions/{question.id}/put", {"asks": "idea", **words("texts", "The road opens guarded")})
    assert "A statement was made of it" in page(desk.get("/w/desk"))
    assert "The road opens guarded (en)" in page(office.get(f"/w/d/{cast.dialogue.id}/statements"))


def test_the_table_begins_empty_and_fills(cast: Cast) -> None:
    """A desk by name, an account for it, an item with a source."""
    office = sign_in(Client(), cast, "facilitator")
    home = f"/w/p/{cast.process.id}/table"
    assert "There is no desk yet. Packages wait until there is one." in page(office.get(home))
    office.post(f"{home}/desk", {"names_en": "The joint committee"})
    desk = Desk.objects.get()
    office.post(f"/w/desks/{desk.id}/account", {"account": cast.staff["nobody"].account})
    nameless = office.post(f"{home}/item", {"state": "open", "titles_en": "Movement", "source": ""})
    assert (422, 0) == (nameless.status_code, AgendaItem.objects.count())
    office.post(
        f"{home}/item", {"state": "stalled", "titles_en": "Movement", "source": "A communiqué", "since": "2026-01-05"}
    )
    shown = page(office.get(home))
    assert "Movement" in shown
    assert "Stalled" in shown
    assert cast.staff["nobody"].account in shown


def test_a_desk_is_told_why_its_question_was_declined(both: Cast) -> None:
    """On its own page; whoever signs in for two desks finds the way to the other there, and comes back to it."""
    assert both.other is not None
    at, elsewhere = desked(both), desked(both.other)
    given = {"process": both.other.process, "role": "desk", "desk_id": elsewhere.desk}
    Membership.objects.create(staff=both.staff["desk"], **given)
    desk, office = sign_in(Client(), both, "desk"), sign_in(Client(), both, "facilitator")
    asked = {"kind": "question", "recorded": "yes", "texts_en": "May they come?"}
    back = desk.post(f"/w/desks/{at.desk}/ask", asked).headers["Location"]
    assert f"/w/desk?of={at.desk}&kept=1" == back
    office.post(f"/w/questions/{Question.objects.get().id}/decline", {"words": "It would name somebody"})
    assert "It would name somebody" in page(desk.get(back))
    assert f"/w/desk?of={elsewhere.desk}" in page(desk.get(back))
    assert "It would name somebody" not in page(desk.get(f"/w/desk?of={elsewhere.desk}"))
    assert [404, 404] == [desk.get(f"/w/desk?of={one}").status_code for one in ("x", both.process.id)]


def test_every_page_of_a_desk_says_that_it_is_unofficial(cast: Cast) -> None:
    """In each language, before and after opening, on an item too."""
    at = desked(cast)
    made = at.sent()
    said = {"ar": "غير رسمي", "en": "Unofficial and non-binding", "fr": "Non officiel"}
    for language in LANGUAGES:
        desk = sign_in(Client(), cast, "desk", language=language)
        for address in (f"/w/desk/{made.id}", f"/w/items/{at.item}"):
            assert said[language] in page(desk.get(address))


def test_a_desk_is_shown_no_name_of_a_process(cast: Cast) -> None:
    """Not on its first page, not around any page."""
    at = desked(cast)
    made = at.sent()
    desk = sign_in(Client(), cast, "desk")
    for address in ("/w/", "/w/desk", f"/w/desk/{made.id}", f"/w/items/{at.item}", f"/w/desks/{at.desk}/ask"):
        shown = page(desk.get(address))
        assert not [name for name in ("Valley talks", "Talks on water") if name in shown], address
