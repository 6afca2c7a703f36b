"""
An initiative is taken off the map, after one question that says what goes along with it and what stays.

    POST map/initiatives/<id>/withdraw
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal, Refused
from sulh.papers.page import PageLanguage
from sulh.store.reads.map_frames import own_card
from sulh.store.reads.told_of import ToldOf, told_of
from sulh.store.writes import cards as writes
from sulh.web.jinja import page, words_of
from sulh.web.map.around import below
from sulh.web.map.forms import MapForm


def withdraw(request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID) -> HttpResponse:
    """Take an initiative off the map, after one question."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-cards")
    if process_id != own_card(principal, card_id).process_id:
        raise Refused
    told = told_of(principal, card_id)
    if request.method == "POST":
        writes.withdraw(principal, card_id)
        return HttpResponseRedirect(reverse("map-cards", args=[process_id]))
    values = {
        "title": words.say("Take it off the map"),
        "form": MapForm(words),
        "action": request.path,
        "back": reverse("map-card", args=[process_id, card_id]),
        "along": _of_others(words) if told is None else _along(words, told),
        "logframe": reverse("logframe", args=[process_id]) if told is not None and told.theory else None,
    }
    return page(request, "map/withdraw.html.j2", values, here=shown.here)


def _of_others(words: PageLanguage) -> list[Markup]:
    """Return what an owner is told: always the same, since whether anything is written of it is not theirs to read."""
    return [
        words.say(
            "If facilitators wrote down why it should bring a change about, that goes with it. What they wrote of"
            " changes and counted stays, in their own words, and does not name it any more."
        )
    ]


def _along(words: PageLanguage, told: ToldOf) -> list[Markup]:
    """Return what goes along with an initiative and what stays, a sentence each."""
    said = []
    if told.assumptions:
        goes = words.count(
            "Its theory of change goes with it, with {n} assumption and every look at it.",
            "Its theory of change goes with it, with {n} assumptions and every look at them.",
            told.assumptions,
        )
        said.append(goes)
    elif told.theory:
        said.append(words.say("Its theory of change goes with it."))
    if told.outcomes or told.indicators:
        outcomes = words.count("{n} outcome", "{n} outcomes", told.outcomes)
        indicators = words.count("{n} indicator", "{n} indicators", told.indicators)
        said.append(
            words.say(
                "What stays, as work of the process as a whole: {what}. Their words stay as they are: look whether they"
                " tell of it.",
                what=words.listing([one for one, n in ((outcomes, told.outcomes), (indicators, told.indicators)) if n]),
            )
        )
    return said
