"""The pages of statements: what facilitators and translators see and do there."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from sulh.store.models import LogRecord, Statement
from sulh.store.writes import moderation
from tests.cast import Cast
from tests.store.moderated import SAID, propose, raise_profile, texts
from tests.web.people import enter, sign_in

LONGEST = "w" * 240


def _shelf(cast: Cast) -> str:
    return f"/w/d/{cast.dialogue.id}/statements"


def _at(statement: Statement, verb: str) -> str:
    return f"/w/statements/{statement.id}/{verb}"


def _state(statement: Statement) -> str:
    return Statement.objects.get(pk=statement.pk).state


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_empty_lists_say_what_will_be_there(client: Client, cast: Cast, language: str) -> None:
    """A dialogue without any statement has three lists that say so, and what to do."""
    Statement.objects.all().delete()
    page = sign_in(client, cast, "facilitator", language=language).get(_shelf(cast))

    assert (200, 3) == (page.status_code, page.content.decode().count('class="empty"'))


def test_a_long_queue_shows_the_oldest_and_how_many_more(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Of two hundred statements that wait the oldest are shown, and all on demand, at the same cost."""
    for number in range(200):
        propose(cast, f"{number:03}{LONGEST[3:]}")
    sign_in(client, cast, "facilitator")
    with django_assert_max_num_queries(20):
        page = client.get(_shelf(cast)).content.decode()
    assert (25, True) == (page.count("No. "), "Show 175 more" in page)
    with django_assert_max_num_queries(20):
        page = client.get(f"{_shelf(cast)}?all").content.decode()
    assert 200 == page.count("No. ")
    assert len(page) < 150_000


def test_a_hint_is_shown_once_before_a_seed_is_kept(client: Client, cast: Cast) -> None:
    """A seed that may name somebody is shown once more with a hint, and kept if it is sent again."""
    sign_in(client, cast, "facilitator")
    form = {"asks": "need", "side": "all", "text_en": "We need Dr. Haddad to come back"}
    first = client.post(f"{_shelf(cast)}/new", form)
    assert (200, True) == (first.status_code, "Dr. Haddad</bdi>" in first.content.decode())
    assert 3 == Statement.objects.count()

    assert 302 == client.post(f"{_shelf(cast)}/new", form | {"hinted": "yes"}).status_code
    assert {"en": form["text_en"]} == texts(cast, Statement.objects.get(number=4))


def test_an_empty_seed_is_told_all_that_is_missing_and_a_whole_one_that_it_is_kept(client: Client, cast: Cast) -> None:
    """What it is about and its text are asked for together; the list says that a kept one is saved."""
    sign_in(client, cast, "facilitator")
    empty = client.post(f"{_shelf(cast)}/new", {"side": "all"})
    form = {"asks": "need", "side": "all", "text_en": "Somebody to look after the well"}
    kept = client.post(f"{_shelf(cast)}/new", form, follow=True).content.decode()

    told = empty.content.decode()
    assert (422, True, True) == (
        empty.status_code,
        "Please choose one." in told,
        "Write it in one language at least." in told,
    )
    assert ("Saved." in kept, "Saved." in client.get(_shelf(cast)).content.decode()) == (True, False)


def test_the_page_of_a_seed_offers_no_position_and_experience_first(client: Client, cast: Cast) -> None:
    """What the third party may ask for is offered in its order; a position sent all the same is refused in words."""
    sign_in(client, cast, "facilitator")
    page = client.get(f"{_shelf(cast)}/new").content.decode()
    assert ["experience", "need", "idea"] == re.findall(r'name="asks" value="(\w+)"', page)

    refused = client.post(f"{_shelf(cast)}/new", {"asks": "position", "side": "all", "text_en": "They must leave"})
    assert (409, True) == (refused.status_code, "The third party takes no position" in refused.content.decode())
    assert 3 == Statement.objects.count()


@pytest.mark.parametrize(
    "form",
    [
        {"asks": ""},
        {"text_en": ""},
        {"text_en": "x" * 241},
        {"text_en": "a\x00b"},
        {"text_en": "\u202eabc"},
        {"side": "not-a-side"},
        {"side": ""},
        {"asks": ["need"] * 3 + ["fact"]},
    ],
)
def test_what_cannot_be_kept_is_told_on_the_page(client: Client, cast: Cast, form: dict[str, object]) -> None:
    """A form with a fault comes back with what to correct; nothing is stored."""
    whole = {"asks": "need", "side": "all", "text_en": "We need water"}
    page = sign_in(client, cast, "facilitator").post(f"{_shelf(cast)}/new", whole | form)

    assert (422, True) == (page.status_code, 'role="alert"' in page.content.decode())
    assert 3 == Statement.objects.count()


