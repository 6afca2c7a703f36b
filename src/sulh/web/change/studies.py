"""
Studies of attitudes: the list, one study with what it takes, and how an evaluator sets it up.

    GET  change/studies                   the studies of a process
    POST change/studies/new               one more
    GET  w/studies/<id>                   what is asked, when, of whom; how many answered; reports
    POST w/studies/<id>/questions, waves, groups, plan; w/study-waves/<id>/remove, w/study-groups/<id>/remove

Answers and reports: `sulh.web.change.study_answers`. No page shows a row.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup, escape

from sulh.access import Principal, Refused
from sulh.measurement.attitudes.measures import measures
from sulh.measurement.attitudes.words import GROUPS, WAVES
from sulh.papers.page import PageLanguage
from sulh.store.models import base
from sulh.store.reads import studies as reads
from sulh.store.reads.studies import GroupLine, StudyShown, WaveLine
from sulh.store.sealing import in_language
from sulh.store.writes import studies as writes
from sulh.store.writes import study_groups, study_questions, study_waves
from sulh.store.writes import study_plans as plans
from sulh.web.change.around import Around, around, below
from sulh.web.change.study_forms import (
    ASSIGNED_WORDS,
    GroupForm,
    NewStudy,
    OwnQuestion,
    PlanChoices,
    PlanForm,
    QuestionsForm,
    WaveForm,
)
from sulh.web.change.study_planned import Before, before, laid_down
from sulh.web.change.study_steps import following, steps
from sulh.web.change.study_telling import measure_name
from sulh.web.jinja import Link, page, words_of
from sulh.web.reasons import SENTENCES

AREA: Final = "studies"
FEW_GROUPS: Final = 4  # so many stand open on the page of a study; more are folded
FORM: Final = "change/form.html.j2"


def overview(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show the studies of a process."""
    words = words_of(request)
    shown = around(request, principal, process_id, AREA)
    values = {
        "title": words.say("Attitudes"),
        "found": reads.overview(principal, process_id),
        "process_id": process_id,
        "both": _both(shown),
    }
    return page(request, "change/studies.html.j2", values, here=shown.here)


