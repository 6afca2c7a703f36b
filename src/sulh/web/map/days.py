"""
The days of an initiative, and what it says in public: each day is told what it would collide with before it is kept.

    POST map/initiatives/<id>/days       a day, or days; a second time if the writer keeps it all the same
    POST map/initiatives/<id>/messages   for or against, on an issue
    POST .../remove
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal, Refused
from sulh.coordination.before import caused
from sulh.coordination.findings import Finding
from sulh.formats.track_words import STANCE_WORDS
from sulh.model.initiatives import Moment
from sulh.papers.page import PageLanguage
from sulh.store.reads.own_days import OwnDays, OwnMessage, own_days
from sulh.store.writes import moments as writes
from sulh.store.writes.looks import look
from sulh.web.jinja import page, words_of
from sulh.web.map.around import below
from sulh.web.map.card_rows import days_in_words
from sulh.web.map.telling import Telling
from sulh.web.map.views import finding_shown
from sulh.web.map.work_forms import DayForm, MessageForm
from sulh.words.language import mark

COLLIDES = mark("This collides with something that you can see. Choose another day, or keep it all the same.")


def days(request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID) -> HttpResponse:
    """Show the days of an initiative, and write some down."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-cards")
    kept = _own(principal, process_id, card_id)
    seen = look(principal, process_id)
    form, found = DayForm(words, request.POST or None), tuple[Finding, ...]()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        first, last = data["start"], data["end"] or data["start"]
        told = f"{data['occasion']}/{first}/{last}"
        if data["anyway"] != told and first <= last:
            found = caused(seen.picture, str(card_id), Moment(data["occasion"], first, last))
        with form.telling():
            if not found:
                writes.add_day(principal, card_id, data["occasion"], first, last)
                return HttpResponseRedirect(request.path)
            form = _asked_again(words, request, told)
    telling = Telling(words, seen.picture)
    held = [
        (days_in_words(words, one.occasion, one.start, one.end), _away("day", process_id, card_id, one.id))
        for one in kept.days
    ]
    values = {
        "title": words.say("Days"),
        "process_id": process_id,
        "called": telling.name_of("card", str(card_id)),
        "held": held,
        "form": form,
        "found": [finding_shown(one, telling) for one in found],
        "action": request.path,
        "back": reverse("map-card", args=[process_id, card_id]),
    }
    return page(request, "map/days.html.j2", values, here=shown.here)


def messages(request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID) -> HttpResponse:
    """Show what an initiative says in public, and write something down."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-cards")
    kept = _own(principal, process_id, card_id)
    seen = look(principal, process_id, at=())
    form = MessageForm(words, seen.picture, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.say(principal, card_id, form.cleaned_data["issue"], form.cleaned_data["stance"])
            return HttpResponseRedirect(request.path)
    telling = Telling(words, seen.picture)
    held = [(_said(words, telling, one), _away("message", process_id, card_id, one.id)) for one in kept.messages]
    values = {
        "title": words.say("What it says in public"),
        "called": telling.name_of("card", str(card_id)),
        "held": held,
        "form": form,
        "action": request.path,
        "back": reverse("map-card", args=[process_id, card_id]),
    }
    return page(request, "map/messages.html.j2", values, here=shown.here)


def remove_day(
    request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID, moment_id: UUID
) -> HttpResponse:
    """Take days away."""
    del request
    writes.remove_day(principal, moment_id)
    return HttpResponseRedirect(reverse("map-days", args=[process_id, card_id]))


def remove_message(
    request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID, message_id: UUID
) -> HttpResponse:
    """Take a message away."""
    del request
    writes.unsay(principal, message_id)
    return HttpResponseRedirect(reverse("map-messages", args=[process_id, card_id]))


def _own(principal: Principal, process_id: UUID, card_id: UUID) -> OwnDays:
    kept = own_days(principal, card_id)
    if kept.process_id != process_id:
        raise Refused
    return kept


def _said(words: PageLanguage, telling: Telling, one: OwnMessage) -> Markup:
    stance = words.say(STANCE_WORDS[one.stance])
    return words.say("{issue}: {stance}", issue=telling.name_of("issue", one.issue), stance=stance)


def _away(what: str, process_id: UUID, card_id: UUID, row_id: UUID) -> str:
    return reverse(f"map-{what}-remove", args=[process_id, card_id, row_id])


def _asked_again(words: PageLanguage, request: HttpRequest, told: str) -> DayForm:
    """Return the form as it was sent, which keeps the day, and no other, when it comes a second time."""
    data = request.POST.copy()
    data["anyway"] = told
    form = DayForm(words, data)
    form.is_valid()
    form.add_error(None, str(words.say(COLLIDES)))
    return form
