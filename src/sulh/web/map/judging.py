"""
Judgements of coordinators: in which stage of escalation the conflict is, with advice; and readiness, once switched on.

    GET  map/phase                  who sees it in which stage, and what is advised there
    POST map/phase/new              one's own estimate
    GET  map/readiness              what it is; once it is on, whom raters judge to be ready
    POST map/readiness/new          one's own judgement of an actor
    POST map/readiness/switch       on or off

What is shown here is on no other page and in no export.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal
from sulh.figures.drawn import name_in
from sulh.negotiation.contingency import (
    CAUTION,
    METHOD_MEANS,
    METHOD_WORDS,
    SOURCE,
    STAGE_MEANS,
    STAGE_WORDS,
    Advice,
    Step,
    advice,
)
from sulh.negotiation.readiness import BESIDE, THRESHOLD, Coalition, coalition, newest, readiness
from sulh.papers.page import PageLanguage
from sulh.store.reads import judgements as reads
from sulh.store.reads.judgements import EstimateShown, Rated, ReadinessPage
from sulh.store.reads.pictures import Seen
from sulh.store.writes import judgements as writes
from sulh.store.writes.looks import look
from sulh.web.jinja import Here, Link, page, words_of
from sulh.web.map.around import around, below
from sulh.web.map.picking import FEW, Picked, actor_rows, picked
from sulh.web.map.telling import Telling
from sulh.web.map.week_forms import Estimating, Rating

Steps = list[tuple[Markup, Markup, Markup]]
AREA = "map-phase"


@dataclass(frozen=True)
class AdviceShown:
    """What may help at a stage, in words; steps are name, meaning, reason."""

    stage: Markup
    means: Markup
    who: Markup
    lead: Steps
    follow: Steps
    here: Markup


def phase(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show who sees the conflict in which stage, and what is advised there."""
    words = words_of(request)
    shown = around(request, principal, process_id, AREA)
    found = reads.estimates(principal, process_id)
    values = {
        "title": words.say("Phase and advice"),
        "held": shown.frame,
        "process_id": process_id,
        "advice": _advised(words, found),
        "estimates": [(words.say(STAGE_WORDS[one.stage]), one) for one in found],
        "source": words.say(SOURCE),
        "caution": words.say(CAUTION),
    }
    return page(request, "map/phase.html.j2", values, here=shown.here)


def _advised(words: PageLanguage, found: tuple[EstimateShown, ...]) -> list[AdviceShown]:
    """Return the advice for the stage that each rater saw last, one for each stage."""
    last: dict[str, EstimateShown] = {}
    for one in found:
        last.setdefault(one.who, one)
    stages = dict.fromkeys(one.stage for one in last.values())
    return [_advice(words, advice(stage), [one.who for one in last.values() if one.stage == stage]) for stage in stages]


def _advice(words: PageLanguage, given: Advice, who: list[str]) -> AdviceShown:
    return AdviceShown(
        stage=words.say(STAGE_WORDS[given.stage]),
        means=words.say(STAGE_MEANS[given.stage]),
        who=words.listing([words.name(one) for one in who]),
        lead=[_step(words, step) for step in given.lead],
        follow=[_step(words, step) for step in given.follow],
        here=words.say(given.here),
    )


def _step(words: PageLanguage, step: Step) -> tuple[Markup, Markup, Markup]:
    return words.say(METHOD_WORDS[step.method]), words.say(METHOD_MEANS[step.method]), words.say(step.why)


