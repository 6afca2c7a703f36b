"""
What initiatives and desks could lend one another, and what waits for an answer.

    GET  map/offers                        what waits for the reader, offers that meet a need, links
    POST map/initiatives/<id>/offers       what an initiative offers and needs
    POST map/desks/<id>/offers             what a desk offers and needs
    POST .../offers/<id>/remove
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal, Refused
from sulh.coordination.offers import Match, matches
from sulh.coordination.tiers import shows
from sulh.coordination.world import OPEN_LINKS
from sulh.figures.drawn import name_in
from sulh.formats.track_words import DIRECTION_WORDS
from sulh.model.initiatives import Offer
from sulh.papers.page import PageLanguage
from sulh.store.reads.links import desks_of, links_of
from sulh.store.reads.map_frames import own_card
from sulh.store.reads.matching import matches_among
from sulh.store.reads.pictures import Seen
from sulh.store.sealing import in_language
from sulh.store.writes import offers as writes
from sulh.store.writes.looks import look
from sulh.web.jinja import page, words_of
from sulh.web.map.around import Around, below
from sulh.web.map.card_rows import offer_said
from sulh.web.map.choices import in_order
from sulh.web.map.joined import Naming, line_of_link, line_of_match, theirs
from sulh.web.map.parts import part_of
from sulh.web.map.picking import FEW, Picked, actor_rows, picked, place_rows
from sulh.web.map.telling import Telling
from sulh.web.map.work_forms import OfferForm
from sulh.words.language import language

PAGE = 20  # matches on a page


@dataclass(frozen=True)
class Met:
    """An offer that may meet a need, in words; `propose`: where a link can be proposed, or empty."""

    needs: Markup
    offers: Markup
    reasons: tuple[Markup, ...]
    cards: tuple[tuple[str, Markup], ...]
    propose: str


def offers(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show what waits for the reader, which offers meet which needs, and the links of their own."""
    words = words_of(request)
    shown = theirs(request, principal, process_id)
    seen = look(principal, process_id)
    naming = Naming(words, seen)
    speaks = desks_of(principal, seen)
    links = [line_of_link(naming, process_id, one) for one in links_of(principal, seen)]
    mine = [UUID(one) for one in seen.own - seen.unconfirmed]
    waiting = [line_of_match(naming, process_id, one) for one in matches_among(mine) if one.waits]
    part = part_of(request, _met(seen, speaks), PAGE)
    values = {
        "title": words.say("Offers and links"),
        "process_id": process_id,
        "all": shown.frame.coordinates,
        "answers": [one for one in links if one.answers],
        "matches": waiting,
        "links": [one for one in links if not one.answers],
        "desks": [(one, naming.telling.name_of("desk", one)) for one in sorted(speaks)],
        "part": part,
        "met": [_in_words(naming, seen, one) for one in part.rows],
    }
    return page(request, "map/offers.html.j2", values, here=shown.here)


def of_card(request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID) -> HttpResponse:
    """Show what an initiative offers and needs, and write something down."""
    own = own_card(principal, card_id)
    if own.process_id != process_id:
        raise Refused
    back = reverse("map-card", args=[process_id, card_id])
    shown = below(request, principal, process_id, "map-cards")
    seen = look(principal, process_id, at=())
    return _kept(request, principal, shown, seen, _Holder(str(card_id), back, own.card.offers))


def of_desk(request: HttpRequest, principal: Principal, process_id: UUID, desk_id: UUID) -> HttpResponse:
    """Show what a desk offers and needs, and write something down."""
    shown = theirs(request, principal, process_id, is_below=True)
    seen = look(principal, process_id, at=())
    if str(desk_id) not in desks_of(principal, seen):
        raise Refused
    held = tuple(one for one in seen.picture.offers if one.holder == str(desk_id))
    back = reverse("map-offers", args=[process_id])
    return _kept(request, principal, shown, seen, _Holder(str(desk_id), back, held))


def remove_of_card(
    request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID, offer_id: UUID
) -> HttpResponse:
    """Take something away that an initiative offers or needs."""
    del request
    writes.remove(principal, offer_id)
    return HttpResponseRedirect(reverse("map-card-offers", args=[process_id, card_id]))


def remove_of_desk(
    request: HttpRequest, principal: Principal, process_id: UUID, desk_id: UUID, offer_id: UUID
) -> HttpResponse:
    """Take something away that a desk offers or needs."""
    del request
    writes.remove(principal, offer_id)
    return HttpResponseRedirect(reverse("map-desk-offers", args=[process_id, desk_id]))


