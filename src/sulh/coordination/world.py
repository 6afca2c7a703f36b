"""
A picture laid out for looking things up: what every family of findings reads.

    World(picture) ─┬─ cards, working, still     by id; at work today; paused
                    ├─ around[place]             the place itself and what lies around it, outermost last
                    ├─ on[theme]                 which cards at work name an issue or a point of the official agenda
                    ├─ engaged[card]             its owner and the actors it engages
                    └─ links                     what stands between two of them

    focus    a card: only what that card touches is looked for; None for everything

What is not shown is not known: a card without dates may run at any time, one without a place may be anywhere. "May be"
is an answer of its own and never counts as "no". Nothing is found here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, Literal

from sulh.coordination.findings import Ref
from sulh.model.actors import Place
from sulh.model.initiatives import Card
from sulh.model.picture import Item, Picture

Answer = Literal["yes", "may be", "no"]
Theme = tuple[Literal["issue", "item"], str]
OPEN_LINKS: Final = ("proposed", "accepted")


@dataclass(frozen=True, eq=False)
class World:
    """One reader's picture with its indexes, each made when it is first asked for."""

    picture: Picture
    focus: str | None = None

    @property
    def today(self) -> date:
        """The day that the picture shows."""
        return self.picture.today

    @cached_property
    def cards(self) -> Mapping[str, Card]:
        """Every card by its id, in order of ids; one at the tier "none" is no card."""
        return {card.id: card for card in sorted(self.picture.cards, key=_by_id) if card.tier != "none"}

    @cached_property
    def working(self) -> Mapping[str, Card]:
        """Cards at work: planned, running, or of a phase that is not told, and not past their end."""
        return {key: card for key, card in self.cards.items() if at_work(card, self.today)}

    @cached_property
    def still(self) -> Mapping[str, Card]:
        """Cards that are paused."""
        return {key: card for key, card in self.cards.items() if card.phase == "paused" and not over(card, self.today)}

    @cached_property
    def leading(self) -> tuple[str, ...]:
        """Cards at work from which pairs are looked for: all of them, or the one in focus."""
        if self.focus is None:
            return tuple(self.working)
        return (self.focus,) if self.focus in self.working else ()

    @cached_property
    def around(self) -> Mapping[str, tuple[str, ...]]:
        """Place -> itself and the places around it; a place that is not on the map stands alone."""
        return _Around({place.id: place for place in self.picture.places})

    @cached_property
    def areas(self) -> frozenset[str]:
        """Places by which work is laid out: regions, and outermost places that hold none."""
        places = {place.id: place for place in self.picture.places}
        regions = {key for key, place in places.items() if place.kind == "region"}
        divided = {around for key in regions for around in self.around[key]}
        return frozenset(
            regions | {key for key, one in places.items() if one.within not in places} - (divided - regions)
        )

    @cached_property
    def widest(self) -> frozenset[str]:
        """Places that others lie in and that lie in none: the whole of the map, or of a country."""
        places = {place.id: place for place in self.picture.places}
        return frozenset(
            one.within for one in places.values() if one.within in places and places[one.within].within not in places
        )

    @cached_property
    def on(self) -> Mapping[Theme, tuple[str, ...]]:
        """Theme -> cards at work that name it."""
        found: defaultdict[Theme, list[str]] = defaultdict(list)
        for key, card in self.working.items():
            for theme in themes(card):
                found[theme].append(key)
        return {theme: tuple(keys) for theme, keys in found.items()}

    @cached_property
    def engaged(self) -> Mapping[str, frozenset[str]]:
        """Card at work -> its owner and the actors it engages, by id."""
        return {key: people(card) for key, card in self.working.items()}

    @cached_property
    def persons(self) -> frozenset[str]:
        """Which actors are persons."""
        return frozenset(actor.id for actor in self.picture.actors if actor.kind == "person")

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Points of the official agenda by id."""
        return {item.id: item for item in self.picture.items}

    @cached_property
    def links(self) -> Mapping[frozenset[str], str]:
        """
        Two that are linked -> "accepted" if one of their links is, else "proposed"; what is over is left out.

        So is a link whose other end is not in the picture, should one have come along with it.
        """
        seen = self.cards.keys() | self.picture.desks.keys()
        found: dict[frozenset[str], str] = {}
        for link in self.picture.links:
            both = frozenset((link.one, link.other))
            if link.state in OPEN_LINKS and both <= seen and found.get(both) != "accepted":
                found[both] = link.state
        return found

    def place(self, one: Card, other: Card) -> Answer:
        """Whether two cards name one place, or one a place around the other's."""
        if not one.places or not other.places:
            return "may be"
        return "yes" if any(True for _ in self.shared_places(one, other)) else "no"

    def shared_places(self, one: Card, other: Card) -> Iterator[str]:
        """Give the narrower place of each two that are one or lie in one another, in order, maybe twice."""
        for mine in one.places:
            for theirs in other.places:
                if theirs in self.around[mine]:
                    yield mine
                elif mine in self.around[theirs]:
                    yield theirs


