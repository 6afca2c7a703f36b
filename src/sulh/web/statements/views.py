"""The lists of statements, a seed, and the record of moderation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal
from sulh.formats.media import CSV, XLSX
from sulh.formats.moderation_record import moderation_record_csv, moderation_record_xlsx
from sulh.model.moderation import ModerationRow
from sulh.store.errors import Invalid
from sulh.store.reads import moderation as records
from sulh.store.reads import statements as reads
from sulh.store.writes import statements as writes
from sulh.web.downloads import download
from sulh.web.jinja import Here, Link, page, words_of
from sulh.web.navigation import in_dialogue
from sulh.web.setup.around import SAVED
from sulh.web.statements import words as of
from sulh.web.statements.forms import ALL, Seed

SHORT = 25  # so many of a queue are shown at once, the oldest


def statements(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Show what waits for a decision, what waits for a text, and what circulates."""
    words = words_of(request)
    here, frame = in_dialogue(request, principal, dialogue_id, "statements")
    values = {
        "title": words.say("Statements"),
        "dialogue_id": dialogue_id,
        "languages": frame.languages,
        "shelf": reads.shelf(principal, dialogue_id, words.tag),
        "most": None if "all" in request.GET else SHORT,
        "saved": SAVED in request.GET,
        "of": of,
    }
    return page(request, "statements/statements.html.j2", values, here=here)


def seed(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Write a statement of the facilitators."""
    words = words_of(request)
    can = reads.beginning(principal, dialogue_id, words.tag)
    form = Seed(words, can.languages, can.sides, request.POST or None)
    hints: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        hints = [] if form.cleaned_data["hinted"] else of.hints(form.texts().values(), words)
        if not hints and _seeded(principal, dialogue_id, form):
            return HttpResponseRedirect(f"{reverse('statements', kwargs={'dialogue_id': dialogue_id})}?{SAVED}=1")
    here, _ = in_dialogue(request, principal, dialogue_id, "statements")
    values = {
        "title": words.say("Write a statement"),
        "dialogue_id": dialogue_id,
        "form": form,
        "tags": can.languages,
        "hints": hints,
        "hinted": bool(hints) or bool(request.POST.get("hinted")),
    }
    return page(request, "statements/seed.html.j2", values, here=below(here, words.say("Statements"), dialogue_id))


def as_csv(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Hand over the record of moderation as CSV."""
    del request
    return _record(principal, dialogue_id, moderation_record_csv, (CSV, "record.csv"))


def as_xlsx(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Hand over the record of moderation as a workbook."""
    del request
    return _record(principal, dialogue_id, moderation_record_xlsx, (XLSX, "record.xlsx"))


def below(here: Here, label: str, dialogue_id: UUID | str, route: str = "statements") -> Here:
    """Return what stands around a page that lies below a list."""
    return replace(here, crumbs=(Link(label, reverse(route, kwargs={"dialogue_id": dialogue_id})),))


def _seeded(principal: Principal, dialogue_id: UUID, form: Seed) -> bool:
    """Keep a seed; if that cannot be, tell the form why."""
    given = form.cleaned_data
    side = None if given["side"] == ALL else UUID(given["side"])
    try:
        writes.seed(principal, dialogue_id, given["asks"], form.texts(), side_id=side)
    except Invalid as refusal:
        of.told(form, refusal, form.words)
        return False
    return True


def _record(
    principal: Principal,
    dialogue_id: UUID,
    written: Callable[[Sequence[ModerationRow]], bytes],
    form: tuple[str, str],
) -> HttpResponse:
    sort, called = form
    content = written(records.record(principal, dialogue_id))
    return download(content, sort, called)
