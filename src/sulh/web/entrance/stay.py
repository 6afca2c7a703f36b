"""How the stay of somebody with a code begins and ends; how long it lasts stands in `sulh.web.limits`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token

from sulh.store.kinds import HIGH
from sulh.store.writes.entry import Entered
from sulh.web import limits
from sulh.web.principal import GENERATION, SEAT


def begin(request: HttpRequest, entered: Entered) -> None:
    """
    Begin a stay: nothing of the session before it is kept but the language, and its key is new.

    So is the token of every form: what still lies open in a tab from before is of somebody else (`sulh.web.stale`).
    """
    chosen = entered.language or request.session.get("language")
    request.session.flush()
    request.session.update({SEAT: str(entered.seat_id), GENERATION: entered.generation})
    limits.begin(request.session, entered.profile)
    rotate_token(request)
    if chosen:
        request.session["language"] = chosen


def entered(profile: str, first: HttpResponse) -> HttpResponse:
    """
    Return the first answer of a stay.

    In the high profile nothing is kept on the telephone. What it kept before the profile was raised goes now.
    """
    if profile == HIGH:
        first["Clear-Site-Data"] = '"storage"'
    return first


def end(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """End a stay: the session is gone from the database, and the browser is asked to forget."""
    request.session.flush()
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
