"""
Ties between actors, as whoever keeps the map writes them down: each with its source, ended when it ended.

    GET, POST map/actors/<id>/tie?q=...     with somebody who is found by name
    GET, POST map/actors/<id>/ties/<tie>    when it ended; or taken back, if it was a mistake
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from sulh.access import Principal, Refused
from sulh.figures.drawn import name_in
from sulh.model.actors import Tie
from sulh.model.picture import Picture
from sulh.store.reads.ground import TiesOf
from sulh.store.reads.sources import actor_kept, tie_sources
from sulh.store.writes import ground, ground_changes
from sulh.store.writes.looks import look
from sulh.web.jinja import page, words_of
from sulh.web.map.actors import of_picture, tie_line, to_actor
from sulh.web.map.around import below
from sulh.web.map.ground_forms import EndForm, TieForm
from sulh.web.map.picking import actor_rows, picked
from sulh.web.map.telling import Telling


def new(request: HttpRequest, principal: Principal, process_id: UUID, actor_id: UUID) -> HttpResponse:
    """Write a tie down, with one of those who are found by name."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-actors")
    kept = actor_kept(principal, process_id, actor_id)
    picture = look(principal, process_id, at=()).picture
    listed = [row for row in actor_rows(words, picture) if row[0] in kept.listed]
    found = picked(request, listed, without=(str(actor_id),))
    name = name_in(kept.actor.names, words.tag)
    form = TieForm(words, name, [(key, called) for key, called, _ in found.rows], request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            ground.add_tie(principal, process_id, form.given(actor_id), new_id=form.cleaned_data["new_id"])
            return to_actor(process_id, actor_id)
    values = {
        "title": words.say("Write a tie down"),
        "called": words.name(name),
        "found": found,
        "form": form,
        "action": request.get_full_path(),
    }
    return page(request, "map/tie_new.html.j2", values, here=shown.here)


def tie(request: HttpRequest, principal: Principal, process_id: UUID, actor_id: UUID, tie_id: UUID) -> HttpResponse:
    """Say when a tie ended, or take it back."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-actors")
    if not shown.frame.keeps:
        raise Refused
    picture = look(principal, process_id, ties=TiesOf(ends=(str(actor_id),), about=True), at=()).picture
    one = _of_picture(picture, actor_id, tie_id)
    form = EndForm(words, request.POST or None, initial={"end": one.end})
    if request.method == "POST" and request.POST.get("act") == "drop":
        ground_changes.drop_tie(principal, process_id, tie_id)
        return to_actor(process_id, actor_id)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            ground_changes.end_tie(principal, process_id, tie_id, form.cleaned_data["end"])
            return to_actor(process_id, actor_id)
    values = {
        "title": words.say("A tie"),
        "line": tie_line(words, Telling(words, picture), of_picture(picture, actor_id), one),
        "source": tie_sources(principal, process_id, [one.id]).get(one.id, ""),
        "form": form,
        "action": request.path,
    }
    return page(request, "map/tie.html.j2", values, here=shown.here)


def _of_picture(picture: Picture, actor_id: UUID, tie_id: UUID) -> Tie:
    found = next((one for one in picture.ties if one.id == str(tie_id)), None)
    if found is None or str(actor_id) not in (found.one, found.other):
        raise Refused
    return found
