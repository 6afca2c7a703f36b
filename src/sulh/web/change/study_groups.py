"""
One group of a study: how many of its people are asked, and the entry number that all of them share.

    GET  w/study-groups/<id>           how many are asked; how a number is made, and what that means
    POST w/study-groups/<id>           how many are asked
    POST w/study-groups/<id>/number    slips to print: the one page that ever shows the number

Nothing on a slip names the study, the group, a side or this program.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.measurement.attitudes.words import GROUPS
from sulh.papers.page import page_language
from sulh.store.reads import studies as reads
from sulh.store.reads.studies import GroupLine, StudyShown
from sulh.store.writes import study_groups as writes
from sulh.web.change.around import below
from sulh.web.change.studies import AREA
from sulh.web.change.study_forms import AskedForm
from sulh.web.incoming import DIGITS
from sulh.web.jinja import Link, page, words_of
from sulh.words.language import mark

USUAL, MOST_SLIPS = 8, 120  # slips on one page where nobody said how many people are asked, and at most
ON_SLIP: Final = mark(
    "Open this address and type the number. You are asked some questions, and no name. Everybody of your group has the "
    "same number: give it to nobody else."
)


def group(request: HttpRequest, principal: Principal, group_id: UUID) -> HttpResponse:
    """Show a group; keep how many of its people are asked, and while nobody has answered what it is called."""
    words = words_of(request)
    one, found = _theirs(request, principal, group_id)
    label = None if found.begun else one.label
    form = AskedForm(words, one.asked, label, request.POST or None)
    at = reverse("study", args=[found.id]) + "#groups"
    if request.method == "POST" and form.is_valid():
        with form.telling(), transaction.atomic():
            if label is not None and form.cleaned_data["label"] != label:
                writes.correct(principal, group_id, form.cleaned_data["label"])
            writes.say_asked(principal, group_id, form.cleaned_data["asked"] or 0)
            return HttpResponseRedirect(at)
    crumb = Link(words.name(found.title), reverse("study", args=[found.id]))
    side = next((side.name for side in found.sides if side.id == one.side), "")
    values = {
        "title": words.say("Group {n}", n=words.number(one.number)),
        "group": one,
        "arm": words.say(GROUPS[one.arm]),
        "side": words.name(side),
        "form": form,
        "found": found,
        "back": at,
    }
    shown = below(request, principal, UUID(found.process_id), AREA, crumb)
    return page(request, "change/study_group.html.j2", values, here=shown.here)


def number(request: HttpRequest, principal: Principal, group_id: UUID) -> HttpResponse:
    """Make the entry number of a group, and answer with its slips, this once."""
    one, found = _theirs(request, principal, group_id)
    before = request.POST.get("made", "")
    made = int(before) if before.isdecimal() and len(before) <= DIGITS else None
    slip = writes.new_number(principal, group_id, generation=made)
    spoken = [page_language(tag) for tag in found.languages]
    values = {
        "slips": [slip] * min(one.asked or USUAL, MOST_SLIPS),
        "label": one.label,
        "back": reverse("study-group", args=[group_id]),
        "address": request.get_host(),
        "lines": [(words.tag, words.direction, words.say(ON_SLIP)) for words in spoken],
    }
    return page(request, "change/study_number.html.j2", values)


def _theirs(request: HttpRequest, principal: Principal, group_id: UUID) -> tuple[GroupLine, StudyShown]:
    """
    Return a group and its study, for whoever evaluates it.

    Raises:
        Refused: For everybody else.
    """
    one, found = reads.of_group(principal, group_id, words_of(request).tag)
    if not found.evaluates:
        raise Refused
    return one, found
