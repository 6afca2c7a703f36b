"""
Two entries that may be one actor, put before a person: why, where, and both as they are before anything is joined.

    GET, POST map/actors/<id>/same/<other>      both beside one another; which stands for both
    POST      map/actors/<id>/part/<other>      two actors again

What speaks for likeness comes from `sulh.coordination.names`, its sentences from `sulh.coordination.name_codes`.
Nothing is joined but by whoever keeps the map.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal
from sulh.coordination.name_codes import REASONS, WHERES
from sulh.coordination.names import Suggestion, suggest
from sulh.figures.drawn import name_in
from sulh.papers.page import PageLanguage
from sulh.store.reads.sources import actor_kept
from sulh.store.writes import merging
from sulh.store.writes.looks import look
from sulh.web.jinja import page, words_of
from sulh.web.map.actor_rows import rows_of
from sulh.web.map.around import below
from sulh.web.map.ground_forms import MergeForm
from sulh.web.map.telling import Telling


@dataclass(frozen=True)
class MayBe:
    """Somebody who may be the same: the id, what it is called, why, and whether it is likely."""

    other: str
    called: Markup
    reasons: tuple[Markup, ...]
    likely: bool


def told(words: PageLanguage, telling: Telling, found: Suggestion) -> MayBe:
    """Return a suggestion in sentences."""
    one, other = (words.name(name.text) for name in found.names)
    reasons = (words.say(REASONS[found.reason], one=one, other=other), words.say(WHERES[found.where]))
    return MayBe(found.other, telling.name_of("actor", found.other), reasons, likely=found.advice == "same")


def same(request: HttpRequest, principal: Principal, process_id: UUID, actor_id: UUID, other_id: UUID) -> HttpResponse:
    """Show two entries as they are, and join them if a person says that they are one actor."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-actors")
    both = [actor_kept(principal, process_id, one).actor for one in (actor_id, other_id)]
    names = [(one.id, name_in(one.names, words.tag)) for one in both]
    form = MergeForm(words, names, request.POST or None, initial={"stands": both[0].id})
    if request.method == "POST" and form.is_valid():
        stands = UUID(form.cleaned_data["stands"])
        merging.merge(principal, process_id, other_id if stands == actor_id else actor_id, stands)
        return HttpResponseRedirect(reverse("map-actor", args=[process_id, stands]))
    picture = look(principal, process_id, at=()).picture
    telling = Telling(words, picture)
    values = {
        "title": words.say("One actor or two?"),
        "both": [(words.name(name), rows_of(words, telling, one)) for one, (_, name) in zip(both, names, strict=True)],
        "reasons": [told(words, telling, one) for one in suggest([both[1]], both[0], places=picture.places)],
        "person": "person" in {one.kind for one in both},
        "form": form,
        "action": request.path,
        "back": reverse("map-actor", args=[process_id, actor_id]),
    }
    return page(request, "map/same.html.j2", values, here=shown.here)


def part(request: HttpRequest, principal: Principal, process_id: UUID, actor_id: UUID, other_id: UUID) -> HttpResponse:
    """Let an entry stand for itself again."""
    del request
    actor_kept(principal, process_id, actor_id)
    merging.part(principal, process_id, other_id)
    return HttpResponseRedirect(reverse("map-actor", args=[process_id, actor_id]))
