"""The pages of sessions: from a session with notes to its report."""

from __future__ import annotations

import io

from django.test import Client
from docx import Document

from sulh.store import clock
from sulh.store.models import Note, Session
from sulh.store.writes import meetings
from tests.cast import Cast
from tests.web.people import sign_in

SAID = "The well by the mill has been dry since spring."


def _held(cast: Cast) -> Session:
    """A session of today, made as a facilitator makes it."""
    number = cast.dialogue.sessions.count() + 1
    made = meetings.hold(cast.principal("facilitator"), cast.dialogue.id, clock.today(), number=number)
    return Session.objects.get(pk=made)


def _words(content: bytes) -> str:
    """Everything that is read in a document."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_a_session_with_a_note_becomes_a_report(client: Client, cast: Cast) -> None:
    """A facilitator writes down a session, counts, notes, draws a statement, and takes all of it along in Word."""
    sign_in(client, cast, "facilitator")
    start = f"/w/d/{cast.dialogue.id}/sessions"
    assert 302 == client.post(f"{start}/new", {"number": "1", "on": clock.today().isoformat()}).status_code
    session = Session.objects.get()
    at = f"/w/s/{session.id}"
    stamp = client.get(f"{at}/present").content.decode().split('name="stamp" value="')[1].split('"')[0]
    assert 302 == client.post(f"{at}/present", {"stamp": stamp, "party_nonofficial": "11"}).status_code
    assert 302 == client.post(f"{at}/notes", {"text": SAID}).status_code
    form = {"text": SAID, "language": "en", "asks": "need", "side": ""}
    assert 302 == client.post(f"/w/n/{Note.objects.get().id}/statement", form).status_code
    page = client.get(at).content.decode()
    assert (True, True, True) == (SAID in page, "Track Two" in page, "No. 4" in page)

    report = client.get(f"{at}/report/en")
    assert 'attachment; filename="meeting-1.docx"' == report["Content-Disposition"]
    assert "no-store" == report["Cache-Control"]
    words = _words(report.content)
    assert [True] * 4 == [part in words for part in ("Talks on water", SAID, "Track Two", "Shepherds")]
