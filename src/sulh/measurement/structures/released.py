"""
What of the figures may be told beyond those who see the ties themselves: nothing of persons, no small counts.

    Structures ──released──▶ Structures              no nodes, no brokers; None in place of a count that is few
    Turnover ×3 ──turnover_released──▶ Turnover ×3   the same
    OnDay ────────day_released───────▶ OnDay         the index if it may be told; of sides all or none

Few is fewer than `FEW`, none included; only of what is not known, none may be told. What would give a few away by
subtraction goes with it: of a table other cells are hidden until the hidden ones together are not few, and an index
whose ties or actors can be computed back to a hidden count is not told. So `None` says "few, or beside a few". A test
asks linear algebra whether any hidden count follows from those that are told. The ids of joint bodies stay: whether
they may be shown is for the map to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from msgspec.structs import replace

from sulh.model.structures import Basis, Cell, Families, Index, JointBody, OnDay, Reach, Structures, Turnover

FEW: Final = 3
FATES: Final = ("kept", "new", "ended", "not_observed", "first_seen")


def released(found: Structures, *, few: int = FEW) -> Structures:
    """
    Return what may be told further.

    Args:
        found: All figures.
        few: Counts below are not told.
    """
    unsettled = any(size is None or size < few for size in found.basis.sides.values())
    inside, between = ([cell for cell in found.side_ties if (cell.one == cell.other) is same] for same in (True, False))
    hidden = {*_hidden(inside, few), *_hidden(between, few)}
    sides = [_index(one, few, hide=unsettled or any(one.of in pair for pair in hidden)) for one in found.sides]
    plain = not unsettled and _levels_are_plain(found, few)
    reach = tuple(_reach(one, few, hide=unsettled) for one in found.reach)
    basis = _basis(found.basis, few, hide=bool(hidden))
    return replace(
        found,
        basis=replace(basis, tied=_tied(basis, reach, few)),
        index=_index(found.index, few, hide=unsettled),
        sides=tuple(sides),
        levels=tuple(_index(one, few, hide=not plain) for one in found.levels),
        side_ties=_cells(found.side_ties, hidden, pairs=not unsettled),
        level_ties=_cells(found.level_ties, _hidden(found.level_ties, few), pairs=_levels_are_many(found, few)),
        families=found.families if plain else Families(None, None, None, None, None),
        reach=reach,
        bodies=tuple(_body(one, few) for one in found.bodies),
        restricted=None,
    )


def turnover_released(
    found: tuple[Turnover, Turnover, Turnover], *, few: int = FEW
) -> tuple[Turnover, Turnover, Turnover]:
    """Return what may be told further of all ties, of those across sides and of those inside one."""
    told: list[dict[str, int | None]] = [{}, {}, {}]
    for fate in FATES:
        every, across, inside = (getattr(one, fate) or 0 for one in found)
        apart = min(across, inside) >= few and not 0 < every - across - inside < few
        for place, number in enumerate((every, across, inside)):
            told[place][fate] = _count(number, few) if apart or not place else None
    every, across, inside = (_told(one, counts) for one, counts in zip(found, told, strict=True))
    return every, across, inside


def day_released(found: OnDay, *, few: int = FEW) -> OnDay:
    """Return what may be told further of one of many days; sides are told if no cell of their table is few."""
    unsettled = any((one.actors or 0) < few for one in found.sides)
    index = _index(found.index, few, hide=unsettled)
    hide = unsettled or found.least is None or found.least < few
    sides = tuple(_index(one, few, hide=hide) for one in found.sides)
    return OnDay(found.day, index, sides, None)


def _count(number: int | None, few: int) -> int | None:
    return None if number is None or number < few else number


def _unknown(number: int | None, few: int) -> int | None:
    """Return how many are not known, which is told if there are none: nobody is exposed by it."""
    return 0 if number == 0 else _count(number, few)


def _told(turnover: Turnover, counts: Mapping[str, int | None]) -> Turnover:
    if any(counts[fate] is None for fate in ("kept", "new", "ended")):
        return replace(turnover, **counts, jaccard=None, unsaid=turnover.unsaid or "few")
    return replace(turnover, **counts)


def _hidden(cells: Iterable[Cell], few: int) -> set[tuple[str, str]]:
    """
    Return which cells of a table are not told: the few and, with them, the next smallest until together they are many.

    Nobody can tell from the sum of the table what one of at least two hidden cells holds.
    """
    hidden: list[Cell] = []
    for cell in sorted(cells, key=lambda one: (one.ties or 0, one.one, one.other)):
        together = sum(one.ties or 0 for one in hidden)
        if (cell.ties or 0) < few or (hidden and (len(hidden) == 1 or together < few)):
            hidden.append(cell)
    return {(cell.one, cell.other) for cell in hidden}


def _levels_are_plain(found: Structures, few: int) -> bool:
    """
    Whether no count that has to do with levels is few.

    Else only the table of levels is told: with indexes and families beside it, too much could be subtracted.
    """
    crossing = found.families
    counts = [crossing.horizontal, crossing.vertical, crossing.both, crossing.neither]
    counts += [cell.ties for cell in found.level_ties]
    counts += [number for one in found.levels for number in (one.external, one.internal)]
    told = all(_count(number, few) is not None for number in counts)
    return told and _unknown(crossing.unknown, few) is not None


def _cells(cells: Iterable[Cell], hidden: set[tuple[str, str]], *, pairs: bool) -> tuple[Cell, ...]:
    shown = (cell if pairs else replace(cell, pairs=None) for cell in cells)
    return tuple(replace(cell, ties=None, claims=None) if (cell.one, cell.other) in hidden else cell for cell in shown)


def _levels_are_many(found: Structures, few: int) -> bool:
    """Whether the number of pairs tells of no level, and of those without one, how few they are."""
    inside = [cell.pairs or 0 for cell in found.level_ties if cell.one == cell.other]
    return min(inside) >= few * (few - 1) // 2 and _unknown(found.basis.without_level, few) is not None


def _index(index: Index, few: int, *, hide: bool) -> Index:
    """Return an index, or only that it is not told; one that could not be computed keeps its reason."""
    actors = None if hide else _count(index.actors, few)
    if not hide and actors is not None and min(index.external or 0, index.internal or 0) >= few:
        return index
    return Index(index.scope, index.of, actors, None, None, None, index.unsaid or "few")


def _basis(basis: Basis, few: int, *, hide: bool) -> Basis:
    """Return what figures rest on; a sum is told only if none of its parts is hidden."""
    sizes = {side: _count(size, few) for side, size in basis.sides.items()}
    apart = _unknown(basis.ties_without_side, few)
    whole = not hide and apart is not None
    return replace(
        basis,
        sides=sizes,
        without_side=_unknown(basis.without_side, few),
        without_level=_unknown(basis.without_level, few),
        ties=_count(basis.ties, few) if whole else None,
        claims=_count(basis.claims, few) if whole else None,
        ties_without_side=apart,
        undated=_unknown(basis.undated, few),
        weak=_unknown(basis.weak, few),
        contested=_unknown(basis.contested, few),
    )


def _tied(told: Basis, reach: Iterable[Reach], few: int) -> int | None:
    """
    Return how many actors have a tie, unless they, the others, or what follows beside another number are few.

    Who comes to another side has a tie: those who have one and do not come must be many, too, and where it is not told
    how many of a side come, as if all did. So nothing that is hidden can be found by what is left.
    """
    if told.tied is None or told.actors is None or told.ties is None:
        return None
    come = dict.fromkeys(told.sides, 0)
    for one in reach:
        come[one.side] += (told.sides[one.side] or 0) if one.within_two is None else one.within_two
    most = sum(min(number, told.sides[side] or 0) for side, number in come.items())
    many = min(told.tied, told.actors - told.tied, told.tied - most) >= few
    return told.tied if many else None


def _reach(reach: Reach, few: int, *, hide: bool) -> Reach:
    """Return how many come to the other side, unless those who come or those who do not are few."""
    if hide or reach.unsaid:
        return Reach(reach.side, reach.other, None, None, None, None, reach.unsaid or "few")
    actors, direct, within = reach.actors or 0, reach.direct or 0, reach.within_two or 0
    shown = within >= few and actors - within >= few
    return replace(
        reach,
        direct=direct if shown and direct >= few and within - direct >= few else None,
        within_two=within if shown else None,
        share=reach.share if shown else None,
        unsaid="" if shown else "few",
    )


def _body(body: JointBody, few: int) -> JointBody:
    return replace(body, members={side: _count(number, few) for side, number in body.members.items()})
