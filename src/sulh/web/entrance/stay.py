"""How long somebody with a code may stay, and how a stay begins and ends: one place for all numbers."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.http import HttpRequest, HttpResponse

from sulh.store import clock
from sulh.store.writes.entry import Entered
from sulh.web.principal import GENERATION, SEAT


@dataclass(frozen=True)
class Limits:
    """Seconds without a request, and seconds altogether, after which a session ends."""

    idle: int
    longest: int


LIMITS = {"standard": Limits(30 * 60, 12 * 60 * 60), "high": Limits(10 * 60, 2 * 60 * 60)}


def begin(request: HttpRequest, entered: Entered) -> None:
    """Begin a stay: nothing of the session before it is kept but the language, and its key is new."""
    chosen = entered.language or request.session.get("language")
    request.session.flush()
    limits, now = LIMITS[entered.profile], int(clock.now().timestamp())
    request.session.update({SEAT: str(entered.seat_id), GENERATION: entered.generation})
    request.session.update({"since": now, "seen": now, **asdict(limits)})
    if chosen:
        request.session["language"] = chosen


def end(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """End a stay: the session is gone from the database, and the browser is asked to forget."""
    request.session.flush()
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