@dataclass(frozen=True)
class _Holder:
    """Whose offers a page keeps: an initiative or a desk, where to go back to, what there is."""

    id: str
    back: str
    offers: Sequence[Offer]


def _kept(request: HttpRequest, principal: Principal, shown: Around, seen: Seen, holder: _Holder) -> HttpResponse:
    words, process_id = words_of(request), UUID(shown.frame.process_id)
    telling, of_desk = Telling(words, seen.picture), holder.id in seen.picture.desks
    found, about = _about(request, words, seen, holder.id)
    form = OfferForm(words, about, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling(words="said"):
            (writes.add_of_desk if of_desk else writes.add_of_card)(principal, UUID(holder.id), form.given())
            return HttpResponseRedirect(request.path)
    route = "map-desk-offer-remove" if of_desk else "map-card-offer-remove"
    held = [
        (
            words.say(DIRECTION_WORDS[one.direction]),
            offer_said(words, telling, one),
            reverse(route, args=[process_id, holder.id, one.id]),
        )
        for one in holder.offers
    ]
    values = {
        "title": words.say("What it offers and needs"),
        "called": telling.name_of("desk" if of_desk else "card", holder.id),
        "desk": of_desk,
        "held": held,
        "form": form,
        "found": found,
        "action": request.path,
        "back": holder.back,
    }
    return page(request, "map/own_offers.html.j2", values, here=shown.here)


def _about(
    request: HttpRequest, words: PageLanguage, seen: Seen, holder: str
) -> tuple[Picked | None, list[tuple[str, str]]]:
    """
    Return what an offer can be about: all there is where that is little, else what the holder names or was looked for.

    The first is what was looked for; None where there is nothing to look for.
    """
    picture, tag = seen.picture, words.tag
    plain = language(tag)  # a place is often called like its side
    sides = {key: in_language(dict(texts), tag) for key, texts in picture.sides.items()}
    names = {key: plain.say("Side: {name}", name=name) for key, name in sides.items()}
    others = {one.id: name_in(one.names, tag) for one in picture.actors}
    others |= {one.id: name_in(one.names, tag) for one in picture.places}
    rows = [*place_rows(words, picture), *actor_rows(words, picture)]
    found = picked(request, rows) if len(others) > FEW else None
    card = seen.card(holder)
    near = {request.POST.get("about", ""), *((*card.places, *card.actors) if card else ())}
    near |= set(others) if found is None else {key for key, _, _ in found.rows}
    chosen = names | {key: name for key, name in others.items() if key in near}
    return found, in_order(chosen.items())


def _met(seen: Seen, speaks: Collection[str]) -> Sequence[Match]:
    """Return the matches that concern what is the reader's own; to whoever coordinates, all."""
    own, found = seen.own | set(speaks), matches(seen.picture)
    if "coordinators" in seen.audiences:
        return found
    return [one for one in found if own.intersection((one.need.holder, one.offer.holder))]


def _in_words(naming: Naming, seen: Seen, match: Match) -> Met:
    words, telling = naming.words, naming.telling
    holders = (match.need.holder, match.offer.holder)
    needed, offered = (offer_said(words, telling, one) for one in (match.need, match.offer))
    return Met(
        needs=words.say("{who} needs: {what}", who=naming.called(holders[0]), what=needed),
        offers=words.say("{who} offers: {what}", who=naming.called(holders[1]), what=offered),
        reasons=tuple(telling.sentence(one) for one in match.reasons),
        cards=tuple((one, naming.called(one)) for one in holders if one not in seen.picture.desks),
        propose=proposing(seen, *holders) or proposing(seen, *reversed(holders)),
    )


def proposing(seen: Seen, one: str, other: str, *, met: bool = False) -> str:
    """
    Return where a link from one's own initiative or desk to another can be proposed; empty if it cannot.

    `met`: that their owners came to know one another through a match.
    """
    card = seen.card(other)
    shown = card is not None and shows(card.tier, "actors")
    known = met or other in seen.picture.desks or shown
    free = not any({one, other} == {link.one, link.other} and link.state in OPEN_LINKS for link in seen.picture.links)
    if one in seen.own - seen.unconfirmed and other not in seen.own and known and free:
        return reverse("map-link-new", args=[seen.process_id, one, other])
    if one in seen.desks and shown and free:
        return reverse("map-desk-link", args=[seen.process_id, one, other])
    return ""
