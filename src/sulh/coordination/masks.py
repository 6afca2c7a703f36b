"""
Which cards at work meet which, asked of all of them at once: each card is a bit, each answer a number of bits.

    Masks(world) ─┬─ matter(at)                        on the same matter as the card at this place in `keys`
                  ├─ close(at)                         of these, what is told: not only somewhere in one country
                  ├─ placed, timed, on_items, engaged  what else the two tell of alike
                  └─ accepted, proposed                linked with it

    together(masks, leading, ask) ─▶ pairs in order    each once, whatever is asked

Among 5,000 cards there are twelve million pairs: they are counted and put in order here, and only those that somebody
looks at are put into words (`sulh.coordination.same_matter`). What is not told is "may be" and never counts as "no".
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

from sulh.coordination.world import Theme, World, begin, themes

K = TypeVar("K", bound=Hashable)
L = TypeVar("L", bound=Hashable)
Rows = list[tuple[int, int]]  # a card, and the bits of those after it that it is paired with


class Masks:
    """
    The cards at work of one world; `keys` are their ids in order, and bit n of any answer stands for `keys[n]`.

    Args:
        world: Whose cards.
    """

    def __init__(self, world: World) -> None:
        """Index the cards by everything that they name."""
        self._cards = tuple(world.working.values())
        self.keys = tuple(world.working)
        self.bits = {key: 1 << at for at, key in enumerate(self.keys)}
        self._engaged_by = _marked(tuple(world.engaged[key]) for key in self.keys)
        self._engages = tuple(world.engaged[key] for key in self.keys)
        self._on: Mapping[Theme, int] = _marked(themes(card) for card in self._cards)
        self._owned = _marked([card.owner] if card.owner else [] for card in self._cards)
        self._ended = _Days(card.end for card in self._cards)
        self._begun = _Days(begin(card) for card in self._cards)
        self._dated = _where(card.start is not None for card in self._cards)
        self._lasting = _where(bool(begin(card) or card.end) for card in self._cards)
        self._unplaced = _where(not card.places for card in self._cards)
        self._near = _Places(world, [card.places for card in self._cards])
        narrow = [tuple(one for one in card.places if one not in world.widest) for card in self._cards]
        self._nearer = _Places(world, narrow)
        self._links = {state: self._linked(world, state) for state in ("accepted", "proposed")}

    def _linked(self, world: World, state: str) -> Mapping[str, int]:
        found: defaultdict[str, int] = defaultdict(int)
        for both, how in world.links.items():
            for one in both:
                for other in both - {one}:
                    found[one] |= self.bits.get(other, 0) if how == state else 0
        return found

    def matter(self, at: int) -> int:
        """
        Return the cards on the same matter: they name one issue or point of the agenda.

        Not those whose places lie apart, those that end before the other begins, nor those of one owner. Where the two
        tell neither places that meet nor times, only those that engage one actor and name one issue.
        """
        card = self._cards[at]
        placed = self.placed(at)
        shared = _any(self._on, themes(card)) & (placed | self._may_be(at))
        known = placed | self._lasts(at) | self.engaged(at) & self._on_themes(at, "issue")
        return shared & known & ~(self._apart(at) | self._owned.get(card.owner or "", 0) | 1 << at)

    def close(self, at: int) -> int:
        """Return those that engage one actor, share a place narrower than the widest, or do not tell of a place."""
        return self._may_be(at) | self._nearer(at) | self.engaged(at)

    def placed(self, at: int) -> int:
        """Return those that name a place at, within or around one of its places."""
        return self._near(at)

    def timed(self, at: int) -> int:
        """Return those of which, as of itself, a first day is told; nothing if its own is not."""
        return 0 if self._cards[at].start is None else self._dated

    def on_items(self, at: int) -> int:
        """Return those that name a point of the agenda that it names."""
        return self._on_themes(at, "item")

    def engaged(self, at: int) -> int:
        """Return those whose owner and actors are some of its own."""
        return self.engaging(self._engages[at])

    def engaging(self, actors: Iterable[str]) -> int:
        """Return those whose owner or engaged actors are among these."""
        return _any(self._engaged_by, actors)

    def accepted(self, at: int) -> int:
        """Return those that it works together with by an accepted link."""
        return self._links["accepted"].get(self.keys[at], 0)

    def proposed(self, at: int) -> int:
        """Return those to which a link is proposed."""
        return self._links["proposed"].get(self.keys[at], 0)

    def _on_themes(self, at: int, kind: str) -> int:
        return _any(self._on, [theme for theme in themes(self._cards[at]) if theme[0] == kind])

    def _lasts(self, at: int) -> int:
        """Return those of which, as of itself, some time is told: a first day, its quarter, or a last day."""
        return self._lasting if self._lasting >> at & 1 else 0

    def _may_be(self, at: int) -> int:
        return self._unplaced if self._cards[at].places else (1 << len(self.keys)) - 1

    def _apart(self, at: int) -> int:
        """Return those that end before it can have begun, and those that cannot have begun before it ends."""
        start, end = begin(self._cards[at]), self._cards[at].end
        return (self._ended.before(start) if start else 0) | (self._begun.after(end) if end else 0)


class _Places:
    """Which cards name a place at, within or around one that a card names."""

    def __init__(self, world: World, named: Sequence[Sequence[str]]) -> None:
        self._named, self._around = named, world.around
        self._at = _marked(named)
        self._within = _marked([wider for place in places for wider in world.around[place]] for places in named)

    def __call__(self, at: int) -> int:
        found = 0
        for place in self._named[at]:
            found |= self._within.get(place, 0) | _any(self._at, self._around[place])
        return found


class _Days:
    """Which cards have a day before or after another."""

    def __init__(self, days: Iterable[date | None]) -> None:
        found = _marked([day] if day else [] for day in days)
        self._days, self._before = sorted(found), [0]
        for day in self._days:
            self._before.append(self._before[-1] | found[day])

    def before(self, day: date) -> int:
        return self._before[bisect_left(self._days, day)]

    def after(self, day: date) -> int:
        return self._before[-1] & ~self._before[bisect_right(self._days, day)]


def together(masks: Masks, leading: Collection[str], ask: Callable[[int], Mapping[L, int]]) -> Mapping[L, Rows]:
    """
    Return the pairs that hold an answer, by what is answered: each pair once, in the order of ids.

    Args:
        masks: Of the cards.
        leading: Ids of cards; of each pair one is among them.
        ask: Gives, for a card by its place in `keys`, the others by what is answered. It has to answer both of a pair
            alike.
    """
    found: defaultdict[L, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    lead = sum({masks.bits[key] for key in leading if key in masks.bits})
    for at in ones(lead):
        for answer, others in ask(at).items():
            later = others & -(2 << at)
            if later:
                found[answer][at] |= later
            for other in ones(others & ~later & ~lead):
                found[answer][other] |= 1 << at
    return {answer: sorted(rows.items()) for answer, rows in found.items()}


def ones(bits: int) -> Iterator[int]:
    """
    Give the places of the bits that are set, lowest first.

    >>> list(ones(0b10110))
    [1, 2, 4]
    """
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def _marked(named: Iterable[Iterable[K]]) -> dict[K, int]:
    """Return what is named -> the bits of those that name it."""
    found: defaultdict[K, int] = defaultdict(int)
    for at, names in enumerate(named):
        for name in names:
            found[name] |= 1 << at
    return dict(found)


def _where(holds: Iterable[bool]) -> int:
    return sum(1 << at for at, held in enumerate(holds) if held)


def _any(marked: Mapping[K, int], names: Iterable[K]) -> int:
    found = 0
    for name in names:
        found |= marked.get(name, 0)
    return found
