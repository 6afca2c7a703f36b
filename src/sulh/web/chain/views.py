"""The trace of a dialogue, whose concern the parts of a package carry, and what contributed to a clause."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from sulh.access import Principal
from sulh.negotiation.balance import Alert
from sulh.papers.page import PageLanguage
from sulh.store.errors import Invalid
from sulh.store.models.chain import CONFIDENCES
from sulh.store.reads import chain as reads
from sulh.store.reads.chain import PackageLine
from sulh.store.reads.chain_links import links
from sulh.store.reads.leaves import PAGE, beginning, leaves
from sulh.store.writes import chain as writes
from sulh.store.writes.chain import PartSaid
from sulh.web.chain import words as of
from sulh.web.chain.drawing import drawn
from sulh.web.desk.words import ANSWERS, PACKAGE_STATES
from sulh.web.incoming import a_number, an_id
from sulh.web.jinja import Here, page, words_of
from sulh.web.navigation import in_dialogue
from sulh.web.release.forms import tell
from sulh.web.statements.forms import Spoken
from sulh.web.statements.views import below

LINKS = 50  # of the table on a page


class LinkForm(Spoken):
    """What contributed to a clause, how sure somebody is, and why."""

    def __init__(
        self, words: PageLanguage, statements: tuple[tuple[str, str], ...], data: QueryDict | None = None
    ) -> None:
        """Offer the statements of the dialogue and three confidences."""
        super().__init__(words, data)
        offered = [(one, words.name(text)) for one, text in statements]
        levels = [(one, words.say(of.CONFIDENCES[one])) for one in CONFIDENCES]
        self.fields["statement"] = forms.ChoiceField(choices=offered, label=words.say("Statement"))
        self.fields["confidence"] = forms.ChoiceField(
            choices=levels, widget=forms.RadioSelect, label=words.say("How sure you are")
        )
        self.fields["source"] = forms.CharField(required=False, strip=False, label=words.say("Why it is thought so"))


def trace(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Show what got through, side by side, and what stems from what: links and clauses a page at a time."""
    words = words_of(request)
    found = reads.trace(principal, dialogue_id, words.tag)
    here, _ = in_dialogue(request, principal, dialogue_id, "trace")
    figure = drawn(words, links(principal, dialogue_id, words.tag))
    rows = () if figure is None else figure.rows
    pages = max(1, -(-len(rows) // LINKS))
    number = min(max(1, a_number(request.GET.get("page"))), pages)
    at = a_number(request.GET.get("n"))
    start = beginning(len(found.clauses), at)
    values = {
        "title": words.say("What became of it"),
        "dialogue_id": dialogue_id,
        "found": found,
        "drawn": figure,
        "rows": rows[(number - 1) * LINKS : number * LINKS],
        "number": number,
        "pages": pages,
        "clauses": found.clauses[start : start + PAGE],
        "leaves": leaves([one.number for one in found.clauses], at),
        "sides": {side.id: side for side in found.sides},
        "alerts": [_alert(words, one, found) for one in found.balance.alerts],
        "of": of,
        "states": PACKAGE_STATES,
        "answers": ANSWERS,
    }
    return page(request, "chain/trace.html.j2", values, here=here)


def _alert(words: PageLanguage, alert: Alert, found: reads.Trace) -> str:
    names = {side.id: words.name(side.name) for side in found.sides}
    return words.say(of.ALERTS[alert.kind, alert.family], side=names[alert.side], other=names[alert.other])


def parts(request: HttpRequest, principal: Principal, package_id: UUID) -> HttpResponse:
    """Say whose concern each part carries, and what became of it."""
    words = words_of(request)
    line, sides, dialogue = reads.parts_of(principal, package_id, words.tag)
    faulty = False
    if request.method == "POST":
        try:
            writes.say_of_parts(principal, package_id, _said(request, line))
            return HttpResponseRedirect(reverse("trace", args=[dialogue]))
        except Invalid:
            faulty = True
    values = {
        "title": words.say("Whose concern it is, and what became of it"),
        "line": line,
        "sides": sides,
        "of": of,
        "faulty": faulty,
        "shown": {part.id: _shown(request, part) for part in line.parts},
    }
    around = _below(request, principal, dialogue)
    return page(request, "chain/parts.html.j2", values, here=around, status=422 if faulty else 200)


def _said(request: HttpRequest, line: PackageLine) -> dict[UUID, PartSaid]:
    """Return what was said of each part; a part that the form did not hold stays as it is."""
    given = request.POST
    return {
        UUID(part.id): PartSaid(given.get(f"side-{part.id}", ""), given.get(f"through-{part.id}", ""))
        for part in line.parts
        if f"through-{part.id}" in given
    }


def _shown(request: HttpRequest, part: reads.PartLine) -> tuple[str, str]:
    side = "" if part.side is None else part.side.id
    return request.POST.get(f"side-{part.id}", side), request.POST.get(f"through-{part.id}", part.through)


def clause(request: HttpRequest, principal: Principal, clause_id: UUID) -> HttpResponse:
    """Note what contributed to a clause of the text."""
    words = words_of(request)
    line, statements, dialogue = reads.clause(principal, clause_id, words.tag)
    form = LinkForm(words, statements, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            chosen = an_id(given["statement"])
            writes.link(principal, chosen, clause_id, confidence=given["confidence"], source=given["source"])
            return HttpResponseRedirect(reverse("trace", args=[dialogue]))
        except Invalid as refusal:
            tell(form, refusal)
    values = {"title": words.say("What contributed to this clause"), "line": line, "form": form, "of": of}
    status = 422 if request.method == "POST" else 200
    return page(request, "chain/clause.html.j2", values, here=_below(request, principal, dialogue), status=status)


def unlink(request: HttpRequest, principal: Principal, link_id: UUID) -> HttpResponse:
    """Take a link back."""
    del request
    dialogue = writes.unlink(principal, link_id)
    return HttpResponseRedirect(reverse("trace", args=[dialogue]))


def _below(request: HttpRequest, principal: Principal, dialogue: str) -> Here:
    here, _ = in_dialogue(request, principal, UUID(dialogue), "trace")
    return below(here, words_of(request).say("What became of it"), dialogue, "trace")
