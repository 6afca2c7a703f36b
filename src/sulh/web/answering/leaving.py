"""Leaving: explained, asked once, done at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from sulh.access import Principal
from sulh.store.reads import consent
from sulh.store.writes import leaving
from sulh.web.entrance.stay import end
from sulh.web.jinja import page
from sulh.web.principal import STATION
from sulh.web.sessions import forget_seat
from sulh.web.station.turns import hand_back


def leave(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Say what leaving means; erase everything once it is confirmed."""
    if request.method != "POST":
        consent.own_seat(principal)
        return page(request, "answering/leave.html.j2")
    leaving.leave(principal)
    forget_seat(principal.id)
    if request.session.get(STATION):
        hand_back(request.session)
        return page(request, "answering/left.html.j2", {"shared": True})
    return end(request, page(request, "answering/left.html.j2", {"shared": False}))
