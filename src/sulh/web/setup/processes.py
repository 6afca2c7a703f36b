"""Pages of a process: found it, name it, raise its profile, declare its sides, write down its initiatives."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from sulh.access import CHANGE, Principal, Thing, ask
from sulh.designs import KINDS, design
from sulh.formats.meeting_words import LEVEL_WORDS, SECTOR_WORDS
from sulh.store.reads import processes as reads
from sulh.store.reads.renewals import renewals
from sulh.store.writes import processes as writes
from sulh.store.writes.processes import InitiativeText
from sulh.web import limits
from sulh.web.jinja import page, words_of
from sulh.web.navigation import for_staff
from sulh.web.setup.around import around_process, done, inside, shown
from sulh.web.setup.forms import InitiativeForm, NewProcess, ProcessName, SideNames


def new_process(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Found a process: its first facilitators see it, whoever founded it does not."""
    words = words_of(request)
    ask(principal, "processes", CHANGE, Thing())
    form = NewProcess(words, request.POST or None)
    here = for_staff(request, principal)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        people = [given["first"], given["second"]]
        with form.telling(facilitators="first"):
            writes.found(
                principal, given["name"], profile=given["profile"], facilitators=people, new_id=given["new_id"]
            )
            values = {"title": words.say("The process is founded"), "two": bool(given["second"].strip())}
            return page(request, "setup/founded.html.j2", values, here=here)
    return shown(request, "setup/process_new.html.j2", {"title": words.say("Found a process")}, here=here, form=form)


def process(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show a process: what is declared, what is planned, which dialogues there are."""
    words = words_of(request)
    here, _ = around_process(request, principal, process_id, "process")
    found = reads.process_page(principal, process_id, words.tag)
    values = {
        "title": words.say("Process"),
        "process": found,
        "renewals": renewals(principal, process_id) if found.changes else (),
        "kinds": {kind: design(kind).title[words.tag] for kind in KINDS},
        "sectors": SECTOR_WORDS,
        "levels": LEVEL_WORDS,
    }
    return shown(request, "setup/process.html.j2", values, here=here)


def process_name(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Call a process something else."""
    reads.changing(principal, process_id)
    words = words_of(request)
    here, _ = around_process(request, principal, process_id, "")
    found = reads.process_page(principal, process_id, words.tag)
    form = ProcessName(words, request.POST or None, initial={"name": found.name, "stamp": found.stamp})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with form.telling():
            writes.name(principal, process_id, given["name"], stamp=given["stamp"])
            return done("process", process_id=process_id)
    values = {"title": words.say("Name of the process")}
    return shown(request, "setup/process_name.html.j2", values, here=here, form=form)


def process_profile(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Raise the risk profile, after saying what that changes and that there is no way back."""
    reads.changing(principal, process_id)
    words = words_of(request)
    if request.method == "POST":
        writes.raise_profile(principal, process_id)
        limits.shorten(process_id, request.session)
        return done("process", process_id=process_id)
    here, frame = around_process(request, principal, process_id, "")
    values = {"title": words.say("Risk profile"), "high": frame.profile == "high"}
    return shown(request, "setup/process_profile.html.j2", values, here=here)


def new_side(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Declare a side."""
    reads.changing(principal, process_id)
    words = words_of(request)
    here, _ = around_process(request, principal, process_id, "")
    form = SideNames(words, request.POST or None, names={})
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.add_side(principal, process_id, form.texts("names"))
            return done("process", process_id=process_id)
    values = {"title": words.say("A new side"), "side": None, "process_id": process_id}
    return shown(request, "setup/side.html.j2", values, here=here, form=form)


def side(request: HttpRequest, principal: Principal, process_id: UUID, side_id: UUID) -> HttpResponse:
    """Call a side something else."""
    words = words_of(request)
    of, found = reads.side(principal, side_id, words.tag)
    inside(process_id, of)
    here, _ = around_process(request, principal, process_id, "")
    form = SideNames(words, request.POST or None, names=found.names, initial={"stamp": found.stamp})
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.name_side(principal, side_id, form.texts("names"), stamp=form.cleaned_data["stamp"])
            return done("process", process_id=process_id)
    values = {"title": words.say("A side"), "side": found, "process_id": process_id}
    return shown(request, "setup/side.html.j2", values, here=here, form=form)


def remove_side(request: HttpRequest, principal: Principal, process_id: UUID, side_id: UUID) -> HttpResponse:
    """Take back a side that was declared by mistake."""
    of, _ = reads.side(principal, side_id, words_of(request).tag)
    inside(process_id, of)
    writes.remove_side(principal, side_id)
    return done("process", process_id=process_id)


def new_initiative(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Write down a piece of peace work."""
    reads.changing(principal, process_id)
    words = words_of(request)
    here, _ = around_process(request, principal, process_id, "")
    form = InitiativeForm(words, request.POST or None, titles={})
    if request.method == "POST" and form.is_valid():
        with form.telling():
            made = writes.add_initiative(principal, process_id, _text(form), new_id=form.cleaned_data["new_id"])
            return done("dialogue-kind", process_id=process_id, initiative_id=made)
    values = {"title": words.say("A new initiative")}
    return shown(request, "setup/initiative.html.j2", values, here=here, form=form)


def initiative(request: HttpRequest, principal: Principal, process_id: UUID, initiative_id: UUID) -> HttpResponse:
    """Change what is written of an initiative."""
    words = words_of(request)
    found = reads.initiative(principal, initiative_id, words.tag)
    inside(process_id, found.process_id)
    here, _ = around_process(request, principal, process_id, "")
    initial = {
        "aim": found.aim,
        "tracks": found.tracks,
        "levels": found.levels,
        "agenda_item": found.agenda_item,
        "stamp": found.stamp,
    }
    form = InitiativeForm(words, request.POST or None, titles=found.titles, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.change_initiative(principal, initiative_id, _text(form), stamp=form.cleaned_data["stamp"])
            return done("process", process_id=process_id)
    values = {"title": words.say("An initiative")}
    return shown(request, "setup/initiative.html.j2", values, here=here, form=form)


def _text(form: InitiativeForm) -> InitiativeText:
    given = form.cleaned_data
    return InitiativeText(
        titles=form.texts("titles"),
        aim=given["aim"],
        tracks=given["tracks"],
        levels=given["levels"],
        agenda_item=given["agenda_item"],
    )
