"""
What an initiative is tied to: who is engaged, answers for it, pays for it; what it cannot go on without.

Where there are more places or issues than a form holds, those too.

    GET, POST map/initiatives/<id>/with/<part>?q=...     those chosen, and a search by name among what its holder sees
    GET, POST map/initiatives/<id>/name                  somebody who is not on the map, seen with this card alone
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal, Refused
from sulh.model.actors import Name
from sulh.model.initiatives import Card
from sulh.model.picture import Picture
from sulh.papers.page import PageLanguage
from sulh.store.reads.map_frames import own_card
from sulh.store.reads.pictures import Seen
from sulh.store.writes import engaging
from sulh.store.writes.engaging import PARTS, Part
from sulh.store.writes.ground import name_actor
from sulh.store.writes.looks import look
from sulh.web.incoming import an_id
from sulh.web.jinja import Link, page, words_of
from sulh.web.map.around import Around, below
from sulh.web.map.choices import MOST_BOXES
from sulh.web.map.ground_forms import UnlistedForm
from sulh.web.map.picking import Row, actor_rows, picked, place_rows
from sulh.web.map.telling import Telling
from sulh.words.language import mark

TITLES: Final[dict[Part, str]] = {
    "actors": mark("Who is engaged"),
    "responsible": mark("Who answers for it"),
    "funders": mark("Who pays for it"),
    "depends_on": mark("Initiatives it cannot go on without"),
    "places": mark("Places"),
    "issues": mark("Issues"),
}
KINDS: Final[dict[Part, str]] = {
    "actors": "actor",
    "responsible": "actor",
    "funders": "actor",
    "depends_on": "card",
    "places": "place",
    "issues": "issue",
}


def engaged(request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID, part: str) -> HttpResponse:
    """Show what an initiative is tied to in one way; add what was found by name, or take it away."""
    words = words_of(request)
    shown, seen, card = _own(request, principal, process_id, card_id)
    which = next((one for one in parts_of(seen.picture) if one == part), None)
    if which is None:
        raise Refused
    if request.method == "POST":
        act = engaging.leave if request.POST.get("act") == "remove" else engaging.join
        act(principal, card_id, which, an_id(request.POST.get("what")))
        return HttpResponseRedirect(request.path)
    telling = Telling(words, seen.picture)
    chosen = _chosen(card, which)
    offered = engaging.offered(seen, which, card_id)
    rows = [row for row in _rows(words, telling, seen.picture, which) if row[0] in offered]
    values = {
        "title": words.say(TITLES[which]),
        "called": telling.name_of("card", card.id),
        "chosen": [(one, telling.name_of(KINDS[which], one)) for one in chosen],
        "found": picked(request, rows, without=chosen),
        "action": request.path,
        "ways": [_way(words, process_id, card_id, one, current=one == which) for one in parts_of(seen.picture)],
        "unlisted": reverse("map-card-name", args=[process_id, card_id]) if which == "actors" else "",
        "back": reverse("map-card", args=[process_id, card_id]),
    }
    return page(request, "map/engaged.html.j2", values, here=shown.here)


def name(request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID) -> HttpResponse:
    """Name somebody who is engaged and not on the map."""
    words = words_of(request)
    shown, _, _ = _own(request, principal, process_id, card_id)
    form = UnlistedForm(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling(names="name_0"):
            name_actor(principal, card_id, form.given(), new_id=form.cleaned_data["new_id"])
            return HttpResponseRedirect(reverse("map-card-with", args=[process_id, card_id, "actors"]))
    values = {"title": words.say("Name somebody"), "form": form, "action": request.path, "lead": "card"}
    return page(request, "map/named_form.html.j2", values, here=shown.here)


def parts_of(picture: Picture) -> tuple[Part, ...]:
    """Return in which ways an initiative is tied on these pages: places and issues only where no form holds them."""
    many = {"places": len(picture.places) > MOST_BOXES, "issues": len(picture.issues) > MOST_BOXES}
    return tuple(one for one in PARTS if many.get(one, True))


def _own(request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID) -> tuple[Around, Seen, Card]:
    """Return what stands around the page, what its reader sees, and the card, if it is theirs."""
    shown = below(request, principal, process_id, "map-cards")
    if own_card(principal, card_id).process_id != process_id:
        raise Refused
    seen = look(principal, process_id, at=())
    card = seen.card(card_id)
    if card is None:
        raise Refused
    return shown, seen, card


def _chosen(card: Card, part: Part) -> tuple[str, ...]:
    if part == "responsible":
        return (card.owner,) if card.owner else ()
    every: Mapping[Part, tuple[str, ...]] = {
        "actors": card.actors,
        "funders": card.funders,
        "depends_on": card.depends_on,
        "places": card.places,
        "issues": card.issues,
    }
    return every[part]


def _rows(words: PageLanguage, telling: Telling, picture: Picture, part: Part) -> list[Row]:
    """Return what can be looked for, by all its names."""
    if part in engaging.ACTORS:
        return actor_rows(words, picture)
    if part == "places":
        return place_rows(words, picture)
    cards = {card.id: card.titles for card in picture.cards if card.titles}
    texts = picture.issues if part == "issues" else cards
    kind = KINDS[part]
    return [(key, _names(one), telling.name_of(kind, key), Markup()) for key, one in texts.items()]


def _names(texts: Mapping[str, str]) -> tuple[Name, ...]:
    return tuple(Name(text, tag) for tag, text in texts.items())


def _way(words: PageLanguage, process_id: UUID, card_id: UUID, part: Part, *, current: bool) -> Link:
    return Link(words.say(TITLES[part]), reverse("map-card-with", args=[process_id, card_id, part]), current)
