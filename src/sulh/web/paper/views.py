"""
The page of everything off the screen, and ballots to print.

    paper ──▶ make ──▶ sheets      those just made: print them at once, each number on one sheet of paper only
          ──▶ again ──▶ sheets     all of a side and language for a later round, or one whose paper was spoilt
          ──▶ entry, tables        see the modules beside this one
"""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal
from sulh.formats.vote_words import VOTE_LABELS, VOTES
from sulh.papers.page import PageLanguage, page_language
from sulh.store.errors import Conflict, Invalid
from sulh.store.reads import paper as reads
from sulh.store.reads.paper import PaperPage, PaperRound
from sulh.store.writes import paper as writes
from sulh.web.jinja import page, words_of
from sulh.web.navigation import in_dialogue
from sulh.web.paper.forms import BallotsAgain, NewBallots, OfSide, TakenBack
from sulh.web.release.entry_words import may_go
from sulh.words.language import mark

ON_SHEETS = {
    "read-out": mark("To be read out before the papers are handed out"),
    "consent": mark("What you should know first"),
    "rules": mark("The rules we keep"),
    "free": mark("Whoever does not want to take part keeps the paper or gives it back empty. Nobody asks why."),
    "versions": mark("Version of these texts: {versions}"),
    "number": mark("Number"),
    "how": mark("Put a cross in one box of each line. You may leave lines empty. Do not write your name anywhere."),
    "sounding": mark(
        "These are clauses of a text that is unofficial and binds nobody. Put a cross in one box of each line; it is "
        "no acceptance. Where you cannot live with a clause, write which need or concern it fails: without that the "
        "cross is not counted. Do not write your name anywhere."
    ),
    "need": mark("If not: which need or concern does it fail?"),
    "announces": mark(
        "If clauses of a text are put to you, it may be shared that nobody who answered cannot live with one. "
        "Everybody then knows of everybody that they said at least: I can live with it. If it is not shared, some may "
        "guess that somebody said they cannot."
    ),
    "agreed": mark(
        "Handing in this paper means that you agree to what was read out to you. Afterwards your answers are kept "
        "under this number only."
    ),
    "back": mark("If you may want to take them back later, note the number down."),
}
SOUNDED = (mark("I support it"), mark("I can live with it"), mark("I cannot live with it"))
NOT_KEPT = 422
MOST_DIGITS = 6