def test_markup_and_foreign_directions_stay_words(client: Client, cast: Cast) -> None:
    """What somebody wrote is shown as they wrote it: markup is text, and its direction ends where it ends."""
    statement = propose(cast, '<script>alert(1)</script> "قال" <b>&amp;')
    sign_in(client, cast, "facilitator")
    for address in (_shelf(cast), f"/w/statements/{statement.id}", _at(statement, "reword")):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page
        assert 'dir="auto"' in page


def test_a_moderator_is_told_what_to_look_at_in_what_somebody_else_wrote(client: Client, cast: Cast) -> None:
    """Whoever decides is not asked to say it without the name, as its author was; nothing is said where nothing is."""
    named, plain = propose(cast, "Dr. Haddad should come back"), propose(cast, "The well should be mended")
    sign_in(client, cast, "facilitator")

    shown, other = (client.get(f"/w/statements/{one.id}").content.decode() for one in (named, plain))

    assert re.search("A person may be named here: <bdi[^>]*>Dr. Haddad</bdi>", shown)
    assert "without the name" not in shown
    assert "Look at this before you decide." not in other


def test_rejecting_asks_for_a_reason_in_plain_words(client: Client, cast: Cast) -> None:
    """A rejection without reason comes back; with one the statement is gone from every page."""
    statement = propose(cast)
    sign_in(client, cast, "facilitator")
    page = client.post(_at(statement, "reject"), {"seen": "0", "reason": ""})
    assert (422, "proposed") == (page.status_code, _state(statement))

    assert 302 == client.post(_at(statement, "reject"), {"seen": "0", "reason": "It names a family."}).status_code
    assert "rejected" == _state(statement)
    assert 404 == client.get(f"/w/statements/{statement.id}").status_code
    assert SAID not in client.get(_shelf(cast)).content.decode()


def test_an_old_page_is_told_that_somebody_was_quicker(client: Client, cast: Cast) -> None:
    """Of two facilitators on one queue the slower reads that it has been decided."""
    statement = propose(cast)
    sign_in(client, cast, "cofacilitator")
    moderation.accept(cast.principal("facilitator"), statement.id, seen=0)
    for verb, form in (
        ("accept", {"seen": "0"}),
        ("reject", {"seen": "0", "reason": "Why"}),
        ("reword", {"seen": "0", "text": "Other", "language": "en", "reason": "Why"}),
    ):
        page = client.post(_at(statement, verb), form)
        assert (409, True) == (page.status_code, "quicker" in page.content.decode())
    assert "accepted" == _state(statement)


@pytest.mark.parametrize("seen", ["", "x", "-1", "9" * 400, "1e3", "\x00"])
def test_a_form_that_saw_nothing_decides_nothing(client: Client, cast: Cast, seen: str) -> None:
    """What is no number of decisions leads to no decision."""
    statement = propose(cast)
    page = sign_in(client, cast, "facilitator").post(_at(statement, "accept"), {"seen": seen})

    assert (409, "proposed") == (page.status_code, _state(statement))


def test_in_the_high_profile_accepting_asks_for_a_second_look(client: Client, cast: Cast) -> None:
    """There a proposal is accepted only after a box was ticked or its wording changed; the page says so."""
    raise_profile(cast)
    statement = propose(cast)
    sign_in(client, cast, "facilitator")
    page = client.post(_at(statement, "accept"), {"seen": "0"})
    assert (422, "proposed") == (page.status_code, _state(statement))
    assert "Not accepted yet" in page.content.decode()

    assert 302 == client.post(_at(statement, "accept"), {"seen": "0", "as_it_stands": "on"}).status_code
    assert "accepted" == _state(statement)


def test_rewording_shows_a_hint_once_and_then_keeps(client: Client, cast: Cast) -> None:
    """A wording that may name somebody is shown once more before it is kept."""
    statement = propose(cast)
    sign_in(client, cast, "facilitator")
    form = {"seen": "0", "text": "Ask Dr. Haddad", "language": "en", "reason": "Style"}
    assert 200 == client.post(_at(statement, "reword"), form).status_code
    assert {"en": SAID} == texts(cast, statement)
    assert 302 == client.post(_at(statement, "reword"), form | {"hinted": "yes"}).status_code
    assert {"en": "Ask Dr. Haddad"} == texts(cast, statement)


def test_what_was_put_says_why_it_cannot_be_reworded(client: Client, cast: Cast) -> None:
    """The page of rewording says in words that answers belong to a text."""
    cast.round()
    page = sign_in(client, cast, "facilitator").get(_at(cast.statements[0], "reword"))

    assert (409, True) == (page.status_code, "Its answers belong to its text" in page.content.decode())


