"""The reflection of a session: twenty minutes of those who held it, written once and read by them alone."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse

from sulh.access import Principal
from sulh.papers.page import PageLanguage
from sulh.store.reads import meetings
from sulh.store.reads.reflections import reflection as reflection_of
from sulh.store.reflections import TEXTS, ReflectionText
from sulh.store.writes import reflections as writes
from sulh.web.jinja import words_of
from sulh.web.meetings.around import below_session
from sulh.web.meetings.forms import MeetingForm
from sulh.web.meetings.notes import looked_at
from sulh.web.setup.around import done, shown
from sulh.web.setup.forms import Stamped
from sulh.words.language import mark

ASKED: Final[dict[str, str]] = {
    "happened": mark("What happened"),
    "surprised": mark("What surprised us"),
    "otherwise": mark("What we would do otherwise"),
    "harm": mark("What may do harm"),
}


class ReflectionForm(MeetingForm, Stamped):
    """Four questions, the first of which needs an answer."""

    hinted = forms.CharField(widget=forms.HiddenInput, required=False, max_length=3)

    def __init__(self, words: PageLanguage, *args: Any, **kwargs: Any) -> None:
        """Ask them."""
        super().__init__(words, *args, **kwargs)
        for field in TEXTS:
            needed = field == "happened"
            self.fields[field] = forms.CharField(
                label=words.say(ASKED[field]), widget=forms.Textarea, required=needed, strip=False
            )


def reflect(request: HttpRequest, principal: Principal, session_id: UUID) -> HttpResponse:
    """Write the reflection of a session, or write it anew."""
    words = words_of(request)
    row = meetings.session_head(principal, session_id)
    found = reflection_of(principal, session_id)
    first = {} if found is None else {field: getattr(found.text, field) for field in TEXTS} | {"stamp": found.stamp}
    form = ReflectionForm(words, request.POST or None, initial=first)
    asked = looked_at(form, *TEXTS)
    if request.method == "POST" and form.is_valid() and not asked:
        given = form.cleaned_data
        with form.telling():
            text = ReflectionText(*(given[field] for field in TEXTS))
            writes.keep(principal, session_id, text, stamp=given["stamp"])
            return done("session", session_id=session_id)
    here, _ = below_session(request, principal, row)
    values = {
        "title": words.say("Look back at this session"),
        "session_id": session_id,
        "hints": asked,
        "hinted": bool(asked) or "hinted" in request.POST,
        "asked": TEXTS,
    }
    return shown(request, "meetings/reflection.html.j2", values, here=here, form=form)
