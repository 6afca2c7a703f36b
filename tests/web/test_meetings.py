"""The pages of sessions: from a session with notes to its report."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from docx import Document
from pytest_django import DjangoAssertNumQueries

from sulh.store.models import Commitment, HarmCheck, LogRecord, Note, Presence, Relationship, Session, Statement
from sulh.store.texts import seen
from sulh.store.writes import commitments, notes
from tests.cast import Cast
from tests.store.held import SAID, called, day, held, noted, promised
from tests.web.people import enter, sign_in

HOSTILE = '<script>alert(1)</script> "قال" <b>&amp;'


def _words(content: bytes) -> str:
    """Everything that is read in a document."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def _list(cast: Cast) -> str:
    return f"/w/d/{cast.dialogue.id}/sessions"


def _pair(cast: Cast) -> str:
    return f"/w/d/{cast.dialogue.id}/between/{cast.sides['hill'].id}/{cast.sides['river'].id}"


def _hidden(client: Client, address: str, field: str = "stamp") -> str:
    """Return what a page remembers in a hidden field."""
    return client.get(address).content.decode().split(f'name="{field}" value="')[1].split('"')[0]


def _described(client: Client, cast: Cast, ago: int, text: str) -> None:
    form = {"on": day(ago).isoformat(), "power": text}
    assert 302 == client.post(f"{_pair(cast)}/new", form).status_code


def _everything(cast: Cast) -> list[str]:
    """The address of every page of this area that is looked at, for one session with all that belongs to it."""
    session = held(cast)
    note, one = noted(cast, session), promised(cast, session)
    at = f"/w/s/{session.id}"
    return [
        _list(cast),
        f"{_list(cast)}/new",
        at,
        f"{at}/present",
        f"{at}/notes",
        f"{at}/commitments",
        f"{at}/report/en",
        f"/w/n/{note.id}",
        f"/w/n/{note.id}/statement",
        f"/w/c/{one}",
        _pair(cast),
        f"{_pair(cast)}/new",
    ]


def test_a_session_with_a_note_becomes_a_report(client: Client, cast: Cast) -> None:
    """A facilitator writes down a session, counts, notes, draws a statement, and takes all of it along in Word."""
    sign_in(client, cast, "facilitator")
    assert 302 == client.post(f"{_list(cast)}/new", {"number": "1", "on": day().isoformat()}).status_code
    at = f"/w/s/{Session.objects.get().id}"
    counts = {"stamp": _hidden(client, f"{at}/present"), "party_nonofficial": "11", "third_official": ""}
    assert 302 == client.post(f"{at}/present", counts).status_code
    assert 302 == client.post(f"{at}/notes", {"text": SAID}).status_code
    form = {"text": SAID, "language": "en", "asks": "need", "side": "all"}
    assert 302 == client.post(f"/w/n/{Note.objects.get().id}/statement", form).status_code
    page = client.get(at).content.decode()
    assert (True, True, True) == (SAID in page, "Track Two" in page, "No. <bdi>4" in page or "No. 4" in page)

    report = client.get(f"{at}/report/en")
    assert 'attachment; filename="meeting-1.docx"' == report["Content-Disposition"]
    assert "no-store" == report["Cache-Control"]
    words = _words(report.content)
    assert [True] * 4 == [part in words for part in ("Talks on water", SAID, "Track Two", "Shepherds")]


def test_a_report_opens_in_arabic(client: Client, cast: Cast) -> None:
    """In the Arabic report title, label and sides are Arabic, and notes stand as they were written."""
    session = held(cast)
    noted(cast, session)
    promised(cast, session, "نفتح البوابة", "river", "hill")
    words = _words(sign_in(client, cast, "facilitator").get(f"/w/s/{session.id}/report/ar").content)

    assert [True] * 5 == [part in words for part in ("حديث الماء", SAID, "نفتح البوابة", "التل", "النهر")]
    assert "Track" not in words


@pytest.mark.parametrize("who", ["translator", "administrator", "nobody"])
def test_staff_of_other_roles_find_nothing_here(client: Client, cast: Cast, who: str) -> None:
    """Whoever is no facilitator finds the same page at each address: there is nothing to see."""
    addresses = _everything(cast)
    sign_in(client, cast, who)
    assert {404} == {client.get(address).status_code for address in addresses}

    sign_in(client, cast, "cofacilitator")
    assert {200} == {client.get(address).status_code for address in addresses}


