"""What stands around the pages of sessions: the list above one session, the session above what is in it."""

from __future__ import annotations

from dataclasses import replace
from typing import cast
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal
from sulh.formats.meeting_words import phase_words
from sulh.model.sessions import Kind
from sulh.papers.page import PageLanguage
from sulh.store.reads.frames import DialogueFrame
from sulh.store.reads.meetings import SessionHead
from sulh.web.jinja import Here, Link, words_of
from sulh.web.navigation import in_dialogue


def below_list(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> tuple[Here, DialogueFrame]:
    """Return what stands around a page that lies below the list of sessions."""
    here, frame = in_dialogue(request, principal, dialogue_id, "sessions")
    label = words_of(request).say("Sessions")
    return replace(here, crumbs=(Link(label, reverse("sessions", kwargs={"dialogue_id": dialogue_id})),)), frame


def below_session(request: HttpRequest, principal: Principal, session: SessionHead) -> tuple[Here, DialogueFrame]:
    """Return what stands around a page that lies below one session."""
    here, frame = below_list(request, principal, session.dialogue_id)
    label = session_name(words_of(request), session.number)
    address = reverse("session", kwargs={"session_id": session.id})
    return replace(here, crumbs=(*here.crumbs, Link(label, address))), frame


def session_name(words: PageLanguage, number: int) -> Markup:
    """Return what a session is called."""
    return words.say("Session {number}", number=words.number(number))


def phase_name(words: PageLanguage, kind: str, phase: int | None) -> Markup | None:
    """Return the phase or stage in words; None where a dialogue of this kind has none."""
    found = phase_words(cast("Kind", kind), phase)
    return None if found is None else words.say(found)
