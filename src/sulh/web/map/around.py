"""
What stands around a page of the map: its areas, and for whoever works inside the process its name.

An owner enters with a code and has no account: around their pages stands no name of a process, a side or a person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.store.reads.frames import staff_frame
from sulh.store.reads.links import waiting
from sulh.store.reads.map_frames import MapFrame, map_frame
from sulh.web.jinja import Here, Link, Named, here_of, words_of
from sulh.web.principal import SEAT
from sulh.words.language import mark

Area = tuple[str, str]  # what it is called, the name of its route
AREAS: tuple[tuple[Area, ...], ...] = (  # what belongs together stands under its first
    ((mark("Tracks"), "map"),),
    ((mark("Initiatives"), "map-cards"),),
    ((mark("Offers and links"), "map-offers"),),
    ((mark("What was found"), "map-findings"), (mark("Weaknesses and strengths"), "map-strengths")),
    ((mark("Timeline"), "map-timeline"), (mark("Who is missing"), "map-coverage")),
    ((mark("Official process"), "map-official"), (mark("Issues"), "map-issues")),
    ((mark("Actors"), "map-actors"), (mark("Network"), "map-network"), (mark("Places"), "map-places")),
    ((mark("The week"), "map-week"), (mark("Phase and advice"), "map-phase")),
    ((mark("Files"), "map-files"),),
)
_OF_KEEPERS = ("map-strengths",)
_OF_COORDINATORS = ("map-week", "map-phase")
_OF_NETWORK = ("map-network",)
_OF_WORK = ("map-offers",)  # areas of those who do the work: what joins initiatives is not for who pays for them


@dataclass(frozen=True)
class Around:
    """What a page of the map is shown with."""

    here: Here
    frame: MapFrame


def around(request: HttpRequest, principal: Principal, process_id: UUID, current: str) -> Around:
    """
    Return what stands around a page of the map.

    Raises:
        Refused: If the map is not theirs to see.
    """
    frame, words = map_frame(principal, process_id), words_of(request)
    waits = 0 if frame.pays else waiting(principal, process_id)
    badges = {"map-offers": words.number(waits)} if waits else {}
    groups = groups_of(frame)

    def link(area: Area, *, here: bool) -> Link:
        label, route = area
        return Link(words.say(label), reverse(route, args=[process_id]), here, badges.get(route))

    areas = tuple(link(group[0], here=current in {route for _, route in group}) for group in groups)
    beside = next((group for group in groups if current in {route for _, route in group}), ())
    siblings = tuple(link(area, here=area[1] == current) for area in beside) if len(beside) > 1 else ()
    here = here_of(request, nav=areas, beside=siblings)
    if request.session.get(SEAT) is None:
        staff = staff_frame(principal)
        out = (Link(words.say("What waits for you"), reverse("staff-home")),)
        here = replace(here, staff=Named(staff.name, staff.id), crumbs=out)
    if frame.process:
        here = replace(here, process=Named(frame.process, frame.process_id), profile=frame.profile)
    if frame.facilitates:
        inside = Link(words.name(frame.process), reverse("process", kwargs={"process_id": process_id}))
        here = replace(here, crumbs=(*here.crumbs, inside))
    return Around(here, frame)


def below(request: HttpRequest, principal: Principal, process_id: UUID, area: str) -> Around:
    """
    Return what stands around a page that lies below an area of the map.

    Raises:
        Refused: If the map, or the area, is not theirs.
    """
    found = around(request, principal, process_id, area)
    every = (one for group in groups_of(found.frame) for one in group)
    label = next((label for label, route in every if route == area), None)
    if label is None:
        raise Refused
    crumb = Link(words_of(request).say(label), reverse(area, kwargs={"process_id": process_id}))
    return Around(replace(found.here, crumbs=(crumb,)), found.frame)


def groups_of(frame: MapFrame) -> tuple[tuple[Area, ...], ...]:
    """Return the areas that this reader has, in their order, those together that belong together."""
    hidden = (
        *(_OF_WORK if frame.pays else ()),
        *(() if frame.network else _OF_NETWORK),
        *(() if frame.keeps else _OF_KEEPERS),
        *(() if frame.coordinates else _OF_COORDINATORS),
    )
    shown = (tuple(area for area in group if area[1] not in hidden) for group in AREAS)
    return tuple(group for group in shown if group)
