"""The first page of the map, and everything that was found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from markupsafe import Markup

from sulh.access import Principal
from sulh.coordination.detect import TIES
from sulh.coordination.findings import Finding
from sulh.coordination.told import parted
from sulh.coordination.told import told as told_of
from sulh.formats.meeting_words import SECTOR_WORDS
from sulh.formats.track_words import AUDIENCE_WORDS, PHASE_WORDS, TIER_SHORT
from sulh.model.initiatives import Card
from sulh.model.picture import Item
from sulh.model.tracks import SECTOR_TRACKS
from sulh.papers.page import PageLanguage
from sulh.store.reads.ground import TiesOf
from sulh.store.reads.items import wanted_on_each
from sulh.store.reads.map_frames import put_aside as aside_of
from sulh.store.reads.pictures import Seen
from sulh.store.writes import dismissals as writes
from sulh.store.writes.looks import look
from sulh.web.desk.words import ITEM_STATES
from sulh.web.jinja import page, words_of
from sulh.web.map.around import around, below
from sulh.web.map.forms import PuttingAside
from sulh.web.map.parts import part_of
from sulh.web.map.telling import Telling
from sulh.web.map.to_funders import Saying, ToFunders

FIRST = 5  # findings on the first page: more is a list that nobody reads
PAGE = 20  # findings on a page
OF_FINDINGS = TiesOf(kinds=TIES)
NAMED = 6  # initiatives of a track, or on an item, that the first page names


@dataclass(frozen=True)
class FindingShown:
    """A finding in words; `cards`: ids and names, for links; `funders`: whether it is the reader's to let them know."""

    key: str
    heading: Markup
    about: Markup
    sentences: tuple[Markup, ...]
    cards: tuple[tuple[str, Markup], ...]
    reason: str = ""
    funders: ToFunders | None = None


@dataclass(frozen=True)
class ItemShown:
    """An item of the official agenda and who works on it."""

    item: Item
    title: Markup
    cards: tuple[tuple[str, Markup], ...]
    more: int


@dataclass(frozen=True)
class Track:
    """A sector track with its first cards (id, name, how it stands), and how many more there are."""

    key: str
    name: Markup
    cards: list[tuple[str, Markup, Markup]]
    more: int


