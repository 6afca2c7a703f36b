"""
Links of initiatives: one is proposed, and answered, ended or taken back by those at its ends.

    POST map/initiatives/<id>/link/<other>      to another initiative, or to a desk
    POST map/desks/<id>/link/<initiative>       from a desk to an initiative that it sees
    POST map/links/<id>                         accept, decline, end
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal, Refused
from sulh.coordination.tiers import shows
from sulh.formats.track_words import AUDIENCE_WORDS, LINK_WORDS, MODE_WORDS, TIER_SHORT
from sulh.model.initiatives import MODES, Audience
from sulh.papers.page import PageLanguage
from sulh.store.reads.links import LinkShown, as_desk, links_of
from sulh.store.reads.map_frames import OwnCard, own_card
from sulh.store.reads.matching import in_contact
from sulh.store.reads.pictures import Seen
from sulh.store.writes import links as writes
from sulh.store.writes.looks import look
from sulh.web.jinja import page, words_of
from sulh.web.map.joined import Naming, theirs
from sulh.web.map.work_forms import LinkForm, MoveForm


def propose(
    request: HttpRequest, principal: Principal, process_id: UUID, card_id: UUID, target_id: UUID
) -> HttpResponse:
    """Say what the other is told, and propose a link."""
    words = words_of(request)
    shown = theirs(request, principal, process_id, is_below=True)
    own = own_card(principal, card_id)
    seen = look(principal, process_id, at=(target_id,))
    desk = str(target_id) in seen.picture.desks
    if own.process_id != process_id or own.waits or not (desk or _known(principal, seen, card_id, target_id)):
        raise Refused
    modes = [mode for mode in MODES if mode != "hand_off" or not (desk or own.dialogues)]
    form = LinkForm(words, modes, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling(words="said"):
            made = writes.propose(principal, card_id, target_id, form.given(), new_id=form.cleaned_data["new_id"])
            return HttpResponseRedirect(reverse("map-link", args=[process_id, made]))
    naming = Naming(words, seen)
    values = {
        "title": words.say("Propose a link"),
        "one": naming.called(str(card_id)),
        "other": naming.called(str(target_id)),
        "tiers": _tiers(words, own, ("desks",) if desk else ("owners", "facilitators")),
        "hand_off": "hand_off" in modes,
        "form": form,
        "action": request.path,
        "back": reverse("map-card", args=[process_id, card_id]),
    }
    return page(request, "map/propose.html.j2", values, here=shown.here)


def propose_of_desk(
    request: HttpRequest, principal: Principal, process_id: UUID, desk_id: UUID, card_id: UUID
) -> HttpResponse:
    """Say what the owner is told, and propose a link from one's desk."""
    words = words_of(request)
    shown = theirs(request, principal, process_id, is_below=True)
    seen = look(as_desk(principal, desk_id), process_id, at=(card_id,))
    card = seen.card(card_id)
    if card is None or not shows(card.tier, "actors"):
        raise Refused
    modes = [mode for mode in MODES if mode != "hand_off"]
    form = LinkForm(words, modes, request.POST or None)
    if request.method == "POST" and form.is_valid():
        new_id = form.cleaned_data["new_id"]
        with form.telling(words="said"):
            made = writes.propose_of_desk(principal, desk_id, card_id, form.given(), new_id=new_id)
            return HttpResponseRedirect(reverse("map-link", args=[process_id, made]))
    naming = Naming(words, seen)
    values = {
        "title": words.say("Propose a link"),
        "one": naming.called(str(desk_id)),
        "other": naming.called(str(card_id)),
        "tiers": (),
        "hand_off": False,
        "form": form,
        "action": request.path,
        "back": reverse("map-card", args=[process_id, card_id]),
    }
    return page(request, "map/propose.html.j2", values, here=shown.here)


def link(request: HttpRequest, principal: Principal, process_id: UUID, link_id: UUID) -> HttpResponse:
    """Show a link to those at its ends, and let them answer it or end it."""
    words = words_of(request)
    shown = theirs(request, principal, process_id, is_below=True)
    seen = look(principal, process_id, at=())
    one = next((one for one in links_of(principal, seen) if one.id == link_id), None)
    if one is None:
        raise Refused
    form = MoveForm(words, [*(("accept", "decline") if one.answers else ()), *(("end",) if one.ends else ())], None)
    if request.method == "POST":
        form = MoveForm(words, ("accept", "decline", "end"), request.POST)
        if form.is_valid():
            _move(principal, link_id, form.cleaned_data["move"])
            return HttpResponseRedirect(request.path)
    naming = Naming(words, seen)
    values = {
        "title": words.say("A link"),
        "link": one,
        "rows": _rows(words, naming, one),
        "ends": [(key, naming.called(key)) for key in (one.one, one.other) if seen.card(key) is not None],
        "one": naming.called(one.one),
        "process_id": process_id,
        "form": form,
        "action": request.path,
        "back": reverse("map-offers", args=[process_id]),
    }
    return page(request, "map/link.html.j2", values, here=shown.here)


def _move(principal: Principal, link_id: UUID, move: str) -> None:
    if move == "end":
        writes.end(principal, link_id)
    else:
        writes.answer(principal, link_id, accepted=move == "accept")


def _known(principal: Principal, seen: Seen, card_id: UUID, target_id: UUID) -> bool:
    card = seen.card(target_id)
    shown = card is not None and shows(card.tier, "actors")
    return card_id != target_id and (shown or target_id in in_contact(principal, card_id))


def _tiers(words: PageLanguage, own: OwnCard, audiences: tuple[Audience, ...]) -> list[tuple[Markup, Markup]]:
    return [(words.say(AUDIENCE_WORDS[one]), words.say(TIER_SHORT[own.tiers[one]])) for one in audiences]


def _rows(words: PageLanguage, naming: Naming, one: LinkShown) -> list[tuple[Markup, Markup]]:
    rows = [
        (words.say("From"), naming.called(one.one)),
        (words.say("To"), naming.called(one.other)),
        (words.say("Together"), words.say(MODE_WORDS[one.mode])),
        (words.say("In words"), words.name(one.words) if one.words else Markup()),
        (words.say("How it stands"), words.say(LINK_WORDS[one.state])),
        (words.say("Since"), words.when(one.since.isoformat())),
    ]
    return [(term, Markup("{}").format(value)) for term, value in rows if value]
