"""One question of a desk: asked, taken into a dialogue, put as statements, declined, closed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal
from sulh.store.errors import Invalid
from sulh.store.reads import questions as reads
from sulh.store.writes import questions as writes
from sulh.web.desk import words as of
from sulh.web.desk.forms import Asking, Declining, Putting, Taking, tell
from sulh.web.desk.keeping import below_table
from sulh.web.jinja import page, words_of
from sulh.web.navigation import for_staff
from sulh.web.statements.words import language_name


def ask(request: HttpRequest, principal: Principal, desk_id: UUID) -> HttpResponse:
    """Ask, as a desk or as a facilitator who was asked by word of mouth."""
    words = words_of(request)
    found = reads.asking_desk(principal, desk_id, words.tag)
    back = f"{reverse('own-desk')}?of={desk_id}" if found.own else reverse("official-table", args=[found.process_id])
    form = Asking(words, found.items, request.POST or None, initial={"kind": "question", "recorded": "yes"})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            writes.ask(
                principal,
                desk_id,
                given["kind"],
                form.texts(),
                agenda_item=UUID(given["agenda_item"]) if given.get("agenda_item") else None,
                recorded=given["recorded"] == "yes",
            )
            return HttpResponseRedirect(f"{back}{'&' if found.own else '?'}kept=1")
        except Invalid as refusal:
            form.told(refusal)
    values = {
        "title": words.say("Ask the dialogue"),
        "form": form,
        "action": reverse("desk-ask", args=[desk_id]),
        "back": back,
    }
    status = 422 if request.method == "POST" else 200
    return page(request, "desk/ask.html.j2", values, here=for_staff(request, principal), status=status)


def question(request: HttpRequest, principal: Principal, question_id: UUID) -> HttpResponse:
    """Show one question and what can be done with it."""
    words = words_of(request)
    return _page(
        request,
        principal,
        question_id,
        "desk/question.html.j2",
        {"own_name": language_name, "title": words.say("A question of a desk")},
    )


def take(request: HttpRequest, principal: Principal, question_id: UUID) -> HttpResponse:
    """Take a question into a dialogue."""
    words = words_of(request)
    form = Taking(words, reads.dialogues_for(principal, question_id, words.tag), request.POST or None)
    if request.method == "POST" and form.is_valid():
        writes.take(principal, question_id, UUID(form.cleaned_data["dialogue"]))
        return _back(question_id)
    return _page(
        request,
        principal,
        question_id,
        "desk/take.html.j2",
        {"form": form, "title": words.say("Take it into a dialogue")},
    )


def decline(request: HttpRequest, principal: Principal, question_id: UUID) -> HttpResponse:
    """Decline a question, in words that its desk reads."""
    words = words_of(request)
    form = Declining(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            writes.decline(principal, question_id, form.cleaned_data["words"])
            return _back(question_id)
        except Invalid as refusal:
            tell(form, refusal)
    return _page(
        request,
        principal,
        question_id,
        "desk/decline.html.j2",
        {"form": form, "title": words.say("Decline this question")},
    )


def put(request: HttpRequest, principal: Principal, question_id: UUID) -> HttpResponse:
    """Turn a question into a statement of a next round."""
    words = words_of(request)
    form = Putting(words, reads.languages_for(principal, question_id), request.POST or None, initial={"asks": "idea"})
    if request.method == "POST" and form.is_valid():
        try:
            writes.put(principal, question_id, form.cleaned_data["asks"], form.texts())
            return _back(question_id)
        except Invalid as refusal:
            faults = {field.replace("text_", "texts_", 1): code for field, code in refusal.faults.items()}
            form.told(Invalid(faults))
    return _page(
        request,
        principal,
        question_id,
        "desk/put.html.j2",
        {"form": form, "title": words.say("Make a statement of it")},
    )


def close(request: HttpRequest, principal: Principal, question_id: UUID) -> HttpResponse:
    """Close a question that was answered or declined."""
    del request
    writes.close(principal, question_id)
    return _back(question_id)


def _back(question_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("question", args=[question_id]))


def _page(
    request: HttpRequest, principal: Principal, question_id: UUID, template: str, values: dict[str, Any]
) -> HttpResponse:
    words = words_of(request)
    sheet = reads.question(principal, question_id, words.tag)
    here = below_table(request, principal, UUID(sheet.process_id))
    status = 422 if request.method == "POST" else 200
    return page(request, template, {"sheet": sheet, "of": of, **values}, here=here, status=status)
