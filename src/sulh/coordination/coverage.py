"""
Who is reached: initiatives at work by sector track, level, side and place, and the voices that nobody names.

    coverage(picture, by) ─┬─ cells      one for each combination that occurs: which cards, how many
                           ├─ absent     what there is and no card names
                           └─ pairs      side and level that are each named, and together by nobody

A card counts once in every combination it names; where it does not tell, the combination has None in that place. So the
cards of all cells together are the register at work, no more and no less. `k` is for readers to whom single initiatives
are nobody's business: under k nothing is counted, and other numbers are rounded down to a multiple of k, so that no
difference of two tables gives away what one of them withholds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import product
from typing import Final

from sulh.coordination.findings import Ref, RefKind
from sulh.coordination.gaps import NAMED, there_is
from sulh.coordination.world import World
from sulh.model.findings import Value
from sulh.model.picture import Picture

ALL: Final[tuple[RefKind, ...]] = ("sector", "level", "side", "place")


class Cell(Value, frozen=True):
    """
    One combination.

    Attributes:
        refs: One for each dimension, in their order; None where the cards do not tell.
        number: How many cards; with a k, at least how many, and None for fewer than k.
        cards: Which; empty with a k.
    """

    refs: tuple[Ref | None, ...]
    number: int | None
    cards: tuple[str, ...]


class Coverage(Value, frozen=True):
    """
    What is reached.

    Attributes:
        number: How many cards at work, counted as in a cell.
        absent: What there is and no card names, of dimensions that some card tells.
        pairs: Side and level.
    """

    by: tuple[RefKind, ...]
    cells: tuple[Cell, ...]
    number: int | None
    absent: tuple[Ref, ...]
    pairs: tuple[tuple[Ref, Ref], ...]


def coverage(picture: Picture, by: Sequence[RefKind] = ALL, *, k: int = 0) -> Coverage:
    """
    Return what the cards of a picture that are at work reach, by the dimensions asked for.

    Args:
        picture: What the reader sees.
        by: Of sector, level, side, place, issue, item and change.
        k: 0 for who coordinates and facilitates; else fewest cards behind a number.

    >>> from datetime import date
    >>> from sulh.model.initiatives import Card
    >>> picture = Picture(date(2026, 11, 27), (Card("a", levels=("top",)), Card("b", levels=("top", "grassroots"))))
    >>> found = coverage(picture, ["level"])
    >>> [(cell.refs[0].id, cell.number) for cell in found.cells], [ref.id for ref in found.absent]
    ([('top', 2), ('grassroots', 1)], ['middle_range'])
    """
    world = World(picture)
    there = {kind: tuple(ids) for kind, ids in there_is(world).items()}
    named = {kind: {key: set(NAMED[kind](world, card)) for key, card in world.working.items()} for kind in NAMED}
    held: defaultdict[tuple[str | None, ...], list[str]] = defaultdict(list)
    for key in world.working:
        for combination in product(*(_or_none(named[kind][key]) for kind in by)):
            held[combination].append(key)
    order = sorted(held, key=lambda one: [_place(there[kind], name) for kind, name in zip(by, one, strict=True)])
    cells = tuple(_cell(by, combination, held[combination], k) for combination in order)
    absent = tuple(ref for kind in by for ref in _absent(kind, there[kind], set().union(*named[kind].values())))
    missing = _pairs(named, there) if {"side", "level"} <= set(by) else ()
    return Coverage(tuple(by), cells, counted(len(world.working), k), absent, missing)


def counted(number: int, k: int) -> int | None:
    """
    Return a number as it may be told.

    >>> counted(7, 0), counted(7, 5), counted(4, 5), counted(0, 5)
    (7, 5, None, 0)
    """
    if k == 0 or number == 0:
        return number
    return number // k * k or None


def _or_none(names: set[str]) -> Sequence[str | None]:
    return (*names,) or (None,)


def _cell(by: Sequence[RefKind], combination: Sequence[str | None], cards: list[str], k: int) -> Cell:
    refs = tuple(Ref(kind, one) if one is not None else None for kind, one in zip(by, combination, strict=True))
    return Cell(refs, counted(len(cards), k), () if k else tuple(cards))


def _place(ids: Sequence[str], one: str | None) -> tuple[int, str]:
    """Return where something stands among what there is: what is not on the map, then what is not told, comes last."""
    if one is None:
        return (len(ids) + 1, "")
    return (ids.index(one), "") if one in ids else (len(ids), one)


def _absent(kind: RefKind, ids: Sequence[str], named: set[str]) -> list[Ref]:
    return [Ref(kind, one) for one in ids if one not in named] if named else []


def _pairs(
    named: dict[RefKind, dict[str, set[str]]], there: dict[RefKind, tuple[str, ...]]
) -> tuple[tuple[Ref, Ref], ...]:
    """Return the sides and levels that some card names each, and no card together."""
    sides, levels = named["side"], named["level"]
    together = {pair for key in sides for pair in product(sides[key], levels[key])}
    each = product(
        (side for side in there["side"] if any(side in one for one in sides.values())),
        (level for level in there["level"] if any(level in one for one in levels.values())),
    )
    return tuple((Ref("side", side), Ref("level", level)) for side, level in each if (side, level) not in together)
