"""
Who asks the questions of a study: what an evaluator writes before the paragraphs in which Sulh says what it keeps.

    GET, POST  w/studies/<id>/asker     three texts in every language of the study, and below them what stands anyway
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal
from sulh.model.questionnaire import ASKER, AskerPart, Questionnaire
from sulh.papers.page import PageLanguage
from sulh.store.sealing import in_language
from sulh.store.writes import study_asking as writes
from sulh.web.change.studies import setting_up
from sulh.web.change.study_forms import StudiesForm
from sulh.web.jinja import page, words_of
from sulh.words.language import mark

CALLED: Final[dict[AskerPart, str]] = {
    "who": mark("Who asks"),
    "why": mark("What it is for, and who will read what is found"),
    "whom": mark("Whom people can turn to"),
}


class AskerForm(StudiesForm):
    """Who asks, what for, and whom to turn to, in every language of the study."""

    def __init__(
        self, words: PageLanguage, asked: Questionnaire, tags: Sequence[str], *args: Any, **kwargs: Any
    ) -> None:
        """Show what was said before."""
        super().__init__(words, *args, **kwargs)
        for part in ASKER:
            said = dict(asked.asker.get(part, {}))
            self.add_texts(part, tags, said, called=CALLED[part], rows=3, needed=tags)

    def given(self) -> dict[AskerPart, dict[str, str]]:
        """Return what was written."""
        return {part: self.texts(part) for part in ASKER}


def asker(request: HttpRequest, principal: Principal, study_id: UUID) -> HttpResponse:
    """Say who asks; once somebody has answered it is only shown, where it was said."""
    words = words_of(request)
    found, shown = setting_up(request, principal, study_id)
    form = AskerForm(words, found.asked, found.languages, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.say_who(principal, study_id, form.given())
            return HttpResponseRedirect(reverse("study", args=[study_id]) + "#asker")
    values = {
        "title": words.say("Change who asks") if found.told else words.say("Say who asks"),
        "form": form,
        "found": found,
        "said": in_order(words, found.asked, own=True),
        "stands": in_order(words, found.asked, own=False),
        "action": request.path,
    }
    return page(request, "change/study_asker.html.j2", values, here=shown.here)


def in_order(words: PageLanguage, asked: Questionnaire, *, own: bool) -> list[str]:
    """Return the paragraphs of an evaluator, or those that stand anyway, in the reader's language."""
    paragraphs = [asked.asker[part] for part in ASKER if part in asked.asker] if own else asked.promises
    return [words.name(in_language(dict(one), words.tag)) for one in paragraphs]
