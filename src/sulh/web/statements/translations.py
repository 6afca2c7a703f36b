"""What lacks a language, and the writing of it: without author, side, source or the language it came in."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal
from sulh.store.errors import Invalid
from sulh.store.reads import translations as reads
from sulh.store.reads.translations import Work
from sulh.store.writes import translations as writes
from sulh.web.jinja import page, words_of
from sulh.web.navigation import in_dialogue
from sulh.web.statements import words as of
from sulh.web.statements.forms import Translation
from sulh.web.statements.views import below


def translations(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Show what lacks a language."""
    words = words_of(request)
    here, _ = in_dialogue(request, principal, dialogue_id, "translations")
    tasks = reads.tasks(principal, dialogue_id)
    values = {"title": words.say("Translations"), "tasks": tasks, "of": of}
    return page(request, "statements/translations.html.j2", values, here=here)


def translation(request: HttpRequest, principal: Principal, statement_id: UUID, language: str) -> HttpResponse:
    """Write a statement in one language, with the translation back."""
    words = words_of(request)
    work = reads.work(principal, statement_id, language)
    first = {
        "stamp": work.stamp,
        "text": work.text,
        "back": work.back,
        "back_language": work.back_language or work.backs[0],
    }
    form = Translation(words, work.backs, request.POST or None, initial=first)
    hints: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        hints = [] if form.cleaned_data["hinted"] else of.hints([form.cleaned_data["text"]], words)
        if not hints and _translated(principal, work, form):
            return HttpResponseRedirect(reverse("translations", kwargs={"dialogue_id": work.dialogue_id}))
    here, _ = in_dialogue(request, principal, UUID(work.dialogue_id), "translations")
    values = {
        "title": words.say("Statement {n}", n=words.number(work.number)),
        "work": work,
        "form": form,
        "of": of,
        "hints": hints,
        "hinted": bool(hints) or bool(request.POST.get("hinted")),
    }
    around = below(here, words.say("Translations"), work.dialogue_id, "translations")
    return page(request, "statements/translation.html.j2", values, here=around)


def _translated(principal: Principal, work: Work, form: Translation) -> bool:
    """Keep a translation; if that cannot be, tell the form why."""
    given = form.cleaned_data
    try:
        writes.translate(
            principal,
            UUID(work.id),
            work.language,
            given["text"],
            back=given["back"],
            back_language=given["back_language"],
            stamp=given["stamp"],
        )
    except Invalid as refusal:
        of.told(form, refusal, form.words)
        return False
    return True
