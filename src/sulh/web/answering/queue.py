"""
For telephones that lose the network, in the standard profile only (static/queue.js).

    GET /ahead      the next statements without an answer, up to ten, as fragments of a page
    POST /deliver   an answer that was kept on the telephone, with its random id: it counts once

    200   delivered, now or before
    409   it can never be counted any more: after the close, or the statement was taken back
    404   whoever delivers is not inside, or has to accept a new text first: keep it and come back
    503   not saved, or the round is paused: try again later
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from sulh.access import Principal, Refused
from sulh.store.errors import Conflict
from sulh.store.reads import answering, circulating
from sulh.store.reads.circulating import NotAgreed
from sulh.store.writes import votes
from sulh.web import errors
from sulh.web.answering.views import VALUES, padded
from sulh.web.incoming import an_id
from sulh.web.jinja import page, words_of

AHEAD = 10
FOR_NOW = ("round-paused", "epoch-over")


def ahead(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Return the next statements; none where nothing is open."""
    try:
        at = circulating.at(principal)
    except Conflict:
        return page(request, "answering/ahead.html.j2", {"askings": []})
    if not at.situation.kept_on_phone:
        raise Refused
    if at.term.sounding:
        return page(request, "answering/ahead.html.j2", {"askings": []})
    askings = answering.ahead(principal, at, words_of(request).tag, most=AHEAD)
    return page(request, "answering/ahead.html.j2", {"askings": askings, "at": at})


def deliver(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Take an answer that was given without a network."""
    circulating.seat_of(principal)
    said = request.POST.get("answer", "")
    if said not in VALUES:
        return errors.bad_form(request)
    token, statement_id = an_id(request.POST.get("token")), an_id(request.POST.get("statement"))
    round_id = an_id(request.POST.get("round"))
    try:
        votes.answer(principal, circulating.at(principal, round_id), statement_id, VALUES[said], token=token)
    except NotAgreed:
        raise Refused from None
    except Refused as refusal:
        raise Conflict("round-closed") from refusal
    except Conflict as conflict:
        if conflict.code not in FOR_NOW:
            raise
        return errors.not_saved(request)
    return padded(HttpResponse(b" ", content_type="text/plain"))
