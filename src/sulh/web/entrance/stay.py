"""How the stay of somebody with a code begins and ends; how long it lasts stands in `sulh.web.limits`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token

from sulh.access import Role
from sulh.store.kinds import HIGH
from sulh.store.writes.entry import Entered
from sulh.vault.codes import DIGITS, digits_in
from sulh.web import limits
from sulh.web.jinja import words_of
from sulh.web.principal import GENERATION, LANGUAGES, SEAT, SPARE


def begin(request: HttpRequest, entered: Entered) -> None:
    """
    Begin a stay: nothing of the session before it is kept but the language, and its key is new.

    So is the token of every form: what still lies open in a tab from before is of somebody else (`sulh.web.stale`).
    """
    chosen = entered.settled or request.session.get("language")
    request.session.flush()
    request.session.update({SEAT: str(entered.seat_id), GENERATION: entered.generation})
    if entered.by_spare:
        request.session[SPARE] = True
    offer(request.session, entered)
    limits.begin(request.session, entered.profile, least=limits.A_SHEET if entered.role == Role.RESPONDENT else 0)
    rotate_token(request)
    if chosen:
        request.session["language"] = chosen


def offer(session: Any, entered: Entered) -> None:
    """Remember in which languages this person's pages can be read: others are not offered to them."""
    if entered.languages:
        session[LANGUAGES] = list(entered.languages)


def entered(profile: str, first: HttpResponse) -> HttpResponse:
    """
    Return the first answer of a stay.

    In the high profile nothing is kept on the telephone. What it kept before the profile was raised goes now.
    """
    if profile == HIGH:
        first["Clear-Site-Data"] = '"storage"'
    return first


def not_known(request: HttpRequest) -> str:
    """
    Say what is wrong with what was typed.

    Whether it has as many digits as every entry number may be said; of sixteen digits nothing is said but that they are
    none. What was typed does not come back onto the page.
    """
    words, typed = words_of(request), digits_in(request.POST.get("code", ""))
    if typed == DIGITS:
        said = words.say("No entry number like this is known here. Look at it once more, digit by digit.")
    else:
        said = words.count(
            "You typed one digit. A number has {all}.",
            "You typed {n} digits. A number has {all}.",
            typed,
            all=words.number(DIGITS),
        )
    return words.together([said, words.say("The field is empty again.")])


def end(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """End a stay: the session is gone from the database, and the browser is asked to forget."""
    request.session.flush()
    response["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
