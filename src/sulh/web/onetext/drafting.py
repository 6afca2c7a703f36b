"""The facilitators' pages of a text: as it stands, one clause, the next step, two versions side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.papers.page import FIRST_LINE, PageLanguage
from sulh.store.errors import Incomplete, Invalid
from sulh.store.reads import one_text as reads
from sulh.store.reads.beside_clause import beside_clause, sounded_last
from sulh.store.reads.leaves import PAGE, beginning, leaves
from sulh.store.reads.one_text import ClauseSheet, TextSheet
from sulh.store.writes import one_text as writes
from sulh.store.writes.one_text import code_of
from sulh.web import reasons
from sulh.web.incoming import a_number
from sulh.web.jinja import Here, page, words_of
from sulh.web.navigation import in_dialogue
from sulh.web.onetext.forms import Beginning, ClauseForm
from sulh.web.results.results import SOUNDED_AS
from sulh.web.statements.views import below
from sulh.web.statements.words import language_name
from sulh.words.language import mark
from sulh.words.limits import STANDING_WORDS

NAMED = 20  # clauses to put right that are named at once
STATES = {
    "drafting": mark("Version {n} is being drafted. Nobody but facilitators sees it."),
    "put": mark("Version {n} is put. The sides read it and say what it fails."),
    "called": mark("Version {n} is before the readers of every side. Waiting for the sides."),
    "ended": mark("Version {n} was the last one."),
}


@dataclass(frozen=True)
class Step:
    """A step that a facilitator can take: what it is called, what happens, the button."""

    title: str
    happens: tuple[str, ...]
    button: str
    write: Callable[[Principal, UUID], None]


STEPS = {
    "put": Step(
        mark("Put this version to the sides"),
        (
            mark("It is frozen: nobody changes it any more. The next version begins as its copy."),
            mark(
                "Participants and readers read it in their language and can say which need or concern a clause fails."
            ),
            mark("Each concern needs a reply before the next version can be put."),
        ),
        mark("Put it"),
        writes.put,
    ),
    "redraft": Step(
        mark("Draft the next version"),
        (
            mark("The sides keep reading the version that is put, and can say nothing new about it."),
            mark("You change clauses and reply to every concern. Then the next version can be put."),
        ),
        mark("Draft the next version"),
        writes.redraft,
    ),
    "call": Step(
        mark("Put the last question"),
        (
            mark("The readers of every side are asked once: can your side recommend this text, yes or no?"),
            mark("Nobody sees what a reader said before all of them have answered."),
            mark("With two sides, one side's no can be inferred by the other in the end. Tell them so before you ask."),
            mark("The text stays unofficial and non-binding, whatever they say."),
        ),
        mark("Ask the readers"),
        writes.call,
    ),
    "reopen": Step(
        mark("Take the last question back"),
        (mark("What readers have said so far is erased unseen."), mark("The next version is drafted.")),
        mark("Take it back"),
        writes.reopen,
    ),
}


def overview(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Show a page of the text as it stands, with what was said of each clause, and what comes next."""
    words = words_of(request)
    here, frame = in_dialogue(request, principal, dialogue_id, "one-text")
    text_id = reads.text_of(principal, dialogue_id)
    sheet = None if text_id is None else reads.text(principal, text_id, words.tag)
    clauses = () if sheet is None else sheet.clauses
    at = a_number(request.GET.get("n"))
    start = beginning(len(clauses), at)
    values = {
        "title": words.say("One text"),
        "dialogue_id": dialogue_id,
        "sheet": sheet,
        "shown": clauses[start : start + PAGE],
        "leaves": leaves([clause.place for clause in clauses], at),
        "wrong": [] if sheet is None else _to_put_right(sheet),
        "language": words.tag if words.tag in frame.languages else frame.languages[0],
        "sides": {side.id: side for side in frame.sides},
        "state": "" if sheet is None else words.say(STATES[sheet.state], n=words.number(sheet.number)),
        "obstacles": [] if sheet is None else obstacles(sheet, words),
        "own_name": language_name,
        "steps": {act: words.say(step.title) for act, step in STEPS.items()},
    }
    return page(request, "onetext/text.html.j2", values, here=here)


