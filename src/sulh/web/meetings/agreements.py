"""Commitments of a session, and how two sides are to each other."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.designs import ELEMENTS
from sulh.store import clock
from sulh.store.reads import meetings as reads
from sulh.store.reads import relationships as pairs
from sulh.store.writes import commitments as writes
from sulh.store.writes.relationships import describe
from sulh.web.incoming import a_day
from sulh.web.jinja import words_of
from sulh.web.meetings.around import below_list, below_session
from sulh.web.meetings.forms import CommitmentForm, DoneForm, ElementsForm
from sulh.web.meetings.notes import looked_at
from sulh.web.setup.around import SAVED, done, shown


def commit(request: HttpRequest, principal: Principal, session_id: UUID) -> HttpResponse:
    """Write down what a side, or two together, took upon them."""
    words = words_of(request)
    head = reads.session_head(principal, session_id)
    here, frame = below_session(request, principal, head)
    form = CommitmentForm(words, request.POST or None, sides=frame.sides)
    asked = looked_at(form, "what")
    if request.method == "POST" and form.is_valid() and not asked:
        with form.telling():
            given = form.cleaned_data
            writes.make(principal, session_id, given["what"], form.side_ids, given["due"])
            return done("session", session_id=session_id)
    values = {
        "title": words.say("A commitment"),
        "hints": asked,
        "hinted": bool(asked) or "hinted" in request.POST,
    }
    return shown(request, "meetings/commit.html.j2", values, here=here, form=form)


def commitment(request: HttpRequest, principal: Principal, commitment_id: UUID) -> HttpResponse:
    """Show a commitment, and say on which day it was found done."""
    words = words_of(request)
    head, found = reads.commitment_of(principal, commitment_id, words.tag)
    here, _ = below_session(request, principal, head)
    form = DoneForm(words, request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.finish(principal, commitment_id, form.cleaned_data["on"])
            return done("sessions", dialogue_id=head.dialogue_id)
    return shown(
        request,
        "meetings/commitment.html.j2",
        {"title": words.say("A commitment"), "one": found},
        here=here,
        form=form,
    )


def reopen(request: HttpRequest, principal: Principal, commitment_id: UUID) -> HttpResponse:
    """Say that a commitment is not done after all."""
    del request
    writes.reopen(principal, commitment_id)
    return done("commitment", commitment_id=commitment_id)


def pair(
    request: HttpRequest, principal: Principal, dialogue_id: UUID, side_id: UUID, other_id: UUID, day: str = ""
) -> HttpResponse:
    """Show how two sides are to each other on a day, beside the day before it."""
    words = words_of(request)
    sides = (side_id, other_id)
    found = pairs.pair_page(principal, dialogue_id, sides, words.tag, on=_day(day))
    here, _ = below_list(request, principal, dialogue_id)
    at = {"dialogue_id": dialogue_id, "side_id": side_id, "other_id": other_id}
    values = {"title": words.say("The relationship of two sides"), "found": found, "elements": ELEMENTS, "at": at}
    return shown(request, "meetings/pair.html.j2", values, here=here)


def describe_pair(
    request: HttpRequest, principal: Principal, dialogue_id: UUID, side_id: UUID, other_id: UUID, day: str = ""
) -> HttpResponse:
    """Describe how two sides are to each other on a new day, or correct what was written of one."""
    words = words_of(request)
    sides, on = (side_id, other_id), _day(day)
    found = pairs.pair_page(principal, dialogue_id, sides, words.tag, on=on)
    here, _ = below_list(request, principal, dialogue_id)
    texts = {} if on is None else found.now
    initial = {"on": clock.today(), "stamp": "" if on is None else found.stamp}
    form = ElementsForm(words, request.POST or None, texts=texts, new=on is None, initial=initial)
    asked = looked_at(form, *(one.key for one in ELEMENTS))
    if request.method == "POST" and form.is_valid() and not asked:
        with form.telling():
            given = form.cleaned_data
            seen = given["stamp"] if on is not None else ""
            describe(principal, dialogue_id, sides, form.described(), on=on or given["on"], seen=seen)
            return _to_pair(dialogue_id, sides, on or given["on"])
    values = {
        "title": words.say("Describe a relationship") if on is None else words.say("Correct a description"),
        "found": found,
        "day": on,
        "hints": asked,
        "hinted": bool(asked) or "hinted" in request.POST,
    }
    return shown(request, "meetings/describe.html.j2", values, here=here, form=form)


def _to_pair(dialogue_id: UUID, sides: tuple[UUID, UUID], on: date) -> HttpResponseRedirect:
    at = {"dialogue_id": dialogue_id, "side_id": sides[0], "other_id": sides[1], "day": on.isoformat()}
    return HttpResponseRedirect(f"{reverse('relationship-on', kwargs=at)}?{SAVED}=1")


def _day(text: str) -> date | None:
    """Return the day of an address; nothing lies at one that is no day."""
    day = a_day(text)
    if text and day is None:
        raise Refused
    return day
