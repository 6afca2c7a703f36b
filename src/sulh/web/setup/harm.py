"""
The harm check: some questions a page, the decision on the last, all kept at once and never before.

What was answered on earlier pages travels in hidden fields, so that an interrupted check leaves nothing behind.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict

from sulh.access import Principal
from sulh.papers.page import PageLanguage
from sulh.store.kinds import design_of, phases_of
from sulh.store.reads import dialogues as reads
from sulh.store.reads.dialogues import HarmPage
from sulh.store.writes import harm as writes
from sulh.web.jinja import words_of
from sulh.web.setup.around import around_dialogue, done, shown
from sulh.web.setup.dialogue_forms import HarmForm

FINISH = "finish"


def harm_check(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Show earlier checks and begin another, for this phase or the next."""
    words = words_of(request)
    here, _ = around_dialogue(request, principal, dialogue_id, "")
    found = reads.harm_page(principal, dialogue_id)
    design = design_of(found.kind)
    values = {
        "title": words.say("Harm check"),
        "found": found,
        "phases": {phase.number: phase.name[words.tag] for phase in design.phases},
        "questions": {question.key: question.question[words.tag] for question in design.harm_check},
        "offered": _offered(found),
        "dialogue_id": dialogue_id,
    }
    return shown(request, "setup/harm.html.j2", values, here=here)


def new_harm_check(request: HttpRequest, principal: Principal, dialogue_id: UUID) -> HttpResponse:
    """Answer the questions of a check, part by part, and decide."""
    words = words_of(request)
    here, _ = around_dialogue(request, principal, dialogue_id, "")
    found = reads.harm_page(principal, dialogue_id)
    form = _form(words, found, request.POST if request.method == "POST" else request.GET)
    if request.method == "POST" and request.POST.get("step") == FINISH and form.is_valid():
        with form.telling():
            given = form.cleaned_data
            writes.record(
                principal,
                dialogue_id,
                form.answers(),
                go=given["go"] == "go",
                phase=given["phase"],
                number_seen=given["number"],
            )
            return done("harm-check", dialogue_id=dialogue_id)
    if form.errors:
        form.part = form.first_fault()
    design = design_of(found.kind)
    phase = form["phase"].value()
    values = {
        "title": words.say("Harm check"),
        "phase": next((one.name[words.tag] for one in design.phases if str(one.number) == str(phase)), None),
        "place": words.say("Part {n} of {all}", n=words.number(form.part + 1), all=words.number(form.parts)),
        "last": form.part == form.parts - 1,
        "dialogue_id": dialogue_id,
    }
    return shown(request, "setup/harm_new.html.j2", values, here=here, form=form)


def _offered(found: HarmPage) -> list[int | None]:
    """Return for which phases a check can be begun here: this one, and the one after."""
    phases = phases_of(found.kind)
    return [phase for phase in phases if found.phase is not None and phase in (found.phase, found.phase + 1)] or [None]


def _form(words: PageLanguage, found: HarmPage, given: QueryDict) -> HarmForm:
    """Return the form at the part that was asked for: "2" goes on to part 2, "finish" decides."""
    questions = design_of(found.kind).harm_check
    step = given.get("step", "0")
    wanted = int(step) if step.isascii() and step.isdecimal() and len(step) == 1 else 0
    came_from = given.get("part", "0")
    came_from_part = int(came_from) if came_from.isascii() and came_from.isdecimal() and len(came_from) == 1 else 0
    if "step" not in given:
        phase = given.get("phase", "")
        initial = {"number": found.number, "phase": phase if phase.isdecimal() else found.phase}
        return HarmForm(words, None, questions=questions, part=0, to=0, initial=initial)
    if step == FINISH:
        return HarmForm(words, given, questions=questions, part=99, to=99)
    return HarmForm(words, given, questions=questions, part=wanted, to=min(wanted, came_from_part + 1))