@pytest.mark.parametrize("who", ["hill", "hill-reader", "assistant", "owner"])
def test_people_with_a_code_find_nothing_here(client: Client, cast: Cast, who: str) -> None:
    """Participants, readers, assistants and owners never see what was written down of a session."""
    addresses = _everything(cast)
    enter(client, cast, who)

    assert {404} == {client.get(address).status_code for address in addresses}


def test_another_process_and_no_session_end_in_the_same_page(client: Client, both: Cast) -> None:
    """For a facilitator of elsewhere a session that is there looks like one that is not."""
    assert both.other is not None
    addresses = _everything(both)
    sign_in(client, both.other, "facilitator")
    assert {404} == {client.get(address).status_code for address in addresses}

    there, absent = client.get(addresses[2]), client.get(f"/w/s/{UUID(int=7)}")
    assert (404, len(absent.content)) == (absent.status_code, len(there.content))


def test_a_stranger_is_led_to_the_door(client: Client, cast: Cast) -> None:
    """Without a sign-in nothing of a session is shown, and nothing is kept."""
    addresses = _everything(cast)
    assert not any(SAID in client.get(address).content.decode(errors="replace") for address in addresses)
    client.post(f"/w/s/{Session.objects.get().id}/notes", {"text": "From outside"})

    assert 1 == Note.objects.count()


def test_the_list_says_what_is_missing_before_a_session(client: Client, cast: Cast) -> None:
    """Without a harm check that says go the page says so, offers no session, and takes none."""
    HarmCheck.objects.update(go=False)
    sign_in(client, cast, "facilitator")
    page = client.get(_list(cast)).content.decode()
    refused = client.post(f"{_list(cast)}/new", {"number": "1", "on": day().isoformat()})

    assert (True, False) == ("harm check of this phase" in page, "sessions/new" in page)
    assert (409, 0) == (refused.status_code, Session.objects.count())


def test_open_commitments_come_first_with_their_age(client: Client, cast: Cast) -> None:
    """The list and the next session begin with what is open; one past its day says by how much, calmly."""
    promised(cast, held(cast, 20), "Send the list", "hill", "river", due=day(12))
    second = held(cast)
    sign_in(client, cast, "facilitator")
    for address, after in ((_list(cast), "Held so far"), (f"/w/s/{second.id}", "What was said, by nobody")):
        page = client.get(address).content.decode()
        assert page.index("Send the list") < page.index(after)
        assert "12 days past its day" in page


def test_a_commitment_is_done_and_not_done_after_all(client: Client, cast: Cast) -> None:
    """From the page of a commitment a facilitator says on which day it was done, and can take it back."""
    one = promised(cast, held(cast, 3))
    sign_in(client, cast, "facilitator")
    assert 302 == client.post(f"/w/c/{one}", {"on": day().isoformat()}).status_code
    assert day() == Commitment.objects.get().done
    assert 409 == client.post(f"/w/c/{one}", {"on": day().isoformat()}).status_code
    assert 302 == client.post(f"/w/c/{one}/reopen").status_code
    assert Commitment.objects.get().done is None


def test_a_hint_is_shown_once_before_a_note_is_kept(client: Client, cast: Cast) -> None:
    """A note that may name somebody is shown once more with a hint, and kept if it is sent again."""
    at = f"/w/s/{held(cast).id}/notes"
    form = {"text": "Dr. Haddad should come back"}
    sign_in(client, cast, "facilitator")
    first = client.post(at, form)
    assert (200, True, 0) == (first.status_code, "Dr. Haddad</bdi>" in first.content.decode(), Note.objects.count())

    assert 302 == client.post(at, form | {"hinted": "yes"}).status_code
    assert form["text"] == cast.sealer.text(Note.objects.get(), "text")


@pytest.mark.parametrize("hinted", ["", "yes"])
def test_a_note_with_a_label_is_refused_hint_or_not(client: Client, cast: Cast, hinted: str) -> None:
    """What stands on a slip, in a note, a commitment or a description is told at its field and kept nowhere."""
    session = held(cast)
    called(cast, "hill", "Amina")
    sign_in(client, cast, "facilitator")
    sides = [str(cast.sides["hill"].id)]
    for address, form in (
        (f"/w/s/{session.id}/notes", {"text": "Amina wept"}),
        (f"/w/s/{session.id}/commitments", {"what": "Amina opens the gate", "sides": sides}),
        (f"{_pair(cast)}/new", {"on": day().isoformat(), "power": "Amina rules"}),
    ):
        page = client.post(address, form | {"hinted": hinted})
        assert (422, True) == (page.status_code, "Somebody who takes part is named in it" in page.content.decode())
    assert [0, 0, 0] == [table.objects.count() for table in (Note, Commitment, Relationship)]