def test_two_statements_are_compared_before_they_are_merged(client: Client, cast: Cast) -> None:
    """Both texts and the words that differ are shown, found by number in any numerals; then one stands for both."""
    statement = propose(cast, "The clinic never treats anyone who comes")
    sign_in(client, cast, "facilitator")
    page = client.get(_at(statement, "merge"), {"into": "٣"}).content.decode()
    assert "The clinic treats anyone who comes" in page
    assert "never" in page
    for typed in ("99", "x", str(statement.number)):
        assert "There is no such statement" in client.get(_at(statement, "merge"), {"into": typed}).content.decode()

    form = {"seen": "0", "into": str(cast.statements[2].id)}
    assert 302 == client.post(_at(statement, "merge"), form).status_code
    assert "merged" == _state(statement)
    assert "Merged into No. 3" in client.get(f"/w/statements/{statement.id}").content.decode()


@pytest.mark.parametrize("into", ["", "x", "00000000-0000-4000-8000-000000000001"])
def test_into_nothing_nothing_is_merged(client: Client, cast: Cast, into: str) -> None:
    """An id that is none leads nowhere."""
    statement = propose(cast)
    page = sign_in(client, cast, "facilitator").post(_at(statement, "merge"), {"seen": "0", "into": into})

    assert (404, "proposed") == (page.status_code, _state(statement))


def test_a_caucus_statement_is_put_to_all_after_a_page_that_says_so(client: Client, cast: Cast) -> None:
    """What one side alone may hear carries its side on the page, until a facilitator confirms."""
    statement = propose(cast, side="hill")
    Statement.objects.filter(pk=statement.pk).update(state="accepted")
    sign_in(client, cast, "facilitator")
    assert "Hill" in client.get(f"/w/statements/{statement.id}").content.decode()
    assert "This cannot be taken back" in client.get(_at(statement, "to-all")).content.decode()
    assert Statement.objects.get(pk=statement.pk).side_id is not None

    assert 302 == client.post(_at(statement, "to-all"), {"seen": "0"}).status_code
    assert Statement.objects.get(pk=statement.pk).side_id is None


def test_the_text_as_it_came_opens_after_the_password_and_leaves_a_record(client: Client, cast: Cast) -> None:
    """Opening asks for the password once more, shows the text once, and stands in the log."""
    statement = propose(cast)
    moderation.reword(cast.principal("facilitator"), statement.id, "en", "Neutral words", reason="Style", seen=0)
    cast.staff["facilitator"].set_password("a long one of several words")
    cast.staff["facilitator"].save()
    session = sign_in(client, cast, "facilitator").session
    session["account_authentication_methods_user"] = str(cast.staff["facilitator"].pk)  # as a real sign-in notes it
    session.save()
    again = client.post(_at(statement, "original"))
    assert (302, True) == (again.status_code, "/w/sign-in/again" in str(again["Location"]))
    assert "original-opened" not in LogRecord.objects.latest("number").body

    client.post("/w/sign-in/again", {"password": "a long one of several words"})
    assert SAID not in client.get(_at(statement, "original")).content.decode()
    assert SAID in client.post(_at(statement, "original")).content.decode()
    assert "original-opened" in LogRecord.objects.latest("number").body
    assert SAID not in client.get(f"/w/statements/{statement.id}").content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_record_is_handed_over_as_a_file(client: Client, cast: Cast, form: str) -> None:
    """The record of moderation comes as a table with a name that tells nothing."""
    moderation.accept(cast.principal("facilitator"), propose(cast).id, seen=0)
    answer = sign_in(client, cast, "facilitator").get(f"{_shelf(cast)}/record.{form}")

    assert (200, f'attachment; filename="record.{form}"') == (answer.status_code, answer["Content-Disposition"])
    if form == "csv":
        rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert ["4", SAID] == [rows[2][0], rows[2][4]]


@pytest.mark.parametrize("who", ["translator", "administrator", "nobody"])
def test_the_pages_of_moderation_are_not_there_for_others(client: Client, cast: Cast, who: str) -> None:
    """Whoever does not moderate finds nothing on any of these pages."""
    statement = propose(cast)
    sign_in(client, cast, who)
    found = [client.get(f"{_shelf(cast)}{rest}").status_code for rest in ("", "/new", "/record.csv", "/record.xlsx")]
    found += [client.get(_at(statement, verb)).status_code for verb in ("reject", "reword", "merge", "original")]
    found.append(client.get(f"/w/statements/{statement.id}").status_code)
    found.append(client.post(_at(statement, "accept"), {"seen": "0"}).status_code)

    assert {404} == set(found)
    assert "proposed" == _state(statement)


def test_a_participant_finds_no_page_of_staff(client: Client, cast: Cast) -> None:
    """Whoever proposed a statement finds no queue."""
    propose(cast)
    enter(client, cast, "hill")

    assert {404} == {
        client.get(_shelf(cast)).status_code,
        client.get(f"/w/d/{cast.dialogue.id}/translations").status_code,
    }
