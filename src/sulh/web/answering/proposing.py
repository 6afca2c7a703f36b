"""Proposing a statement: one text, what kind of thing it says, and once a gentle question before it is kept."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sulh.access import Principal
from sulh.designs.hints import LONGEST, WORDS, names_people
from sulh.papers.page import PageLanguage
from sulh.store.errors import Invalid
from sulh.store.reads import proposing
from sulh.store.reads.circulating import NotAgreed
from sulh.store.writes import proposals
from sulh.web.jinja import OWN_NAMES, page, words_of
from sulh.words.language import mark

KINDS = {
    "experience": mark("Something I or mine have lived through"),
    "need": mark("Something we need"),
    "position": mark("What I hold to be right"),
    "constraint": mark("What stands in the way of a solution"),
    "idea": mark("An idea for what could be done"),
}
STATES = {
    "waiting": mark("Waiting to be looked at."),
    "accepted": mark("Taken up. It is being put into the other languages."),
    "circulating": mark("Taken up, for this round or a later one. It may also be in other words than yours."),
    "rejected": mark("Not taken up."),
    "merged": mark("Another statement says the same and stands for this one too."),
    "withdrawn": mark("Taken out of circulation."),
}
CHOOSE = mark("Please choose one.")
EMPTY = {"asks": "", "text": "", "language": ""}


def propose(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Offer a form; keep what was sent, after one gentle question where it may name somebody."""
    try:
        if request.method != "POST":
            return _form(request, principal, {"language": words_of(request).tag})
        return _keep(request, principal)
    except NotAgreed:
        return redirect("agree")


def _keep(request: HttpRequest, principal: Principal) -> HttpResponse:
    given = {name: request.POST.get(name, "") for name in ("asks", "text", "language")}
    gentle = [hint for hint in names_people(given["text"]) if not hint.fault]
    if gentle and request.POST.get("seen") != given["text"]:
        offered = proposing.offer(principal, words_of(request).tag)
        told = dict.fromkeys(WORDS[hint.kind][words_of(request).tag] for hint in gentle)
        return page(request, "answering/hint.html.j2", {"offer": offered, "given": given, "told": list(told)})
    try:
        proposals.propose(principal, given["asks"], given["text"], given["language"])
    except Invalid as invalid:
        return _form(request, principal, given, faults=invalid.faults)
    return redirect("/propose?kept=1")


def _form(
    request: HttpRequest, principal: Principal, given: dict[str, str], *, faults: dict[str, str] | None = None
) -> HttpResponse:
    words = words_of(request)
    offered = proposing.offer(principal, words.tag)
    told = {field: _fault(code, words) for field, code in (faults or {}).items()}
    values = {
        "offer": offered,
        "given": EMPTY | given,
        "faulty": bool(faults),
        "faults": EMPTY | told,
        "kept": request.GET.get("kept") == "1",
        "kinds": [(asks, words.say(KINDS[asks])) for asks in offered.asks],
        "tags": [(tag, own) for tag, own in OWN_NAMES if tag in offered.languages],
        "states": {state: words.say(text) for state, text in STATES.items()},
        "longest": LONGEST,
    }
    return page(request, "answering/propose.html.j2", values, status=422 if faults else 200)


def _fault(code: str, words: PageLanguage) -> str:
    return next((texts[words.tag] for kind, texts in WORDS.items() if kind == code), words.say(CHOOSE))
