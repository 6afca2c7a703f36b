"""
Ballots entered by hand, one after the other.

    entry (GET)  type the number ──▶ entry (POST)  the whole ballot, empty ──▶ ballot (POST)  saved ──▶ entry, the next

What was saved is not shown back: a ballot is seen on paper, while it is entered. No number is part of an address.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal
from sulh.store.errors import Conflict, Invalid
from sulh.store.reads import paper as reads
from sulh.store.reads.paper import OnPaper
from sulh.store.writes import paper as writes
from sulh.store.writes.paper import Ballot
from sulh.web.jinja import Here, Link, page, words_of
from sulh.web.navigation import in_dialogue
from sulh.web.paper.forms import Marks, Number
from sulh.web.paper.views import NOT_KEPT, grouped


def entry(request: HttpRequest, principal: Principal, round_id: UUID) -> HttpResponse:
    """Ask for the number of a ballot; lead to the ballot."""
    words = words_of(request)
    paper = open_paper(principal, round_id, words.tag)
    if request.method != "POST":
        return _number(request, principal, paper, Number(), saved=request.GET.get("saved") == "1")
    form = Number(request.POST)
    if form.is_valid():
        try:
            number, entered = reads.waiting_ballot(principal, round_id, form.cleaned_data["ballot"])
        except Invalid as refusal:
            form.told(refusal, words)
        else:
            marks = Marks(words, paper, initial={"ballot": number, "replaces": entered})
            return _ballot(request, principal, paper, marks, number=number, entered=entered)
    return _number(request, principal, paper, form)


def ballot(request: HttpRequest, principal: Principal, round_id: UUID) -> HttpResponse:
    """Save a whole ballot, and ask for the next one."""
    words = words_of(request)
    paper = open_paper(principal, round_id, words.tag)
    form = Marks(words, paper, request.POST)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("paper-entry", kwargs={"round_id": round_id}))
    if not form.is_valid():
        return _once_more(request, principal, paper, form)
    number, replaces = reads.as_number(form.cleaned_data["ballot"]), form.cleaned_data["replaces"]
    answers = form.answers()
    if _withdrawn(request, paper):
        raise Conflict("statement-not-accepted")
    if not answers and not form.cleaned_data["blank"]:
        return _ballot(request, principal, paper, form, number=number, entered=replaces, nothing=True)
    try:
        writes.enter(principal, round_id, [Ballot(number, answers, form.needs())], fresh=not replaces)
    except Invalid as refusal:
        asked = Number({"ballot": number})
        asked.told(refusal, words)
        return _number(request, principal, paper, asked)
    return HttpResponseRedirect(f"{reverse('paper-entry', kwargs={'round_id': round_id})}?saved=1")


def _once_more(request: HttpRequest, principal: Principal, paper: OnPaper, form: Marks) -> HttpResponse:
    """Show a ballot again where a need is missing; what is no ballot at all begins with its number."""
    given = form.cleaned_data
    if not given.get("ballot") or any(name.startswith("a") for name in form.errors):
        return _number(request, principal, paper, Number({"ballot": ""}))
    number = reads.as_number(given["ballot"])
    return _ballot(request, principal, paper, form, number=number, entered=given["replaces"], faulty=True)


def open_paper(principal: Principal, round_id: UUID, tag: str) -> OnPaper:
    """
    Return what is on the ballots of a round that takes answers now.

    Raises:
        Refused: If it is not theirs.
        Conflict: If it is closed or paused, or was never opened.
    """
    paper = reads.on_paper(principal, round_id, tag)
    if paper.state != "open":
        raise Conflict("no-open-round" if paper.state == "draft" else f"round-{paper.state}")
    return paper


def below(request: HttpRequest, here: Here, dialogue_id: UUID) -> Here:
    """Say that a page lies below the page of paper."""
    to_paper = Link(words_of(request).say("Paper"), reverse("paper", kwargs={"dialogue_id": dialogue_id}))
    return replace(here, crumbs=(to_paper,))


def _withdrawn(request: HttpRequest, paper: OnPaper) -> bool:
    """Whether something is marked that is not put any more."""
    put = {f"a{one.place}" for one in paper.puts}
    marked = {name for name, value in request.POST.items() if value and name[:1] == "a" and name[1:].isdecimal()}
    return bool(marked - put)


def _number(
    request: HttpRequest, principal: Principal, paper: OnPaper, form: Number, *, saved: bool = False
) -> HttpResponse:
    words = words_of(request)
    here, _ = in_dialogue(request, principal, paper.dialogue_id, "paper")
    several = reads.paper_page(principal, paper.dialogue_id, words.tag).several_facilitators
    values = {
        "title": words.say("Enter ballots: round {number}", number=words.number(paper.number)),
        "paper": paper,
        "form": form,
        "saved": saved,
        "several": several,
    }
    status = NOT_KEPT if form.is_bound else 200
    return page(request, "paper/entry.html.j2", values, here=below(request, here, paper.dialogue_id), status=status)


def _ballot(
    request: HttpRequest,
    principal: Principal,
    paper: OnPaper,
    form: Marks,
    *,
    number: str,
    entered: bool,
    nothing: bool = False,
    faulty: bool = False,
) -> HttpResponse:
    words = words_of(request)
    here, _ = in_dialogue(request, principal, paper.dialogue_id, "paper")
    values = {
        "title": words.say("Ballot {number}", number=words.name(grouped(number))),
        "paper": paper,
        "form": form,
        "entered": entered,
        "nothing": nothing,
    }
    status = NOT_KEPT if nothing or faulty else 200
    return page(request, "paper/ballot.html.j2", values, here=below(request, here, paper.dialogue_id), status=status)
