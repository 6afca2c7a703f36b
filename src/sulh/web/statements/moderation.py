"""One statement, and what facilitators decide about it: one verb a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.store.errors import Conflict, Incomplete, Invalid
from sulh.store.reads import statements as reads
from sulh.store.reads.statements import Sheet
from sulh.store.writes import moderation as writes
from sulh.web.incoming import an_id
from sulh.web.jinja import NOT_KEPT, OK, page, words_of
from sulh.web.navigation import in_dialogue
from sulh.web.statements import words as of
from sulh.web.statements.forms import Reason, Reword
from sulh.web.statements.views import below

DIGITS = 9  # more stand in no number of ours
_ask_again: Callable[[HttpRequest], None] = reauthentication_required(lambda _: None)


def statement(request: HttpRequest, principal: Principal, statement_id: UUID) -> HttpResponse:
    """Show one statement and what can be done with it."""
    return _sheet(request, principal, statement_id)


def accept(request: HttpRequest, principal: Principal, statement_id: UUID) -> HttpResponse:
    """Accept a statement; in the high profile only after its wording was changed or looked at."""
    sheet = reads.sheet(principal, statement_id, words_of(request).tag, deciding=True)
    try:
        writes.accept(principal, statement_id, seen=_seen(request), as_it_stands="as_it_stands" in request.POST)
    except Incomplete:
        return _sheet(request, principal, statement_id, unsaid=True)
    return _back(sheet)


def reject(request: HttpRequest, principal: Principal, statement_id: UUID) -> HttpResponse:
    """Reject a statement, with the reason that its author reads."""
    return _with_reason(request, principal, statement_id, "reject")


def withdraw(request: HttpRequest, principal: Principal, statement_id: UUID) -> HttpResponse:
    """Take a statement out of circulation."""
    return _with_reason(request, principal, statement_id, "withdraw")


def reword(request: HttpRequest, principal: Principal, statement_id: UUID) -> HttpResponse:
    """Say a statement in other words."""
    words = words_of(request)
    sheet = _able(request, principal, statement_id, "reword")
    first = {"seen": sheet.seen, "language": sheet.line.language, "text": sheet.line.text}
    form = Reword(words, sheet.languages, request.POST or None, initial=first)
    hints: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        hints = [] if given["hinted"] else of.hints([given["text"]], words)
        try:
            if not hints:
                writes.reword(
                    principal,
                    statement_id,
                    given["language"],
                    given["text"],
                    reason=given["reason"],
                    seen=given["seen"],
                )
                return HttpResponseRedirect(reverse("statement", kwargs={"statement_id": statement_id}))
        except Invalid as refusal:
            of.told(form, refusal, words)
    more = {"form": form, "hints": hints, "hinted": bool(hints) or bool(request.POST.get("hinted"))}
    return _page(request, principal, sheet, "statements/reword.html.j2", {"title": words.say("Reword"), **more})


def merge(request: HttpRequest, principal: Principal, statement_id: UUID) -> HttpResponse:
    """Choose the statement that stands for this one too, look at both, and merge."""
    words = words_of(request)
    sheet = _able(request, principal, statement_id, "merge")
    if request.method == "POST":
        try:
            writes.merge(principal, statement_id, an_id(request.POST.get("into")), seen=_seen(request))
        except Invalid:
            raise Refused from None
        return _back(sheet)
    suggested = reads.alike(principal, statement_id, words.tag)
    number = _number(request.GET.get("into", ""))
    others = reads.others(principal, statement_id, words.tag)
    chosen = next((one for one in others if one.number == number), None)
    values = {
        "title": words.say("Merge with another statement"),
        "suggested": suggested,
        "chosen": chosen,
        "compared": next((one for one in suggested if one.number == number), None),
        "typed": request.GET.get("into", "") if chosen is None else "",
        "others": len(others),
    }
    return _page(request, principal, sheet, "statements/merge.html.j2", values)


def to_all(request: HttpRequest, principal: Principal, statement_id: UUID) -> HttpResponse:
    """Let all sides hear what only one side might."""
    sheet = _able(request, principal, statement_id, "to-all")
    if request.method == "POST":
        writes.put_to_all(principal, statement_id, seen=_seen(request))
        return _back(sheet)
    title = words_of(request).say("Put to all sides")
    return _page(request, principal, sheet, "statements/to_all.html.j2", {"title": title})


def original(request: HttpRequest, principal: Principal, statement_id: UUID) -> HttpResponse:
    """Open a reworded statement as it came: after the password, and as an act in the log."""
    sheet = reads.sheet(principal, statement_id, words_of(request).tag)
    if "original" not in sheet.can:
        raise Refused
    _ask_again(request)
    opened = writes.open_original(principal, statement_id) if request.method == "POST" else None
    values = {"title": words_of(request).say("As it came"), "opened": opened}
    return _page(request, principal, sheet, "statements/original.html.j2", values)


def _sheet(request: HttpRequest, principal: Principal, statement_id: UUID, *, unsaid: bool = False) -> HttpResponse:
    words = words_of(request)
    sheet = reads.sheet(principal, statement_id, words.tag)
    values = {
        "title": words.say("Statement {n}", n=words.number(sheet.line.number)),
        "alike": reads.alike(principal, statement_id, words.tag) if "merge" in sheet.can else (),
        "looks": of.looks(sheet.line.text, words) if sheet.line.state == "proposed" else [],
        "unsaid": unsaid,
    }
    status = NOT_KEPT if unsaid else OK
    return _page(request, principal, sheet, "statements/statement.html.j2", values, status=status)


def _with_reason(request: HttpRequest, principal: Principal, statement_id: UUID, verb: str) -> HttpResponse:
    words = words_of(request)
    sheet = _able(request, principal, statement_id, verb)
    form = Reason(words, request.POST or None, initial={"seen": sheet.seen})
    if request.method == "POST" and form.is_valid():
        decide = writes.reject if verb == "reject" else writes.withdraw
        try:
            decide(principal, statement_id, form.cleaned_data["reason"], seen=form.cleaned_data["seen"])
        except Invalid as refusal:
            of.told(form, refusal, words)
        else:
            return _back(sheet)
    title = words.say("Reject") if verb == "reject" else words.say("Withdraw from circulation")
    return _page(request, principal, sheet, f"statements/{verb}.html.j2", {"title": title, "form": form})


def _able(request: HttpRequest, principal: Principal, statement_id: UUID, verb: str) -> Sheet:
    """Return the sheet of a statement with which this can be done now; a form that comes too late is told so."""
    sheet = reads.sheet(principal, statement_id, words_of(request).tag, deciding=request.method == "POST")
    if verb not in sheet.can:
        raise Conflict("statement-was-put" if verb == "reword" and sheet.line.rounds else writes.QUICKER)
    return sheet


def _page(
    request: HttpRequest,
    principal: Principal,
    sheet: Sheet,
    template: str,
    values: Mapping[str, Any],
    *,
    status: int = OK,
) -> HttpResponse:
    here, frame = in_dialogue(request, principal, UUID(sheet.dialogue_id), "statements")
    around = below(here, words_of(request).say("Statements"), sheet.dialogue_id)
    more = {"sheet": sheet, "line": sheet.line, "of": of, "languages": frame.languages}
    return page(request, template, {**more, **values}, here=around, status=status)


def _back(sheet: Sheet) -> HttpResponse:
    return HttpResponseRedirect(reverse("statements", kwargs={"dialogue_id": sheet.dialogue_id}))


def _seen(request: HttpRequest) -> int:
    """Return what a form saw decided; what is no number saw nothing that could still be true."""
    number = _number(request.POST.get("seen", ""))
    return -1 if number is None else number


def _number(typed: str) -> int | None:
    """
    Return a number as it was typed, in any numerals; None for what is none.

    >>> _number(" ١٢ "), _number("²"), _number("7a")
    (12, None, None)
    """
    text = typed.strip()
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None
