"""Session -> Principal. Rights are read anew at each request: one that was withdrawn is gone with the next."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from sulh.access import STRANGER, Principal
from sulh.store.reads.principals import of_seat, of_staff

SEAT, STATION, GENERATION = "seat", "station", "generation"  # keys of the session
SPARE = "spare"  # that somebody came in with the spare code of an owner, which `GENERATION` is of then
LANGUAGES = "languages"  # those of the dialogue whose pages are read; not the one that was chosen
BETWEEN = "between"  # that a shared device was handed back and nobody sits at it
SHEET = "sheet"  # digest of what somebody read and agreed to before they answer a study: no answer, no code
HALVES = "halves"  # which list of each list experiment they read: drawn once a stay, also if they say no in between
OF_A_SEAT = (SEAT, GENERATION, SPARE, LANGUAGES, STATION, BETWEEN, SHEET, HALVES)


def principal_of(request: HttpRequest) -> Principal:
    """
    Return who asks: a seat, an account with its second factor and a password of its own, or a stranger.

    A session is of a seat or of an account, never of both: whoever holds the process takes no position in it.
    """
    seat = request.session.get(SEAT)
    if seat is not None:
        held = request.session
        return of_seat(UUID(seat), held.get(GENERATION, 0), by_spare=held.get(SPARE, False))
    if request.user.is_authenticated and second_factor(request) and not getattr(request.user, "provisional", False):
        return of_staff(UUID(str(request.user.pk)))
    return STRANGER


def second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened with a second factor."""
    methods = request.session.get("account_authentication_methods", [])
    return any(method.get("method") == "mfa" for method in methods)
