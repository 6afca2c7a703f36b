"""
Slips: how many there are, new ones, and what is done about one that was lost.

    seats ──▶ seats-make ──▶ sheets, once          the answer to the form is the only page that ever shows a code
      ├─────▶ seats-find ──▶ seats-replace ──▶ a sheet, once
      │                 └──▶ seats-withdraw
      └─────▶ leaflet

No code, label or seat is part of an address.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.designs import leaflet as design_of_leaflet
from sulh.papers.page import page_language
from sulh.store.errors import Invalid
from sulh.store.reads import seats as reads
from sulh.store.writes import seats as writes
from sulh.store.writes.seats import Slip
from sulh.web import errors
from sulh.web.jinja import page, words_of
from sulh.web.navigation import in_dialogue
from sulh.web.seats.forms import Label, NewSlips, Replacement
from sulh.words.language import mark

ON_SLIP = mark("Open this address and type your entry number. Show it to nobody.")


def seats(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Show how many seats there are."""
    return _seats(request, principal, dialogue_id)


def make(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Make seats, and answer with their slips, this once."""
    if request.method != "POST":
        return _back(request, principal, dialogue_id)
    words = words_of(request)
    shown = reads.seats_page(principal, dialogue_id, words.tag)
    form = NewSlips(words, shown, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            slips = writes.make(principal, dialogue_id, form.chosen(), given["count"], seen=given["seen"])
        except Invalid as refusal:
            form.told(refusal, words)
        else:
            return _sheets(request, dialogue_id, shown, slips, whose=form.whose())
    return _seats(request, principal, dialogue_id, made=form)


def find(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Show the seat of a label, and what can be done about a lost slip."""
    if request.method != "POST":
        return _back(request, principal, dialogue_id)
    words = words_of(request)
    form = Label(words_of(request), request.POST)
    if form.is_valid():
        try:
            found = reads.find(principal, dialogue_id, form.cleaned_data["label"], words.tag)
        except Invalid as refusal:
            form.told(refusal, words)
        else:
            here, frame = in_dialogue(request, principal, dialogue_id, "seats")
            values = {"title": words.say("A lost slip"), "found": found, "dialogue": frame}
            return page(request, "seats/found.html.j2", values, here=here)
    return _seats(request, principal, dialogue_id, lost=form)


def replace(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Give a seat a new code, and answer with its slip, this once."""
    form = Replacement(words_of(request), request.POST)
    if request.method != "POST":
        return _back(request, principal, dialogue_id)
    shown = reads.seats_page(principal, dialogue_id, words_of(request).tag)
    if "generation" not in request.POST:
        return errors.bad_form(request)
    if not form.is_valid():
        raise Refused
    given = form.cleaned_data
    try:
        slip = writes.replace(principal, dialogue_id, given["label"], generation=given["generation"])
    except Invalid as refusal:
        form.told(refusal, words_of(request))
        return _seats(request, principal, dialogue_id, lost=form)
    return _sheets(request, dialogue_id, shown, [slip])


def withdraw(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Let a slip that nobody needs open nothing any more."""
    form = Label(words_of(request), request.POST)
    if request.method == "POST" and form.is_valid():
        try:
            writes.withdraw(principal, dialogue_id, form.cleaned_data["label"])
        except Invalid as refusal:
            form.told(refusal, words_of(request))
            return _seats(request, principal, dialogue_id, lost=form)
    return _back(request, principal, dialogue_id)


def leaflet(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Show what participants take home on paper, in each language of the dialogue; it names nothing of it."""
    shown = reads.seats_page(principal, dialogue_id, words_of(request).tag)
    made = design_of_leaflet("high" if shown.profile == "high" else "standard")
    values = {
        "leaflet": made,
        "languages": [page_language(tag) for tag in shown.languages],
        "back": reverse("seats", kwargs={"dialogue_id": dialogue_id}),
    }
    return page(request, "seats/leaflet.html.j2", values)


def _seats(
    request: HttpRequest,
    principal: Principal,
    dialogue_id: UUID,
    *,
    made: NewSlips | None = None,
    lost: Label | None = None,
) -> HttpResponse:
    words = words_of(request)
    shown = reads.seats_page(principal, dialogue_id, words.tag)
    here, _ = in_dialogue(request, principal, dialogue_id, "seats")
    values = {
        "title": words.say("Slips"),
        "dialogue_id": dialogue_id,
        "seats": shown,
        "made": made or NewSlips(words, shown),
        "lost": lost or Label(words),
        "most": writes.MOST_AT_ONCE,
    }
    return page(request, "seats/seats.html.j2", values, here=here, status=422 if made or lost else 200)


def _sheets(
    request: HttpRequest, dialogue_id: UUID, shown: reads.SeatsPage, slips: Sequence[Slip], *, whose: str = ""
) -> HttpResponse:
    """Return the slips to be printed: the one page with codes; `whose` they are stands on the screen alone."""
    spoken = [page_language(tag) for tag in shown.languages]
    values = {
        "slips": slips,
        "whose": whose,
        "back": reverse("seats", kwargs={"dialogue_id": dialogue_id}),
        "address": request.get_host(),
        "lines": [(words.tag, words.direction, words.say(ON_SLIP)) for words in spoken],
    }
    return page(request, "seats/slips.html.j2", values)


def _back(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Lead back to the list, which must be theirs: a redirect tells nobody else that there is one."""
    reads.seats_page(principal, dialogue_id, words_of(request).tag)
    return HttpResponseRedirect(reverse("seats", kwargs={"dialogue_id": dialogue_id}))
