"""
A participant's own answers.

    standard    each statement of the round with what was answered, and a way to answer it again
    high        the same statements without what was answered: an answer is replaced, never shown back
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from sulh.access import Principal
from sulh.store.reads import answering, circulating
from sulh.web.answering.views import one_page, only_while_open, padded
from sulh.web.incoming import an_id
from sulh.web.jinja import page, words_of


@only_while_open
def own(request: HttpRequest, principal: Principal) -> HttpResponse:
    """List the statements of the open round; put one of them again."""
    tag = words_of(request).tag
    if request.method == "POST":
        circulating.seat_of(principal)
        at = circulating.at(principal, an_id(request.POST.get("round")))
        asked = answering.asking(principal, at, tag, an_id(request.POST.get("statement")))
        return padded(one_page(request, principal, at, asked, again=True))
    at = circulating.at(principal)
    answers = answering.own_answers(principal, at, tag)
    return page(request, "answering/own.html.j2", {"at": at, "answers": answers})