@pytest.mark.parametrize("text", ["a\x00b", "\u202eabc", "x" * 1_001, "", "\ud800"])
def test_what_cannot_be_kept_is_told_on_the_page(client: Client, cast: Cast, text: str) -> None:
    """A text with a fault comes back with what to correct; nothing is stored, and what was typed is still there."""
    at = f"/w/s/{held(cast).id}"
    sign_in(client, cast, "facilitator")
    sent = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace") if "\ud800" in text else text
    for address, form in (
        (f"{at}/notes", {"text": sent}),
        (f"{at}/commitments", {"what": sent, "sides": [str(cast.sides["hill"].id)]}),
        (f"{_pair(cast)}/new", {"on": day().isoformat(), "power": sent}),
    ):
        page = client.post(address, form)
        if sent == text:
            assert (422, True) == (page.status_code, 'role="alert"' in page.content.decode())
        else:
            assert 302 == page.status_code  # signs that no encoding has arrive as signs that can be kept
    assert Commitment.objects.count() == (0 if sent == text else 1)


@pytest.mark.parametrize(
    "form",
    [
        {"number": "1"},
        {"number": "1", "on": "yesterday"},
        {"number": "1", "on": "2026-13-45"},
        {"number": "x", "on": "2026-01-01"},
        {"number": "9" * 400, "on": "2026-01-01"},
        {"number": "1", "on": "\x00"},
        {"number": "1", "on": "0001-01-01"},
    ],
)
def test_a_session_of_no_day_comes_back(client: Client, cast: Cast, form: dict[str, str]) -> None:
    """What is no day or no number makes no session and no fault of ours."""
    page = sign_in(client, cast, "facilitator").post(f"{_list(cast)}/new", form)

    assert (422, 0) == (page.status_code, Session.objects.count())


@pytest.mark.parametrize("count", ["-1", "1001", "many", "\x00", "1e3", "9" * 400])
def test_a_count_of_nobody_known_comes_back(client: Client, cast: Cast, count: str) -> None:
    """What is no number of people is told, and nothing is counted."""
    at = f"/w/s/{held(cast).id}/present"
    sign_in(client, cast, "facilitator")
    page = client.post(at, {"stamp": _hidden(client, at), "party_official": count})

    assert (422, 0) == (page.status_code, Presence.objects.count())


def test_old_pages_are_told_that_somebody_was_quicker(client: Client, cast: Cast) -> None:
    """Of two facilitators on one session the slower reads what has changed, and nothing is overwritten."""
    session = held(cast)
    note, at = noted(cast, session), f"/w/s/{session.id}/present"
    stamp = seen(note, "text")
    notes.change(cast.principal("cofacilitator"), note.id, "Newer words", stamp=stamp)
    sign_in(client, cast, "facilitator")
    counted = _hidden(client, at)
    assert 302 == client.post(at, {"stamp": counted, "party_official": "2"}).status_code
    for address, form in (
        (f"{_list(cast)}/new", {"number": "1", "on": day().isoformat()}),
        (at, {"stamp": counted, "party_official": "3"}),
        (f"/w/n/{note.id}", {"stamp": stamp, "text": "Older words"}),
        (f"/w/n/{note.id}/remove", {"stamp": stamp}),
    ):
        assert 409 == client.post(address, form).status_code
    assert (2, "Newer words") == (Presence.objects.get().count, cast.sealer.text(Note.objects.get(), "text"))


def test_a_note_is_changed_and_removed_until_a_statement_was_drawn(client: Client, cast: Cast) -> None:
    """A note can be written anew and taken back; once a statement was drawn it is shown and stays."""
    session = held(cast)
    note, other = noted(cast, session), noted(cast, session, "Another note")
    sign_in(client, cast, "facilitator")
    form = {"text": "Newer words", "stamp": _hidden(client, f"/w/n/{note.id}")}
    assert 302 == client.post(f"/w/n/{note.id}", form).status_code
    assert 302 == client.post(f"/w/n/{other.id}/remove", {"stamp": seen(other, "text")}).status_code
    assert ["Newer words"] == [cast.sealer.text(row, "text") for row in Note.objects.all()]

    notes.draw(cast.principal("facilitator"), note.id, "need", SAID, language="en")
    page = client.get(f"/w/n/{note.id}").content.decode()
    assert ("Newer words" in page, "<textarea" in page) == (True, False)