class _Around(dict[str, tuple[str, ...]]):
    """Fills itself when a place is asked for; a circle of places ends where it began."""

    def __init__(self, places: Mapping[str, Place]) -> None:
        super().__init__()
        self._places = places

    def __missing__(self, key: str) -> tuple[str, ...]:
        way: dict[str, None] = {}
        at: str | None = key
        while at is not None and at not in way:
            way[at] = None
            place = self._places.get(at)
            at = place.within if place else None
        self[key] = tuple(way)
        return self[key]


def themes(card: Card) -> list[Theme]:
    """Return the issues and the points of the official agenda that a card names."""
    return [*(("issue", issue) for issue in card.issues), *(("item", item) for item in card.items)]


def people(card: Card) -> frozenset[str]:
    """Return the owner of a card and the actors it engages."""
    return frozenset(card.actors) | (frozenset((card.owner,)) if card.owner else frozenset())


def over(card: Card, today: date) -> bool:
    """Whether a card has ended, by what it says or by its last day."""
    return card.phase == "ended" or (card.end is not None and card.end < today)


def at_work(card: Card, today: date) -> bool:
    """Whether a card is at work, as far as it tells."""
    return card.tier != "none" and card.phase != "paused" and not over(card, today)


def time(one: Card, other: Card) -> Answer:
    """
    Whether two cards run at the same time. An end that is not told is no end, and the same holds of a beginning.

    >>> early = Card("a", start=date(2026, 1, 1), end=date(2026, 3, 1))
    >>> late = Card("b", start=date(2026, 4, 1))
    >>> time(early, late), time(late, Card("c", start=date(2027, 1, 1))), time(early, Card("d"))
    ('no', 'yes', 'may be')
    """
    for first, second in ((one, other), (other, one)):
        start = begin(second)
        if first.end is not None and start is not None and first.end < start:
            return "no"
    return "yes" if one.start and other.start else "may be"


def begin(card: Card) -> date | None:
    """
    Return the first day on which a card may have begun: its own, else the first of the quarter that it tells.

    >>> begin(Card("a", quarter="2026-Q4")), begin(Card("b"))
    (datetime.date(2026, 10, 1), None)
    """
    if card.start is not None or card.quarter is None:
        return card.start
    year, _, quarter = card.quarter.partition("-Q")
    return date(int(year), 3 * int(quarter) - 2, 1)


def refs(kind: Literal["issue", "item", "actor", "side", "place"], ids: Iterator[str] | set[str]) -> tuple[Ref, ...]:
    """Return references of one kind, in order of their ids, each once."""
    return tuple(Ref(kind, one) for one in sorted(set(ids)))


def _by_id(card: Card) -> str:
    return card.id
