"""
What one lacks and another has: needs of initiatives and desks, each with the offers that fit it best.

    need ─┬─ same kind of resource, another holder
          ├─ about the same: one actor, side or place, or one within the other           ─▶ Match(need, offer, reasons)
          └─ or, where one of them does not say about what: holders on one issue, point
             of the agenda, side or place

    Match.fit    orders a list and is shown to nobody: about the same, then another sector track, then what is shared

A match says that two could talk. Who asks whom, and for what in return, is theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from typing import Final

from sulh.coordination.findings import Evidence, Ref, RefKind
from sulh.coordination.world import World
from sulh.model.findings import Value
from sulh.model.initiatives import Card, Offer
from sulh.model.picture import Picture

BEST: Final = 5  # offers that are put beside one need: a rule of the project
WEIGHTS: Final = {"about-the-same": 8, "other-sector": 4, "both-name-item": 3, "both-name-issue": 2}
Key = tuple[str, str]


class Match(Value, frozen=True):
    """
    An offer that may meet a need.

    Attributes:
        need, offer: As the reader sees them; `holder` of each is a card or a desk.
        reasons: Why the two were put together; codes as in `sulh.coordination.codes`.
        fit: For the order alone.
    """

    need: Offer
    offer: Offer
    reasons: tuple[Evidence, ...]
    fit: int


def matches(picture: Picture) -> tuple[Match, ...]:
    """
    Return at most `BEST` offers for each need, best first.

    Cards that have ended or are paused neither need nor offer. Two desks are not matched here: they know each other.
    """
    exchange = _Exchange(World(picture))
    return tuple(sorted((match for need in exchange.needs.every for match in exchange.best(need)), key=_order))


def matches_of(picture: Picture, holder: str) -> tuple[Match, ...]:
    """Return at most `BEST` matches for each need and each offer of one holder, best first."""
    exchange = _Exchange(World(picture))
    own = [one for pool in (exchange.needs, exchange.offers) for one in pool.every if one.holder == holder]
    return tuple(sorted((match for one in own for match in exchange.best(one)), key=_order))


def between(picture: Picture, one: str, other: str) -> tuple[Match, ...]:
    """Return every match of two holders, in either direction, best first."""
    exchange = _Exchange(World(picture))
    needs, offers = (
        [have for have in of.every if have.holder in (one, other)] for of in (exchange.needs, exchange.offers)
    )
    found = [exchange.match(mine, theirs) for mine in needs for theirs in offers if mine.resource == theirs.resource]
    return tuple(sorted((match for match in found if match), key=_order))


def _order(match: Match) -> tuple[int, str, str]:
    return (-match.fit, match.need.id, match.offer.id)


@dataclass(frozen=True, eq=False)
class _Scene:
    """What offers and needs are compared by: what they are about, and what their holders work on."""

    world: World

    @cached_property
    def sides(self) -> dict[str, str]:
        """Actor -> the side it is of."""
        return {actor.id: actor.side for actor in self.world.picture.actors if actor.side}

    @cached_property
    def _reached(self) -> dict[str, set[str]]:
        return {}

    @cached_property
    def contexts(self) -> _Contexts:
        """Holder -> what it works on; of each holder when it is first asked for."""
        return _Contexts(self.world)

    def reach(self, offer: Offer) -> set[str]:
        """Return what it is about and what lies around that: wider places, the side of an actor."""
        if offer.id not in self._reached:
            wider = {around for one in offer.about for around in self.world.around[one]}
            self._reached[offer.id] = wider | {self.sides[one] for one in offer.about if one in self.sides}
        return self._reached[offer.id]


class _Contexts(dict[str, frozenset[Key]]):
    """Holder -> the issues, points of the agenda, sides and places that it works on, as (kind, id)."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world

    def __missing__(self, holder: str) -> frozenset[Key]:
        self[holder] = frozenset(self._keys(holder))
        return self[holder]

    def _keys(self, holder: str) -> Iterator[Key]:
        card = self._world.working.get(holder)
        if card is None:
            yield from (("item", item.id) for item in self._world.picture.items if item.desk == holder)
            return
        places = [around for place in card.places for around in self._world.around[place]]
        for kind, ids in (("issue", card.issues), ("item", card.items), ("side", card.sides), ("place", places)):
            yield from ((kind, one) for one in ids)


