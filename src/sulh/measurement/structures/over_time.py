"""
The index on many days: what a figure over time shows, made of the same ties as the figures of one day.

    actors, ties, days ──over_time──▶ OnDay, one for each day
                                        index, sides    beside their bounds under missing ties
                                        expected        what chance gives on average: it needs no dealing anew

All ties are laid out once as numbers and each day takes those that hold. What is known today decides: a tie that was
told yesterday and began two years ago holds on all days since, and one without days holds on every day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

import numpy as np

from sulh.measurement.structures.chance import complete_mixing
from sulh.measurement.structures.index import undealt
from sulh.measurement.structures.network import CONTACT, Sided
from sulh.model.actors import Actor, Tie, TieKind
from sulh.model.dialogue import Int8s, Int64s
from sulh.model.structures import DECIMALS, OnDay

_ALWAYS: Final = (0, date.max.toordinal())


def over_time(
    actors: Iterable[Actor], ties: Iterable[Tie], days: Iterable[date], *, kinds: Collection[TieKind] = CONTACT
) -> tuple[OnDay, ...]:
    """
    Return the index on each day, of the network and of each side.

    Args:
        actors: Everybody on the map or in the list, tied or not; at most 64 sides.
        ties: What sources tell.
        days: As they shall come.
        kinds: Which ties count.

    >>> people = [Actor(who, "person", (), side=who[0]) for who in ("a1", "a2", "b1", "b2")]
    >>> told = [Tie("1", "a1", "a2", "trusts", "high"), Tie("2", "a1", "b1", "trusts", "high", date(2026, 7, 1))]
    >>> [one.index.value for one in over_time(people, told, [date(2026, 1, 1), date(2026, 8, 1)])]
    [-1.0, 0.0]
    """
    known = sorted((actor for actor in actors if actor.side), key=lambda actor: actor.id)
    sides = sorted({actor.side for actor in known if actor.side})
    place = {side: number for number, side in enumerate(sides)}
    labels = np.array([place[actor.side] for actor in known if actor.side], np.int8)
    at = {actor.id: number for number, actor in enumerate(known)}
    laid = np.array(
        [
            (at[tie.one], at[tie.other], *_held(tie))
            for tie in ties
            if tie.kind in kinds and tie.one != tie.other and tie.one in at and tie.other in at
        ],
        np.int64,
    ).reshape(-1, 4)
    sizes = np.bincount(labels, minlength=len(sides))
    return tuple(_on(day, laid, labels=labels, sizes=sizes, sides=sides) for day in days)


def _held(tie: Tie) -> tuple[int, int]:
    """Return the first and the last day on which a tie holds, as numbers."""
    first = tie.start.toordinal() if tie.start else _ALWAYS[0]
    return first, tie.end.toordinal() if tie.end else _ALWAYS[1]


def _on(day: date, laid: Int64s, *, labels: Int8s, sizes: Int64s, sides: list[str]) -> OnDay:
    held = laid[(laid[:, 2] <= day.toordinal()) & (laid[:, 3] >= day.toordinal())]
    pairs = np.unique(held[:, :2].min(axis=1) * len(labels) + held[:, :2].max(axis=1))
    one, other = np.divmod(pairs, max(len(labels), 1))
    part = Sided(labels, sizes, one, other)
    index, of_sides = undealt(part, sides)
    expected = None if index.value is None else round(complete_mixing(sizes), DECIMALS)
    return OnDay(day, index, of_sides, expected, _least(part))


def _least(part: Sided) -> int:
    """Return the fewest ties between two sides or inside one."""
    many = len(part.sizes)
    ends = part.labels[part.one].astype(int), part.labels[part.other].astype(int)
    cells = np.bincount(np.minimum(*ends) * many + np.maximum(*ends), minlength=many * many)
    return int(cells.reshape(many, many)[np.triu_indices(many)].min()) if many else 0