def obstacles(sheet: TextSheet, words: PageLanguage) -> list[str]:
    """Return what stands in the way of the next step, each once, in words."""
    return reasons.sentences(Incomplete([code_of(one) for one in sheet.obstacles]), words)


def _to_put_right(sheet: TextSheet) -> list[int]:
    """Return the first clauses of a draft on which a language is missing, or that a reply says were changed."""
    wrong = {one.clause for one in sheet.obstacles if one.kind in ("text-missing", "nothing-changed")}
    return [clause.place for clause in sheet.clauses if clause.clause_id in wrong][:NAMED]


def begin(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Begin the text of a dialogue."""
    words = words_of(request)
    here, frame = in_dialogue(request, principal, dialogue_id, "one-text")
    reads.text_of(principal, dialogue_id)
    form = Beginning(words, frame.languages, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            writes.begin(principal, dialogue_id, form.cleaned_data["audience"], form.texts())
            return HttpResponseRedirect(reverse("one-text", kwargs={"dialogue_id": dialogue_id}))
        except Invalid as refusal:
            form.told(refusal)
    values = {"title": words.say("Begin one text"), "dialogue_id": dialogue_id, "form": form}
    return _form(request, "onetext/begin.html.j2", values, below(here, words.say("One text"), dialogue_id, "one-text"))


def add(request: HttpRequest, principal: Principal, text_id: UUID) -> HttpResponse:
    """Add a clause to the draft."""
    words = words_of(request)
    sheet = _drafted(request, principal, text_id)
    form = ClauseForm(words, sheet.languages, _items(principal, sheet, words), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            writes.add_clause(principal, text_id, form.texts(), agenda_item=_item(form))
            return _back(sheet, len(sheet.clauses) + 1)
        except Invalid as refusal:
            form.told(refusal)
    action = reverse("clause-new", args=[text_id])
    nothing = {"found": None, "beside": (), "last": None}
    values = {"title": words.say("A new clause"), "form": form, "action": action} | nothing
    return _form(request, "onetext/clause.html.j2", values, _here(request, principal, sheet))


def reword(request: HttpRequest, principal: Principal, wording_id: UUID) -> HttpResponse:
    """Change a clause of the draft; what was said of it stands beside it."""
    words = words_of(request)
    sheet, clause = _clause(request, principal, wording_id)
    first = {"stamp": clause.stamp, "agenda_item": clause.agenda_item or ""}
    first |= {f"texts_{tag}": text for tag, text in clause.texts.items()}
    form = ClauseForm(words, sheet.languages, _items(principal, sheet, words), request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            stamp = form.cleaned_data["stamp"]
            writes.reword(principal, wording_id, form.texts(), seen=stamp, agenda_item=_item(form))
            return _back(sheet, clause.place)
        except Invalid as refusal:
            form.told(refusal)
    found = reads.concerns(principal, UUID(sheet.id), words.tag, clause_id=UUID(clause.clause_id))
    values = {
        "title": words.say("Clause {n}", n=words.number(clause.place)),
        "form": form,
        "action": reverse("clause", args=[wording_id]),
        "clause": clause,
        "found": found,
        "beside": beside_clause(principal, UUID(clause.clause_id), words.tag),
        "last": sounded_last(principal, UUID(clause.clause_id), words.tag),
        "sounded_as": {kind: words.say(name) for kind, name in SOUNDED_AS.items()},
        "standing": {kind: words.say(name) for kind, name in STANDING_WORDS.items()},
        "first_line": words.say(FIRST_LINE),
    }
    return _form(request, "onetext/clause.html.j2", values, _here(request, principal, sheet))


def up(request: HttpRequest, principal: Principal, wording_id: UUID) -> HttpResponse:
    """Let a clause change places with the one before it."""
    sheet, clause = _clause(request, principal, wording_id)
    writes.move(principal, wording_id, up=True)
    return _back(sheet, clause.place - 1)


def remove(request: HttpRequest, principal: Principal, wording_id: UUID) -> HttpResponse:
    """Take a clause out of the draft, after one look."""
    sheet, clause = _clause(request, principal, wording_id)
    if request.method == "POST":
        writes.remove(principal, wording_id)
        return _back(sheet, clause.place)
    words = words_of(request)
    values = {"title": words.say("Take clause {n} out", n=words.number(clause.place)), "clause": clause, "sheet": sheet}
    return page(request, "onetext/remove.html.j2", values, here=_here(request, principal, sheet))


def move(request: HttpRequest, principal: Principal, text_id: UUID, act: str) -> HttpResponse:
    """Take the next step, after one page that says what happens."""
    words = words_of(request)
    sheet = reads.text(principal, text_id, words.tag)
    step = STEPS.get(act)
    if step is None:
        raise Refused
    if request.method == "POST":
        step.write(principal, text_id)
        return _back(sheet)
    values = {
        "title": words.say(step.title),
        "sheet": sheet,
        "act": act,
        "happens": [words.say(line) for line in step.happens],
        "button": words.say(step.button),
        "obstacles": obstacles(sheet, words) if act in ("put", "call") else [],
    }
    return page(request, "onetext/next.html.j2", values, here=_here(request, principal, sheet))


def versions(request: HttpRequest, principal: Principal, text_id: UUID) -> HttpResponse:
    """Show a page of two versions side by side; by itself the newest beside the one before."""
    words = words_of(request)
    sheet = reads.text(principal, text_id, words.tag)
    newer = _number(request.GET.get("newer", ""), sheet.number, sheet.number)
    older = _number(request.GET.get("older", ""), max(1, newer - 1), sheet.number)
    values = {
        "title": words.say("Two versions side by side"),
        "sheet": sheet,
        "older": older,
        "newer": newer,
        "found": reads.beside(principal, text_id, older, newer, words.tag, at=a_number(request.GET.get("n"))),
    }
    return page(request, "onetext/versions.html.j2", values, here=_here(request, principal, sheet))


def _number(asked: str, usual: int, most: int) -> int:
    number = a_number(asked, usual)
    return number if 1 <= number <= most else usual


def _drafted(request: HttpRequest, principal: Principal, text_id: UUID) -> TextSheet:
    return reads.text(principal, text_id, words_of(request).tag)


def _clause(request: HttpRequest, principal: Principal, wording_id: UUID) -> tuple[TextSheet, ClauseSheet]:
    """Return a clause of the newest version, with its text."""
    sheet = reads.text(principal, reads.text_with(principal, wording_id), words_of(request).tag)
    clause = next((one for one in sheet.clauses if one.wording_id == str(wording_id)), None)
    if clause is None:
        raise Refused
    return sheet, clause


def _items(principal: Principal, sheet: TextSheet, words: PageLanguage) -> list[tuple[str, str]]:
    return reads.agenda_items(principal, UUID(sheet.id), words.tag)


def _item(form: ClauseForm) -> UUID | None:
    chosen = form.cleaned_data.get("agenda_item")
    return UUID(chosen) if chosen else None


def _back(sheet: TextSheet, place: int = 0) -> HttpResponse:
    """Lead back to the text; to the clause that was worked on where it is not on the first page."""
    at = f"?n={place}#c{place}" if place > PAGE else ""
    return HttpResponseRedirect(reverse("one-text", kwargs={"dialogue_id": sheet.dialogue_id}) + at)


def _here(request: HttpRequest, principal: Principal, sheet: TextSheet) -> Here:
    here, _ = in_dialogue(request, principal, UUID(sheet.dialogue_id), "one-text")
    return below(here, words_of(request).say("One text"), sheet.dialogue_id, "one-text")


def _form(request: HttpRequest, template: str, values: dict[str, object], here: Here) -> HttpResponse:
    return page(request, template, values, here=here, status=422 if request.method == "POST" else 200)
