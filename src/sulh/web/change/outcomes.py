"""
Outcomes: who changed what, and what independent people say of it.

    GET  change/outcomes              all, or those of one of the three changes; where they lie; what is one-sided;
                                      as of a day, and beside an earlier one
    POST change/outcomes/new          one more; w/outcomes/<id>/change, remove: until somebody has judged it
    GET  w/outcomes/<id>              one of them, with every doubt and every verdict
    POST w/outcomes/<id>/verdict      what somebody independent says; w/verdicts/<id>/back

Their words: `outcome_telling`.
"""

from __future__ import annotations

from datetime import date
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal, Refused
from sulh.formats.outcome_words import LOPSIDED_WORDS, VERDICT_WORDS
from sulh.formats.track_words import CHANGE_WORDS
from sulh.measurement.outcomes import as_of, lopsided, since
from sulh.model.initiatives import CHANGES
from sulh.papers.page import PageLanguage
from sulh.store import clock
from sulh.store.reads import outcomes as reads
from sulh.store.reads.outcomes import Around, OneOutcome
from sulh.store.writes import outcomes as writes
from sulh.web.change.around import around, below
from sulh.web.change.outcome_forms import OutcomeForm, VerdictForm, as_written
from sulh.web.change.outcome_telling import doubts_of, facts_of, summary, title_of, what_came, where_they_lie
from sulh.web.incoming import a_day
from sulh.web.jinja import Link, page, words_of
from sulh.web.map.parts import part_of

AREA: Final = "outcomes"
PAGE: Final = 25  # outcomes at a time


def overview(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show what changed, and where outcomes lie."""
    words = words_of(request)
    shown = around(request, principal, process_id, AREA)
    held = reads.outcomes(principal, process_id, words.tag)
    kept = _kept(request, held.around)
    of_it = [one for one in held.found if kept["initiative"] in ("", one.initiative)]
    chosen = [one for one in of_it if kept["family"] in ("", one.family)]
    day, asked = a_day(kept["on"]) or date.max, a_day(kept["since"])
    before = asked if asked and asked < day else None
    here = as_of(chosen, day)
    part = part_of(request, here, PAGE, **kept)
    values = {
        "title": words.say("Outcomes"),
        "process_id": process_id,
        "around": held.around,
        "any": bool(held.found),
        "part": part,
        "rows": [(one, summary(words, one), doubts_of(words, one)) for one in part.rows],
        "filters": _filters(words, held.around, kept),
        "cautions": [words.say(LOPSIDED_WORDS[code]) for code in lopsided(as_of(of_it, day))],
        "crossed": where_they_lie(words, here),
        "kept": kept,
        "turned": _turned(words, kept) if asked and not before else None,
        "before": where_they_lie(words, as_of(chosen, before)) if before else [],
        "came": what_came(words, since(chosen, before, day)) if before else [],
    }
    return page(request, "change/outcomes.html.j2", values, here=shown.here)


def outcome(request: HttpRequest, principal: Principal, outcome_id: UUID) -> HttpResponse:
    """Show one outcome."""
    words = words_of(request)
    found = reads.outcome(principal, outcome_id, words.tag)
    shown = below(request, principal, UUID(found.around.process_id), AREA)
    values = {
        "title": title_of(words, found.value),
        "found": found,
        "facts": facts_of(words, found.value, found.around),
        "doubts": doubts_of(words, found.value),
        "said": [(one, words.say(VERDICT_WORDS[one.verdict])) for one in found.value.substantiations],
    }
    return page(request, "change/outcome.html.j2", values, here=shown.here)


def new(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Write an outcome down."""
    words = words_of(request)
    held = _keeping(reads.outcomes(principal, process_id, words.tag).around)
    form = OutcomeForm(words, held, request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        with form.telling():
            made = writes.add(principal, process_id, form.given(), new_id=form.cleaned_data["new_id"])
            return HttpResponseRedirect(reverse("outcome", args=[made]))
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
        with form.telling():
            writes.change(principal, outcome_id, form.given(), stamp=form.cleaned_data["stamp"])
            return HttpResponseRedirect(reverse("outcome", args=[outcome_id]))
    crumb = Link(title_of(words, found.value), reverse("outcome", args=[outcome_id]))
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
        with form.telling():
            writes.judge(principal, outcome_id, form.given(), new_id=form.cleaned_data["new_id"])
            return HttpResponseRedirect(reverse("outcome", args=[outcome_id]) + "#said")
    crumb = Link(title_of(words, found.value), reverse("outcome", args=[outcome_id]))
    shown = below(request, principal, UUID(found.around.process_id), AREA, crumb)
    values = {"title": words.say("What somebody independent says"), "form": form, "action": request.path}
    return page(request, "change/form.html.j2", values, here=shown.here)


def verdict_back(request: HttpRequest, principal: Principal, substantiation_id: UUID) -> HttpResponse:
    """Take back what one took down."""
    del request
    return HttpResponseRedirect(reverse("outcome", args=[writes.take_back(principal, substantiation_id)]))


def _kept(request: HttpRequest, held: Around) -> dict[str, str]:
    """Return which outcomes an address asks for: what it names and nobody knows is not asked."""
    family, initiative = request.GET.get("family", ""), request.GET.get("initiative", "")
    days = {key: a_day(request.GET.get(key)) for key in ("on", "since")}
    return {
        "family": family if family in CHANGES else "",
        "initiative": initiative if initiative in held.initiatives else "",
        **{key: day.isoformat() if day else "" for key, day in days.items()},
    }


def _turned(words: PageLanguage, kept: dict[str, str]) -> Markup:
    """Return that two days are not compared, since the earlier one is none."""
    since, on = words.when(kept["since"]), words.when(kept["on"])
    return words.say(
        "{since} does not lie before {on}: nothing is compared. Choose an earlier day.", since=since, on=on
    )


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
