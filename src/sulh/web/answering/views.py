"""
One statement at a time: the answer to an answer already holds the next statement.

    GET /answer                      the next statement without an answer
    POST round, statement, answer    agree | disagree | pass | another | done ─▶ 200 with the next one, padded
         in a sounding               support | live | cannot, with need       ─▶ the same; without a need asked again,
                                     and once where a need comes with another answer
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from hashlib import blake2b
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sulh.access import Principal
from sulh.store.errors import Conflict, Invalid
from sulh.store.reads import answering, circulating
from sulh.store.reads.answering import Asking
from sulh.store.reads.circulating import At, NotAgreed
from sulh.store.writes import votes
from sulh.web import errors, middleware
from sulh.web.incoming import an_id
from sulh.web.jinja import page, words_of
from sulh.words.language import mark

View = Callable[[HttpRequest, Principal], HttpResponse]
VALUES = {"agree": 1, "disagree": -1, "pass": 0}
SOUNDED = {"support": 1, "live": 0, "cannot": -1}
OK, CONFLICT, NOT_KEPT = 200, 409, 422
NEEDS = {
    "empty": mark("Say which need or concern this clause fails. Without it nobody could mend the clause."),
    "too-long": mark("This is longer than 500 letters. Please say it more shortly."),
    "control": mark("There is a sign in it that cannot be read. Please type it anew."),
    "direction": mark("There is a hidden sign of direction in it. Please type it anew."),
    "not-needed": mark(
        "What you wrote is kept only if you cannot live with it. Choose again: with another answer it is not kept."
    ),
}


def only_while_open(view: View) -> View:
    """Lead to the texts whoever has not accepted them; where nothing is open, say so instead of an error."""

    @wraps(view)
    def guarded(request: HttpRequest, principal: Principal) -> HttpResponse:
        try:
            return view(request, principal)
        except NotAgreed:
            return redirect("agree")
        except Conflict as quiet:
            if request.method == "POST":
                raise
            return nothing_open(request, quiet.code)

    return guarded


@only_while_open
def answer(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Put the next statement; take an answer and put the next one."""
    if request.method == "POST":
        return _take(request, principal)
    return question(request, principal, circulating.at(principal))


def nothing_open(request: HttpRequest, code: str) -> HttpResponse:
    """Say that nothing can be answered now, and why."""
    return page(request, "answering/nothing_open.html.j2", {"why": code})


def _take(request: HttpRequest, principal: Principal) -> HttpResponse:
    circulating.seat_of(principal)
    said = request.POST.get("answer", "")
    round_id, statement_id = an_id(request.POST.get("round")), an_id(request.POST.get("statement"))
    at = circulating.at(principal, round_id)
    values = SOUNDED if at.term.sounding else VALUES
    if said not in values and said not in ("another", "done"):
        return errors.bad_form(request)
    if said == "done":
        votes.finish(principal, at)
        return padded(page(request, "answering/done.html.j2", {"at": at, "all": False}))
    if said in values:
        if at.term.sounding and _would_be_lost(request, said):
            return _asked_for_the_need(request, principal, at, statement_id, "not-needed")
        try:
            at = votes.answer(principal, at, statement_id, values[said], need=_need(request, at))
        except Invalid as refusal:
            return _asked_for_the_need(request, principal, at, statement_id, refusal.faults.get("need", ""))
    return padded(question(request, principal, at, after=statement_id, saved=said in values))


def _need(request: HttpRequest, at: At) -> tuple[str, str] | None:
    """Return the need that a clause fails, as it came in, and the language of the page it was written on."""
    if not at.term.sounding:
        return None
    tag, spoken = words_of(request).tag, at.situation.languages
    return request.POST.get("need", ""), tag if tag in spoken else spoken[0]


def _would_be_lost(request: HttpRequest, said: str) -> bool:
    """Whether a need was typed beside an answer with which it is not kept, and its writer was not told so yet."""
    typed = request.POST.get("need", "").strip()
    return said != "cannot" and bool(typed) and request.POST.get("seen", "").strip() != typed


def _asked_for_the_need(
    request: HttpRequest, principal: Principal, at: At, statement_id: UUID, fault: str
) -> HttpResponse:
    """Ask again, with what was typed: an objection without a need is not kept, nor a need without an objection."""
    words = words_of(request)
    asked = answering.asking(principal, at, words.tag, statement_id)
    said = {
        "need": request.POST.get("need", ""),
        "fault": words.say(NEEDS.get(fault, NEEDS["empty"])),
    }
    return padded(one_page(request, principal, at, asked, again=True, status=NOT_KEPT, said=said))


def question(
    request: HttpRequest, principal: Principal, at: At, *, after: UUID | None = None, saved: bool = False
) -> HttpResponse:
    """Return the page of the next statement, or of the end when every one has an answer."""
    asked = answering.next_asking(principal, at, words_of(request).tag, after)
    if asked is None:
        return page(request, "answering/done.html.j2", {"at": at, "all": True, "saved": saved})
    return one_page(request, principal, at, asked, saved=saved)


def one_page(
    request: HttpRequest,
    principal: Principal,
    at: At,
    asked: Asking,
    *,
    saved: bool = False,
    again: bool = False,
    status: int = OK,
    said: Mapping[str, str] | None = None,
) -> HttpResponse:
    """
    Return the page of one statement; `again` where it was asked for by name, 409 in answer to a stale form.

    `said`: in a sounding, the need as it was typed and what is wrong with it.
    """
    # A telephone may be handed on: what waits on it goes out only under the seat that gave it.
    who = blake2b(UUID(principal.id).bytes, digest_size=6, person=b"queue").hexdigest()
    values = {"at": at, "asked": asked, "saved": saved, "again": again, "who": who, "stale": status == CONFLICT}
    return page(request, "answering/question.html.j2", values | dict(said or {}), status=status)


def padded(response: HttpResponse) -> HttpResponse:
    """Mark an acknowledgement: its size tells nothing of what was answered."""
    setattr(response, middleware.PADDED, True)
    return response
