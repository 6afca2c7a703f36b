"""What may go to the official table as each person agrees at entry: a part of the consent text of a consultation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal
from sulh.model.package import ATTRIBUTIONS
from sulh.negotiation.consented import Consented
from sulh.papers.page import PageLanguage
from sulh.papers.transfer.phrases import ATTRIBUTION_WORDS
from sulh.store.errors import Conflict, Invalid
from sulh.store.reads import consented as reads
from sulh.store.writes import agreed_texts
from sulh.web.jinja import page, words_of
from sulh.web.meetings.forms import day_field
from sulh.web.navigation import in_dialogue
from sulh.web.release.forms import tell
from sulh.web.statements.forms import Spoken
from sulh.web.statements.views import below
from sulh.web.statements.words import language_name
from sulh.words.language import mark

NOT_KEPT = 422
FINDINGS, CLAUSES = "findings", "clauses"
WHAT = {
    FINDINGS: mark("What was published to everybody, and nothing else"),
    CLAUSES: mark("What was published to everybody, and clauses of the text"),
}


class ReleaseForm(Spoken):
    """To whom, what, how much of its origin, until when."""

    what = forms.ChoiceField(label=mark("What may go"), widget=forms.RadioSelect)
    attribution = forms.ChoiceField(label=mark("What it may tell of its origin at most"), widget=forms.RadioSelect)
    until = day_field(mark("Last day on which it may go"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=9_999)

    def __init__(self, words: PageLanguage, tags: Sequence[str], *args: Any, **kwargs: Any) -> None:
        """Offer the addressee in each language of the dialogue."""
        super().__init__(words, *args, **kwargs)
        self.tags = tuple(tags)
        for tag in self.tags:
            self.fields[f"addressee_{tag}"] = forms.CharField(strip=False, label=language_name(tag))
        self._offer("what", [(code, words.say(said)) for code, said in WHAT.items()])
        self._offer("attribution", [(one, words.say(ATTRIBUTION_WORDS[one])) for one in ATTRIBUTIONS])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def consented(self) -> Consented:
        """Return what was filled in."""
        given = self.cleaned_data
        until: date = given["until"]
        return Consented(
            addressee={tag: given[f"addressee_{tag}"] for tag in self.tags},
            clauses=given["what"] == CLAUSES,
            attribution=given["attribution"],
            until=until.isoformat(),
        )


def consenting(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Say in the consent text what may go, or that nothing may."""
    words = words_of(request)
    here, frame = in_dialogue(request, principal, dialogue_id, "dialogue")
    found = reads.agreed_now(principal, dialogue_id)
    if frame.population != "consultation" and request.method == "POST":
        raise Conflict("readers-are-asked")
    form = ReleaseForm(words, frame.languages, request.POST or None, initial=_first(found))
    if request.method == "POST" and request.POST.get("nothing") == "yes":
        seen = form["version"].value() or ""
        agreed_texts.allow_release(principal, dialogue_id, None, version_seen=int(seen) if _is_number(seen) else 0)
        return HttpResponseRedirect(reverse("dialogue", kwargs={"dialogue_id": dialogue_id}))
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["version"]
            agreed_texts.allow_release(principal, dialogue_id, form.consented(), version_seen=seen)
            return HttpResponseRedirect(reverse("dialogue", kwargs={"dialogue_id": dialogue_id}))
        except Invalid as refusal:
            tell(form, refusal)
    values = {
        "title": words.say("What may go to the official table without readers"),
        "dialogue_id": dialogue_id,
        "form": form if frame.population == "consultation" else None,
        "now": found.release,
    }
    around = below(here, words.say("Consent text"), str(dialogue_id), "consent-text")
    return page(request, "release/consenting.html.j2", values, here=around, status=NOT_KEPT if form.is_bound else 200)


def _first(found: reads.AgreedNow) -> dict[str, Any]:
    now = found.release
    if now is None:
        return {"version": found.version, "what": FINDINGS, "attribution": ATTRIBUTIONS[0]}
    return {
        "version": found.version,
        "what": CLAUSES if now.clauses else FINDINGS,
        "attribution": now.attribution,
        "until": date.fromisoformat(now.until),
    } | {f"addressee_{tag}": text for tag, text in now.addressee.items()}


def _is_number(text: str) -> bool:
    return str(text).isdecimal() and len(str(text)) <= len("9999")
