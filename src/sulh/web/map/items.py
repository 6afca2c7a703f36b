"""
One item of the official agenda: what is wanted by when, who works on it, what was answered, what nobody covers.

    GET       map/items/<id>
    GET, POST map/official/item           by a coordinator, or by a desk for itself; facilitators have their own page
    GET, POST map/items/<id>/change
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sulh.access import Principal, Refused
from sulh.coordination.on_item import missing_on
from sulh.coordination.world import over
from sulh.model.picture import Item
from sulh.papers.page import PageLanguage
from sulh.store.errors import Invalid
from sulh.store.reads.desks import item_to_change
from sulh.store.reads.items import carried_by, wanted_on
from sulh.store.reads.pictures import Seen
from sulh.store.sealing import in_language
from sulh.store.writes import desks as writes
from sulh.store.writes.looks import look
from sulh.web.desk.forms import ItemForm, tell
from sulh.web.desk.words import ITEM_STATES
from sulh.web.jinja import page, words_of
from sulh.web.map.around import Around, below
from sulh.web.map.card_rows import line_of
from sulh.web.map.telling import Telling
from sulh.web.map.to_funders import Saying
from sulh.web.map.views import OF_FINDINGS, finding_shown, told

TEXTS = ("state", "since", "wanted_by", "source", "desk", "stamp")
MOST = 30  # initiatives that are named
FIRST = 20  # findings that are told


def item(request: HttpRequest, principal: Principal, process_id: UUID, item_id: UUID) -> HttpResponse:
    """Show one item of the agenda as the reader sees it."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-official")
    seen = look(principal, process_id, ties=OF_FINDINGS)
    one = _of_picture(seen, item_id)
    telling = Telling(words, seen.picture)
    on_it = [card for card in seen.picture.cards if one.id in card.items]
    going_on = [card for card in on_it if not over(card, seen.picture.today)]
    saying = Saying(seen)
    found = [
        each
        for each in told(seen, of=[card.id for card in on_it])
        if one.id in {ref.id for ref in each.about if ref.kind == "item"}
    ]
    values = {
        "title": words.say("An item of the official agenda"),
        "held": shown.frame,
        "process_id": process_id,
        "item": one,
        "called": telling.name_of("item", one.id),
        "desk": telling.name_of("desk", one.desk) if one.desk else "",
        "state": words.say(ITEM_STATES[one.state]),
        "wanted": wanted_on(seen, item_id, words.tag),
        "cards": [(card.id, telling.name_of("card", card.id), line_of(words, telling, card)) for card in on_it[:MOST]],
        "more": len(on_it) - MOST,
        "missing": [telling.name_of(ref.kind, ref.id) for ref in missing_on(seen.picture, going_on)],
        "found": [finding_shown(each, telling, saying=saying) for each in found[:FIRST]],
        "further": len(found) - FIRST,
        "carried": carried_by(principal, item_id, words.tag) if shown.frame.facilitates else None,
        "changes": not shown.frame.facilitates and (shown.frame.coordinates or one.desk in seen.desks),
    }
    return page(request, "map/item.html.j2", values, here=shown.here)


def new_item(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Write an item down, with its source."""
    words = words_of(request)
    shown, seen = _writing(request, principal, process_id)
    form = _form(request, words, shown, seen, {"state": "not-raised", "desk": next(iter(sorted(seen.desks)), "")})
    if request.method == "POST" and form.is_valid():
        try:
            made = writes.add_item(principal, process_id, form.given())
            return HttpResponseRedirect(reverse("map-item", args=[process_id, made]))
        except Invalid as refusal:
            tell(form, refusal)
    values = {"title": words.say("Write an item down"), "form": form, "action": request.path}
    return page(request, "desk/item_form.html.j2", values, here=shown.here)


def change_item(request: HttpRequest, principal: Principal, process_id: UUID, item_id: UUID) -> HttpResponse:
    """Write an item anew."""
    words = words_of(request)
    shown, seen = _writing(request, principal, process_id)
    kept = item_to_change(principal, item_id)
    _of_picture(seen, item_id)
    first: dict[str, Any] = {name: getattr(kept, name) for name in TEXTS}
    first |= {f"titles_{tag}": text for tag, text in kept.titles.items()}
    first |= {f"wanted_{tag}": text for tag, text in kept.wanted.items()}
    form = _form(request, words, shown, seen, first)
    if request.method == "POST" and form.is_valid():
        try:
            writes.change_item(principal, item_id, form.given(), stamp=form.cleaned_data["stamp"])
            return HttpResponseRedirect(reverse("map-item", args=[process_id, item_id]))
        except Invalid as refusal:
            tell(form, refusal)
    values = {"title": words.say("Change this item"), "form": form, "action": request.path}
    return page(request, "desk/item_form.html.j2", values, here=shown.here)


def _writing(request: HttpRequest, principal: Principal, process_id: UUID) -> tuple[Around, Seen]:
    """Return what stands around a form of an item, for those who have it here."""
    shown, seen = below(request, principal, process_id, "map-official"), look(principal, process_id, at=())
    if not (shown.frame.keeps or seen.desks):
        raise Refused
    return shown, seen


def _of_picture(seen: Seen, item_id: UUID) -> Item:
    found = next((one for one in seen.picture.items if one.id == str(item_id)), None)
    if found is None:
        raise Refused
    return found


def _form(request: HttpRequest, words: PageLanguage, shown: Around, seen: Seen, first: dict[str, Any]) -> ItemForm:
    """Return the form of an item; a desk writes down what is its own, and gives it to nobody else."""
    desks = [(one, in_language(dict(names), words.tag)) for one, names in seen.picture.desks.items()]
    form = ItemForm(words, desks, request.POST or None, initial=first)
    if not shown.frame.keeps:
        form.fields["desk"] = forms.ChoiceField(
            choices=[one for one in desks if one[0] in seen.desks], label=words.say("Desk")
        )
    return form
