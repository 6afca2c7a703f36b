"""The list of sessions, a new one, one session with its counts, and its report."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from sulh.access import Principal
from sulh.formats.media import DOCX
from sulh.formats.meeting_words import CAPACITY_WORDS, label_words
from sulh.formats.session_report import session_report_docx
from sulh.model.tracks import CAPACITIES
from sulh.store import clock
from sulh.store.errors import Incomplete
from sulh.store.reads import meetings as reads
from sulh.store.reads.meeting_report import report as report_of
from sulh.store.reads.reflections import reflection
from sulh.store.reflections import TEXTS
from sulh.store.writes import meetings as writes
from sulh.web.downloads import download
from sulh.web.jinja import words_of
from sulh.web.meetings.around import below_list, phase_name, session_name
from sulh.web.meetings.forms import Counts, NewSession, NoteForm
from sulh.web.meetings.reflections import ASKED
from sulh.web.navigation import in_dialogue
from sulh.web.reasons import sentences
from sulh.web.setup.around import done, shown
from sulh.web.statements.words import language_name


def sessions(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Show what is open from earlier sessions, then the sessions, newest first."""
    words = words_of(request)
    here, _ = in_dialogue(request, principal, dialogue_id, "sessions")
    found = reads.sessions_page(principal, dialogue_id, words.tag)
    values = {
        "title": words.say("Sessions"),
        "dialogue_id": dialogue_id,
        "found": found,
        "missing": sentences(Incomplete(found.missing), words),
        "phase_name": phase_name,
        "label_words": label_words,
    }
    return shown(request, "meetings/sessions.html.j2", values, here=here)


def new_session(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Write down a session."""
    words = words_of(request)
    here, frame = below_list(request, principal, dialogue_id)
    found = reads.sessions_page(principal, dialogue_id, words.tag)
    form = NewSession(words, request.POST or None, initial={"number": found.following, "on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with form.telling():
            given = form.cleaned_data
            return done("session", session_id=writes.hold(principal, dialogue_id, given["on"], number=given["number"]))
    values = {
        "title": session_name(words, found.following),
        "dialogue_id": dialogue_id,
        "phase": phase_name(words, frame.kind, frame.phase),
        "missing": sentences(Incomplete(found.missing), words),
    }
    return shown(request, "meetings/session_new.html.j2", values, here=here, form=form)


def session(request: HttpRequest, principal: Principal, session_id: UUID) -> HttpResponse:
    """Show one session."""
    words = words_of(request)
    found = reads.session_page(principal, session_id, words.tag)
    here, _ = below_list(request, principal, UUID(found.dialogue_id))
    values = {
        "title": session_name(words, found.number),
        "found": found,
        "phase": phase_name(words, found.kind, found.phase),
        "label": label_words(found.label),
        "capacities": [(CAPACITY_WORDS[one], one) for one in CAPACITIES],
        "note": NoteForm(words),
        "reflection": reflection(principal, session_id),
        "reflection_words": [(one, words.say(ASKED[one])) for one in TEXTS],
        "language_name": language_name,
    }
    return shown(request, "meetings/session.html.j2", values, here=here)


def presence(request: HttpRequest, principal: Principal, session_id: UUID) -> HttpResponse:
    """Count who was present, by capacity."""
    words = words_of(request)
    found = reads.session_page(principal, session_id, words.tag)
    here, _ = below_list(request, principal, UUID(found.dialogue_id))
    form = Counts(words, request.POST or None, counted=found.capacities, initial={"stamp": found.stamp})
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.count(principal, session_id, form.counts(), seen=form.cleaned_data["stamp"])
            return done("session", session_id=session_id)
    values = {"title": words.say("Who was present, in numbers"), "session_id": session_id}
    return shown(request, "meetings/presence.html.j2", values, here=here, form=form)


def report(request: HttpRequest, principal: Principal, session_id: UUID, language: str) -> HttpResponse:
    """Hand over the report of a session as a document; its name says the number and nothing else."""
    del request
    found = report_of(principal, session_id, language)
    return download(session_report_docx(found, lang=language), DOCX, f"meeting-{found.number}.docx")
