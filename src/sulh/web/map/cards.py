"""
Initiatives: the list, one at the reader's tier, and what its holder does with it.

    GET  map/initiatives                      those that the reader sees
    POST map/register                         eight fields
    POST map/codes                            a code for an owner who registers for themselves
    GET  map/initiatives/<id>                 at the reader's tier; to its holder also who sees how much
    POST map/initiatives/<id>/{change,shows,confirm}
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal, Refused, Role
from sulh.coordination.audiences import findings_for
from sulh.coordination.detect import touched_by
from sulh.coordination.findings import Finding
from sulh.formats.meeting_words import SECTOR_WORDS
from sulh.formats.track_words import AUDIENCE_SHORT, AUDIENCE_WORDS, TIER_SHORT, TIER_WORDS
from sulh.model.initiatives import AUDIENCES, Audience, Card, Tier
from sulh.model.tracks import SECTOR_TRACKS
from sulh.papers.page import PageLanguage
from sulh.store.reads.map_frames import own_card
from sulh.store.reads.pictures import Seen
from sulh.store.writes import cards as writes
from sulh.store.writes.looks import look, look_near, look_to_write
from sulh.store.writes.seats import Slip
from sulh.web.jinja import page, words_of
from sulh.web.map.around import Around, around, below
from sulh.web.map.beside import from_own, own_work
from sulh.web.map.card_rows import Row, line_of, rows_of
from sulh.web.map.forms import CardForm, CodeForm, EightFields, TiersForm
from sulh.web.map.parts import part_of
from sulh.web.map.telling import Telling
from sulh.web.map.to_funders import Saying
from sulh.web.map.views import finding_shown
from sulh.web.routes import place

PAGE = 50  # initiatives of others on a page
FINDINGS = 20  # what was found about an initiative, on a page


def cards(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show the initiatives that the reader sees: their own first; of one sector track, if it is asked for."""
    words = words_of(request)
    shown = around(request, principal, process_id, "map-cards")
    seen = look(principal, process_id)
    telling = Telling(words, seen.picture)
    track = next((one for one in SECTOR_TRACKS if one.key == request.GET.get("track")), None)
    cards = [card for card in seen.picture.cards if track is None or track.key in card.sectors]
    ordered = [card for _, _, card in sorted((str(telling.name_of("card", card.id)), card.id, card) for card in cards)]
    part = part_of(request, [one for one in ordered if one.id not in seen.own], PAGE, track=track.key if track else "")
    values = {
        "title": words.say("Initiatives"),
        "held": shown.frame,
        "process_id": process_id,
        "waits": [one for one in shown.here.nav if one.badge],
        "track": None if track is None else words.say(SECTOR_WORDS[track.key]),
        "own": [_line(words, telling, card) for card in ordered if card.id in seen.own],
        "part": part,
        "others": [_line(words, telling, card) for card in part.rows],
        "waiting": seen.unconfirmed,
    }
    return page(request, "map/cards.html.j2", values, here=shown.here)


