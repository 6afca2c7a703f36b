"""
What cannot go on without something else, where that something has stopped or hangs on one person.

    card ──depends on──▶ ended or paused          "dependency": the two of them
    person ── alone carries ── card ◀── ... ◀── others that depend on it, in turn      "dependency": all that would stop

A card of which the reader sees nothing is not in their picture, and a dependency on it tells nothing here: neither that
it is there nor how it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sulh.coordination.findings import Evidence, Finding, Ref
from sulh.coordination.pressing import finding
from sulh.coordination.world import World, over

CHAIN: Final = 3  # cards that would stop with one person: a rule of the project


def stopped(world: World) -> Iterator[Finding]:
    """Give a finding for each card at work that depends on one which has ended or is paused."""
    for key, card in world.working.items():
        for other in sorted(set(card.depends_on) - {key}):
            code = _state(world, other)
            if code:
                told = Evidence(code, (key, other))
                yield finding("dependency", (key, other), [Ref("card", other)], [told], more=5 * (code == _ENDED))


_ENDED: Final = "rests-on-ended"


def _state(world: World, key: str) -> str | None:
    card = world.cards.get(key)
    if card is None:
        return None
    if over(card, world.today):
        return _ENDED
    return "rests-on-paused" if key in world.still else None


def on_one_person(world: World) -> Iterator[Finding]:
    """Give a finding for each person with whom at least `CHAIN` cards at work would stop, some of them others' work."""
    after = resting_on(world)
    alone: defaultdict[str, set[str]] = defaultdict(set)
    for key, engaged in world.engaged.items():
        if len(engaged) == 1 and engaged <= world.persons:
            alone[min(engaged)].add(key)
    for person, carried in sorted(alone.items()):
        lost = reached(carried, after)
        if len(lost) >= CHAIN and lost > carried:
            ref = Ref("actor", person)
            told = [Evidence("one-person-alone", tuple(sorted(carried)), (ref,))]
            told += [Evidence("cannot-go-on-without", tuple(sorted(lost - carried)), (ref,), number=len(lost))]
            yield finding("dependency", lost, (ref,), told, more=min(20, 5 * (len(lost) - CHAIN)))


def resting_on(world: World) -> Mapping[str, set[str]]:
    """Return card -> cards at work that say they depend on it."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key, card in world.working.items():
        for other in card.depends_on:
            found[other].add(key)
    return found


def reached(start: Iterable[str], ways: Mapping[str, Iterable[str]]) -> set[str]:
    """
    Return what is reached from the start along the ways, the start among it.

    >>> sorted(reached(["a"], {"a": ["b"], "b": ["a", "c"], "d": ["a"]}))
    ['a', 'b', 'c']
    """
    found, edge = set(start), list(start)
    while edge:
        fresh = set(ways.get(edge.pop(), ())) - found
        found |= fresh
        edge += fresh
    return found
