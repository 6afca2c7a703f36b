"""
Asking the sides themselves whether stipulations were carried out.

    GET, POST w/carried-out/<agreement>/ask    choose stipulations and a dialogue; each becomes a statement there

What they say is told as it was published, on the page of the agreement (`sulh.web.change.sides_say`).
"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal
from sulh.papers.page import PageLanguage
from sulh.store.errors import Invalid
from sulh.store.reads import asked_stipulations as reads
from sulh.store.reads.asked_stipulations import Askable
from sulh.store.writes import asked_stipulations as writes
from sulh.web.change.forms import ChangeForm
from sulh.web.change.implementation import below_agreement, short
from sulh.web.jinja import OWN_NAMES, page, words_of
from sulh.words.language import mark

OWN: Final = dict(OWN_NAMES)
NUMBERED: Final = {
    "too-long": mark("Stipulation {n} is too long for a statement."),
    "taken-back": mark("Stipulation {n} was put in this dialogue and taken back; it is not put there again."),
}


class AskForm(ChangeForm):
    """Which stipulations are put to the people of which dialogue, and in which language their words stand here."""

    stipulations = forms.MultipleChoiceField(label=mark("Stipulations"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, words: PageLanguage, found: Askable, *args: Any, **kwargs: Any) -> None:
        """Offer the dialogues of the process and everything that is written down of the agreement."""
        super().__init__(words, *args, **kwargs)
        tags = [tag for tag in OWN if any(tag in one[2] for one in found.dialogues)]
        self.fields["dialogue"] = forms.ChoiceField(
            label=words.say("Dialogue"), choices=[(one, title) for one, title, _ in found.dialogues]
        )
        self.fields["language"] = forms.ChoiceField(
            label=words.say("Language in which they are written down"),
            choices=[(tag, OWN[tag]) for tag in tags],
            initial=words.tag,
        )
        self.offer("stipulations", [(one, short(words, number, text)) for one, number, text in found.stipulations])
        self.order_fields(("dialogue", "language", "stipulations"))

    def refuse(self, refusal: Invalid) -> None:
        """Tell what cannot be so; of a stipulation by its number."""
        code, number = refusal.faults.get("stipulations", ""), refusal.faults.get("number")
        if number is not None:
            n = self.words.number(int(number))
            self.add_error("stipulations", str(self.words.say(NUMBERED[code], n=n)))
        elif code == "too-many":
            most = self.words.number(writes.MOST_AT_ONCE)
            self.add_error("stipulations", str(self.words.say("At most {n} at a time.", n=most)))
        else:
            self.tell(refusal)


def ask(request: HttpRequest, principal: Principal, agreement_id: UUID) -> HttpResponse:
    """Put stipulations to the people of a dialogue, as statements."""
    words = words_of(request)
    found = reads.askable(principal, agreement_id, words.tag)
    form = AskForm(words, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        dialogue, chosen = UUID(given["dialogue"]), [UUID(one) for one in given["stipulations"]]
        try:
            writes.ask(principal, agreement_id, dialogue, chosen, tag=given["language"])
            return HttpResponseRedirect(reverse("statements", args=[dialogue]))
        except Invalid as refusal:
            form.refuse(refusal)
    around = below_agreement(request, principal, found)
    values = {
        "title": words.say("Ask the sides"),
        "form": form,
        "action": request.path,
        "found": found,
        "agreement_id": agreement_id,
    }
    return page(request, "change/ask.html.j2", values, here=around.here)
