"""
Somebody answers a study: they read what they have to know, agree, and send one page with all questions.

    /sheet/first ── I agree ──▶ /sheet ── Send ──▶ saved ── next person ──▶ the entrance
         └── no ──▶ nothing was kept                /sheet/out: everything under a code is gone

What somebody agreed to stands in their session as a digest: if it is another by the time they send, they are led to
read once more. Their code is in no session, on no page that comes back, and in no address. What was typed comes back
where something of it could not be kept; nothing comes back once it was. Whether there was something under a code before
is told nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Final
from uuid import UUID

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sulh.access import Principal, Role
from sulh.formats.study_form import CODE
from sulh.formats.study_sheet import NO_CODE
from sulh.model.questionnaire import Questionnaire
from sulh.store import clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.reads import own_sheets as reads
from sulh.store.reads.own_sheets import SheetShown
from sulh.store.reads.principals import replaced
from sulh.store.sealing import in_language
from sulh.store.writes import own_sheets as writes
from sulh.web import errors
from sulh.web.answering.views import padded
from sulh.web.entrance.stay import end
from sulh.web.incoming import a_number
from sulh.web.jinja import NOT_KEPT, OK, page, words_of
from sulh.web.principal import GENERATION, HALVES, SEAT, SHEET
from sulh.web.responding.asked import FAULTS, fields

NOT_SAVED: Final = 503
Page = Callable[[HttpRequest, Principal], HttpResponse]


def _unless_replaced(view: Page) -> Page:
    """Say to whoever came in with a number that was replaced meanwhile that it was; to nobody else."""

    @wraps(view)
    def shown(request: HttpRequest, principal: Principal) -> HttpResponse:
        seat, generation = request.session.get(SEAT), request.session.get(GENERATION, 0)
        if seat and not principal.holds(Role.RESPONDENT) and replaced(UUID(seat), generation):
            return errors.number_replaced(request)
        return view(request, principal)

    return shown


@_unless_replaced
def first(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Say what one has to know first; take a yes to just that, or a no."""
    shown = reads.sheet(principal)
    if shown.wave is None:
        return _nothing_now(request, shown)
    if request.method == "POST" and request.POST.get("answer") == "no":
        request.session.pop(SHEET, None)
        return page(request, "responding/declined.html.j2")
    read = request.POST.get("read")
    if request.method == "POST" and request.POST.get("answer") == "yes" and read == shown.asked.digest:
        request.session[SHEET] = read
        request.session[HALVES] = _drawn(shown.asked, request.session.get(HALVES, {}))
        return redirect("sheet")
    status = OK if request.method == "GET" else NOT_KEPT
    return _to_read(request, shown, changed=read not in (None, shown.asked.digest), status=status)


@_unless_replaced
def sheet(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Show all questions on one page; keep what is sent."""
    shown = reads.sheet(principal)
    if request.method == "GET" and shown.wave is None:
        return _nothing_now(request, shown)
    if SHEET not in request.session:
        return redirect("sheet-first")
    if request.method == "POST":
        return padded(_take(request, principal, shown))
    if request.session[SHEET] != shown.asked.digest:
        return _to_read(request, shown, changed=True)
    return _questions(request, shown)


@_unless_replaced
def out(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Take out everything under a code; the answer is the same whether there was anything."""
    reads.sheet(principal)
    fault = ""
    if request.method == "POST":
        try:
            writes.take_out(principal, request.POST.get(CODE, ""))
            return padded(page(request, "responding/gone.html.j2"))
        except Invalid as refusal:
            fault = words_of(request).say(FAULTS[refusal.faults[CODE]])
    values = {"fault": fault, "typed": bool(request.POST.get(CODE, "").strip())}
    return padded(page(request, "responding/out.html.j2", values, status=NOT_KEPT if fault else OK))


def following(request: HttpRequest, principal: Principal) -> HttpResponse:
    """End the stay of whoever answered, and let the next person begin at the entrance."""
    response = redirect("home")
    return end(request, response) if principal.holds(Role.RESPONDENT) else response


def _take(request: HttpRequest, principal: Principal, shown: SheetShown) -> HttpResponse:
    names = (CODE, *(one.item.key for one in shown.asked.questions))
    given = {name: request.POST.get(name, "") for name in names}
    try:
        wave, halves = a_number(request.POST.get("wave"), 0), request.session[HALVES]
        writes.send(principal, wave, given, halves, agreed=request.session[SHEET])
    except Invalid as refusal:
        return _questions(request, shown, given, refusal.faults, status=NOT_KEPT)
    except Conflict as refusal:
        if refusal.code == "agreed-to-another":
            return _to_read(request, reads.sheet(principal), changed=True, status=NOT_KEPT)
        return errors.not_now(request, refusal)
    except (DatabaseError, InterfaceError):
        return _questions(request, shown, given, status=NOT_SAVED)
    until = shown.until if shown.until is not None and clock.today() <= shown.until else None
    return page(request, "responding/sent.html.j2", {"until": until})


def _to_read(request: HttpRequest, shown: SheetShown, *, changed: bool, status: int = OK) -> HttpResponse:
    """Return what one has to know first; a yes sends back of what it is, since it may be worded anew meanwhile."""
    tag = words_of(request).tag
    values = {
        "consent": [in_language(dict(text), tag) for text in shown.asked.consent],
        "read": shown.asked.digest,
        "changed": changed,
        "sent": request.method == "POST" and SHEET in request.session and CODE in request.POST,
    }
    return page(request, "responding/first.html.j2", values, status=status)


def _questions(
    request: HttpRequest,
    shown: SheetShown,
    typed: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
    *,
    status: int = OK,
) -> HttpResponse:
    """Return the page with all questions; what was typed comes back with it, but for the code."""
    words, wrong = words_of(request), faults or {}
    values = {
        "wave": shown.wave or a_number(request.POST.get("wave"), 0),
        "code": in_language(dict(shown.asked.code), words.tag),
        "code_fault": words.say(FAULTS[wrong[CODE]]) if CODE in wrong else "",
        "code_missing": wrong.get(CODE) == NO_CODE,
        "nothing": words.say(FAULTS[wrong[writes.NOTHING]]) if writes.NOTHING in wrong else "",
        "fields": fields(words, shown.asked, request.session[HALVES], typed or {}, wrong),
        "again": typed is not None,
        "not_saved": status == NOT_SAVED,
    }
    return page(request, "responding/sheet.html.j2", values, status=status)


def _nothing_now(request: HttpRequest, shown: SheetShown) -> HttpResponse:
    return page(request, "responding/nothing_now.html.j2", {"later": shown.later, "over": shown.over})


def _drawn(asked: Questionnaire, before: Mapping[str, bool]) -> dict[str, bool]:
    """Draw for each list experiment whether the statement that matters is on the list; what was drawn stands."""
    lists = [one.item.key for one in asked.questions if one.item.kind == "list"]
    return {key: before.get(key, clock.random_bytes(1)[0] % 2 == 1) for key in lists}
