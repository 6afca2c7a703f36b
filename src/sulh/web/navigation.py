"""
What stands around the pages of staff: one table of areas, in the order in which a convenor needs them.

    DIALOGUE   areas of one dialogue: (label, name of the route, kind of the access table that it asks)
    PROCESS    areas of one process

A page says where it is: `in_dialogue(request, principal, dialogue_id, "rounds")`. An area that the principal may
not see is not shown.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from sulh.access import SEE, Principal, Thing, may
from sulh.store.reads import frames
from sulh.web.jinja import Here, Link, Named, here_of, words_of
from sulh.words.language import mark

DIALOGUE: tuple[tuple[str, str, str], ...] = (
    (mark("Preparation"), "dialogue", "dialogue"),
    (mark("Statements"), "statements", "moderation"),
    (mark("Translations"), "translations", "translation"),
    (mark("Slips"), "seats", "seats"),
    (mark("Rounds"), "rounds", "round"),
    (mark("Paper"), "paper", "paper-ballots"),
    (mark("Results"), "results", "working-paper"),
    (mark("Publications"), "publications", "publication"),
    (mark("Sessions"), "sessions", "session"),
    (mark("One text"), "one-text", "moderation"),
    (mark("Packages"), "packages", "package"),
    (mark("What became of it"), "trace", "chain"),
)
PROCESS: tuple[tuple[str, str, str], ...] = (
    (mark("Process"), "process", "process"),
    (mark("People who work here"), "process-staff", "staff"),
    (mark("Names and contacts"), "people", "seats"),
    (mark("Official table"), "official-table", "agenda"),
    (mark("Tracks"), "map", "map"),
    (mark("Agreements"), "agreements", "chain"),
    (mark("What changes"), "change", "change"),
    (mark("Log"), "process-log", "log"),
)


def for_staff(request: HttpRequest, principal: Principal) -> Here:
    """Return what stands around a page of staff outside any process."""
    frame = frames.staff_frame(principal)
    return here_of(request, staff=Named(frame.name, frame.id))


def in_process(
    request: HttpRequest, principal: Principal, process_id: UUID, current: str
) -> tuple[Here, frames.ProcessFrame]:
    """Return what stands around a page of a process, and the process."""
    frame = frames.process_frame(principal, process_id, words_of(request).tag)
    links = _links(request, principal, PROCESS, Thing(process=frame.process_id), {"process_id": process_id}, current)
    return _here(request, principal, frame.process, frame.process_id, frame.profile, links), frame


def in_dialogue(
    request: HttpRequest, principal: Principal, dialogue_id: UUID, current: str
) -> tuple[Here, frames.DialogueFrame]:
    """Return what stands around a page of a dialogue, and the dialogue."""
    frame = frames.dialogue_frame(principal, dialogue_id, words_of(request).tag)
    thing = Thing(process=frame.process_id, dialogue=frame.dialogue_id)
    links = _links(request, principal, DIALOGUE, thing, {"dialogue_id": dialogue_id}, current)
    here = _here(request, principal, frame.process, frame.process_id, frame.profile, links)
    return replace(here, dialogue=Named(frame.dialogue, frame.dialogue_id)), frame


def _links(
    request: HttpRequest,
    principal: Principal,
    areas: tuple[tuple[str, str, str], ...],
    thing: Thing,
    at: dict[str, UUID],
    current: str,
) -> tuple[Link, ...]:
    words = words_of(request)
    return tuple(
        Link(words.say(label), reverse(route, kwargs=at), route == current)
        for label, route, kind in areas
        if may(principal, kind, SEE, thing)
    )


def _here(
    request: HttpRequest, principal: Principal, name: str, process_id: str, profile: str, nav: tuple[Link, ...]
) -> Here:
    frame = frames.staff_frame(principal)
    return here_of(
        request,
        staff=Named(frame.name, frame.id),
        process=Named(name, process_id),
        profile=profile,
        nav=nav,
    )
