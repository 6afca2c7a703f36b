"""
The entrance: a code is typed, never part of an address; then the language, then what is agreed to.

    /  ── code ──▶ /language (once) ──▶ /home ──▶ /agree (until accepted) ──▶ the first page of the role
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from sulh.access import Principal, Role
from sulh.store.errors import Conflict, Incomplete
from sulh.store.reads import consent
from sulh.store.reads.approving import before_me
from sulh.store.reads.circulating import NotAgreed
from sulh.store.reads.put_text import put_text
from sulh.store.writes import entry
from sulh.web import middleware
from sulh.web.account.views import first_page
from sulh.web.entrance.stay import begin, end, entered, not_known
from sulh.web.incoming import an_id
from sulh.web.jinja import OWN_NAMES, page, words_of
from sulh.web.principal import SEAT
from sulh.web.release.entry_words import may_go
from sulh.words.language import LANGUAGES

FIRST_PAGE = {
    Role.PARTICIPANT: "answer",
    Role.READER: "shared",
    Role.ASSISTANT: "station",
    Role.OWNER: "own-initiatives",
    Role.RESPONDENT: "sheet",
}


def entrance(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Ask for the entry number; let in whoever types one."""
    if request.method != "POST":
        return redirect("home") if request.session.get(SEAT) and principal.id else _entrance(request)
    if request.user.is_authenticated:
        raise Conflict("third-party")
    found = entry.enter(principal, request.POST.get("code", ""))
    if found is None:
        return _entrance(request, wrong=not_known(request), status=403)
    begin(request, found)
    return entered(found.profile, redirect("home" if found.settled else "language"))


def _entrance(request: HttpRequest, *, wrong: str = "", status: int = 200) -> HttpResponse:
    response = page(request, "entrance/entrance.html.j2", {"wrong": wrong}, status=status)
    setattr(response, middleware.PADDED, True)
    return response


def home(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Send everybody to their first page."""
    if not principal.id:
        return redirect(first_page(request) if request.user.is_authenticated else "entrance")
    role = principal.grants[0].role if request.session.get(SEAT) else None
    try:
        if role == Role.READER:
            return redirect(_waits_for(principal, words_of(request).tag))
        return redirect("staff-home" if role is None else FIRST_PAGE.get(role, ""))
    except NoReverseMatch:
        return page(request, "entrance/nothing_yet.html.j2")


def _waits_for(reader: Principal, tag: str) -> str:
    """Return the page on which a reader is asked something; where nothing is, the one with what was shared."""
    try:
        if any(one.state == "asked" and one.said is None and one.slip is None for one in before_me(reader)):
            return "approve"
        read = put_text(reader, tag)
    except NotAgreed:
        return FIRST_PAGE[Role.READER]  # it leads to the texts
    return "text" if read is not None and read.state == "called" and read.answered is None else FIRST_PAGE[Role.READER]


def language(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Ask for the language; remember it for this session and, if there is one, on the seat."""
    seated = bool(request.session.get(SEAT) and principal.id)
    if request.method != "POST":
        offered = (consent.languages(principal) if seated else ()) or LANGUAGES  # an owner has no dialogue
        names = [(tag, own) for tag, own in OWN_NAMES if tag in offered]
        values = {"choices": names, "answers_study": principal.holds(Role.RESPONDENT)}
        return page(request, "entrance/language.html.j2", values)
    tag = request.POST.get("language", "")
    if tag in LANGUAGES:
        request.session["language"] = tag
        if seated:
            entry.choose_language(principal, tag)
    back = request.POST.get("back", "/")
    here = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return HttpResponseRedirect(back if here else "/")


def agree(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Show what is agreed to, and take a yes to all of it or a no."""
    if request.method == "POST" and request.POST.get("answer") == "no":
        consent.asked(principal, words_of(request).tag)
        return page(request, "entrance/declined.html.j2")
    if request.method != "POST":
        return _agree(request, principal)
    try:
        entry.accept(principal, _accepted(request))
    except Incomplete:
        return _agree(request, principal, left_out=True)
    return HttpResponseRedirect(reverse("home"))


def _accepted(request: HttpRequest) -> set[UUID]:
    return {an_id(text) for text in request.POST.getlist("accept")}


def _agree(request: HttpRequest, principal: Principal, *, left_out: bool = False) -> HttpResponse:
    asked = consent.asked(principal, words_of(request).tag)
    values = {"asked": asked, "left_out": left_out, "may_go": may_go}
    return page(request, "entrance/agree.html.j2", values, status=422 if left_out else 200)


def quick_exit(request: HttpRequest, principal: Principal) -> HttpResponse:
    """End the session, ask the browser to forget, and show a neutral page; opened without a form, only the page."""
    del principal
    response = page(request, "entrance/away.html.j2")
    return end(request, response) if request.method == "POST" else response
