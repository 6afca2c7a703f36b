"""
Pages for what went wrong: what happened and what to do, in the reader's language, without a database.

    nothing_here   refused or absent, the same page
    not_now        the thing is no longer in the state it was (somebody was quicker, a round closed)
    not_saved      the database did not take it
    expired        a form that is too old, or not from here
    bad_form       what cannot be read at all
"""

from __future__ import annotations

import sys

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sulh.errors import SulhError
from sulh.web.jinja import error_page, words_of
from sulh.web.reasons import sentences


def nothing_here(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer for what is refused and for what is absent."""
    del exception
    return error_page(request, "errors/nothing_here.html.j2", status=404)


def number_replaced(request: HttpRequest) -> HttpResponse:
    """Answer whoever came in with the number of a group that was replaced meanwhile."""
    return error_page(request, "errors/number_replaced.html.j2", status=404)


def not_now(request: HttpRequest, refusal: SulhError) -> HttpResponse:
    """Answer that it cannot be done now, with the reason."""
    reasons, at = sentences(refusal, words_of(request)), request.resolver_match
    registered = at is not None and getattr(refusal, "code", "") == "registered-already"
    onward = reverse("map-cards", kwargs=at.kwargs) if at is not None and registered else ""
    values = {"refusal": refusal, "reasons": reasons, "onward": onward}
    return error_page(request, "errors/not_now.html.j2", status=409, **values)


def not_saved(request: HttpRequest) -> HttpResponse:
    """Answer that nothing was saved, and that it can be tried again."""
    response = error_page(request, "errors/not_saved.html.j2", status=503)
    response["Retry-After"] = "5"
    return response


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer to a form that is too old or not from here."""
    del reason
    return error_page(request, "errors/expired.html.j2", status=403)


def bad_form(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer to what cannot be read at all."""
    del exception
    return error_page(request, "errors/bad_form.html.j2", status=400)


def fault(request: HttpRequest) -> HttpResponse:
    """Answer to a fault of ours; one of the database or of the request is told as what it is."""
    raised = sys.exception()
    if isinstance(raised, DatabaseError):
        return not_saved(request)
    if isinstance(raised, RequestDataTooBig | TooManyFieldsSent | SuspiciousOperation):
        return bad_form(request)
    return error_page(request, "errors/fault.html.j2", status=500)
