"""
The codes of an owner's own seat: a spare one, and a new first one.

    POST map/codes/own      one is made, and shown in the answer, once
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.store.reads.own_codes import own_codes as read
from sulh.store.writes import own_codes as writes
from sulh.store.writes.own_codes import Made
from sulh.web.jinja import page, words_of
from sulh.web.map.around import below
from sulh.web.map.work_forms import MoveForm
from sulh.web.principal import GENERATION, SPARE

MOVES: Final = ("spare", "first")


def own_codes(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Say what codes there are, and make one."""
    shown = below(request, principal, process_id, "map-cards")
    if not shown.frame.owns:
        raise Refused
    words, made = words_of(request), None
    form = MoveForm(words, MOVES, request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = _make(request, principal, form.cleaned_data["move"], form.cleaned_data["step"])
    held = read(principal)
    values = {
        "title": words.say("Your codes"),
        "made": made,
        "first": made is not None and form.cleaned_data["move"] == "first",
        "held": held,
        "by_spare": request.session.get(SPARE, False),
        "form": form,
        "action": request.path,
        "back": reverse("map-cards", args=[process_id]),
    }
    return page(request, "map/own_codes.html.j2", values, here=shown.here)


def _make(request: HttpRequest, principal: Principal, move: str, stamp: str) -> Made:
    """
    Make a code; this visit goes on, with the code that was made if it began with the one before.

    It keeps its key: where the answer is lost on the way, the owner is still inside and can make another.
    """
    by_spare, generation = request.session.get(SPARE, False), request.session.get(GENERATION, 0)
    make = writes.new_spare if move == "spare" else writes.new_first
    made = make(principal, stamp=stamp, generation=generation, by_spare=by_spare)
    if (move == "spare") == by_spare:
        request.session[GENERATION] = made.generation
    return made