@dataclass(frozen=True, eq=False)
class _Pool:
    """All offers, or all needs, with what each may be found under."""

    scene: _Scene
    every: Sequence[Offer]

    @cached_property
    def wide(self) -> dict[Key, list[Offer]]:
        """(resource, id) -> those about it or about something within it."""
        return _index((one, self.scene.reach(one)) for one in self.every)

    @cached_property
    def exact(self) -> dict[Key, list[Offer]]:
        """(resource, id) -> those about just that."""
        return _index((one, one.about) for one in self.every)

    @cached_property
    def near(self) -> dict[Key, list[Offer]]:
        """(resource, "kind:id") -> those whose holder works on it."""
        return _index((one, map(":".join, self.scene.contexts[one.holder])) for one in self.every)

    def around(self, other: Offer) -> dict[str, Offer]:
        """Return those of one resource that share anything with another, by id."""
        kind, scene = other.resource, self.scene
        found = [one for about in other.about for one in self.wide.get((kind, about), ())]
        found += [one for about in scene.reach(other) for one in self.exact.get((kind, about), ())]
        found += [one for key in scene.contexts[other.holder] for one in self.near.get((kind, ":".join(key)), ())]
        return {one.id: one for one in found}


class _Exchange:
    """Offers and needs of cards at work and of desks, each in order of ids."""

    def __init__(self, world: World) -> None:
        self.world, self.scene = world, _Scene(world)
        self._places = frozenset(place.id for place in world.picture.places)
        of_cards = [offer for card in world.working.values() for offer in card.offers]
        every = sorted([*of_cards, *world.picture.offers], key=lambda one: one.id)
        self.needs = _Pool(self.scene, [one for one in every if one.direction == "need"])
        self.offers = _Pool(self.scene, [one for one in every if one.direction == "offer"])

    def best(self, one: Offer) -> list[Match]:
        """Return what fits a need, or an offer, best; of the others no reasons are put together."""
        if one.direction == "need":
            both = [(one, other) for other in self.offers.around(one).values()]
        else:
            both = [(other, one) for other in self.needs.around(one).values()]
        fits = ((-self._fit(need, offer), need.id, offer.id, need, offer) for need, offer in both)
        best = nsmallest(BEST, (found for found in fits if found[0]), key=lambda found: found[:3])
        return [match for *_, need, offer in best if (match := self.match(need, offer))]

    def match(self, need: Offer, offer: Offer) -> Match | None:
        """Return the match of two of one resource; None if nothing joins them, or both say about what and differ."""
        fit = self._fit(need, offer)
        if not fit:
            return None
        about, shared = self._joining(need, offer)
        return Match(need, offer, tuple(self._reasons(need, offer, about, shared)), fit)

    def _fit(self, need: Offer, offer: Offer) -> int:
        """Return what the reasons for a match weigh together; 0 where there is none."""
        desks = self.world.picture.desks
        if need.holder == offer.holder or (need.holder in desks and offer.holder in desks):
            return 0
        about, shared = self._joining(need, offer)
        if (need.about and offer.about and not about) or not (about or shared):
            return 0
        kinds = {kind for kind, _ in shared}
        codes = [code for kind, code in SHARED.items() if kind in kinds]
        codes += ["about-the-same"] * bool(about) + ["other-sector"] * bool(self._other_sectors(need, offer))
        return sum(WEIGHTS.get(code, 1) for code in codes)

    def _joining(self, need: Offer, offer: Offer) -> tuple[set[str], frozenset[Key]]:
        """Return what both are about, and what both holders work on."""
        scene = self.scene
        about = (set(need.about) & scene.reach(offer)) | (set(offer.about) & scene.reach(need))
        return about, scene.contexts[need.holder] & scene.contexts[offer.holder]

    def _other_sectors(self, need: Offer, offer: Offer) -> list[str]:
        """Return the sector tracks of who offers, where they are none of those of who needs."""
        mine, theirs = (set(_sectors(self.world.working.get(one.holder))) for one in (need, offer))
        return sorted(theirs) if mine and mine.isdisjoint(theirs) else []

    def _reasons(self, need: Offer, offer: Offer, about: set[str], shared: frozenset[Key]) -> Iterator[Evidence]:
        both = (need.holder, offer.holder)
        if about:
            yield Evidence("about-the-same", both, tuple(Ref(self._kind(one), one) for one in sorted(about)))
        for kind, code in SHARED.items():
            ids = sorted(one for of, one in shared if of == kind)
            if ids:
                yield Evidence(code, both, tuple(Ref(kind, one) for one in ids))
        if theirs := self._other_sectors(need, offer):
            yield Evidence("other-sector", both, tuple(Ref("sector", one) for one in theirs))

    def _kind(self, one: str) -> RefKind:
        if one in self.world.picture.sides:
            return "side"
        return "place" if one in self._places else "actor"


SHARED: Final[dict[RefKind, str]] = {
    "item": "both-name-item",
    "issue": "both-name-issue",
    "side": "same-side",
    "place": "same-place",
}


def _index(found: Iterable[tuple[Offer, Iterable[str]]]) -> dict[Key, list[Offer]]:
    index: defaultdict[Key, list[Offer]] = defaultdict(list)
    for offer, keys in found:
        for key in set(keys):
            index[offer.resource, key].append(offer)
    return index


def _sectors(card: Card | None) -> Sequence[str]:
    """Return the sector tracks of a card; a desk is of the first."""
    return card.sectors if card else ("government",)