def new(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Set a study up."""
    words = words_of(request)
    if not reads.overview(principal, process_id).evaluates:
        raise Refused
    form = NewStudy(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            made = writes.new(principal, process_id, form.given(), new_id=form.cleaned_data["new_id"])
            return HttpResponseRedirect(reverse("study", args=[made]))
    shown = below(request, principal, process_id, AREA)
    values = {"title": words.say("Set a study up"), "form": form, "action": request.path}
    return page(request, FORM, values, here=shown.here)


def study(request: HttpRequest, principal: Principal, study_id: UUID) -> HttpResponse:
    """Show one study."""
    words = words_of(request)
    found = reads.shown(principal, study_id, words.tag)
    shown = below(request, principal, UUID(found.process_id), AREA)
    values = {
        "title": words.name(found.title),
        "found": found,
        "assigned": words.say(ASSIGNED_WORDS[found.assigned]),
        "questions": [
            (words.name(in_language(dict(one.item.texts), words.tag)), one.item.key if one.item.kind == "own" else "")
            for one in found.asked.questions
        ],
        "unnumbered": sum(one.made is None for one in found.groups),
        "waves": [(*_wave(words, one), answered(words, found, one)) for one in found.waves],
        "groups": [_group(words, found, one) for one in found.groups],
        "planned": laid_down(words, found),
        "unmade": words.say(SENTENCES[found.unmade]) if found.unmade else "",
        "steps": steps(words, found),
        "following": following(found),
        "few": FEW_GROUPS,
        "agreed": [words.name(in_language(dict(one), words.tag)) for one in found.asked.consent],
        "new_id": base.new_id(),
        "both": _both(shown),
    }
    return page(request, "change/study.html.j2", values, here=shown.here)


def _both(shown: Around) -> bool:
    """Whether the reader would measure what they run: they are told why these pages offer them nothing to do."""
    return shown.frame.facilitates and shown.frame.evaluates


def questions(request: HttpRequest, principal: Principal, study_id: UUID) -> HttpResponse:
    """Choose what is asked."""
    words = words_of(request)
    found, shown = setting_up(request, principal, study_id)
    form = QuestionsForm(words, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            study_questions.choose(principal, study_id, form.cleaned_data["questions"], form.reasons())
            return HttpResponseRedirect(reverse("study", args=[study_id]))
    values = {"title": words.say("Choose what is asked"), "form": form, "action": request.path}
    return page(request, FORM, values, here=shown.here)


def question(request: HttpRequest, principal: Principal, study_id: UUID) -> HttpResponse:
    """Ask a question in one's own words as well."""
    words = words_of(request)
    found, shown = setting_up(request, principal, study_id)
    form = OwnQuestion(words, found.languages, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            new_id = form.cleaned_data["new_id"] or base.new_id()
            study_questions.add(principal, study_id, form.given(), new_id=new_id)
            return HttpResponseRedirect(reverse("study", args=[study_id]) + "#questions")
    values = {"title": words.say("Ask in your own words"), "form": form, "action": request.path}
    return page(request, FORM, values, here=shown.here)


def own_question(request: HttpRequest, principal: Principal, study_id: UUID, key: str) -> HttpResponse:
    """Word a question of one's own anew."""
    words = words_of(request)
    found, shown = setting_up(request, principal, study_id)
    stands = next((one for one in found.asked.questions if one.item.key == key and one.item.kind == "own"), None)
    if stands is None:
        raise Refused
    form = OwnQuestion(words, found.languages, request.POST or None, stands=stands)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            study_questions.correct(principal, study_id, key, form.given())
            return HttpResponseRedirect(reverse("study", args=[study_id]) + "#questions")
    values = {"title": words.say("Word it anew"), "form": form, "action": request.path}
    return page(request, FORM, values, here=shown.here)


def wave(request: HttpRequest, principal: Principal, study_id: UUID) -> HttpResponse:
    """Set a wave."""
    words = words_of(request)
    found, shown = setting_up(request, principal, study_id)
    form = WaveForm(words, found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            study_waves.add(principal, study_id, form.given(), new_id=form.cleaned_data["new_id"])
            return HttpResponseRedirect(reverse("study", args=[study_id]) + "#waves")
    first = all(one.kind != "baseline" for one in found.waves)
    title = words.say("Set the wave before anything is done") if first else words.say("Set a wave")
    values = {"title": title, "form": form, "action": request.path}
    return page(request, FORM, values, here=shown.here)


def remove_wave(request: HttpRequest, principal: Principal, wave_id: UUID) -> HttpResponse:
    """Take a wave back."""
    del request
    return HttpResponseRedirect(reverse("study", args=[study_waves.remove(principal, wave_id)]) + "#waves")


def group(request: HttpRequest, principal: Principal, study_id: UUID) -> HttpResponse:
    """Name a group of people who are asked."""
    words = words_of(request)
    found, shown = setting_up(request, principal, study_id)
    form = GroupForm(words, [(side.id, side.name) for side in found.sides], request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            study_groups.add(principal, study_id, form.given(), new_id=form.cleaned_data["new_id"])
            return HttpResponseRedirect(reverse("study", args=[study_id]) + "#groups")
    values = {"title": words.say("Name a group"), "form": form, "action": request.path}
    return page(request, FORM, values, here=shown.here)


def remove_group(request: HttpRequest, principal: Principal, group_id: UUID) -> HttpResponse:
    """Take a group back."""
    del request
    return HttpResponseRedirect(reverse("study", args=[study_groups.remove(principal, group_id)]) + "#groups")


def plan(request: HttpRequest, principal: Principal, study_id: UUID) -> HttpResponse:
    """Say in plain words what will be looked at, then lay it down; what stands already is only shown."""
    words = words_of(request)
    found, shown = setting_up(request, principal, study_id)
    by_lot = found.assigned != "not_by_lot"
    there = {one.arm for one in found.groups}
    offered = PlanChoices(_measured(words, found), _later(words, found), there, by_lot=by_lot)
    form = PlanForm(words, offered, request.POST or None)
    summary: Before | None = None
    if request.method == "POST" and form.is_valid() and not request.POST.get("back"):
        compared, adjusted = form.cleaned_data["compared"], form.cleaned_data.get("adjusted", False)
        with form.telling():
            if request.POST.get("sure") == "yes":
                plans.freeze(principal, study_id, form.outcomes(), compared, adjusted=adjusted)
                return HttpResponseRedirect(reverse("study", args=[study_id]) + "#plan")
            plans.may_freeze(principal, study_id, form.outcomes(), compared, adjusted=adjusted)
            summary = before(words, found, form.outcomes(), compared, adjusted=adjusted)
    values = {"title": words.say("Lay down a plan"), "form": form, "found": found, "action": request.path}
    values |= {"summary": summary, "sent": [(name, one) for name in form.fields for one in request.POST.getlist(name)]}
    return page(request, "change/study_plan.html.j2", values, here=shown.here)


def setting_up(
    request: HttpRequest, principal: Principal, study_id: UUID, *, withdrawal: bool = False
) -> tuple[StudyShown, Around]:
    """
    Return a study for whoever evaluates it, and what stands around a page below it.

    Args:
        request: Of the page.
        principal: Who reads it.
        study_id: Which study.
        withdrawal: Whether the page takes answers out, which goes on once the process is closed.

    Raises:
        Refused: For everybody else.
    """
    words = words_of(request)
    found = reads.shown(principal, study_id, words.tag)
    if not (found.withdraws if withdrawal else found.evaluates):
        raise Refused
    crumb = Link(words.name(found.title), reverse("study", args=[study_id]))
    return found, below(request, principal, UUID(found.process_id), AREA, crumb)


def answered(words: PageLanguage, found: StudyShown, one: WaveLine) -> Markup:
    """Say how many people answered in a wave, of how many who were asked; of a few only that they are few."""
    if 0 < one.answered < found.k:
        return words.say("Fewer than {k} people answered", k=words.number(found.k))
    if not found.asked_people:
        return words.count("{n} person answered", "{n} people answered", one.answered)
    n, everybody = words.number(one.answered), words.number(found.asked_people)
    if found.asked_said is None or one.opens > found.asked_said:
        return words.say("{n} of {all} people who are asked answered", n=n, all=everybody)
    return words.say(
        "{n} of {all} people who are asked answered; how many are asked was said on {day}, when answers could be there "
        "already",
        n=n,
        all=everybody,
        day=words.when(found.asked_said.isoformat()),
    )


def _wave(words: PageLanguage, one: WaveLine) -> tuple[WaveLine, Markup, Markup]:
    days = escape(words.when(f"{one.opens.isoformat()}/{one.closes.isoformat()}"))
    return one, words.say(WAVES[one.kind]), days


def _group(words: PageLanguage, found: StudyShown, one: GroupLine) -> tuple[GroupLine, Markup, Markup]:
    side = next((side.name for side in found.sides if side.id == one.side), "")
    return one, words.say(GROUPS[one.arm]), words.name(side)


def _measured(words: PageLanguage, found: StudyShown) -> list[tuple[str, str]]:
    instrument = found.asked.instrument()
    summed = frozenset(item.scale for item in instrument.items if item.kind == "social_distance")
    return [(one.key, measure_name(words, found.asked, one.key).striptags()) for one in measures(instrument, summed)]


def _later(words: PageLanguage, found: StudyShown) -> list[tuple[str, str]]:
    told = [_wave(words, one) for one in found.waves if one.kind != "baseline"]
    return [(str(one.number), str(words.say("{wave}, {day}", wave=kind, day=days))) for one, kind, days in told]
