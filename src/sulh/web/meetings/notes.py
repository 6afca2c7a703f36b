"""Notes of a session, and statements drawn from them."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from sulh.access import Principal
from sulh.designs.dialogues import Asks
from sulh.designs.hints import LONGEST
from sulh.store.kinds import design_of
from sulh.store.models.statements import ASKS
from sulh.store.reads import meetings as reads
from sulh.store.reads.meetings import SessionHead
from sulh.store.writes import notes as writes
from sulh.web.jinja import words_of
from sulh.web.meetings.around import below_session
from sulh.web.meetings.forms import ALL_SIDES, DrawForm, MeetingForm, NoteForm
from sulh.web.setup.around import done, shown
from sulh.web.statements.words import hints


def add(request: HttpRequest, principal: Principal, session_id: UUID) -> HttpResponse:
    """Add a note; a hint is shown once before it is kept."""
    words = words_of(request)
    row = reads.session_head(principal, session_id)
    form = NoteForm(words, request.POST or None)
    asked = looked_at(form, "text")
    if request.method == "POST" and form.is_valid() and not asked:
        with form.telling():
            writes.add(principal, session_id, form.cleaned_data["text"])
            return done("session", session_id=row.id)
    return _page(request, principal, row, form, asked, title=words.say("A note"))


def note(request: HttpRequest, principal: Principal, note_id: UUID) -> HttpResponse:
    """Write a note anew, as long as no statement was drawn from it."""
    words = words_of(request)
    row, found = reads.note_of(principal, note_id)
    form = NoteForm(words, request.POST or None, initial={"text": found.text, "stamp": found.stamp})
    asked = looked_at(form, "text")
    if request.method == "POST" and form.is_valid() and not asked:
        with form.telling():
            given = form.cleaned_data
            writes.change(principal, note_id, given["text"], stamp=given["stamp"])
            return done("session", session_id=row.id)
    title = words.say("Note {number}", number=words.number(found.number))
    return _page(request, principal, row, form, asked, title=title, found=found)


def remove(request: HttpRequest, principal: Principal, note_id: UUID) -> HttpResponse:
    """Take a note back."""
    row, _ = reads.note_of(principal, note_id)
    writes.remove(principal, note_id, stamp=request.POST.get("stamp", ""))
    return done("session", session_id=row.id)


def draw(request: HttpRequest, principal: Principal, note_id: UUID) -> HttpResponse:
    """Draw a statement from a note: it goes to the queue like every other."""
    words = words_of(request)
    row, found = reads.note_of(principal, note_id)
    here, frame = below_session(request, principal, row)
    design = design_of(frame.kind)
    admitted = [one for one in ASKS if design.admits(cast("Asks", one), frame.phase)]
    short = found.text if len(found.text) <= LONGEST else ""
    initial = {"text": short, "side": ALL_SIDES}
    form = DrawForm(
        words, request.POST or None, tags=frame.languages, admitted=admitted, sides=frame.sides, initial=initial
    )
    asked = looked_at(form, "text")
    if request.method == "POST" and form.is_valid() and not asked:
        with form.telling():
            given = form.cleaned_data
            writes.draw(
                principal, note_id, given["asks"], given["text"], language=given["language"], side_id=form.side_id
            )
            return done("session", session_id=row.id)
    values = {
        "title": words.say("Draw a statement"),
        "note": found,
        "hints": asked,
        "hinted": bool(asked) or "hinted" in request.POST,
        "locked_until": design.constraints_from if len(admitted) < len(ASKS) else None,
    }
    return shown(request, "meetings/draw.html.j2", values, here=here, form=form)


def looked_at(form: MeetingForm, *fields: str) -> list[tuple[str, str]]:
    """Return what should be looked at once in what was typed: nothing if it was looked at, or cannot be kept anyway."""
    if not form.is_bound or not form.is_valid() or form.cleaned_data["hinted"]:
        return []
    return hints([str(form.cleaned_data[field]) for field in fields], form.words)


def _page(
    request: HttpRequest,
    principal: Principal,
    row: SessionHead,
    form: NoteForm,
    asked: list[tuple[str, str]],
    **values: object,
) -> HttpResponse:
    here, _ = below_session(request, principal, row)
    told = {"found": None, "session_id": row.id, "hints": asked, "hinted": bool(asked) or "hinted" in request.POST}
    return shown(request, "meetings/note.html.j2", told | values, here=here, form=form)
