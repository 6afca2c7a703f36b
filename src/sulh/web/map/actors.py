"""
Actors of the map: the list with its search, one of them, and what whoever keeps the map writes of them.

    GET  map/actors?q=&kind=&side=          those that the reader sees, 50 a page
    POST map/actors/new
    GET  map/actors/<id>                    names, ties, the initiatives that engage it, who may be the same
    POST map/actors/<id>/change

Names are looked for among what the reader sees (`sulh.coordination.searching`), never in the database.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup
from msgspec.structs import replace as replace_in

from sulh.access import Principal, Refused
from sulh.coordination.names import suggest
from sulh.coordination.searching import sought
from sulh.figures.drawn import name_in
from sulh.formats.meeting_words import LEVEL_WORDS
from sulh.formats.track_words import ACTOR_WORDS, CONFIDENCE_WORDS, INTENSITY_WORDS, TIE_WORDS
from sulh.model.actors import ACTOR_KINDS, DIRECTED, Actor, Tie
from sulh.model.picture import Picture
from sulh.papers.page import PageLanguage
from sulh.store.reads.ground import TiesOf
from sulh.store.reads.pictures import Seen
from sulh.store.reads.sources import ActorKept, actor_kept, tie_sources
from sulh.store.writes import ground
from sulh.store.writes.ground_changes import change_actor
from sulh.store.writes.looks import look, saw
from sulh.web.jinja import page, words_of
from sulh.web.map.actor_rows import names_of, rows_of
from sulh.web.map.alike import MayBe, told
from sulh.web.map.around import around, below
from sulh.web.map.choices import side_choices
from sulh.web.map.ground_forms import ActorForm
from sulh.web.map.parts import Part, part_of
from sulh.web.map.telling import Telling

PAGE = 50  # actors, or ties of one, on a page
MOST = 30  # initiatives that the page of an actor names
SOON = 500  # actors among whom those that may be the same are found soon enough to do it unasked


@dataclass(frozen=True)
class TieLine:
    """
    A tie as a line: the id of the other, what is said, when, over what and how hard, how sure.

    `source`: for whoever keeps the map.
    """

    tie: str
    other: str
    text: Markup
    when: Markup
    over: Markup
    sure: Markup
    source: str


def actors(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show the actors that the reader sees."""
    words = words_of(request)
    shown = around(request, principal, process_id, "map-actors")
    seen = look(principal, process_id, at=())
    telling = Telling(words, seen.picture)
    asked = {name: request.GET.get(name, "") for name in ("q", "kind", "side")}
    part = part_of(request, _found(words, seen.picture, asked), PAGE, **asked)
    values = {
        "title": words.say("Actors"),
        "held": shown.frame,
        "process_id": process_id,
        "part": part,
        "lines": [(one.id, telling.name_of("actor", one.id), _beside(words, telling, one)) for one in part.rows],
        "asked": asked,
        "all": len(seen.picture.actors),
        "kinds": [
            (kind, words.say(ACTOR_WORDS[kind])) for kind in ACTOR_KINDS if shown.frame.network or kind != "person"
        ],
        "sides": side_choices(words, seen.picture),
    }
    return page(request, "map/actors.html.j2", values, here=shown.here)


def actor(request: HttpRequest, principal: Principal, process_id: UUID, actor_id: UUID) -> HttpResponse:
    """Show one actor as the reader sees it."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-actors")
    seen = look(principal, process_id, ties=TiesOf(ends=(str(actor_id),), about=True), at=())
    one = of_picture(seen.picture, actor_id)
    telling = Telling(words, seen.picture)
    kept = _kept(principal, process_id, actor_id) if shown.frame.keeps else None
    cards = [card.id for card in seen.picture.cards if one.id in (card.owner, *card.actors, *card.funders)]
    saw(principal, seen, cards[:MOST])
    compares = len(seen.picture.actors) <= SOON or request.GET.get("alike") == "1"
    part = part_of(request, _ties(words, telling, seen.picture, one), PAGE)
    values = {
        "title": words.say("An actor"),
        "held": shown.frame,
        "process_id": process_id,
        "actor": one,
        "called": telling.name_of("actor", one.id),
        "rows": rows_of(words, telling, replace_in(one, source=kept.actor.source) if kept else one),
        "part": _with_sources(principal, process_id, part) if shown.frame.keeps else part,
        "cards": [(card, telling.name_of("card", card)) for card in cards[:MOST]],
        "more": max(0, len(cards) - MOST),
        "kept": kept,
        "duplicates": [] if kept is None else [(each, names_of(words, each.actor)) for each in kept.duplicates],
        "alike": _alike(words, telling, seen, one, kept) if kept and compares else [],
        "compare": "" if kept is None or compares else f"{request.path}?alike=1#alike",
    }
    return page(request, "map/actor.html.j2", values, here=shown.here)


def new_actor(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Write an actor down."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-actors")
    if not shown.frame.keeps:
        raise Refused
    form = ActorForm(words, look(principal, process_id, at=()).picture, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling(names="name_0"):
            made = ground.add_actor(principal, process_id, form.given(), new_id=form.cleaned_data["new_id"])
            return to_actor(process_id, made)
    values = {"title": words.say("Write an actor down"), "form": form, "action": request.path, "lead": "actor"}
    return page(request, "map/named_form.html.j2", values, here=shown.here)


def change(request: HttpRequest, principal: Principal, process_id: UUID, actor_id: UUID) -> HttpResponse:
    """Write an actor anew."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-actors")
    kept = actor_kept(principal, process_id, actor_id)
    form = ActorForm(words, look(principal, process_id, at=()).picture, kept.actor, request.POST or None)
    form.fields["stamp"].initial = kept.stamp
    if request.method == "POST" and form.is_valid():
        with form.telling(names="name_0"):
            change_actor(principal, process_id, actor_id, form.given(), stamp=form.cleaned_data["stamp"])
            return to_actor(process_id, actor_id)
    values = {"title": words.say("Change this actor"), "form": form, "action": request.path, "lead": ""}
    return page(request, "map/named_form.html.j2", values, here=shown.here)


