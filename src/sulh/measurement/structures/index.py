"""
The E–I index: ties across sides against ties inside one, for a network, a side, the actors of a level, one actor.

    Network ──index_of──▶ Index of the whole, and of each side; for one level, Index among its actors
            ──of_actors─▶ NodeIndex of everybody with a side: restricted, it exposes persons
    Sided ────of_a_day─▶ Index of the whole, and of each side, with sides that were dealt anew once for many days

From −1, all ties inside, to +1, all across. A side's index is of the ties that touch it. A level's is of the ties among
the actors of that level: whether people who stand alike tie across. Each stands beside what chance gives (`chance`) and
its bounds under missing ties (`missing`). No index where fewer than two sides have two actors. Actors without a side
are in none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from msgspec.structs import replace

from sulh.measurement.structures.chance import Dealt, against, complete_mixing, deal
from sulh.measurement.structures.counting import count, ratio
from sulh.measurement.structures.missing import SHARES, bounds, turns_at
from sulh.measurement.structures.network import Network, Sided, sided
from sulh.model.dialogue import Floats
from sulh.model.structures import DECIMALS, Index, NodeIndex, Unsaid
from sulh.model.tracks import LEVELS

FEWEST: Final = 2  # actors of a side
FEW_ACTORS: Final = 5
FEW_TIES: Final = 10
LIKELY_MISSING: Final = 0.2  # a share of ties that is easily missing


@dataclass(frozen=True, eq=False)
class Ways:
    """What one index was in each way to deal, shape (ways,), and whether these are all there are."""

    indexes: Floats
    exact: bool


def index_of(net: Network, *, seed: int, draws: int) -> tuple[Index, tuple[Index, ...]]:
    """
    Return the index of the whole and of each side, in the order of `net.sides`.

    Args:
        net: Actors and ties.
        seed: Of the ways to deal; the same seed gives the same figures.
        draws: How many ways are drawn where there are too many to look at all.

    Raises:
        SettingError: With no draw, or more than 100,000.
    """
    part = sided(net)
    dealt = None if _unsaid(part) else deal(part, seed=(seed, 0), draws=draws)
    external, internal = _found(part)
    sides = (
        _side(part, place, Index("side", side, int(part.sizes[place]), external[place], internal[place], None), dealt)
        for place, side in enumerate(net.sides)
    )
    return _whole(part, Index("network", "", len(part.labels), 0, 0, None), _of_all(dealt)), tuple(sides)


def index_of_levels(net: Network, *, seed: int, draws: int) -> tuple[Index, ...]:
    """Return the index among the actors of each level, from the top; arguments and errors as of `index_of`."""
    found = []
    for place, level in enumerate(LEVELS):
        part = sided(net, level=place)
        dealt = None if _unsaid(part) else deal(part, seed=(seed, 1 + place), draws=draws)
        found.append(_whole(part, Index("level", level, len(part.labels), 0, 0, None), _of_all(dealt)))
    return tuple(found)


def of_a_day(part: Sided, sides: Sequence[str], ways: Ways) -> tuple[Index, tuple[Index, ...]]:
    """
    Return the index of the whole beside what chance gives, and of each side with `chance` left out.

    Args:
        part: Actors and ties.
        sides: What the sides are called, in their order.
        ways: What the index of the whole was in each way to deal the sides.
    """
    external, internal = _found(part)
    counts = zip(sides, part.sizes.tolist(), external, internal, strict=True)
    of_sides = (Index("side", side, size, across, inside, None) for side, size, across, inside in counts)
    return _whole(part, Index("network", "", len(part.labels), 0, 0, None), ways), tuple(
        _side(part, place, one, None) for place, one in enumerate(of_sides)
    )


def of_actors(net: Network) -> Iterator[NodeIndex]:
    """
    Give the index of each actor with a side, by id. What is expected deals the sides of all others anew.

    Actors without a tie to somebody with a side have no index; there is no p of one actor.
    """
    part = sided(net)
    across = part.labels[part.one] != part.labels[part.other]
    size = len(part.labels)
    degree, external = (
        np.bincount(part.one[which], minlength=size) + np.bincount(part.other[which], minlength=size)
        for which in (slice(None), across)
    )
    index = ratio(external, degree - external)
    for at, place in enumerate(np.flatnonzero(net.side >= 0).tolist()):
        same, others = int(part.sizes[part.labels[at]]) - 1, size - 1
        yield NodeIndex(
            actor=net.actors[place],
            side=net.sides[part.labels[at]],
            external=int(external[at]),
            internal=int(degree[at] - external[at]),
            value=None if np.isnan(index[at]) else round(float(index[at]), DECIMALS),
            expected=round((others - 2 * same) / others, DECIMALS) if others else None,
        )


def _unsaid(part: Sided) -> Unsaid:
    if (part.sizes > 0).sum() < FEWEST:
        return "one-side"
    if (part.sizes >= FEWEST).sum() < FEWEST:
        return "side-too-small"
    return "" if len(part.one) else "no-ties"


def _found(part: Sided) -> tuple[list[int], list[int]]:
    """Return the ties of each side across and inside, as the sides are."""
    found = count(part, part.labels[None])
    return found.external[0].tolist(), found.internal[0].tolist()


def _of_all(dealt: Dealt | None) -> Ways | None:
    return None if dealt is None else Ways(dealt.of_all, dealt.exact)


def _whole(part: Sided, blank: Index, ways: Ways | None) -> Index:
    external, internal = _found(part)
    blank = replace(blank, external=sum(external) // 2, internal=sum(internal))
    unsaid = _unsaid(part)
    if unsaid:
        return replace(blank, unsaid=unsaid)
    return _filled(part, blank, ways, round(complete_mixing(part.sizes), DECIMALS))


def _side(part: Sided, place: int, blank: Index, dealt: Dealt | None) -> Index:
    unsaid = _unsaid(part)
    if unsaid:
        return replace(blank, unsaid=unsaid)
    if part.sizes[place] < FEWEST:
        return replace(blank, unsaid="side-too-small")
    if not blank.external and not blank.internal:
        return replace(blank, unsaid="no-ties")
    return _filled(part, blank, None if dealt is None else Ways(dealt.of_sides[:, place], dealt.exact))


def _filled(part: Sided, blank: Index, ways: Ways | None, expected: float | None = None) -> Index:
    """Set the value beside what chance gives, what could be missing, and the doubts; `expected` where it is known."""
    external, internal = blank.external or 0, blank.internal or 0
    value = (external - internal) / (external + internal)
    chance = None if ways is None else against(value, ways.indexes, exact=ways.exact, expected=expected)
    turns = None if chance is None else turns_at(value, chance.low, chance.high)
    few = int(part.sizes[part.sizes > 0].min()) < FEW_ACTORS
    doubts = [
        *(["few-actors"] if few else []),
        *(["few-ties"] if external + internal < FEW_TIES else []),
        *(["may-be-chance"] if turns == 0 else []),
        *(["missing-could-turn-it"] if turns and turns <= LIKELY_MISSING else []),
    ]
    return replace(
        blank,
        value=round(value, DECIMALS),
        chance=chance,
        turns_at=turns,
        missing=tuple(bounds(external, internal, share) for share in SHARES),
        doubts=tuple(doubts),
    )
