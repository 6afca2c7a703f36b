"""
Clauses put to people, and what came of it.

    GET, POST w/text/<id>/sounding               choose clauses, who is asked, when it ends
    POST      w/e/<id>/announce/<wording>        share that nobody who answered cannot live with a clause
    GET, POST w/d/<id>/rules/announcing          whether the ground rules allow that
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal
from sulh.papers.page import PageLanguage
from sulh.store import clock
from sulh.store.errors import Invalid
from sulh.store.reads import dialogues, rounds
from sulh.store.reads import one_text as reads
from sulh.store.reads.one_text import TextSheet
from sulh.store.reads.publications import dialogue_of
from sulh.store.reads.soundings import announced
from sulh.store.sealing import in_language
from sulh.store.writes import agreed_texts, soundings
from sulh.web.incoming import an_id
from sulh.web.jinja import page, words_of
from sulh.web.moments import moment
from sulh.web.navigation import in_dialogue
from sulh.web.onetext.forms import called
from sulh.web.rounds.forms import FAULTS, FORMAT, FORMATS
from sulh.web.statements.forms import Spoken
from sulh.web.statements.views import below
from sulh.words.language import mark

EVERYBODY = "all"
WRONG = 422
LONGEST = 4  # digits of the number of a version


class SoundingForm(Spoken):
    """Which clauses are put, to whom, and until when."""

    statements = forms.MultipleChoiceField(label=mark("Clauses that are put"), widget=forms.CheckboxSelectMultiple)
    side = forms.ChoiceField(label=mark("Who is asked"), widget=forms.RadioSelect)
    ends = forms.DateTimeField(
        label=mark("It ends (UTC)"),
        input_formats=FORMATS,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=FORMAT),
    )

    def __init__(self, words: PageLanguage, sheet: TextSheet, without: set[UUID], *args: Any, **kwargs: Any) -> None:
        """Offer the clauses of the version that is put, but those of which something was announced."""
        super().__init__(words, *args, **kwargs)
        open_ = [clause for clause in sheet.clauses if UUID(clause.wording_id) not in without]
        clauses, asked = (cast("forms.ChoiceField", self.fields[name]) for name in ("statements", "side"))
        clauses.choices = [
            (one.wording_id, called(one.place, in_language(one.texts, words.tag), words, of=len(open_)))
            for one in open_
        ]
        clauses.initial = [one.wording_id for one in open_]
        clauses.error_messages |= {"required": words.say(FAULTS["no-statements"])}
        sides = [(side.id, words.say("Only {side}", side=words.name(side.name))) for side in sheet.sides]
        asked.choices = [(EVERYBODY, words.say("All sides together")), *sides]
        asked.initial = EVERYBODY

    def refuse(self, refusal: Invalid) -> None:
        """Tell what cannot be kept at the field it is about."""
        for field, code in refusal.faults.items():
            self.add_error(field, str(self.words.say(FAULTS[code])))

    def ends_at(self) -> datetime:
        """Return when it ends."""
        given: datetime = self.cleaned_data["ends"]
        return given


def put_clauses(request: HttpRequest, principal: Principal, text_id: UUID) -> HttpResponse:
    """Choose which clauses are put to whom; what is made is a round that is not open yet."""
    words = words_of(request)
    sheet = reads.text(principal, text_id, words.tag)
    dialogue_id = UUID(sheet.dialogue_id)
    here, _ = in_dialogue(request, principal, dialogue_id, "one-text")
    form = SoundingForm(words, sheet, announced(dialogue_id), request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        side = None if chosen["side"] == EVERYBODY else UUID(chosen["side"])
        wordings = [UUID(one) for one in chosen["statements"]]
        try:
            made = soundings.put_clauses(principal, text_id, side, wordings, [form.ends_at()])
            return HttpResponseRedirect(reverse("round", kwargs={"round_id": made}))
        except Invalid as refusal:
            form.refuse(refusal)
    values = {
        "title": words.say("Put clauses to the people"),
        "sheet": sheet,
        "form": form,
        "now": moment(clock.now(), words),
        "beside": any(one.state in ("open", "paused") for one in rounds.rounds(principal, dialogue_id, words.tag)),
        "allowed": dialogues.text(principal, dialogue_id, "rules").announces,
    }
    around = below(here, words.say("One text"), sheet.dialogue_id, "one-text")
    return page(request, "onetext/sounding.html.j2", values, here=around, status=WRONG if form.is_bound else 200)


def announce(request: HttpRequest, principal: Principal, epoch_id: UUID) -> HttpResponse:
    """Share that nobody who answered cannot live with a clause."""
    dialogue_of(principal, epoch_id)
    soundings.announce(principal, epoch_id, an_id(request.POST.get("wording")))
    return HttpResponseRedirect(reverse("result", kwargs={"epoch_id": epoch_id}))


def announcing(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Say in the ground rules whether that may be shared."""
    words = words_of(request)
    here, _ = in_dialogue(request, principal, dialogue_id, "dialogue")
    rules = dialogues.text(principal, dialogue_id, "rules")
    if request.method == "POST":
        allowed, seen = request.POST.get("allowed") == "yes", request.POST.get("version", "")
        version = int(seen) if seen.isdecimal() and len(seen) <= LONGEST else 0
        agreed_texts.allow_announcing(principal, dialogue_id, allowed=allowed, version_seen=version)
        return HttpResponseRedirect(reverse("dialogue", kwargs={"dialogue_id": dialogue_id}))
    values = {"title": words.say("What may be shared of clauses"), "rules": rules, "dialogue_id": dialogue_id}
    return page(request, "onetext/announcing.html.j2", values, here=here)
