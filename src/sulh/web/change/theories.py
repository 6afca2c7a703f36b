"""
Theories of change: why an initiative should bring a change about, what has to hold for that, and whether it does.

    GET  change/theories                 all of them with their assumptions
    POST change/theories/new             of an initiative that has none; w/theories/<id> writes it anew
    POST w/theories/<id>/assumptions/new what has to hold; w/assumptions/<id> whether it does, on a day
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.formats.outcome_words import DOMAIN_WORDS, HOLDS_WORDS
from sulh.model.outcomes import Theory
from sulh.papers.page import PageLanguage
from sulh.store import clock
from sulh.store.models import TheoryOfChange
from sulh.store.reads import outcomes as reads
from sulh.store.reads.outcomes import Around
from sulh.store.writes import theories as writes
from sulh.web.change.around import around, below
from sulh.web.change.outcome_forms import AssumptionForm, LookForm, TheoryForm
from sulh.web.change.outcome_telling import whose
from sulh.web.jinja import page, words_of

AREA: Final = "theories"
TEMPLATE: Final = "change/form.html.j2"


def overview(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show every theory with its assumptions."""
    words = words_of(request)
    shown = around(request, principal, process_id, AREA)
    held = reads.theories(principal, process_id, words.tag)
    values = {
        "title": words.say("Theories of change"),
        "process_id": process_id,
        "around": held.around,
        "rows": [_row(words, one.value, held.around) for one in held.found],
        "more": len(held.found) < len(held.around.initiatives),
        "states": {key: words.say(text) for key, text in HOLDS_WORDS.items()},
    }
    return page(request, "change/theories.html.j2", values, here=shown.here)


def new(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Write a theory down."""
    words = words_of(request)
    held = reads.theories(principal, process_id, words.tag).around
    if not held.keeps:
        raise Refused
    form = TheoryForm(words, held, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.add(principal, process_id, form.given(), new_id=form.cleaned_data["new_id"])
            return _back(process_id)
    shown = below(request, principal, process_id, AREA)
    values = {"title": words.say("Write a theory down"), "form": form, "action": request.path}
    return page(request, TEMPLATE, values, here=shown.here)


def change(request: HttpRequest, principal: Principal, theory_id: UUID) -> HttpResponse:
    """Write a theory anew."""
    words = words_of(request)
    process_id = reads.process_of(principal, TheoryOfChange, theory_id)
    found = next(
        one for one in reads.theories(principal, process_id, words.tag).found if one.value.id == str(theory_id)
    )
    first = {"what": found.value.words, "domains": found.value.domains, "stamp": found.stamp}
    form = TheoryForm(words, None, request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.change(principal, theory_id, form.given(), stamp=form.cleaned_data["stamp"])
            return _back(process_id)
    shown = below(request, principal, process_id, AREA)
    values = {"title": words.say("Change this theory"), "form": form, "action": request.path}
    return page(request, TEMPLATE, values, here=shown.here)


def assume(request: HttpRequest, principal: Principal, theory_id: UUID) -> HttpResponse:
    """Write down what has to hold."""
    words = words_of(request)
    process_id = reads.process_of(principal, TheoryOfChange, theory_id)
    form = AssumptionForm(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with form.telling():
            writes.assume(principal, theory_id, given["what"], new_id=given["new_id"])
            if "again" in request.POST:
                return HttpResponseRedirect(request.path)
            return _back(process_id)
    shown = below(request, principal, process_id, AREA)
    values = {"title": words.say("What has to hold"), "form": form, "action": request.path, "again": True}
    return page(request, TEMPLATE, values, here=shown.here)


def look(request: HttpRequest, principal: Principal, assumption_id: UUID) -> HttpResponse:
    """Write down whether an assumption holds."""
    words = words_of(request)
    process_id, found = reads.assumption(principal, assumption_id)
    form = LookForm(words, request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with form.telling():
            writes.look(principal, assumption_id, given["state"], given["what"], on=given["on"])
            return _back(process_id)
    shown = below(request, principal, process_id, AREA)
    title = words.say("Does it hold: {assumption}", assumption=words.name(found.words))
    return page(request, TEMPLATE, {"title": title, "form": form, "action": request.path}, here=shown.here)


def _back(process_id: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("theories", args=[process_id]))


def _row(words: PageLanguage, one: Theory, held: Around) -> dict[str, object]:
    """Return a theory as its page shows it; `failed`: how many of its assumptions do not hold now."""
    newest = [each.looks[-1].state for each in one.assumptions if each.looks]
    return {
        "theory": one,
        "whose": whose(words, one.initiative, held),
        "domains": [words.say(DOMAIN_WORDS[domain]) for domain in one.domains],
        "failed": newest.count("failed"),
    }
