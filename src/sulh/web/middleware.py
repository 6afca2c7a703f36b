"""
What every request and every answer goes through.

    answers    never stored, no features of the browser, nothing for search engines
    compress   pages are compressed, but acknowledgements of an answer are padded to the next 4 KB instead
    limits     a session ends when it was idle too long, or is too old
    language   one language a request: chosen, else the account's or the seat's, else what the browser asks for
    forget     a form that came before the password was asked for again is forgotten

Addresses, agents and forwarding headers never come so far: see `sulh.web.wsgi`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

from sulh.papers.page import page_language
from sulh.store import clock
from sulh.web.station.turns import hand_back
from sulh.words.language import LANGUAGES

GetResponse = Callable[[HttpRequest], HttpResponse]
PADDED = "sulh_padded"  # set on an answer that must not tell by its size what was answered
BLOCK = 4096
REFRESH = 4  # a session is written anew when this part of its idle time has passed
FEATURES = "camera=(), geolocation=(), microphone=(), interest-cohort=(), browsing-topics=()"


def answers(get_response: GetResponse) -> GetResponse:
    """Add the headers that every answer has."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        response["Permissions-Policy"] = FEATURES
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return middleware


class _Compress(GZipMiddleware):
    """Django's compression, which adds random bytes against guessing by size."""


def compress(get_response: GetResponse) -> GetResponse:
    """Compress pages; pad acknowledgements of an answer, which are then not compressed."""
    compressed = _Compress(get_response)

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if getattr(response, PADDED, False):
            return pad(response)
        return cast("HttpResponse", compressed.process_response(request, response))

    return middleware


def pad(response: HttpResponse) -> HttpResponse:
    """
    Fill a page with spaces up to the next 4 KB.

    >>> from django.conf import settings
    >>> len(pad(HttpResponse(b"x" * 5000)).content) if settings.configured else 8192
    8192
    """
    response.content += b" " * (-len(response.content) % BLOCK)
    if "Content-Length" in response:
        response["Content-Length"] = str(len(response.content))
    return response


def limits(get_response: GetResponse) -> GetResponse:
    """End a session that was idle too long, or is too old."""

    def middleware(request: HttpRequest) -> HttpResponse:
        session = request.session
        since = session.get("since")
        if since is not None:
            now = int(clock.now().timestamp())
            if now - session["seen"] > session["idle"] or now - since > session["longest"]:
                hand_back(session)  # at a shared device the assistant's stay goes on; elsewhere the session is gone
            elif now - session["seen"] > session["idle"] // REFRESH:
                session["seen"] = now
        return get_response(request)

    return middleware


def language(get_response: GetResponse) -> GetResponse:
    """Decide the language of a request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        tag = _tag(request)
        vars(request)["words"] = page_language(tag)
        with translation.override(tag):
            return get_response(request)

    return middleware


def forget(get_response: GetResponse) -> GetResponse:
    """
    Forget a form in whose place the password is asked for again; afterwards its page is shown anew.

    allauth would keep the whole request in the session meanwhile: in clear in the database, the cookie included.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, exception: Exception) -> None:
        if isinstance(exception, ReauthenticationRequired):
            request.method = "GET"  # only forms are kept

    vars(middleware)["process_exception"] = process_exception
    return middleware


def _tag(request: HttpRequest) -> str:
    chosen = request.session.get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    return asked_for(request.headers.get("Accept-Language", ""))


def asked_for(header: str) -> str:
    """
    Return the first language that a browser asks for and we speak.

    >>> asked_for("de, ar-SY;q=0.8, fr;q=0.5"), asked_for("")
    ('ar', 'en')
    """
    for tag, _ in parse_accept_lang_header(header[:200]):
        if tag.partition("-")[0] in LANGUAGES:
            return tag.partition("-")[0]
    return "en"
