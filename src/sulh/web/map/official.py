"""
The official process as the map has it, and what the conflict is about.

    GET       map/official                        rounds, and the items of the agenda
    GET, POST map/official/new, rounds/<id>       a round, with its source; also by a desk
    POST      map/official/rounds/<id>/drop
    GET       map/issues
    GET, POST map/issues/new
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal, Refused
from sulh.model.picture import OfficialRound, Picture
from sulh.papers.page import PageLanguage
from sulh.store.reads.sources import round_kept
from sulh.store.writes import ground, ground_changes
from sulh.store.writes.looks import look
from sulh.web.desk.words import ITEM_STATES
from sulh.web.jinja import page, words_of
from sulh.web.map.around import around, below
from sulh.web.map.ground_forms import IssueForm, RoundForm
from sulh.web.map.parts import part_of
from sulh.web.map.telling import Telling
from sulh.web.map.views import NAMED, items_shown

PAGE = 50  # issues on a page


def official(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show the rounds of the official process and the items of its agenda."""
    words = words_of(request)
    shown = around(request, principal, process_id, "map-official")
    seen = look(principal, process_id)
    values = {
        "title": words.say("The official process"),
        "held": shown.frame,
        "process_id": process_id,
        "rounds": [(one, round_line(words, one)) for one in reversed(seen.picture.rounds)],
        "agenda": items_shown(seen, Telling(words, seen.picture)),
        "states": ITEM_STATES,
        "writes": shown.frame.keeps or bool(seen.desks),
    }
    return page(request, "map/official.html.j2", values, here=shown.here)


def new_round(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Write a round down, or that the talks stand still."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-official")
    if not (shown.frame.keeps or look(principal, process_id, at=()).desks):
        raise Refused
    form = RoundForm(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.given()
        with form.telling():
            ground.add_round(
                principal,
                process_id,
                source=given.source,
                start=given.start,
                end=given.end,
                stalled_since=given.stalled_since,
                new_id=form.cleaned_data["new_id"],
            )
            return _back(process_id)
    values = {"title": words.say("Write a round down"), "form": form, "action": request.path, "drop": ""}
    return page(request, "map/round.html.j2", values, here=shown.here)


def round_(request: HttpRequest, principal: Principal, process_id: UUID, official_id: UUID) -> HttpResponse:
    """Write a round anew."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-official")
    kept = round_kept(principal, official_id)
    if kept.process_id != process_id:
        raise Refused
    names = ("start", "end", "stalled_since", "source", "stamp")
    form = RoundForm(words, request.POST or None, initial={name: getattr(kept, name) for name in names})
    if request.method == "POST" and form.is_valid():
        with form.telling():
            ground_changes.change_round(principal, official_id, form.given(), stamp=form.cleaned_data["stamp"])
            return _back(process_id)
    values = {
        "title": words.say("Round {n} of the official talks", n=words.number(kept.number)),
        "form": form,
        "action": request.path,
        "drop": reverse("map-round-drop", args=[process_id, official_id]),
    }
    return page(request, "map/round.html.j2", values, here=shown.here)


def drop_round(request: HttpRequest, principal: Principal, process_id: UUID, official_id: UUID) -> HttpResponse:
    """Take back a round that was written down by mistake."""
    del request
    if round_kept(principal, official_id).process_id != process_id:
        raise Refused
    ground_changes.drop_round(principal, official_id)
    return _back(process_id)


def issues(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show what the conflict is about, and who works on it."""
    words = words_of(request)
    shown = around(request, principal, process_id, "map-issues")
    seen = look(principal, process_id)
    telling = Telling(words, seen.picture)
    rows = sorted((str(telling.name_of("issue", key)), key) for key in seen.picture.issues)
    part = part_of(request, rows, PAGE)
    values = {
        "title": words.say("Issues"),
        "held": shown.frame,
        "process_id": process_id,
        "part": part,
        "lines": [_on_issue(seen.picture, telling, key) for _, key in part.rows],
    }
    return page(request, "map/issues.html.j2", values, here=shown.here)


def new_issue(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Write down what the conflict is about, too."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-issues")
    if not shown.frame.keeps:
        raise Refused
    form = IssueForm(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            ground.add_issue(principal, process_id, form.texts("names"))
            return HttpResponseRedirect(reverse("map-issues", args=[process_id]))
    values = {"title": words.say("Write an issue down"), "form": form, "action": request.path}
    return page(request, "map/issue_new.html.j2", values, here=shown.here)


def round_line(words: PageLanguage, one: OfficialRound) -> Markup:
    """Return when a round was, or since when it stands still."""
    said = [words.say("since {day}", day=words.when(one.start.isoformat()))] if one.start else []
    if one.start and one.end:
        first, last = words.when(one.start.isoformat()), words.when(one.end.isoformat())
        said = [words.say("{first} to {last}", first=first, last=last)]
    if one.stalled_since:
        said.append(words.say("stands still since {day}", day=words.when(one.stalled_since.isoformat())))
    return Markup(" · ").join(said)


def _on_issue(picture: Picture, telling: Telling, issue: str) -> tuple[Markup, list[tuple[str, Markup]], int]:
    """Return an issue with the first initiatives on it, and how many more there are."""
    cards = [card.id for card in picture.cards if issue in card.issues]
    return (
        telling.name_of("issue", issue),
        [(one, telling.name_of("card", one)) for one in cards[:NAMED]],
        len(cards[NAMED:]),
    )


def _back(process_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("map-official", args=[process_id]))
