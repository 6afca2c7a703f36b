"""
Figures of what the map rests on, each with its table: the network of actors, and places on the outlines of the earth.

    GET       map/network
    GET       map/places
    GET, POST map/places/new
"""

from __future__ import annotations

from collections import Counter
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.figures.fluid import PHONE
from sulh.figures.network import DESK, network
from sulh.figures.places import DESK as WIDE
from sulh.figures.places import places_map
from sulh.formats.outlines import outlines
from sulh.model.picture import Picture
from sulh.papers.page import PageLanguage
from sulh.store.writes import ground
from sulh.store.writes.looks import look
from sulh.web.jinja import page, words_of
from sulh.web.map.around import around, below
from sulh.web.map.choices import place_choices
from sulh.web.map.drawings import FEWEST, labels_of, picture_of
from sulh.web.map.ground_forms import PlaceForm
from sulh.web.map.parts import part_of

PAGE = 50  # rows of a table
BOTH = (("narrow", PHONE), ("broad", DESK))  # drawn twice: the style sheet shows one of them
SOON = 120  # actors that are drawn soon enough to be drawn twice


def actor_network(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show who is tied to whom today, with the table of those who are drawn."""
    words = words_of(request)
    shown = around(request, principal, process_id, "map-network")
    if not shown.frame.network:
        raise Refused
    picture = look(principal, process_id, ties=True, at=()).picture
    wide = request.GET.get("wide", "")
    sizes = BOTH if len(picture.actors) <= SOON else (("", DESK if wide else PHONE),)
    figures = [(size, network(picture, words, labels_of(words), width=width, key=f"n{width}")) for size, width in sizes]
    links = [(words.say("All actors"), reverse("map-actors", args=[process_id]))]
    if shown.frame.keeps:
        links.append((words.say("On whom contact hangs"), reverse("brokers", args=[process_id])))
    if len(sizes) == 1:
        other = words.say("Draw it for a telephone") if wide else words.say("Draw it for a wide screen")
        links.insert(0, (other, request.path if wide else f"{request.path}?wide=1"))
    _, drawn = figures[-1]
    values = {
        "title": words.say("Network"),
        "drawn": drawn,
        "sizes": figures,
        "part": part_of(request, drawn.table.rows, PAGE, wide=wide),
        "picture_of": picture_of,
        "lead": words.say("Where a mark stands says what is known of it: side and level. No place in it is a rank."),
        "links": links,
    }
    return page(request, "map/drawn.html.j2", values, here=shown.here)


def places(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show how many initiatives work where, as far as their owners let the reader see it."""
    words = words_of(request)
    shown = around(request, principal, process_id, "map-places")
    seen = look(principal, process_id, at=())
    inside = bool({"coordinators", "facilitators"}.intersection(seen.audiences))
    counts = _counts(seen.picture, fewest=0 if inside else FEWEST)
    narrow, broad = (
        places_map(seen.picture.places, counts, words, outlines(), width=width, floor=not inside, key=key)
        for width, key in ((PHONE, "pn"), (WIDE, "pb"))
    )
    links = (
        [(words.say("Write a place down"), reverse("map-place-new", args=[process_id]))] if shown.frame.keeps else []
    )
    values = {
        "title": words.say("Places"),
        "drawn": broad,
        "sizes": (("narrow", narrow), ("broad", broad)),
        "part": part_of(request, broad.table.rows, PAGE),
        "picture_of": picture_of,
        "lead": words.say("Counted among the initiatives that you see. Names of places are disputed; all are kept."),
        "made_up": words.say("There is no such valley: in this demonstration its places lie in the open sea."),
        "links": links,
    }
    return page(request, "map/drawn.html.j2", values, here=shown.here)


def new_place(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Write a place down."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-places")
    if not shown.frame.keeps:
        raise Refused
    form = PlaceForm(words, _around(words, look(principal, process_id, at=()).picture), request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling(names="name_0", position="latitude"):
            ground.add_place(
                principal,
                process_id,
                form.cleaned_data["kind"],
                form.names(),
                within=form.within(),
                position=form.position(),
                new_id=form.cleaned_data["new_id"],
            )
            return HttpResponseRedirect(reverse("map-places", args=[process_id]))
    values = {"title": words.say("Write a place down"), "form": form, "action": request.path, "lead": "place"}
    return page(request, "map/named_form.html.j2", values, here=shown.here)


def _counts(picture: Picture, *, fewest: int) -> dict[str, int | None]:
    """Return how many initiatives name each place; None for fewer than may be told."""
    counted = Counter(place for card in picture.cards for place in card.places)
    return {place: None if number < fewest else number for place, number in counted.items()}


def _around(words: PageLanguage, picture: Picture) -> list[tuple[str, str]]:
    """Return the places in which others lie: sites are no such place, and stand in no list that grows with them."""
    wider = msgspec.structs.replace(picture, places=tuple(one for one in picture.places if one.kind != "site"))
    return place_choices(words, wider)
