"""
On which item of the official agenda something bears: a page below that of a dialogue, and below that of a statement.

    GET, POST w/d/<id>/item
    GET, POST w/statements/<id>/item
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal
from sulh.papers.page import PageLanguage
from sulh.store.reads.items import Bears, borne_by_dialogue, borne_by_statement
from sulh.store.writes import bearing as writes
from sulh.web.jinja import Here, page, words_of
from sulh.web.navigation import in_dialogue
from sulh.web.setup.forms import Spoken
from sulh.web.statements.views import below
from sulh.words.language import mark

NONE = "none"


class BearsForm(Spoken):
    """An item of the agenda, or none."""

    item = forms.ChoiceField(label=mark("Item of the official agenda it bears on"), widget=forms.RadioSelect)

    def __init__(self, words: PageLanguage, items: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        """Offer the items."""
        super().__init__(words, *args, **kwargs)
        self.offer("item", [(NONE, str(words.say("None"))), *items])

    def given(self) -> UUID | None:
        """Return what was chosen."""
        chosen = self.cleaned_data["item"]
        return None if chosen == NONE else UUID(chosen)


def of_dialogue(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Say on which item a dialogue bears."""
    words = words_of(request)
    bears = borne_by_dialogue(principal, dialogue_id, words.tag)
    here, frame = in_dialogue(request, principal, dialogue_id, "dialogue")
    form = BearsForm(words, bears.items, request.POST or None, initial={"item": bears.chosen or NONE})
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.bear_dialogue(principal, dialogue_id, form.given())
            return HttpResponseRedirect(reverse("dialogue", args=[dialogue_id]))
    return _page(request, bears, form, below(here, str(words.name(frame.dialogue)), dialogue_id, "dialogue"))


def of_statement(request: HttpRequest, principal: Principal, statement_id: UUID) -> HttpResponse:
    """Say on which item a statement bears."""
    words = words_of(request)
    bears = borne_by_statement(principal, statement_id, words.tag)
    here, _ = in_dialogue(request, principal, bears.dialogue_id, "statements")
    form = BearsForm(words, bears.items, request.POST or None, initial={"item": bears.chosen or NONE})
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.bear_statement(principal, statement_id, form.given())
            return HttpResponseRedirect(reverse("statement", args=[statement_id]))
    return _page(request, bears, form, below(here, words.say("Statements"), bears.dialogue_id))


def _page(request: HttpRequest, bears: Bears, form: BearsForm, here: Here) -> HttpResponse:
    values = {
        "title": words_of(request).say("What it bears on"),
        "form": form,
        "items": bears.items,
        "action": request.path,
    }
    return page(request, "desk/bears.html.j2", values, here=here)
