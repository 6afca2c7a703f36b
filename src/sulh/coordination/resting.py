"""
Resting on one leg: all work of a process, or all with one side, in one sector track or one part of the RPP matrix.

    cards at work ─┬─ of the process            ─▶ one_track      one sector track only; names the other eight
                   └─ with each of its sides    ─▶ one_quadrant   one cell only, or only personal ones; names the rest

Fewer than `LEAST` cards that tell rest on nothing yet: a process has to begin somewhere. The matrix has more people and
key people in its rows, personal and socio-political change in its columns; work in one cell alone tends not to add up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from sulh.coordination.findings import Evidence, Finding, FindingKind, Ref, RefKind
from sulh.coordination.pressing import finding
from sulh.coordination.world import World
from sulh.model.initiatives import QUADRANTS, Card
from sulh.model.tracks import SECTOR_TRACKS

LEAST: Final = 3
PERSONAL: Final = frozenset({"more_personal", "key_personal"})
SECTORS: Final = tuple(sector.key for sector in SECTOR_TRACKS)


def resting(world: World) -> Iterator[Finding]:
    """Give what the whole process rests on, then what the work with each side rests on, if it is one thing alone."""
    cards = list(world.working.values())
    yield from _legs(cards, ())
    for side in sorted(world.picture.sides):
        yield from _legs([card for card in cards if side in card.sides], (Ref("side", side),))


def _legs(cards: Sequence[Card], side: tuple[Ref, ...]) -> Iterator[Finding]:
    sectors = _used(cards, lambda card: card.sectors)
    if len(sectors) == 1:
        yield _finding("one_track", *_parted("sector", SECTORS, sectors), side)
    cells = _used(cards, lambda card: card.quadrants)
    if len(cells) == 1 or cells == PERSONAL:
        yield _finding("one_quadrant", *_parted("quadrant", QUADRANTS, cells), side)


def _used(cards: Sequence[Card], tells: Callable[[Card], Sequence[str]]) -> frozenset[str]:
    """Return what the cards name, nothing if fewer than `LEAST` of them name anything."""
    telling = [set(tells(card)) for card in cards if tells(card)]
    return frozenset().union(*telling) if len(telling) >= LEAST else frozenset()


def _parted(of: RefKind, every: Sequence[str], used: frozenset[str]) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Return what there is of a kind: what is used, then what is not."""
    return tuple(Ref(of, one) for one in every if one in used), tuple(Ref(of, one) for one in every if one not in used)


def _finding(kind: FindingKind, used: tuple[Ref, ...], missing: tuple[Ref, ...], side: tuple[Ref, ...]) -> Finding:
    told = [Evidence("rests-on-alone", refs=(*used, *side)), Evidence("nobody-there", refs=missing)]
    return finding(kind, (), (*used, *side), told, more=-5 * bool(side))
