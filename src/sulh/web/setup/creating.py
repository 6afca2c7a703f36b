"""
A new dialogue: choose a kind, fill in one form, see what a room of this size can show, create.

    kinds ──▶ form ──"look"──▶ what it can show ──"create"──▶ the dialogue
                ▲                     │
                └──────"change"───────┘        all without scripts: what was typed travels in hidden fields
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from sulh.access import Principal, Refused
from sulh.designs import KINDS, design
from sulh.store.kinds import design_of
from sulh.store.reads import dialogues as reads
from sulh.store.writes import dialogues as writes
from sulh.web.jinja import Here, words_of
from sulh.web.setup.around import around_process, done, inside, shown
from sulh.web.setup.capacity import shows
from sulh.web.setup.dialogue_forms import DialogueForm

LOOK, CREATE = "look", "create"


def kinds(request: HttpRequest, principal: Principal, process_id: UUID, initiative_id: UUID) -> HttpResponse:
    """Offer the kinds of dialogue, each with when to use it."""
    words = words_of(request)
    found = reads.new_page(principal, initiative_id, words.tag)
    inside(process_id, found.process_id)
    here, _ = around_process(request, principal, process_id, "")
    values = {"title": words.say("A new dialogue"), "new": found, "designs": [design(kind) for kind in KINDS]}
    return shown(request, "setup/kinds.html.j2", values, here=here)


def new_dialogue(
    request: HttpRequest, principal: Principal, process_id: UUID, initiative_id: UUID, kind: str
) -> HttpResponse:
    """Fill in a new dialogue, look at what it can show, create it."""
    words = words_of(request)
    if kind not in KINDS:
        raise Refused
    found = reads.new_page(principal, initiative_id, words.tag)
    inside(process_id, found.process_id)
    here, _ = around_process(request, principal, process_id, "")
    form = DialogueForm(words, request.POST or None, design=design_of(kind), sides=found.sides)
    step = request.POST.get("step")
    if step in (LOOK, CREATE) and form.is_valid():
        with form.telling():
            if step == CREATE:
                return done("dialogue", dialogue_id=writes.create(principal, initiative_id, form.new()))
            writes.check(principal, initiative_id, form.new())
            return _look(request, here, found, form)
    values = {"title": form.design.title[words.tag], "new": found, "design": form.design, "kind": kind}
    return shown(request, "setup/dialogue_new.html.j2", values, here=here, form=form)


def _look(request: HttpRequest, here: Here, found: reads.NewPage, form: DialogueForm) -> HttpResponse:
    """Say what a room of this size can ever show, before it is created."""
    words = words_of(request)
    invited = form.new().invited
    names = {side.id: side.name for side in found.sides}
    values = {
        "title": words.say("What this room can show"),
        "shows": shows(words, form.design, names, invited, k=found.k, level=found.level),
        "sides": [(side, invited[side.id]) for side in found.sides if side.id in invited],
        "carried": list(form.carried()),
        "new": found,
    }
    return shown(request, "setup/dialogue_look.html.j2", values, here=here)