def of_picture(picture: Picture, actor_id: UUID) -> Actor:
    """
    Return an actor of a picture.

    Raises:
        Refused: If the reader does not see it.
    """
    found = next((one for one in picture.actors if one.id == str(actor_id)), None)
    if found is None:
        raise Refused
    return found


def to_actor(process_id: UUID, actor_id: UUID) -> HttpResponse:
    """Lead to the page of an actor."""
    return HttpResponseRedirect(reverse("map-actor", args=[process_id, actor_id]))


def _found(words: PageLanguage, picture: Picture, asked: dict[str, str]) -> list[Actor]:
    """Return those that are looked for: spelt so first, each by its name."""
    every = {
        one.id: one
        for one in picture.actors
        if asked["kind"] in ("", one.kind) and asked["side"] in ("", one.side or "")
    }
    names = {key: name_in(one.names, words.tag).casefold() for key, one in every.items()}
    order = sorted(every, key=lambda key: (names[key], key))
    return [every[key] for key in sought(((key, every[key].names) for key in order), asked["q"])]


def _beside(words: PageLanguage, telling: Telling, one: Actor) -> Markup:
    parts = [words.say(ACTOR_WORDS[one.kind]), telling.name_of("side", one.side) if one.side else Markup()]
    if one.level:
        parts.append(words.say(LEVEL_WORDS[one.level]))
    return Markup(" · ").join(part for part in parts if part)


def _ties(words: PageLanguage, telling: Telling, picture: Picture, one: Actor) -> list[TieLine]:
    """Return the ties of an actor: those with one other beside one another, whatever they say."""
    ties = [tie for tie in picture.ties if one.id in (tie.one, tie.other)]
    lines = [tie_line(words, telling, one, tie) for tie in ties]
    order = {tie.id: (str(tie.start or ""), tie.id) for tie in ties}
    return sorted(lines, key=lambda line: (str(telling.name_of("actor", line.other)), line.other, order[line.tie]))


def tie_line(words: PageLanguage, telling: Telling, one: Actor, tie: Tie) -> TieLine:
    """Return a tie of an actor as a line."""
    this, other = (tie.one, tie.other) if tie.one == one.id or tie.kind in DIRECTED else (tie.other, tie.one)
    text = words.say(
        "{one} {tie} {other}",
        one=telling.name_of("actor", this),
        tie=words.say(TIE_WORDS[tie.kind]),
        other=telling.name_of("actor", other),
    )
    begins = words.say("since {day}", day=words.when(tie.start.isoformat())) if tie.start else Markup()
    ends = words.say("until {day}", day=words.when(tie.end.isoformat())) if tie.end else Markup()
    when = Markup(" · ").join(part for part in (begins, ends) if part)
    fought = words.say(INTENSITY_WORDS[tie.intensity]) if tie.intensity else Markup()
    about = words.say("about {what}", what=words.name(tie.about)) if tie.about else Markup()
    over = Markup(" · ").join(part for part in (about, fought) if part)
    beside = tie.other if tie.one == one.id else tie.one
    return TieLine(tie.id, beside, text, when, over, words.say(CONFIDENCE_WORDS[tie.confidence]), tie.source)


def _with_sources(principal: Principal, process_id: UUID, part: Part[TieLine]) -> Part[TieLine]:
    """Return the ties on a page with where each is known from."""
    known = tie_sources(principal, process_id, [line.tie for line in part.rows])
    lines = [replace(line, source=known.get(line.tie, "")) for line in part.rows]
    return replace(part, rows=lines)


def _kept(principal: Principal, process_id: UUID, actor_id: UUID) -> ActorKept | None:
    """Return an actor as it was written; None for one that stands on cards alone."""
    try:
        return actor_kept(principal, process_id, actor_id)
    except Refused:
        return None


def _alike(words: PageLanguage, telling: Telling, seen: Seen, one: Actor, kept: ActorKept) -> list[MayBe]:
    """Return who may be the same, among those that can be joined."""
    others = [actor for actor in seen.picture.actors if actor.id in kept.listed]
    return [told(words, telling, each) for each in suggest(others, one, places=seen.picture.places)]
