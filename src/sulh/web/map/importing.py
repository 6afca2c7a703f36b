"""
Files that come into the map, for whoever keeps it.

    POST map/files/in               a file; it is read, and nothing of it is on the map yet
    GET  map/files/in/<id>          how it was read, line by line what was not, and what would come of it
    POST map/files/in/<id>          read again, as somebody says
    POST map/files/in/<id>/make     on the map, in one step
    POST map/files/in/<id>/drop     away
    POST map/files/in/<id>/undo     off the map again, but for what was changed or used since
    POST map/initiatives/<id>/code  a code for the owner of an initiative that a coordinator wrote down
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal, Refused
from sulh.errors import EngineError
from sulh.figures.drawn import name_in
from sulh.papers.page import PageLanguage
from sulh.store.reads.map_files import Waiting, own_batch, waiting
from sulh.store.sealing import in_language
from sulh.store.writes import map_files, map_making, map_undoing, owner_codes
from sulh.store.writes.looks import look
from sulh.web.jinja import NOT_KEPT, page, words_of
from sulh.web.map.around import around, below
from sulh.web.map.came import counted, lines
from sulh.web.map.cards import slip_page
from sulh.web.map.exporting import shelf
from sulh.web.map.file_forms import FORM_WORDS, BringForm, MakeForm, Offered, ReadForm, RegisterForm
from sulh.web.uploads import most
from sulh.words.language import mark

UNKNOWN: Final[dict[str, str]] = {
    "actors": mark("Actors that the map does not hold"),
    "places": mark("Places that the map does not hold"),
    "issues": mark("Issues that the map does not hold"),
    "sides": mark("Sides that the process does not have"),
    "items": mark("Items that the official agenda does not have"),
    "cards": mark("Initiatives that you do not see"),
    "desks": mark("Desks that the process does not have"),
}
CALLED: Final[dict[str, str]] = {
    "places": mark("Places"),
    "actors": mark("Actors"),
    "issues": mark("Issues"),
    "cards": mark("Initiatives"),
    "items": mark("Official agenda"),
}
MOST_LINES, MOST_NAMES = 200, 100  # of a report; of the names in one list
TOO_LARGE: Final = mark("This file is larger than 20 MB.")
NO_FILE: Final = mark("Please choose a file.")
NOT_NOW: Final = mark("Files cannot be read at the moment. Please try again in a while.")


def bring(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Take a file and read it."""
    words = words_of(request)
    shown = around(request, principal, process_id, "map-files")
    if not shown.frame.keeps:
        raise Refused
    form = BringForm(words, request.POST, request.FILES)
    large = int(request.META.get("CONTENT_LENGTH") or 0) > most(request)
    form.fields["file"].error_messages["required"] = str(words.say(TOO_LARGE if large else NO_FILE))
    if form.is_valid():
        file, picture = form.cleaned_data["file"], look(principal, process_id, ties=True, at=()).picture
        new_id = form.cleaned_data["new_id"]
        try:
            made = map_files.bring(principal, process_id, file.read(), str(file.name), picture, new_id=new_id)
            return HttpResponseRedirect(reverse("map-import", args=[process_id, made]))
        except EngineError:
            form.add_error("file", str(words.say(NOT_NOW)))
    return shelf(request, principal, shown, RegisterForm(words), form)


def batch(request: HttpRequest, principal: Principal, process_id: UUID, batch_id: UUID) -> HttpResponse:
    """Show how a file was read and what would come of it; read it again, if it is asked for."""
    words, own = words_of(request), own_batch(principal, batch_id, of=process_id)
    picture = look(principal, process_id, ties=True, at=()).picture
    held = waiting(principal, batch_id, picture)
    if request.method != "POST":
        return _shown(request, principal, held, ReadForm(words, held), MakeForm(words, offered(words, held)))
    form = ReadForm(words, held, request.POST)
    if own.state != "waiting":
        return _back(process_id, batch_id)
    if form.is_valid():
        try:
            map_files.read_again(principal, batch_id, form.given(), picture)
            return _back(process_id, batch_id)
        except EngineError:
            form.add_error(None, str(words.say(NOT_NOW)))
    return _shown(request, principal, held, form, MakeForm(words, offered(words, held)))


