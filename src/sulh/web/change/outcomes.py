"""
Outcomes: who changed what, and what independent people say of it.

    GET  change/outcomes              all, or those of one of the three changes; where they lie; what is one-sided
    POST change/outcomes/new          one more; w/outcomes/<id>/change, remove: until somebody has judged it
    GET  w/outcomes/<id>              one of them, with every doubt and every verdict
    POST w/outcomes/<id>/verdict      what somebody independent says; w/verdicts/<id>/back
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup, escape

from sulh.access import Principal, Refused
from sulh.formats.outcome_words import (
    CHANGED_WORDS,
    DOUBT_WORDS,
    KIND_WORDS,
    LOPSIDED_WORDS,
    VERDICT_WORDS,
    WHO_WORDS,
)
from sulh.formats.track_words import CHANGE_WORDS, QUADRANT_WORDS
from sulh.measurement.outcomes import crossed, doubts, lopsided
from sulh.model.initiatives import CHANGES, QUADRANTS
from sulh.model.outcomes import KINDS, Outcome
from sulh.papers.page import PageLanguage
from sulh.store import clock
from sulh.store.errors import Invalid
from sulh.store.reads import outcomes as reads
from sulh.store.reads.outcomes import Around, OneOutcome
from sulh.store.writes import outcomes as writes
from sulh.web.change.around import around, below
from sulh.web.change.forms import FIELDS
from sulh.web.change.outcome_forms import NOT_SAID, OutcomeForm, VerdictForm, as_written
from sulh.web.jinja import Link, page, words_of
from sulh.web.map.parts import part_of
from sulh.words.language import mark

AREA: Final = "outcomes"
PAGE: Final = 25  # outcomes at a time
BEARING: Final = {  # (intended, negative)
    (True, False): mark("Aimed at, and for the better"),
    (True, True): mark("Aimed at, and for the worse"),
    (False, False): mark("Not aimed at, and for the better"),
    (False, True): mark("Not aimed at, and for the worse"),
}


def overview(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show what changed, and where outcomes lie."""
    words = words_of(request)
    shown = around(request, principal, process_id, AREA)
    held = reads.outcomes(principal, process_id, words.tag)
    kept = _kept(request, held.around)
    here = [one for one in held.found if kept["initiative"] in ("", one.initiative)]
    part = part_of(request, [one for one in here if kept["family"] in ("", one.family)], PAGE, **kept)
    values = {
        "title": words.say("Outcomes"),
        "process_id": process_id,
        "around": held.around,
        "any": bool(held.found),
        "part": part,
        "rows": [(one, summary(words, one), _doubts(words, one)) for one in part.rows],
        "filters": _filters(words, held.around, kept),
        "cautions": [words.say(LOPSIDED_WORDS[code]) for code in lopsided(here)],
        "crossed": _crossed(words, here),
    }
    return page(request, "change/outcomes.html.j2", values, here=shown.here)


def outcome(request: HttpRequest, principal: Principal, outcome_id: UUID) -> HttpResponse:
    """Show one outcome."""
    words = words_of(request)
    found = reads.outcome(principal, outcome_id, words.tag)
    shown = below(request, principal, UUID(found.around.process_id), AREA)
    values = {
        "title": _title(words, found.value),
        "found": found,
        "facts": _facts(words, found.value, found.around),
        "doubts": _doubts(words, found.value),
        "said": [(one, words.say(VERDICT_WORDS[one.verdict])) for one in found.value.substantiations],
    }
    return page(request, "change/outcome.html.j2", values, here=shown.here)


