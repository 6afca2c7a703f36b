"""How much a release may tell of each side: written down by facilitators, changed at any time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal
from sulh.model.package import ATTRIBUTIONS
from sulh.papers.page import PageLanguage
from sulh.papers.transfer.phrases import ATTRIBUTION_WORDS
from sulh.store.errors import Invalid
from sulh.store.reads.dialogues import TakingPart, dialogue_page
from sulh.store.writes import attribution as writes
from sulh.web.jinja import page, words_of
from sulh.web.navigation import in_dialogue
from sulh.web.release.forms import tell
from sulh.web.statements.forms import Spoken
from sulh.web.statements.views import below


class Levels(Spoken):
    """One level a side, and beside each what it was when the page was shown."""

    def __init__(self, words: PageLanguage, sides: Sequence[TakingPart], *args: Any, **kwargs: Any) -> None:
        """Offer the four levels to every side that takes part."""
        super().__init__(words, *args, **kwargs)
        self.sides = tuple(side for side in sides if side.takes_part)
        offered = [(one, words.say(ATTRIBUTION_WORDS[one])) for one in ATTRIBUTIONS]
        for side in self.sides:
            self.fields[f"level_{side.id}"] = forms.ChoiceField(
                choices=offered, widget=forms.RadioSelect, label=words.name(side.name), initial=side.attribution
            )
            self.fields[f"was_{side.id}"] = forms.CharField(
                widget=forms.HiddenInput, required=False, max_length=16, initial=side.attribution
            )

    def boxes(self) -> Iterator[tuple[TakingPart, forms.BoundField, forms.BoundField]]:
        """Return what a page shows of each side."""
        return ((side, self[f"level_{side.id}"], self[f"was_{side.id}"]) for side in self.sides)

    def given(self, name: str) -> dict[str, str]:
        """Return "level" or "was" of each side."""
        return {side.id: self.cleaned_data[f"{name}_{side.id}"] for side in self.sides}


def attribution(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Show what each side allows, and change it."""
    words = words_of(request)
    here, _ = in_dialogue(request, principal, dialogue_id, "dialogue")
    found = dialogue_page(principal, dialogue_id, words.tag)
    form = Levels(words, found.taking_part, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            writes.allow(principal, dialogue_id, form.given("level"), seen=form.given("was"))
            return HttpResponseRedirect(f"{reverse('attribution', args=[dialogue_id])}?saved=1")
        except Invalid as refusal:
            tell(form, refusal)
    values = {
        "title": words.say("What a release may tell of the sides"),
        "form": form,
        "action": reverse("attribution", args=[dialogue_id]),
        "saved": request.GET.get("saved") == "1" and not form.is_bound,
    }
    status = 422 if form.is_bound else 200
    around = below(here, words.say("Preparation"), str(dialogue_id), "dialogue")
    return page(request, "release/attribution.html.j2", values, here=around, status=status)