def make(request: HttpRequest, principal: Principal, process_id: UUID, batch_id: UUID) -> HttpResponse:
    """Put what a file holds on the map."""
    words = words_of(request)
    own_batch(principal, batch_id, of=process_id)
    picture = look(principal, process_id, ties=True, at=()).picture
    held = waiting(principal, batch_id, picture)
    form = MakeForm(words, offered(words, held), request.POST)
    if not form.is_valid():
        return _shown(request, principal, held, ReadForm(words, held), form)
    map_making.make(principal, batch_id, picture, form.given())
    return _back(process_id, batch_id)


def drop(request: HttpRequest, principal: Principal, process_id: UUID, batch_id: UUID) -> HttpResponse:
    """Put a file away that waits."""
    del request
    own_batch(principal, batch_id, of=process_id)
    map_files.drop(principal, batch_id)
    return HttpResponseRedirect(reverse("map-files", args=[process_id]))


def undo(request: HttpRequest, principal: Principal, process_id: UUID, batch_id: UUID) -> HttpResponse:
    """Take back what a file brought."""
    del request
    own_batch(principal, batch_id, of=process_id)
    map_undoing.undo(principal, batch_id)
    return _back(process_id, batch_id)


def code(request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID) -> HttpResponse:
    """Give the owner of an initiative a code, once."""
    shown = below(request, principal, process_id, "map-cards")
    slip = owner_codes.new_code(principal, process_id, card_id)
    return slip_page(request, shown, slip, reverse("map-card", args=[process_id, card_id]))


def offered(words: PageLanguage, held: Waiting) -> dict[str, Offered]:
    """Return which entries of a file may be actors of the map: id in the file -> name, and who each may be."""
    ours = {one.id: name_in(one.names, words.tag) for one in held.picture.actors}
    theirs = {one.id: name_in(one.names, words.tag) for one in held.plan.actors}
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in held.plan.hints:
        found[one.one].append((one.other, ours[one.other]))
    return {id_: (theirs[id_], likely) for id_, likely in found.items()}


def _back(process_id: UUID, batch_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("map-import", args=[process_id, batch_id]))


def _shown(
    request: HttpRequest, principal: Principal, held: Waiting, reading: ReadForm, making: MakeForm
) -> HttpResponse:
    words = words_of(request)
    shown = below(request, principal, held.process_id, "map-files")
    remarks = (*held.brought.remarks, *held.plan.remarks)
    called = FORM_WORDS[held.brought.form or ""]
    values: dict[str, Any] = {
        "title": words.say("A file that came in"),
        "held": held,
        "called": words.say(called),
        "counts": counted(words, held.plan.counts()),
        "there": counted(words, held.plan.there()),
        "made": counted(words, held.counts),
        "new": [(words.say(CALLED[kind]), *_cut(words, names)) for kind, names in _new(words, held).items() if names],
        "unknown": [(words.say(UNKNOWN[kind]), *_cut(words, names)) for kind, names in _unknown(held)],
        "lines": lines(words, remarks[:MOST_LINES]),
        "more": len(remarks) - MOST_LINES,
        "reading": reading,
        "making": making,
    }
    status = NOT_KEPT if reading.errors or making.errors else 200
    return page(request, "map/import.html.j2", values, here=shown.here, status=status)


def _new(words: PageLanguage, held: Waiting) -> Mapping[str, list[str]]:
    """Return what new things are called, by kind."""
    plan, tag = held.plan, words.tag
    return {
        "places": [name_in(one.names, tag) for one in plan.places],
        "actors": [name_in(one.names, tag) for one in plan.actors],
        "issues": list(plan.issues.values()),
        "cards": [in_language(dict(one.titles), tag) for one in plan.cards],
        "items": [in_language(dict(one.titles), tag) for one in plan.items],
    }


def _unknown(held: Waiting) -> Iterable[tuple[str, list[str]]]:
    return ((kind, list(names)) for kind, names in held.brought.unknown.items() if kind in UNKNOWN and names)


def _cut(words: PageLanguage, names: list[str]) -> tuple[list[Markup], int]:
    """Return the first names of a list, and how many more there are."""
    return [words.name(name) for name in names[:MOST_NAMES]], max(0, len(names) - MOST_NAMES)