def new(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Write an outcome down."""
    words = words_of(request)
    held = _keeping(reads.outcomes(principal, process_id, words.tag).around)
    form = OutcomeForm(words, held, request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            made = writes.add(principal, process_id, form.given(), new_id=form.cleaned_data["new_id"])
            return HttpResponseRedirect(reverse("outcome", args=[made]))
        except Invalid as refusal:
            form.tell(refusal, **FIELDS)
    shown = below(request, principal, process_id, AREA)
    values = {"title": words.say("Write an outcome down"), "form": form, "action": request.path}
    return page(request, "change/form.html.j2", values, here=shown.here)


def change(request: HttpRequest, principal: Principal, outcome_id: UUID) -> HttpResponse:
    """Write an outcome anew, as long as nobody has judged it."""
    words = words_of(request)
    found = reads.outcome(principal, outcome_id, words.tag)
    held = _keeping(found.around)
    form = OutcomeForm(words, held, request.POST or None, initial=as_written(found.value, found.stamp))
    if request.method == "POST" and form.is_valid():
        try:
            writes.change(principal, outcome_id, form.given(), stamp=form.cleaned_data["stamp"])
            return HttpResponseRedirect(reverse("outcome", args=[outcome_id]))
        except Invalid as refusal:
            form.tell(refusal, **FIELDS)
    crumb = Link(_title(words, found.value), reverse("outcome", args=[outcome_id]))
    shown = below(request, principal, UUID(held.process_id), AREA, crumb)
    values = {
        "title": words.say("Change this outcome"),
        "form": form,
        "action": request.path,
        "remove": reverse("outcome-remove", args=[outcome_id]),
    }
    return page(request, "change/form.html.j2", values, here=shown.here)


def remove(request: HttpRequest, principal: Principal, outcome_id: UUID) -> HttpResponse:
    """Take an outcome back."""
    del request
    return HttpResponseRedirect(reverse("outcomes", args=[writes.remove(principal, outcome_id)]))


def verdict(request: HttpRequest, principal: Principal, outcome_id: UUID) -> HttpResponse:
    """Take down what somebody independent says."""
    words = words_of(request)
    found = _judging(reads.outcome(principal, outcome_id, words.tag))
    form = VerdictForm(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            writes.judge(principal, outcome_id, form.given(), new_id=form.cleaned_data["new_id"])
            return HttpResponseRedirect(reverse("outcome", args=[outcome_id]) + "#said")
        except Invalid as refusal:
            form.tell(refusal, **FIELDS)
    crumb = Link(_title(words, found.value), reverse("outcome", args=[outcome_id]))
    shown = below(request, principal, UUID(found.around.process_id), AREA, crumb)
    values = {"title": words.say("What somebody independent says"), "form": form, "action": request.path}
    return page(request, "change/form.html.j2", values, here=shown.here)


def verdict_back(request: HttpRequest, principal: Principal, substantiation_id: UUID) -> HttpResponse:
    """Take back what one took down."""
    del request
    return HttpResponseRedirect(reverse("outcome", args=[writes.take_back(principal, substantiation_id)]))


def summary(words: PageLanguage, one: Outcome) -> Markup:
    """Return an outcome in one line: which change, how it bears, what others say."""
    said = [each.verdict for each in one.substantiations]
    told = [
        words.say("{verdict}: {n}", verdict=words.say(text), n=words.number(said.count(key)))
        for key, text in VERDICT_WORDS.items()
        if key in said
    ]
    bearing = words.say(BEARING[one.intended, one.negative])
    return Markup(" · ").join([words.say(CHANGE_WORDS[one.family]), bearing, *told])


def _kept(request: HttpRequest, held: Around) -> dict[str, str]:
    """Return which outcomes an address asks for: what it names and nobody knows is not asked."""
    family, initiative = request.GET.get("family", ""), request.GET.get("initiative", "")
    return {
        "family": family if family in CHANGES else "",
        "initiative": initiative if initiative in held.initiatives else "",
    }


def _filters(words: PageLanguage, held: Around, kept: dict[str, str]) -> list[list[Link]]:
    """Return what outcomes can be chosen by: each line keeps what the other one chose."""
    offered: dict[str, dict[str, Markup]] = {"family": {key: words.say(text) for key, text in CHANGE_WORDS.items()}}
    if len(held.initiatives) > 1:
        offered["initiative"] = {key: words.name(title) for key, title in held.initiatives.items()}
    return [
        [
            Link(text, "?" + urlencode({**kept, by: key}), kept[by] == key)
            for key, text in {"": words.say("All"), **choices}.items()
        ]
        for by, choices in offered.items()
    ]


def _keeping(held: Around) -> Around:
    if not held.keeps:
        raise Refused
    return held


def _judging(found: OneOutcome) -> OneOutcome:
    if not found.judges:
        raise Refused
    return found


def _title(words: PageLanguage, one: Outcome) -> Markup:
    return words.say("Outcome {n}: {actor}", n=words.number(one.number), actor=words.name(one.actor))


def _doubts(words: PageLanguage, one: Outcome) -> list[Markup]:
    return [words.say(DOUBT_WORDS[code]) for code in doubts(one)]


def _facts(words: PageLanguage, one: Outcome, held: Around) -> list[tuple[Markup, Markup]]:
    """Return what is known of an outcome beside its words; what was not said is told as such."""
    silent = words.say(NOT_SAID)
    sides = words.listing([words.name(held.names[side]) for side in one.sides if side in held.names])
    return [
        (words.say("Who changed"), words.say(WHO_WORDS[one.who])),
        (words.say("What kind of thing"), words.say(CHANGED_WORDS[one.changed])),
        (words.say("Which of the three changes"), words.say(CHANGE_WORDS[one.family])),
        (words.say("Since"), escape(words.when(one.on.isoformat()))),
        (words.say("How it bears"), words.say(BEARING[one.intended, one.negative])),
        (words.say("Our contribution"), words.name(one.contribution) if one.contribution else silent),
        (words.say("What that rests on"), words.name(one.evidence) if one.evidence else silent),
        (words.say("Sides"), sides or silent),
        (words.say("Kind of change"), words.say(KIND_WORDS[one.kind]) if one.kind else silent),
        (words.say("People and kind of change"), words.say(QUADRANT_WORDS[one.quadrant]) if one.quadrant else silent),
        (words.say("Whose work"), whose(words, one.initiative, held)),
    ]


def whose(words: PageLanguage, initiative: str | None, held: Around) -> Markup:
    """Return whose work it is; an initiative that has an owner now is not named here."""
    if initiative is None:
        return words.say("The process as a whole")
    title = held.initiatives.get(initiative)
    return words.name(title) if title else words.say("An initiative that has an owner of its own now")


def _crossed(words: PageLanguage, found: Sequence[Outcome]) -> list[tuple[Markup, ...]]:
    """Return how many outcomes lie in each kind and each cell; nothing where none says either."""
    counts = crossed(found)
    if not any(kind or quadrant for kind, quadrant in counts):
        return []
    return [
        (
            words.say(KIND_WORDS[kind] if kind else NOT_SAID),
            *(escape(words.number(counts.get((kind, quadrant), 0))) for quadrant in (*QUADRANTS, None)),
        )
        for kind in (*KINDS, None)
    ]