def paper(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Show the rounds that take answers now, and what can be done on paper in each."""
    found = reads.paper_page(principal, dialogue_id, words_of(request).tag)
    return _paper(request, principal, dialogue_id, found)


def make(request: HttpRequest, principal: Principal, round_id: UUID) -> HttpResponse:
    """Make ballots, and answer with their sheets."""
    words = words_of(request)
    dialogue_id = reads.on_paper(principal, round_id, words.tag).dialogue_id
    if request.method != "POST":
        return _back(dialogue_id)
    found = reads.paper_page(principal, dialogue_id, words.tag)
    form = NewBallots(words, _round(found, round_id), found.languages, request.POST)
    if form.is_valid():
        try:
            made = writes.make(principal, round_id, form.batch(), seen=form.cleaned_data["seen"])
            return _sheets(request, principal, round_id, form, numbers=made)
        except Invalid as refusal:
            form.told(refusal, words)
    return _paper(request, principal, dialogue_id, found, wrong=(round_id, form))


def again(request: HttpRequest, principal: Principal, round_id: UUID) -> HttpResponse:
    """Show ballots that were made before: all of a side and language, or one."""
    words = words_of(request)
    dialogue_id = reads.on_paper(principal, round_id, words.tag).dialogue_id
    if request.method != "POST":
        return _back(dialogue_id)
    found = reads.paper_page(principal, dialogue_id, words.tag)
    form = BallotsAgain(words, _round(found, round_id), found.languages, request.POST)
    if form.is_valid():
        typed = form.cleaned_data["number"]
        try:
            numbers = (reads.as_number(typed),) if typed else None
            return _sheets(request, principal, round_id, form, numbers=numbers)
        except Invalid as refusal:
            form.told(
                Invalid({"number" if name == "ballot" else name: code for name, code in refusal.faults.items()}), words
            )
    return _paper(request, principal, dialogue_id, found, wrong=(round_id, form))


def back(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Erase everything under the number of a ballot."""
    words = words_of(request)
    found = reads.paper_page(principal, dialogue_id, words.tag)
    if request.method != "POST":
        return _back(dialogue_id)
    form = TakenBack(words, request.POST)
    if form.is_valid():
        try:
            writes.erase(principal, dialogue_id, form.cleaned_data["ballot"])
        except Invalid as refusal:
            form.told(refusal, words)
        else:
            return HttpResponseRedirect(f"{reverse('paper', kwargs={'dialogue_id': dialogue_id})}?erased=1")
    return _paper(request, principal, dialogue_id, found, taken_back=form)


def _round(found: PaperPage, round_id: UUID) -> PaperRound:
    for one in found.rounds:
        if one.id == str(round_id):
            return one
    raise Conflict("round-closed")


def _paper(
    request: HttpRequest,
    principal: Principal,
    dialogue_id: UUID,
    found: PaperPage,
    *,
    wrong: tuple[UUID, OfSide] | None = None,
    taken_back: TakenBack | None = None,
) -> HttpResponse:
    words = words_of(request)
    here, _ = in_dialogue(request, principal, dialogue_id, "paper")
    forms: dict[str, tuple[OfSide, OfSide]] = {}
    for one in found.rounds:
        made: OfSide = NewBallots(words, one, found.languages, initial={"seen": found.made})
        once_more: OfSide = BallotsAgain(words, one, found.languages)
        if wrong is not None and one.id == str(wrong[0]):
            made = wrong[1] if isinstance(wrong[1], NewBallots) else made
            once_more = wrong[1] if isinstance(wrong[1], BallotsAgain) else once_more
        forms[one.id] = (made, once_more)
    values = {
        "title": words.say("Paper"),
        "paper": found,
        "forms": forms,
        "dialogue_id": dialogue_id,
        "most": writes.MOST_AT_ONCE,
        "entered": _entered(request),
        "erased": request.GET.get("erased") == "1",
        "taken_back": taken_back or TakenBack(words),
    }
    status = NOT_KEPT if wrong or taken_back else 200
    return page(request, "paper/paper.html.j2", values, here=here, status=status)


def _entered(request: HttpRequest) -> int | None:
    """Return how many ballots were just entered, if that is how the page was come to."""
    told = request.GET.get("entered", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) <= MOST_DIGITS else None


def _sheets(
    request: HttpRequest, principal: Principal, round_id: UUID, form: OfSide, *, numbers: Collection[str] | None
) -> HttpResponse:
    given = form.cleaned_data
    found = reads.sheets(principal, round_id, UUID(given["side"]), given["language"], numbers=numbers)
    spoken = page_language(given["language"])
    versions = spoken.listing([spoken.number(text.version) for text in found.texts])
    values = {
        "sheets": found,
        "spoken": spoken,
        "said": {key: spoken.say(text, versions=versions) for key, text in ON_SHEETS.items()},
        "choices": _choices(spoken, sounding=found.paper.sounding),
        "grouped": grouped,
        "may_go": may_go,
        "back": reverse("paper", kwargs={"dialogue_id": found.paper.dialogue_id}),
        "new": isinstance(form, NewBallots),
    }
    return page(request, "paper/ballots.html.j2", values)


def _choices(spoken: PageLanguage, *, sounding: bool) -> list[str]:
    if sounding:
        return [str(spoken.say(one)) for one in SOUNDED]
    return [VOTE_LABELS[spoken.tag][vote] for vote in VOTES]


def grouped(number: str) -> str:
    """
    Return the number of a ballot in two groups, as it is printed.

    >>> grouped("48210937")
    '4821 0937'
    """
    return f"{number[:4]} {number[4:]}"


def _back(dialogue_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("paper", kwargs={"dialogue_id": dialogue_id}))
