"""
The text as the sides read it, what it fails in their eyes, and the last question to their readers.

    GET  /text?n=30                        the version that is put: the page on which clause 30 stands
    GET  /text?said=30                     the same, after something was said of clause 30
    GET  /concern?n=3, POST wording, need  say which need or concern clause 3 fails
    POST /concern-back, n                  take an own one back, of clause n
    POST /last-question, n                 yes or no, readers only, from the page of clause n
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from sulh.access import Principal, Refused, Role
from sulh.designs.hints import WORDS, names_people
from sulh.store.errors import Invalid
from sulh.store.reads.circulating import NotAgreed, seat_of
from sulh.store.reads.leaves import PAGE
from sulh.store.reads.put_text import CRITICS, ClauseRead, TextRead, put_text
from sulh.store.writes import criticisms
from sulh.store.writes import last_question as answers
from sulh.store.writes.criticisms import NEED
from sulh.web import errors
from sulh.web.incoming import a_number, an_id
from sulh.web.jinja import OWN_NAMES, page, words_of
from sulh.web.statements.words import FAULTS

View = Callable[[HttpRequest, Principal], HttpResponse]


def after_consent(view: View) -> View:
    """Let in whoever has a seat on a side, and lead to the texts whoever has not accepted them."""

    @wraps(view)
    def guarded(request: HttpRequest, principal: Principal) -> HttpResponse:
        seat_of(principal, *CRITICS)
        try:
            return view(request, principal)
        except NotAgreed:
            return redirect("agree")

    return guarded


@after_consent
def text(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Show a page of the version that is put, or that there is none yet."""
    said = a_number(request.GET.get("said"), 0)
    read = put_text(principal, words_of(request).tag, at=a_number(request.GET.get("n"), said))
    values = {"read": read, "kept": request.GET.get("kept") == "1", "said": said}
    return page(request, "onetext/read.html.j2", values)


@after_consent
def concern(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Offer a form for one clause; keep what was sent, after one gentle question where it may name somebody."""
    words = words_of(request)
    if request.method != "POST":
        return _asked(request, principal)
    given = {name: request.POST.get(name, "") for name in ("need", "language")}
    wording = an_id(request.POST.get("wording"))
    read = put_text(principal, words.tag, at=wording)
    if read is None:
        raise Refused
    gentle = [hint for hint in names_people(given["need"]) if not hint.fault and hint.kind != "too-long"]
    clause = next((one for one in read.clauses if one.wording_id == str(wording)), None)
    if gentle and clause is not None and request.POST.get("seen") != given["need"]:
        told = list(dict.fromkeys(WORDS[hint.kind][words.tag] for hint in gentle))
        return _form(request, read, clause, given, hints=told)
    try:
        criticisms.criticise(principal, wording, given["need"], given["language"])
    except Invalid as invalid:
        if clause is None:
            raise Refused from None
        return _form(request, read, clause, given, faults=invalid.faults)
    return redirect(_page_of(1 if clause is None else clause.number, said=True))


@after_consent
def take_back(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Erase an own concern that has no reply yet."""
    criticisms.take_back(principal, an_id(request.POST.get("concern")))
    return redirect(_page_of(a_number(request.POST.get("n"), 0)))


@after_consent
def last_question(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Keep the yes or no of a reader."""
    seat_of(principal, Role.READER)
    said = request.POST.get("answer", "")
    if said not in ("yes", "no"):
        return errors.bad_form(request)
    answers.answer(principal, an_id(request.POST.get("version")), yes=said == "yes")
    at = a_number(request.POST.get("n"), 0)
    query = urlencode(({"n": at} if at > PAGE else {}) | {"kept": 1})
    return redirect(f"{reverse('text')}?{query}")


def _page_of(number: int, *, said: bool = False) -> str:
    """Return the address of a clause on its page; after something was said of it, there it is told that it is kept."""
    query = f"?said={number}" if said else f"?n={number}" if number > PAGE else ""
    return reverse("text") + query + (f"#c{number}" if number else "")


def _asked(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Offer the form for the clause that is meant; lead back where there is none, or nothing can be said of it now."""
    tag, number = words_of(request).tag, a_number(request.GET.get("n"), 0)
    read = put_text(principal, tag, at=number)
    if read is None:
        raise Refused
    clauses = read.clauses if read.state == "put" else ()
    clause = next((one for one in clauses if one.number == number), None)
    return redirect("text") if clause is None else _form(request, read, clause, {"language": tag})


def _form(
    request: HttpRequest,
    read: TextRead,
    clause: ClauseRead,
    given: dict[str, str],
    *,
    faults: dict[str, str] | None = None,
    hints: list[str] | None = None,
) -> HttpResponse:
    words = words_of(request)
    told = {field: str(words.say(FAULTS.get(code, FAULTS["no-choice"]))) for field, code in (faults or {}).items()}
    values = {
        "clause": clause,
        "back": _page_of(clause.number),
        "given": {"need": "", "language": ""} | given,
        "faults": {"need": "", "language": ""} | told,
        "hints": hints or [],
        "tags": [(tag, own) for tag, own in OWN_NAMES if tag in read.languages],
        "longest": NEED,
    }
    return page(request, "onetext/concern.html.j2", values, status=422 if faults else 200)
