"""
What stands around a page of what changes: the process it is of, and the areas.

Facilitators and evaluators read these pages; both see the same, but for what waits for an evaluator to score, and for
ties, which each reads as far as they may (`structures_reader`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.store.reads.change_frames import ChangeFrame, change_frame
from sulh.store.reads.frames import staff_frame
from sulh.web.jinja import Here, Link, Named, here_of, words_of
from sulh.words.language import mark

AREAS: tuple[tuple[str, str], ...] = (  # what it is called, the name of its route
    (mark("Side by side"), "change"),
    (mark("Attitudes"), "studies"),
    (mark("Structures"), "structures"),
    (mark("Agreements carried out"), "implementation"),
    (mark("Outcomes"), "outcomes"),
    (mark("Theories of change"), "theories"),
    (mark("Indicators"), "indicators"),
)


@dataclass(frozen=True)
class Around:
    """What a page is shown with."""

    here: Here
    frame: ChangeFrame


def around(request: HttpRequest, principal: Principal, process_id: UUID, current: str) -> Around:
    """
    Return what stands around a page of an area.

    Raises:
        Refused: If what changes in this process is not theirs to see.
    """
    frame, words, staff = change_frame(principal, process_id), words_of(request), staff_frame(principal)
    areas = tuple(Link(words.say(label), reverse(route, args=[process_id]), route == current) for label, route in AREAS)
    here = replace(
        here_of(request, nav=areas),
        staff=Named(staff.name, staff.id),
        process=Named(frame.process, frame.process_id),
        profile=frame.profile,
        crumbs=_crumbs(request, frame, process_id),
    )
    return Around(here, frame)


def below(request: HttpRequest, principal: Principal, process_id: UUID, area: str, *crumbs: Link) -> Around:
    """Return what stands around a page that lies below an area, and below other pages of it."""
    found = around(request, principal, process_id, area)
    label = next((label for label, route in AREAS if route == area), None)
    if label is None:
        raise Refused
    first = Link(words_of(request).say(label), reverse(area, args=[process_id]))
    return Around(replace(found.here, crumbs=(first, *crumbs)), found.frame)


def _crumbs(request: HttpRequest, frame: ChangeFrame, process_id: UUID) -> tuple[Link, ...]:
    words = words_of(request)
    out = Link(words.say("What waits for you"), reverse("staff-home"))
    inside = Link(words.name(frame.process), reverse("process", args=[process_id]))
    return (out, inside) if frame.facilitates else (out,)