def card(request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID) -> HttpResponse:
    """Show one initiative at the reader's tier; to its holder also what others see, and who looked."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-cards")
    seen = look_near(principal, process_id, card_id)
    found = seen.card(card_id)
    if found is None:
        raise Refused
    telling = Telling(words, seen.picture)
    own = own_card(principal, card_id) if found.id in seen.own else None
    touching, saying = _touching(seen, found), Saying(seen)
    part = part_of(request, touching, FINDINGS)
    values = {
        "title": words.say("An initiative"),
        "held": shown.frame,
        "process_id": process_id,
        "card": found,
        "called": telling.name_of("card", found.id),
        "rows": rows_of(words, telling, found),
        "tier": words.say(TIER_SHORT[found.tier]),
        "own": own,
        "views": [] if own is None else [_told(words, one, own.tiers[one]) for one in AUDIENCES],
        "short": TIER_SHORT,
        "audiences": AUDIENCE_SHORT,
        "found": [finding_shown(one, telling, saying=saying) for one in part.rows],
        "part": part,
        "said": saying.left(found.id, touching),
        "work": None if own is None else own_work(words, principal, seen, card_id),
        "from_own": [] if own else from_own(words, seen, card_id),
    }
    return page(request, "map/card.html.j2", values, here=shown.here)


def register(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Register an initiative; a coordinator who does it for an owner is shown the owner's code, once."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-cards")
    if not (shown.frame.coordinates or shown.frame.owns):
        raise Refused
    seen = look_to_write(principal, process_id)
    form = EightFields(words, seen.picture, None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            made, slip = writes.register(principal, process_id, form.given(), new_id=form.cleaned_data["new_id"])
            at = reverse("map-card", args=[process_id, made])
            return HttpResponseRedirect(at) if slip is None else slip_page(request, shown, slip, at)
    values = {
        "title": words.say("Register an initiative"),
        "form": form,
        "action": reverse("map-register", args=[process_id]),
        "for_owner": shown.frame.coordinates,
    }
    return page(request, "map/register.html.j2", values, here=shown.here)


def invite(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Give a code to somebody who registers for themselves."""
    shown = below(request, principal, process_id, "map-cards")
    if not shown.frame.coordinates:
        raise Refused
    words = words_of(request)
    form = CodeForm(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        slip = writes.invite(principal, process_id, new_id=form.cleaned_data["new_id"])
        return slip_page(request, shown, slip, reverse("map-cards", args=[process_id]))
    values = {"title": words.say("A code for an owner"), "form": form, "action": request.path}
    return page(request, "map/invite.html.j2", values, here=shown.here)


def change(request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID) -> HttpResponse:
    """Write an initiative anew."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-cards")
    own = own_card(principal, card_id)
    _inside(process_id, own.process_id)
    seen = look_to_write(principal, process_id)
    form = CardForm(words, seen.picture, own.card, request.POST or None)
    form.fields["stamp"].initial = own.stamp
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.change(principal, card_id, form.given(), stamp=form.cleaned_data["stamp"])
            return HttpResponseRedirect(reverse("map-card", args=[process_id, card_id]))
    values = {"title": words.say("Change this initiative"), "form": form, "action": request.path}
    return page(request, "map/change.html.j2", values, here=shown.here)


def shows(request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID) -> HttpResponse:
    """Say how much each audience sees; beneath it stands exactly what each sees now."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-cards")
    own = own_card(principal, card_id)
    _inside(process_id, own.process_id)
    if not own.mine:
        raise Refused
    form = TiersForm(words, own.tiers, request.POST or None, initial={"matched": own.matched})
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.show(principal, card_id, form.given(), matched=form.cleaned_data["matched"])
            return HttpResponseRedirect(reverse("map-card-shows", args=[process_id, card_id]) + "?kept=1#now")
    seen = look(principal, process_id)
    telling = Telling(words, seen.picture)
    values = {
        "title": words.say("Who sees how much"),
        "form": form,
        "action": request.path.split("?")[0],
        "kept": request.GET.get("kept") == "1",
        "back": reverse("map-card", args=[process_id, card_id]),
        "views": [_view(words, telling, own.views[one], str(words.say(AUDIENCE_WORDS[one]))) for one in AUDIENCES],
    }
    return page(request, "map/shows.html.j2", values, here=shown.here)


def confirm(request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID) -> HttpResponse:
    """Say that what stands there holds."""
    del request
    writes.confirm(principal, card_id)
    return HttpResponseRedirect(reverse("map-card", args=[process_id, card_id]))


def own(request: HttpRequest, principal: Principal) -> HttpResponse:
    """Lead an owner to the map of the process that they have a code for."""
    del request
    held = next((grant for grant in principal.grants if grant.role == Role.OWNER and grant.process), None)
    if held is None:
        raise Refused
    return HttpResponseRedirect(reverse("map-cards", args=[held.process]))


def _line(words: PageLanguage, telling: Telling, card: Card) -> tuple[str, Markup, Markup]:
    return card.id, telling.name_of("card", card.id), line_of(words, telling, card)


def _touching(seen: Seen, card: Card) -> tuple[Finding, ...]:
    """Return what was found about a card that this reader is told."""
    return findings_for(seen.audiences, touched_by(seen.picture, card.id), seen.own, agreed=seen.agreed)


def _view(words: PageLanguage, telling: Telling, card: Card | None, audience: str) -> tuple[str, list[Row]]:
    if card is None:
        return audience, []
    called = [(words.say("Called"), telling.name_of("card", card.id))] if card.titles else []
    return audience, [*called, *rows_of(words, telling, card)]


def _told(words: PageLanguage, audience: Audience, tier: Tier) -> Row:
    return words.say(AUDIENCE_WORDS[audience]), words.say(TIER_WORDS[tier])


def _inside(process_id: UUID, of_card: UUID) -> None:
    if process_id != of_card:
        raise Refused


def slip_page(request: HttpRequest, shown: Around, slip: Slip, back: str) -> HttpResponse:
    """Show an owner's code, once."""
    words = words_of(request)
    values = {
        "title": words.say("The owner's code"),
        "code": slip.code,
        "label": slip.label,
        "back": back,
        "entrance": place("entrance") or "/",
    }
    return page(request, "map/slip.html.j2", values, here=shown.here)
