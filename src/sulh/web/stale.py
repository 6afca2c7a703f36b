"""
A form whose token is not that of the browser's present stay: what it holds is nobody's, and nothing is saved of it.

    entrance, station ── a new token with every stay ──▶ forms of the stay before it are refused, all of them

    /answer     409 with these words and what is asked of whoever is inside now
    /deliver    403: the telephone keeps what waits, until its owner has come in again
    others      409 with these words
    a stranger  403: the page was open for too long, or there is no cookie; so is a form without any token

The token is Django's own against forged forms: random, made anew at each page, in no row and no session. So nothing
ties a page to a seat, and nothing of a page can be looked up later.
"""

from __future__ import annotations

from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sulh.access import Refused
from sulh.store.errors import Conflict
from sulh.store.reads import answering, circulating
from sulh.store.reads.circulating import NotAgreed
from sulh.web import errors
from sulh.web.answering.views import one_page, padded
from sulh.web.jinja import error_page, words_of
from sulh.web.principal import SEAT, principal_of


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer to a form that is too old, of somebody who was here before, or not from here."""
    told = "csrfmiddlewaretoken" in request.POST and settings.CSRF_COOKIE_NAME in request.COOKIES
    if not told or not request.session.get(SEAT) or request.path == reverse("deliver"):
        return errors.expired(request, reason)
    if request.path == reverse("answer"):
        with suppress(Refused, Conflict, NotAgreed):
            return _asked_now(request)
    return error_page(request, "errors/stale.html.j2", status=409)


def _asked_now(request: HttpRequest) -> HttpResponse:
    """Return the question of whoever is inside, with what became of the form."""
    principal = principal_of(request)
    at = circulating.at(principal)
    asked = answering.next_asking(principal, at, words_of(request).tag)
    if asked is None:
        raise Refused
    return padded(one_page(request, principal, at, asked, status=409))
