"""
Many groups of a study on one page, and the numbers of all that have none on one sheet.

    GET  w/studies/<id>/groups/several    how many groups of each side and kind; POST names them
    POST w/studies/<id>/numbers           slips of every group that had no number: the one page that ever shows them

Nothing on a slip names the study, a group, a side or this program; on the screen a heading says whose slips follow.
"""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal
from sulh.measurement.attitudes.words import GROUPS
from sulh.papers.page import PageLanguage, page_language
from sulh.store.reads.frames import NamedSide
from sulh.store.writes import study_many as writes
from sulh.store.writes.seats import Slip
from sulh.store.writes.study_many import MOST_OF_A_KIND, GroupsText
from sulh.web.change.studies import setting_up
from sulh.web.change.study_forms import StudiesForm, how_many
from sulh.web.change.study_groups import MOST_SLIPS, ON_SLIP, USUAL
from sulh.web.jinja import page, words_of
from sulh.web.setup.forms import Once

MOST_ON_A_PAGE: Final = 600  # slips: what a telephone can still show


class HowMany(forms.IntegerField):
    """One number of several, of which one has to be there: none of them says that it may stay empty."""

    unmarked = True


class GroupsForm(StudiesForm, Once):
    """How many groups there are of each side and kind."""

    def __init__(self, words: PageLanguage, sides: tuple[NamedSide, ...], *args: Any, **kwargs: Any) -> None:
        """Offer a number for each kind of each side."""
        super().__init__(words, *args, **kwargs)
        self.sides = sides
        self.first = f"n_participants_{sides[0].id}" if sides else ""
        for arm, called in GROUPS.items():
            for side in sides:
                self.fields[f"n_{arm}_{side.id}"] = HowMany(
                    label=words.say("{kind}, {side}", kind=words.say(called), side=words.name(side.name)),
                    min_value=0,
                    max_value=MOST_OF_A_KIND,
                    required=False,
                )
        self.fields["asked"] = how_many(words, label=words.say("How many people of each group are asked"))
        self.fields["together"] = forms.BooleanField(
            label=words.say("Each of them is one group in life too: a dialogue group, a class, a village"),
            required=False,
            initial=True,
        )

    def given(self) -> GroupsText:
        """Return what was written."""
        data = self.cleaned_data
        counts = {(arm, side.id): data[f"n_{arm}_{side.id}"] or 0 for arm in GROUPS for side in self.sides}
        called = {side.id: side.name for side in self.sides}
        return GroupsText(
            {at: count for at, count in counts.items() if count}, called, data["together"], data["asked"] or 0
        )


def groups(request: HttpRequest, principal: Principal, study_id: UUID) -> HttpResponse:
    """Name several groups at once."""
    words = words_of(request)
    found, shown = setting_up(request, principal, study_id)
    form = GroupsForm(words, found.sides, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling(counts=form.first):
            writes.add_groups(principal, study_id, form.given(), new_id=form.cleaned_data["new_id"])
            return HttpResponseRedirect(reverse("study", args=[study_id]) + "#groups")
    values = {"title": words.say("Add groups"), "form": form, "action": request.path}
    return page(request, "change/study_many.html.j2", values, here=shown.here)


def numbers(request: HttpRequest, principal: Principal, study_id: UUID) -> HttpResponse:
    """Make the number of every group that has none, and answer with all slips, this once."""
    found, _ = setting_up(request, principal, study_id)
    made = writes.first_numbers(principal, study_id)
    most = min(MOST_SLIPS, max(1, MOST_ON_A_PAGE // len(made)))
    spoken = [page_language(tag) for tag in found.languages]
    values = {
        "sheets": [(one, [Slip(str(one.number), one.code)] * min(one.asked or USUAL, most)) for one in made],
        "back": reverse("study", args=[study_id]) + "#groups",
        "address": request.get_host(),
        "lines": [(words.tag, words.direction, words.say(ON_SLIP)) for words in spoken],
    }
    return page(request, "change/study_numbers.html.j2", values)
