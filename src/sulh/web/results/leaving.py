"""What leaves the results room: previewed exactly as its readers will see it, confirmed, and listed."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import SEE, Principal, Refused, Thing, may
from sulh.model.publication import Publication
from sulh.papers.page import PageLanguage
from sulh.store.errors import Conflict
from sulh.store.reads import publications as reads
from sulh.store.reads.frames import NamedSide
from sulh.store.reads.results import papers
from sulh.store.writes import publishing
from sulh.store.writes.papers import make_small
from sulh.web.jinja import Here, Link, page, words_of
from sulh.web.moments import moment
from sulh.web.navigation import in_dialogue
from sulh.web.results import why
from sulh.web.results.shown import told


def publications(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Show what was published, who sees it, and what could be published."""
    words = words_of(request)
    ended = papers(principal, dialogue_id, words.tag)
    found = reads.publications(principal, dialogue_id, words.tag)
    here, frame = in_dialogue(request, principal, dialogue_id, "publications")
    if not may(principal, "working-paper", SEE, Thing(frame.process_id, frame.dialogue_id)):
        raise Refused
    title = words.say("Publications")
    values = {"title": title, "publications": found, "papers": ended, "moment": moment, "dialogue": frame}
    return page(request, "results/publications.html.j2", values, here=here)


def publish(request: HttpRequest, principal: Principal, epoch_id: UUID) -> HttpResponse:
    """Show what would leave, and let it leave once it is confirmed."""
    if request.method == "POST":
        made = publishing.publish(principal, epoch_id, request.POST.get("digest", ""))
        return HttpResponseRedirect(reverse("publication", kwargs={"publication_id": made}))
    words = words_of(request)
    dialogue_id = reads.dialogue_of(principal, epoch_id)
    make_small(epoch_id)
    here, frame = in_dialogue(request, principal, dialogue_id, "publications")
    here = _below(here, words, dialogue_id)
    title = words.say("What would leave")
    try:
        found = reads.preview(principal, epoch_id, words.tag)
    except Conflict as conflict:
        values = {"title": title, "code": conflict.code, "epoch_id": epoch_id}
        return page(request, "results/cannot_leave.html.j2", values, here=here, status=409)
    values = told(found.publication, found.sides, words) | {
        "title": title,
        "found": found,
        "dialogue": frame,
        "epoch_id": epoch_id,
        "why": why.together(found.explained, words, alone=found.side is not None),
    }
    return page(request, "results/publish.html.j2", values, here=here)


def publication(request: HttpRequest, principal: Principal, publication_id: UUID) -> HttpResponse:
    """Show a publication as its readers see it."""
    words = words_of(request)
    found = reads.publication(principal, publication_id, words.tag)
    here, _ = in_dialogue(request, principal, UUID(found.dialogue_id), "publications")
    title = _title(found.publication, found.side, words)
    values = told(found.publication, found.sides, words) | {"title": title, "found": found}
    return page(request, "results/publication.html.j2", values, here=_below(here, words, UUID(found.dialogue_id)))


def _title(publication: Publication, side: NamedSide | None, words: PageLanguage) -> str:
    """Name a publication: each readers' are counted by themselves."""
    number = words.number(publication.number)
    if side is None:
        return words.say("Publication {number} of all sides", number=number)
    return words.say("Publication {number} of {side} alone", number=number, side=words.name(side.name))


def _below(here: Here, words: PageLanguage, dialogue_id: UUID) -> Here:
    address = reverse("publications", kwargs={"dialogue_id": dialogue_id})
    return replace(here, crumbs=(Link(words.say("Publications"), address),))
