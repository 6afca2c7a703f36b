"""What was said of a text, a page at a time, and one reply to as many concerns as it answers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal
from sulh.store.errors import Invalid
from sulh.store.reads import one_text as reads
from sulh.store.writes import one_text as writes
from sulh.web.incoming import a_number, an_id
from sulh.web.jinja import page, words_of
from sulh.web.navigation import in_dialogue
from sulh.web.onetext.forms import ReplyForm
from sulh.web.statements.views import below


def said(request: HttpRequest, principal: Principal, text_id: UUID) -> HttpResponse:
    """Show what was said; while a version is drafted, with a reply to give."""
    return _said(request, principal, text_id, None)


def reply(request: HttpRequest, principal: Principal, text_id: UUID) -> HttpResponse:
    """Keep one reply to the concerns that were chosen."""
    words = words_of(request)
    sheet = reads.text(principal, text_id, words.tag)
    form = ReplyForm(words, sheet.languages, request.POST)
    if form.is_valid():
        chosen = [an_id(one) for one in request.POST.getlist("concern")]
        try:
            writes.reply(principal, text_id, chosen, form.cleaned_data["outcome"], form.texts())
            return HttpResponseRedirect(reverse("text-said", args=[text_id]))
        except Invalid as refusal:
            form.told(refusal)
    return _said(request, principal, text_id, form)


def take_back(request: HttpRequest, principal: Principal, reply_id: UUID) -> HttpResponse:
    """Take a reply of the draft back."""
    del request
    text_id = writes.take_reply_back(principal, reply_id)
    return HttpResponseRedirect(reverse("text-said", args=[text_id]))


def _said(request: HttpRequest, principal: Principal, text_id: UUID, form: ReplyForm | None) -> HttpResponse:
    words = words_of(request)
    sheet = reads.text(principal, text_id, words.tag)
    everything = "all" in request.GET
    found = reads.concerns(
        principal,
        text_id,
        words.tag,
        clause_id=_clause(request),
        waiting=sheet.state == "drafting" and not everything,
        page=a_number(request.GET.get("page")),
    )
    here, _ = in_dialogue(request, principal, UUID(sheet.dialogue_id), "one-text")
    chosen = request.POST.getlist("concern")
    values = {
        "title": words.say("What was said of the text"),
        "sheet": sheet,
        "found": found,
        "everything": everything,
        "clause": request.GET.get("clause", ""),
        "chosen": chosen,
        "form": form or ReplyForm(words, sheet.languages) if sheet.state == "drafting" else None,
    }
    crumbs = below(here, words.say("One text"), sheet.dialogue_id, "one-text")
    return page(request, "onetext/said.html.j2", values, here=crumbs, status=200 if form is None else 422)


def _clause(request: HttpRequest) -> UUID | None:
    asked = request.GET.get("clause", "")
    return an_id(asked) if asked else None
