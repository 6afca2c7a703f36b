"""Pages of rounds. What is decided is decided in `sulh.store.writes.rounds`; each act leads back to the round."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.store import clock
from sulh.store.errors import Incomplete, Invalid
from sulh.store.reads import rounds as reads
from sulh.store.reads.readiness import gaps
from sulh.store.writes import rounds as verbs
from sulh.web.jinja import Here, Link, page, words_of
from sulh.web.moments import moment
from sulh.web.navigation import in_dialogue
from sulh.web.reasons import sentences
from sulh.web.rounds.forms import EndsForm, RoundForm
from sulh.words.language import mark

NOT_KEPT = 422  # a form that came in whole and cannot be kept as it is
STATES = {
    "draft": mark("Not opened yet"),
    "open": mark("Open"),
    "paused": mark("Paused"),
    "closed": mark("Closed"),
}


def rounds(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Show the rounds of a dialogue."""
    words = words_of(request)
    found = reads.rounds(principal, dialogue_id, words.tag)
    here, frame = in_dialogue(request, principal, dialogue_id, "rounds")
    values = {"title": words.say("Rounds"), "dialogue": frame, "rounds": found, "states": STATES, "moment": moment}
    return page(request, "rounds/rounds.html.j2", values, here=here)


def make(request: HttpRequest, principal: Principal, dialogue_id: UUID, side_id: UUID | None = None) -> HttpResponse:
    """Make a round of all sides, or of one."""
    words = words_of(request)
    candidates = reads.candidates(principal, dialogue_id, side_id, words.tag)
    here, frame = in_dialogue(request, principal, dialogue_id, "rounds")
    form = RoundForm(words, candidates, _given(request))
    if form.is_valid():
        try:
            made = verbs.make(principal, dialogue_id, side_id, form.put(), form.ends())
            return _to(made)
        except Invalid as invalid:
            form.refuse(invalid)
    side = next((one for one in frame.sides if one.id == str(side_id)), None)
    here = _below(request, here, dialogue_id)
    return _planned(request, form, here, words.say("A new round"), side=side, beside=len(frame.sides) > 1)


def change(request: HttpRequest, principal: Principal, round_id: UUID) -> HttpResponse:
    """Plan a round anew that was never opened."""
    words = words_of(request)
    found = reads.round_of(principal, round_id, words.tag)
    if found.sounding:
        raise Refused
    dialogue_id = UUID(found.dialogue_id)
    candidates = reads.candidates(principal, dialogue_id, _side_of(found), words.tag)
    here, frame = in_dialogue(request, principal, dialogue_id, "rounds")
    chosen = [put.id for put in found.put]
    form = RoundForm(words, candidates, _given(request), chosen=chosen, ends=[epoch.ends for epoch in found.epochs])
    if form.is_valid():
        try:
            verbs.change(principal, round_id, form.put(), form.ends())
            return _to(round_id)
        except Invalid as invalid:
            form.refuse(invalid)
    title = words.say("Round {number}", number=words.number(found.number))
    here = _below(request, here, dialogue_id)
    return _planned(request, form, here, title, side=found.side, beside=len(frame.sides) > 1)


def round_(request: HttpRequest, principal: Principal, round_id: UUID) -> HttpResponse:
    """Show one round: who answers, when epochs end, how many have finished."""
    words = words_of(request)
    found = reads.round_of(principal, round_id, words.tag)
    dialogue_id = UUID(found.dialogue_id)
    here, frame = in_dialogue(request, principal, dialogue_id, "rounds")
    missing: tuple[str, ...] = ()
    if found.state in ("draft", "closed"):
        missing = gaps(principal, dialogue_id, _side_of(found), sounding=found.sounding)
    values = {
        "title": words.say("Round {number}", number=words.number(found.number)),
        "round": found,
        "states": STATES,
        "missing": sentences(Incomplete(missing), words),
        "moment": moment,
        "now": moment(clock.now(), words),
        "beside": len(frame.sides) > 1,
    }
    return page(request, "rounds/round.html.j2", values, here=_below(request, here, dialogue_id))


def close(request: HttpRequest, principal: Principal, round_id: UUID) -> HttpResponse:
    """Ask before a round is closed, and close it."""
    if request.method == "POST":
        return _done(verbs.close, principal, round_id)
    words = words_of(request)
    found = reads.round_of(principal, round_id, words.tag)
    here, _ = in_dialogue(request, principal, UUID(found.dialogue_id), "rounds")
    values = {"title": words.say("Close round {number}", number=words.number(found.number)), "round": found}
    return page(request, "rounds/close.html.j2", values, here=_below(request, here, UUID(found.dialogue_id)))


def reopen(request: HttpRequest, principal: Principal, round_id: UUID) -> HttpResponse:
    """Open a closed round again, with new epochs."""
    words = words_of(request)
    found = reads.round_of(principal, round_id, words.tag)
    here, _ = in_dialogue(request, principal, UUID(found.dialogue_id), "rounds")
    form = EndsForm(words, _given(request))
    if form.is_valid():
        try:
            verbs.reopen(principal, round_id, form.ends())
            return _to(round_id)
        except Invalid as invalid:
            form.refuse(invalid)
    title = words.say("Open round {number} again", number=words.number(found.number))
    return _planned(request, form, _below(request, here, UUID(found.dialogue_id)), title, side=found.side, beside=False)


def open_(request: HttpRequest, principal: Principal, round_id: UUID) -> HttpResponse:
    """Open a round."""
    del request
    return _done(verbs.open_, principal, round_id)


def pause(request: HttpRequest, principal: Principal, round_id: UUID) -> HttpResponse:
    """Pause a round."""
    del request
    return _done(verbs.pause, principal, round_id)


def resume(request: HttpRequest, principal: Principal, round_id: UUID) -> HttpResponse:
    """Let a paused round go on."""
    del request
    return _done(verbs.resume, principal, round_id)


def drop(request: HttpRequest, principal: Principal, round_id: UUID) -> HttpResponse:
    """Delete a round that was never opened."""
    dialogue_id = reads.round_of(principal, round_id, words_of(request).tag).dialogue_id
    verbs.drop(principal, round_id)
    return HttpResponseRedirect(reverse("rounds", kwargs={"dialogue_id": dialogue_id}))


def _done(verb: Callable[[Principal, UUID], None], principal: Principal, round_id: UUID) -> HttpResponse:
    verb(principal, round_id)
    return _to(round_id)


def _to(round_id: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("round", kwargs={"round_id": round_id}))


def _given(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _side_of(found: reads.RoundFacts) -> UUID | None:
    return None if found.side is None else UUID(found.side.id)


def _below(request: HttpRequest, here: Here, dialogue_id: UUID) -> Here:
    """Say that a page lies below the list of rounds."""
    words = words_of(request)
    return replace(here, crumbs=(Link(words.say("Rounds"), reverse("rounds", kwargs={"dialogue_id": dialogue_id})),))


def _planned(request: HttpRequest, form: EndsForm, here: Here, title: str, **values: object) -> HttpResponse:
    status = NOT_KEPT if form.is_bound else 200
    given = {"title": title, "form": form, "now": moment(clock.now(), words_of(request))} | values
    return page(request, "rounds/plan.html.j2", given, here=here, status=status)