def test_constraints_are_offered_from_their_phase_on(client: Client, cast: Cast) -> None:
    """Before phase three the page says that constraints are locked and takes none; from then on it does."""
    note = noted(cast, held(cast))
    at = f"/w/n/{note.id}/statement"
    form = {"text": SAID, "language": "en", "asks": "constraint", "side": "all"}
    sign_in(client, cast, "facilitator")
    assert (False, True) == ('value="constraint"' in (page := client.get(at).content.decode()), "phase 3" in page)
    assert (422, 3) == (client.post(at, form).status_code, Statement.objects.count())

    cast.dialogue.phase = 3
    cast.dialogue.save()
    assert (302, 4) == (client.post(at, form).status_code, Statement.objects.count())


def test_two_sides_are_compared_between_days(client: Client, cast: Cast) -> None:
    """The last description stands beside the one before; each day has its page, and can be corrected."""
    sign_in(client, cast, "facilitator")
    assert "has not been described yet" in client.get(_pair(cast)).content.decode()
    _described(client, cast, 9, "Guards at the gate")
    _described(client, cast, 0, "The gate is open")
    page = client.get(_pair(cast)).content.decode()
    assert page.index("The gate is open") < page.index("Guards at the gate")

    earlier = f"{_pair(cast)}/on/{day(9).isoformat()}"
    assert "The gate is open" not in client.get(earlier).content.decode()
    form = {"stamp": _hidden(client, f"{earlier}/correct"), "power": "Two guards"}
    assert 302 == client.post(f"{earlier}/correct", form).status_code
    assert "Two guards" in client.get(earlier).content.decode()
    for nowhere in ("2020-01-01", "no-day", "9" * 40):
        assert 404 == client.get(f"{_pair(cast)}/on/{nowhere}").status_code


def test_markup_stays_words(client: Client, cast: Cast) -> None:
    """What somebody wrote is shown as they wrote it on every page, in its own direction."""
    session = held(cast)
    note, one = noted(cast, session, HOSTILE), promised(cast, session, HOSTILE)
    sign_in(client, cast, "facilitator")
    _described(client, cast, 0, HOSTILE)
    pages = (
        _list(cast),
        f"/w/s/{session.id}",
        f"/w/n/{note.id}",
        f"/w/n/{note.id}/statement",
        f"/w/c/{one}",
        _pair(cast),
    )
    for address in pages:
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page
    assert HOSTILE in _words(client.get(f"/w/s/{session.id}/report/en").content)


def test_addresses_and_log_hold_no_words(client: Client, cast: Cast) -> None:
    """No address of this area and no record of the log holds what was written or who took part."""
    addresses = " ".join(_everything(cast))
    commitments.finish(cast.principal("facilitator"), Commitment.objects.get().id, day())
    bodies = " ".join(LogRecord.objects.values_list("body", flat=True))
    secrets = ["well", "gate", "Hill", "River", *(str(seat.id) for seat in cast.seats.values())]

    assert [] == [secret for secret in secrets if secret in addresses + bodies]
    assert sign_in(client, cast, "facilitator").get(_list(cast)).status_code == 200


def test_pages_of_many_sessions_ask_no_more_of_the_database(
    client: Client, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Thirty sessions with notes and commitments cost as many queries as one."""
    for number in range(30):
        session = held(cast, 30 - number)
        noted(cast, session)
        promised(cast, session, due=day() + timedelta(days=3))
    sign_in(client, cast, "facilitator")
    with django_assert_max_num_queries(30):
        assert 200 == client.get(_list(cast)).status_code
    with django_assert_max_num_queries(24):
        assert 200 == client.get(f"/w/s/{session.id}").status_code
    with django_assert_max_num_queries(20):
        assert 200 == client.get(f"/w/s/{session.id}/report/en").status_code


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_pages_speak_the_readers_language(client: Client, cast: Cast, language: str) -> None:
    """In French and Arabic no sentence of these pages is left in English."""
    addresses = [address for address in _everything(cast) if "/report/" not in address]
    sign_in(client, cast, "facilitator", language=language)
    left = ("Write ", "session", "commitment", "Session", "What was said", "present", "Describe", "statement")
    for address in addresses:
        page = client.get(address).content.decode().split("<main", 1)[1].split("</main>")[0]
        text = " ".join(part.split(">")[-1] for part in page.split("<"))
        assert [] == [word for word in left if f" {word} " in f" {text} "]