def estimate(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Write down in which stage one sees the conflict."""
    words = words_of(request)
    shown = below(request, principal, process_id, AREA)
    form = Estimating(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with form.telling():
            writes.estimate(principal, process_id, given["stage"], reasons=given["reasons"], source=given["source"])
            return HttpResponseRedirect(reverse(AREA, args=[process_id]))
    values = {"title": words.say("Estimate the phase"), "form": form, "action": request.path}
    return page(request, "map/estimate.html.j2", values, here=shown.here)


def readiness_of(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show what readiness is, and, once it is on, whom raters judge to be ready."""
    words = words_of(request)
    shown = below(request, principal, process_id, AREA)
    found = reads.readiness_page(principal, process_id)
    telling = Telling(words, look(principal, process_id).picture)
    values = {
        "title": words.say("Readiness"),
        "process_id": process_id,
        "on": found.on,
        "rows": sorted((_row(words, telling, one) for one in _newest(found)), key=lambda row: (row[1], row[0])),
        "shares": _shares(words, telling, found),
        "breadth": _breadths(words, found),
        "dissent": [(telling.name_of("actor", one.judgement.actor), one) for one in _newest(found) if one.dissent],
    }
    return page(request, "map/readiness.html.j2", values, here=shown.here)


def _newest(found: ReadinessPage) -> list[Rated]:
    """Return the newest judgement of each actor by each rater, an actor's together."""
    by_judgement = {one.judgement: one for one in reversed(found.rated)}
    return [by_judgement[one] for one in newest(one.judgement for one in reversed(found.rated))]


def _row(words: PageLanguage, telling: Telling, one: Rated) -> tuple[Markup, ...]:
    judged = one.judgement
    both = (judged.motivation, judged.optimism, readiness(judged.motivation, judged.optimism))
    numbers = [Markup("{}").format(words.decimal(number)) for number in both]
    who = (telling.name_of("actor", judged.actor), telling.name_of("side", judged.side))
    when = Markup("{}").format(words.when(judged.on.isoformat()))
    return (*who, *numbers, words.name(one.who), when, words.name(one.source))


def _coalition(found: ReadinessPage, threshold: float) -> Coalition:
    return coalition((one.judgement for one in reversed(found.rated)), found.sides, threshold)


def _shares(words: PageLanguage, telling: Telling, found: ReadinessPage) -> list[tuple[Markup, Markup, Markup]]:
    """Return of each side, at the usual threshold, how many all raters and how many any rater finds ready."""
    rows = []
    for share in _coalition(found, THRESHOLD).shares:
        side = telling.name_of("side", share.side)
        if share.judged:
            told = [_of(words, number, share.judged) for number in (share.least, share.most)]
        else:
            told = [words.say("nobody judged yet")] * 2
        rows.append((side, told[0], told[1]))
    return rows


def _of(words: PageLanguage, number: int, judged: int) -> Markup:
    return words.say("{n} of {all}", n=words.number(number), all=words.number(judged))


def _breadths(words: PageLanguage, found: ReadinessPage) -> list[tuple[Markup, ...]]:
    """Return for several thresholds how broad the group is, and whether it is on every side."""
    rows: list[tuple[Markup, ...]] = []
    for threshold in BESIDE:
        held = _coalition(found, threshold)
        spans = words.say("yes") if held.spans else words.say("no")
        if held.least is None:
            spans = words.say("not known: of one side nobody was judged")
        level = Markup("{}").format(words.decimal(threshold))
        rows.append((level, _share(words, held.least), _share(words, held.most), spans))
    return rows


def _share(words: PageLanguage, part: Fraction | None) -> Markup:
    return Markup("–") if part is None else Markup("{}").format(words.share(float(part)))


def rate(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Judge an actor."""
    words = words_of(request)
    shown = below(request, principal, process_id, AREA)
    if not reads.readiness_page(principal, process_id).on and request.method != "POST":
        return HttpResponseRedirect(reverse("map-readiness", args=[process_id]))
    seen = look(principal, process_id, at=())
    found, actors = _actors(request, words, seen)
    form = Rating(words, actors, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with form.telling():
            writes.rate(
                principal,
                process_id,
                given["actor"],
                motivation=form.number("motivation"),
                optimism=form.number("optimism"),
                source=given["source"],
                dissent=given["dissent"],
            )
            return HttpResponseRedirect(reverse("map-readiness", args=[process_id]))
    values = {"title": words.say("Judge an actor"), "found": found, "form": form, "action": request.get_full_path()}
    return page(request, "map/rate.html.j2", values, here=_beneath(shown.here, process_id, words))


def _actors(request: HttpRequest, words: PageLanguage, seen: Seen) -> tuple[Picked | None, list[tuple[str, str]]]:
    """
    Return who can be judged, by side and name: the actors of a side that the reader sees; of many, those looked for.

    The first is what was looked for; None where all stand there.
    """
    telling, picture = Telling(words, seen.picture), seen.picture
    sides = {key: telling.name_of("side", key).striptags() for key in picture.sides}
    sided = {one.id: (sides[one.side], name_in(one.names, words.tag)) for one in picture.actors if one.side in sides}
    found = None
    if len(sided) > FEW:
        found = picked(request, (row for row in actor_rows(words, picture) if row[0] in sided))
        meant = {request.POST.get("actor", ""), *(key for key, _, _ in found.rows)}
        sided = {key: named for key, named in sided.items() if key in meant}
    return found, [
        (key, f"{name} ({side})") for (side, name), key in sorted((named, key) for key, named in sided.items())
    ]


def switch(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Switch judging readiness on; or off, after one question."""
    words = words_of(request)
    shown = below(request, principal, process_id, AREA)
    back = reverse("map-readiness", args=[process_id])
    if request.method == "POST":
        change = {"on": writes.switch_on, "off": writes.switch_off}.get(request.POST.get("to", ""))
        if change is None:
            raise BadRequest
        change(principal, process_id)
        return HttpResponseRedirect(back)
    if not reads.readiness_page(principal, process_id).on:
        return HttpResponseRedirect(back)
    values = {"title": words.say("Switch readiness off"), "action": request.path, "back": back}
    return page(request, "map/readiness_off.html.j2", values, here=_beneath(shown.here, process_id, words))


def _beneath(here: Here, process_id: UUID, words: PageLanguage) -> Here:
    crumb = Link(words.say("Readiness"), reverse("map-readiness", args=[process_id]))
    return replace(here, crumbs=(*here.crumbs, crumb))
