"""
What collides in time: two meetings with the same people on one day, or a public event while another's time is delicate.

    moments still to come ─┬─ sessions, public events ─▶ same actor, or same side in one place ─┐
                           └─ public event × delicate time ─▶ same issue or side ───────────────┴─▶ clash, one a pair

What is over collides with nothing. Two cards that never told a day cannot be found here, and nothing is guessed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from sulh.coordination.findings import Evidence, Finding, Ref
from sulh.coordination.pressing import finding, nearer, pressing
from sulh.coordination.ranked import Run, lazily
from sulh.coordination.world import World, refs
from sulh.model.findings import Value
from sulh.model.initiatives import Card, Moment

MEETINGS: Final = ("session", "public_event")
_ACTOR, _SIDE, _PUBLIC = "same-days-same-actor", "same-days-same-side", "public-event-in-delicate-time"


class _Held(Value, frozen=True):
    """A moment and whose it is."""

    card: str
    moment: Moment


Keys = Callable[[Card], list[Ref]]
Collision = tuple[str, Ref, _Held, _Held]  # what it is, on what, and the two moments


def clashes(world: World, leading: Collection[str]) -> Iterator[Run]:
    """
    Give one finding for each two cards at work whose moments collide, with everything that collides.

    Args:
        world: Whose cards.
        leading: Ids of cards: of each pair, one is among them.
    """
    first: dict[tuple[str, str], date] = {}  # on which each pair collides first: more is looked up when it is read
    for _, _, one, other in _collisions(world, world.working):
        both, day = _pair(one, other), max(one.moment.start, other.moment.start)
        if both not in first or day < first[both]:
            first[both] = day
    wanted = frozenset(leading)
    by_day: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for both in sorted(both for both in first if not wanted.isdisjoint(both)):
        by_day[_nearer(world, first[both])].append(both)
    for more, pairs in by_day.items():
        yield lazily("clash", pressing("clash", more), pairs, lambda both: _finding(world, both))


def _collisions(world: World, cards: Iterable[str]) -> Iterator[Collision]:
    """Give every collision between two of these cards: of meetings, and of a public event with a delicate time."""
    keys, near = tuple(cards), _Near(world)
    for ref, held in _by(world, keys, _people, MEETINGS).items():
        code = _ACTOR if ref.kind == "actor" else _SIDE
        for one, other in _together(held, world.focus):
            if code == _ACTOR or near[_pair(one, other)]:
                yield code, ref, one, other
    delicate = _by(world, keys, _matters, ("delicate",))
    for ref, held in _by(world, keys, _matters, ("public_event",)).items():
        for public, quiet in _across(held, delicate.get(ref, []), world.focus):
            yield _PUBLIC, ref, public, quiet


class _Near(dict[tuple[str, str], bool]):
    """Whether two cards name one place, looked up once for each two."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world

    def __missing__(self, both: tuple[str, str]) -> bool:
        one, other = (self._world.working[key] for key in both)
        self[both] = self._world.place(one, other) == "yes"
        return self[both]


def _by(world: World, cards: Iterable[str], keys: Keys, occasions: tuple[str, ...]) -> Mapping[Ref, list[_Held]]:
    """Return moments to come of these occasions by what they are compared under; only what the focus has, if any."""
    focus = world.working.get(world.focus) if world.focus else None
    wanted = set(keys(focus)) if focus else None
    found: defaultdict[Ref, list[_Held]] = defaultdict(list)
    for key in cards:
        card = world.working[key]
        held = [_Held(key, one) for one in card.moments if one.occasion in occasions and one.end >= world.today]
        if held:
            for ref in keys(card):
                if wanted is None or ref in wanted:
                    found[ref] += held
    return found


def _people(card: Card) -> list[Ref]:
    return [Ref("actor", one) for one in set(card.actors)] + [Ref("side", one) for one in set(card.sides)]


def _matters(card: Card) -> list[Ref]:
    return [Ref("issue", one) for one in set(card.issues)] + [Ref("side", one) for one in set(card.sides)]


def _together(held: list[_Held], focus: str | None) -> Iterator[tuple[_Held, _Held]]:
    """Give every two moments of different cards that share a day."""
    waiting: list[_Held] = []
    for one in sorted(held, key=lambda one: (one.moment.start, one.card)):
        waiting = [other for other in waiting if other.moment.end >= one.moment.start]
        for other in waiting:
            if other.card != one.card and focus in (None, one.card, other.card):
                yield other, one
        waiting.append(one)


def _across(held: list[_Held], others: list[_Held], focus: str | None) -> Iterator[tuple[_Held, _Held]]:
    """Give every moment of the first that shares a day with one of the second of another card."""
    held = sorted(held, key=lambda one: one.moment.start)
    starts = [one.moment.start for one in held]
    longest = max((one.moment.end - one.moment.start for one in held), default=date.resolution * 0)
    for other in others:
        first = bisect_left(starts, other.moment.start - longest)
        for one in held[first : bisect_right(starts, other.moment.end)]:
            in_focus = focus in (None, one.card, other.card)
            if in_focus and one.card != other.card and one.moment.end >= other.moment.start:
                yield one, other


def _evidence(world: World, collision: Collision) -> Evidence:
    """Return what a collision is, in which places if it is about a side, and on which days."""
    code, ref, one, other = collision
    days = _days(one.moment, other.moment)
    if code == _PUBLIC:
        return Evidence(code, (one.card, other.card), (ref,), days)
    both = _pair(one, other)
    shared = world.shared_places(world.working[both[0]], world.working[both[1]]) if code == _SIDE else iter(())
    return Evidence(code, both, (ref, *refs("place", shared)), days)


def _days(one: Moment, other: Moment) -> tuple[date, ...]:
    """Return the first and the last day that two moments share, once where they are one."""
    return tuple(dict.fromkeys((max(one.start, other.start), min(one.end, other.end))))


def _pair(one: _Held, other: _Held) -> tuple[str, str]:
    return (one.card, other.card) if one.card < other.card else (other.card, one.card)


def _drawn_together(evidence: set[Evidence]) -> list[Evidence]:
    """Return one for all that is said of the same cards on the same days, with everything it is said of."""
    said: defaultdict[tuple[tuple[date, ...], str, tuple[str, ...]], set[Ref]] = defaultdict(set)
    for one in evidence:
        said[one.days, one.code, one.cards].update(one.refs)
    return [
        Evidence(code, cards, tuple(sorted(refs, key=_in_order)), days)
        for (days, code, cards), refs in sorted(said.items(), key=lambda item: item[0])
    ]


def _in_order(ref: Ref) -> tuple[bool, str, str]:
    return ref.kind == "place", ref.kind, ref.id


def _finding(world: World, both: tuple[str, str]) -> Finding:
    told = _drawn_together({_evidence(world, one) for one in _collisions(world, both)})
    about = sorted({ref for one in told for ref in one.refs if ref.kind != "place"}, key=lambda ref: (ref.kind, ref.id))
    return finding("clash", both, about, told, more=_nearer(world, told[0].days[0]))


def _nearer(world: World, first: date) -> int:
    """Return what the first day adds; what is going on already presses as if it began today."""
    return nearer(max(first, world.today), world.today)
