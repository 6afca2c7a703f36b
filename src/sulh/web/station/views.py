"""The page between two people: the next one types an entry number, or the assistant waits."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect

from sulh.access import Principal, Refused
from sulh.store.errors import Conflict
from sulh.store.reads import circulating
from sulh.store.writes import station as writes
from sulh.store.writes import votes
from sulh.web import middleware
from sulh.web.entrance.stay import not_known
from sulh.web.jinja import page
from sulh.web.principal import STATION
from sulh.web.station.turns import hand_back, lend


def station(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Let the next person sit down."""
    if request.method != "POST":
        return _between(request, principal)
    entered = writes.sit_down(principal, request.POST.get("code", ""))
    if entered is None:
        return _between(request, principal, wrong=not_known(request))
    lend(request.session, entered)
    rotate_token(request)  # a page of the person before that is still open can send nothing any more
    return redirect("home" if entered.settled else "language")


def back(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Take the device back from a person, who is then done with the round."""
    if request.session.get(STATION):
        with suppress(Conflict, Refused):
            votes.finish(principal, circulating.at(principal))
    hand_back(request.session)
    return redirect("home")


def _between(request: HttpRequest, principal: Principal, *, wrong: str = "") -> HttpResponse:
    writes.look(principal)
    response = page(request, "station/station.html.j2", {"wrong": wrong}, status=403 if wrong else 200)
    setattr(response, middleware.PADDED, True)
    return response
