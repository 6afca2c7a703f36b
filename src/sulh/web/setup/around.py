"""What stands around the pages of this area, and how a form is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.store.reads.frames import DialogueFrame, ProcessFrame
from sulh.web.jinja import Here, Link, page, words_of
from sulh.web.navigation import in_dialogue, in_process
from sulh.web.setup.forms import Spoken

NOT_KEPT = 422  # a form that came in whole and cannot be kept as it is
SAVED = "saved"


def around_process(
    request: HttpRequest, principal: Principal, process_id: UUID, current: str
) -> tuple[Here, ProcessFrame]:
    """Return what stands around a page of a process; a page below the first one shows the way back."""
    here, frame = in_process(request, principal, process_id, current)
    words = words_of(request)
    crumbs = [Link(words.say("Your processes"), reverse("staff-home"))]
    if current == "":
        crumbs.append(Link(words.name(frame.process), reverse("process", kwargs={"process_id": process_id})))
    return replace(here, crumbs=tuple(crumbs)), frame


def around_dialogue(
    request: HttpRequest, principal: Principal, dialogue_id: UUID, current: str
) -> tuple[Here, DialogueFrame]:
    """Return what stands around a page of a dialogue; a page below the first one shows the way back."""
    here, frame = in_dialogue(request, principal, dialogue_id, current or "dialogue")
    words = words_of(request)
    crumbs = [Link(words.name(frame.process), reverse("process", kwargs={"process_id": frame.process_id}))]
    if current == "":
        crumbs.append(Link(words.name(frame.dialogue), reverse("dialogue", kwargs={"dialogue_id": dialogue_id})))
    return replace(here, crumbs=tuple(crumbs)), frame


def inside(process_id: UUID, found: UUID | str) -> None:
    """
    Let pass what lies in the process that the address names.

    Raises:
        Refused: For what lies elsewhere.
    """
    if str(found) != str(process_id):
        raise Refused


def done(name: str, **at: object) -> HttpResponseRedirect:
    """Go to a page that says that it was saved."""
    return HttpResponseRedirect(f"{reverse(name, kwargs=at)}?{SAVED}=1")


def go_on(name: str, **at: object) -> HttpResponseRedirect:
    """Go to the next page where there was nothing to save."""
    return HttpResponseRedirect(reverse(name, kwargs=at))


def shown(
    request: HttpRequest, template: str, values: dict[str, Any], *, here: Here, form: Spoken | None = None
) -> HttpResponse:
    """Return a page of this area; one whose form could not be kept says so to machines too."""
    status = NOT_KEPT if form is not None and form.is_bound and form.errors else 200
    given = {"form": form, "saved": SAVED in request.GET} | values
    return page(request, template, given, here=here, status=status)
