"""
What nobody works on: a side, a level, a place, an issue, a point of the official agenda, a kind of change.

    there_is     kind ─▶ what there is of it, on the map or in a code list
    NAMED        kind ─▶ what a card names of it
    gaps         what there is and no card at work names, of the kinds in MORE

A gap is no one's fault, and somebody hidden from the reader may well be there: it says that nobody *they can see* is.
Where no card at all tells of a dimension, nothing is known of it, and nothing is said. Of places, regions count, and
outermost ones that are not divided into regions; whoever works within one of them works in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from sulh.coordination.findings import Evidence, Finding, Ref, RefKind
from sulh.coordination.pressing import finding, nearer
from sulh.coordination.world import World
from sulh.model.initiatives import CHANGES, Card
from sulh.model.tracks import LEVELS, SECTOR_TRACKS

Named = Callable[[World, Card], Iterable[str]]
# Kinds of which a gap is told, with how much more or less it presses.
MORE: Final[Mapping[RefKind, int]] = {"side": 15, "item": 10, "level": 5, "issue": 0, "change": -5, "place": -5}


def _regions(world: World, card: Card) -> set[str]:
    around = {place for one in card.places for place in world.around[one]}
    return around & world.areas


NAMED: Final[Mapping[RefKind, Named]] = {
    "sector": lambda _, card: card.sectors,
    "level": lambda _, card: card.levels,
    "side": lambda _, card: card.sides,
    "place": _regions,
    "issue": lambda _, card: card.issues,
    "item": lambda _, card: card.items,
    "change": lambda _, card: card.changes,
}


def there_is(world: World) -> Mapping[RefKind, Iterable[str]]:
    """Return what there is of each dimension: code lists whole, the map as it was entered, points not agreed yet."""
    return {
        "sector": [sector.key for sector in SECTOR_TRACKS],
        "level": LEVELS,
        "side": sorted(world.picture.sides),
        "place": sorted(world.areas),
        "issue": sorted(world.picture.issues),
        "item": [
            item.id for item in sorted(world.picture.items, key=lambda item: item.number) if item.state != "agreed"
        ],
        "change": CHANGES,
    }


def gaps(world: World) -> Iterator[Finding]:
    """Give a finding for everything that there is and no card at work names."""
    there = there_is(world)
    for kind in MORE:
        named = {key: set(NAMED[kind](world, card)) for key, card in world.working.items()}
        covered = set().union(*named.values())
        silent = sum(not names and not (kind == "place" and world.working[key].places) for key, names in named.items())
        if covered:
            for one in there[kind]:
                if one not in covered:
                    yield _gap(world, Ref(kind, one), silent)


def _gap(world: World, ref: Ref, silent: int) -> Finding:
    told = [Evidence("nobody-names", refs=(ref,))]
    still = tuple(key for key, card in world.still.items() if ref.id in NAMED[ref.kind](world, card))
    told += [Evidence("paused-on-it", still, (ref,))] if still else []
    wider = tuple(key for key, card in world.working.items() if ref.kind == "place" and _wider(world, card, ref.id))
    told += [Evidence("works-in-wider-place", wider, (ref,))] if wider else []
    told += [Evidence("do-not-tell", number=silent)] if silent else []
    return finding("gap", (), (ref,), told, more=MORE[ref.kind] + _wanted(world, ref) - 10 * bool(wider))


def _wider(world: World, card: Card, place: str) -> bool:
    return not set(card.places).isdisjoint(world.around[place][1:])


def _wanted(world: World, ref: Ref) -> int:
    item = world.items.get(ref.id) if ref.kind == "item" else None
    return nearer(item.wanted_by, world.today) if item else 0
