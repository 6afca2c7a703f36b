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
_PUBLIC: Final = "public-event-in-delicate-time"


class _Held(Value, frozen=True):
    """A moment and whose it is."""

    card: str
    moment: Moment


Found = defaultdict[tuple[str, str], set[Evidence]]
Keys = Callable[[Card], list[Ref]]


def clashes(world: World, leading: Collection[str]) -> Iterator[Run]:
    """
    Give one finding for each two cards at work whose moments collide, with everything that collides.

    Args:
        world: Whose cards.
        leading: Ids of cards: of each pair, one is among them.
    """
    found: Found = defaultdict(set)
    for ref, held in _by(world, _people, MEETINGS).items():
        for one, other, days in _together(held, world.focus):
            found[_pair(one, other)] |= _meeting(world, ref, _pair(one, other), days)
    delicate = _by(world, _matters, ("delicate",))
    for ref, held in _by(world, _matters, ("public_event",)).items():
        for public, quiet, days in _across(held, delicate.get(ref, []), world.focus):
            found[_pair(public, quiet)].add(Evidence(_PUBLIC, (public.card, quiet.card), (ref,), days))
    by_day: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    wanted = frozenset(leading)
    for both in sorted(both for both, evidence in found.items() if evidence and not wanted.isdisjoint(both)):
        by_day[nearer(_first(world, found[both]), world.today)].append(both)
    for more, pairs in by_day.items():
        yield lazily("clash", pressing("clash", more), pairs, lambda both: _finding(world, both, found[both]))


def _by(world: World, keys: Keys, occasions: tuple[str, ...]) -> Mapping[Ref, list[_Held]]:
    """Return moments to come of these occasions by what they are compared under; only what the focus has, if any."""
    focus = world.working.get(world.focus) if world.focus else None
    wanted = set(keys(focus)) if focus else None
    found: defaultdict[Ref, list[_Held]] = defaultdict(list)
    for key, card in world.working.items():
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


def _together(held: list[_Held], focus: str | None) -> Iterator[tuple[_Held, _Held, tuple[date, ...]]]:
    """Give every two moments of different cards that share a day, with the first and the last day they share."""
    waiting: list[_Held] = []
    for one in sorted(held, key=lambda one: (one.moment.start, one.card)):
        waiting = [other for other in waiting if other.moment.end >= one.moment.start]
        for other in waiting:
            if other.card != one.card and focus in (None, one.card, other.card):
                yield other, one, _days(one.moment, other.moment)
        waiting.append(one)


def _across(
    held: list[_Held], others: list[_Held], focus: str | None
) -> Iterator[tuple[_Held, _Held, tuple[date, ...]]]:
    """Give every moment of the first that shares a day with one of the second of another card."""
    held = sorted(held, key=lambda one: one.moment.start)
    starts = [one.moment.start for one in held]
    longest = max((one.moment.end - one.moment.start for one in held), default=date.resolution * 0)
    for other in others:
        first = bisect_left(starts, other.moment.start - longest)
        for one in held[first : bisect_right(starts, other.moment.end)]:
            in_focus = focus in (None, one.card, other.card)
            if in_focus and one.card != other.card and one.moment.end >= other.moment.start:
                yield one, other, _days(one.moment, other.moment)


def _meeting(world: World, ref: Ref, both: tuple[str, str], days: tuple[date, ...]) -> set[Evidence]:
    """Return what two meetings on the same days collide in; a side only where both are in one place."""
    if ref.kind == "actor":
        return {Evidence("same-days-same-actor", both, (ref,), days)}
    places = refs("place", world.shared_places(world.working[both[0]], world.working[both[1]]))
    return {Evidence("same-days-same-side", both, (ref, *places), days)} if places else set()


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


def _finding(world: World, both: tuple[str, str], evidence: set[Evidence]) -> Finding:
    told = _drawn_together(evidence)
    about = sorted({ref for one in told for ref in one.refs if ref.kind != "place"}, key=lambda ref: (ref.kind, ref.id))
    return finding("clash", both, about, told, more=nearer(_first(world, evidence), world.today))


def _first(world: World, evidence: Iterable[Evidence]) -> date:
    """Return the first day to come on which something collides."""
    return max(min(one.days[0] for one in evidence), world.today)