def home(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show what the official table needs, what presses, who works on what."""
    words = words_of(request)
    shown = around(request, principal, process_id, "map")
    seen = look(principal, process_id, ties=OF_FINDINGS)
    telling = Telling(words, seen.picture)
    found = Found(principal, seen, telling)
    values = {
        "title": words.say("Tracks in step"),
        "held": shown.frame,
        "process_id": process_id,
        "seen": seen,
        "agenda": items_shown(seen, telling),
        "wanted": wanted_on_each(seen, words.tag),
        "rounds": seen.picture.rounds[-1:],
        "found": found.shown(found.left[:FIRST]),
        "more": len(found.left) - FIRST,
        "tracks": _by_track(words, seen, telling),
        "own": [(one.id, telling.name_of("card", one.id)) for one in seen.picture.cards if one.id in seen.own],
        "states": ITEM_STATES,
        "audience": words.say(AUDIENCE_WORDS[seen.audiences[0]]),
    }
    return page(request, "map/home.html.j2", values, here=shown.here)


def findings(request: HttpRequest, principal: Principal, process_id: UUID) -> HttpResponse:
    """Show everything that was found, and what was put aside with the reason."""
    words = words_of(request)
    shown = around(request, principal, process_id, "map-findings")
    seen = look(principal, process_id, ties=OF_FINDINGS)
    found = Found(principal, seen, Telling(words, seen.picture))
    part = part_of(request, found.left, PAGE)
    values = {
        "title": words.say("What was found"),
        "held": shown.frame,
        "process_id": process_id,
        "part": part,
        "lines": found.shown(part.rows),
        "aside": found.shown(found.aside),
    }
    return page(request, "map/findings.html.j2", values, here=shown.here)


def put_aside(request: HttpRequest, principal: Principal, process_id: UUID, key: str) -> HttpResponse:
    """Ask why a finding is put aside, and put it aside."""
    words = words_of(request)
    shown = below(request, principal, process_id, "map-findings")
    seen = look(principal, process_id, ties=OF_FINDINGS)
    telling = Telling(words, seen.picture)
    one = next((one for one in told(seen) if one.key == key), None)
    form = PuttingAside(words, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.telling():
            writes.put_aside(principal, process_id, key, form.cleaned_data["reason"])
            return HttpResponseRedirect(reverse("map-findings", args=[process_id]))
    values = {
        "title": words.say("Put this aside"),
        "one": None if one is None else finding_shown(one, telling),
        "form": form,
        "action": reverse("map-put-aside", args=[process_id, key]),
        "back": reverse("map-findings", args=[process_id]),
        "together": shown.frame.coordinates,
    }
    return page(request, "map/put_aside.html.j2", values, here=shown.here)


def take_up(request: HttpRequest, principal: Principal, process_id: UUID, key: str) -> HttpResponse:
    """Take up again what was put aside."""
    del request
    writes.take_up(principal, process_id, key)
    return HttpResponseRedirect(reverse("map-findings", args=[process_id]))


class Found:
    """
    What was found for a reader, most pressing first, to be put into words so far as a page shows it.

    Args:
        principal: Who reads.
        seen: What they see.
        telling: What things are called for them.
    """

    def __init__(self, principal: Principal, seen: Seen, telling: Telling) -> None:
        """Part what was put aside from what is left."""
        self._reasons, self._telling, self._saying = aside_of(principal, seen.process_id), telling, Saying(seen)
        self.left, self.aside = parted(told(seen), self._reasons)

    def shown(self, found: Iterable[Finding]) -> list[FindingShown]:
        """Return some of it in words."""
        reasons, saying = self._reasons, self._saying
        return [finding_shown(one, self._telling, reasons.get(one.key, ""), saying=saying) for one in found]


def told(seen: Seen, *, of: Collection[str] | None = None) -> Sequence[Finding]:
    """
    Return what was found that this reader is told; a funder of an overlap or a clash only if both owners agree.

    `of`: ids of initiatives: of what lies between two, only what concerns one of them; None for all.
    """
    return told_of(seen.picture, seen.audiences, seen.own, agreed=seen.agreed, of=of)


def finding_shown(one: Finding, telling: Telling, reason: str = "", *, saying: Saying | None = None) -> FindingShown:
    """Return a finding in words."""
    return FindingShown(
        key=one.key,
        heading=telling.heading(one),
        about=telling.names(one.about),
        sentences=tuple(telling.sentences(one)),
        cards=tuple((card, telling.name_of("card", card)) for card in _named(one)),
        reason=reason,
        funders=None if saying is None else saying.of(one),
    )


def _named(one: Finding) -> Iterable[str]:
    """Return the initiatives that a finding concerns; of one that concerns none, those that could use it."""
    could = (card for said in one.evidence if said.code == "could-use-it" for card in said.cards)
    return one.cards or dict.fromkeys(could)


def items_shown(seen: Seen, telling: Telling) -> list[ItemShown]:
    """Return the items of the official agenda: what stands still first, then what is open."""
    order = ("stalled", "open", "not-raised", "agreed")
    rows = sorted(seen.picture.items, key=lambda one: (order.index(one.state), one.number))
    return [_item(item, seen.picture.cards, telling) for item in rows]


def _item(item: Item, cards: Iterable[Card], telling: Telling) -> ItemShown:
    on_it = [(card.id, telling.name_of("card", card.id)) for card in cards if item.id in card.items]
    named = tuple(sorted(on_it, key=lambda one: (str(one[1]).casefold(), one[0]))[:NAMED])
    return ItemShown(item, telling.name_of("item", item.id), named, len(on_it) - len(named))


def _by_track(words: PageLanguage, seen: Seen, telling: Telling) -> list[Track]:
    """Return the nine tracks, each with its first cards by name."""
    rows = []
    for track in SECTOR_TRACKS:
        cards = [card for card in seen.picture.cards if track.key in card.sectors]
        name = words.say("{n}. {track}", n=words.number(track.number), track=words.say(SECTOR_WORDS[track.key]))
        lines = sorted((str(telling.name_of("card", card.id)), card.id, card) for card in cards)[:NAMED]
        shown = [(card.id, telling.name_of("card", card.id), _when(words, card)) for _, _, card in lines]
        rows.append(Track(track.key, name, shown, len(cards) - len(shown)))
    return rows


def _when(words: PageLanguage, card: Card) -> Markup:
    if card.phase is not None:
        return words.say(PHASE_WORDS[card.phase])
    return words.say("shown to you: {tier}", tier=words.say(TIER_SHORT[card.tier]))
