"""
The index on many days: what a figure over time shows, made of the same ties as the figures of one day.

    actors, ties, days ──over_time──▶ OnDay, one for each day
                                        index    beside what chance gives and its bounds under missing ties
                                        sides    beside their bounds

All ties are laid out once as numbers and each day takes those that hold. The sides are dealt anew once for all days,
as for the figures of one day with the same seed: both say the same of it. What is known today decides: a tie that was
told yesterday and began two years ago holds on all days since, and one without days holds on every day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Final

import numpy as np

from sulh.measurement.structures.chance import dealt_anew
from sulh.measurement.structures.counting import ratio
from sulh.measurement.structures.index import Ways, of_a_day
from sulh.measurement.structures.network import CONTACT, Sided
from sulh.model.actors import Actor, Tie, TieKind
from sulh.model.dialogue import Booleans, Floats, Int8s, Int64s
from sulh.model.structures import OnDay

_ALWAYS: Final = (0, date.max.toordinal())


def over_time(
    actors: Iterable[Actor],
    ties: Iterable[Tie],
    days: Sequence[date],
    *,
    seed: int,
    draws: int,
    kinds: Collection[TieKind] = CONTACT,
) -> tuple[OnDay, ...]:
    """
    Return the index on each day, of the network and of each side.

    Args:
        actors: Everybody on the map or in the list, tied or not; at most 64 sides.
        ties: What sources tell.
        days: As they shall come.
        seed: The same seed gives the same figures.
        draws: How often the sides are dealt anew where there are too many ways to look at all.
        kinds: Which ties count.

    Raises:
        SettingError: With no draw, or more than 100,000.

    >>> people = [Actor(who, "person", (), side=who[0]) for who in ("a1", "a2", "b1", "b2")]
    >>> told = [Tie("1", "a1", "a2", "trusts", "high"), Tie("2", "a1", "b1", "trusts", "high", date(2026, 7, 1))]
    >>> found = over_time(people, told, [date(2026, 1, 1), date(2026, 8, 1)], seed=1, draws=100)
    >>> [(one.index.value, one.index.chance.low, one.index.chance.high) for one in found]
    [(-1.0, -1.0, 1.0), (0.0, 0.0, 1.0)]
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
    whole, held = _together(laid, labels, days, len(sides))
    found, exact = _dealt(whole, held, seed=seed, draws=draws)
    return tuple(
        _on(day, _of(whole, held[place]), sides, Ways(found[:, place], exact)) for place, day in enumerate(days)
    )


def _held(tie: Tie) -> tuple[int, int]:
    """Return the first and the last day on which a tie holds, as numbers."""
    first = tie.start.toordinal() if tie.start else _ALWAYS[0]
    return first, tie.end.toordinal() if tie.end else _ALWAYS[1]


def _together(laid: Int64s, labels: Int8s, days: Sequence[date], sides: int) -> tuple[Sided, Booleans]:
    """Return every pair that a tie ever joins, and which pairs are joined on which day; shape (days, pairs)."""
    pairs, which = np.unique(laid[:, :2].min(axis=1) * len(labels) + laid[:, :2].max(axis=1), return_inverse=True)
    held = np.zeros((len(days), len(pairs)), bool)
    for place, day in enumerate(days):
        holds = (laid[:, 2] <= day.toordinal()) & (laid[:, 3] >= day.toordinal())
        held[place, which[holds]] = True
    one, other = np.divmod(pairs, max(len(labels), 1))
    return Sided(labels, np.bincount(labels, minlength=sides), one, other), held


def _dealt(whole: Sided, held: Booleans, *, seed: int, draws: int) -> tuple[Floats, bool]:
    """Return the index in each way to deal on each day, shape (ways, days), and whether these are all ways."""
    if not len(whole.labels):
        return np.empty((0, len(held))), True
    batches, exact = dealt_anew(whole, seed=(seed, 0), draws=draws)
    on_days, ties = held.T.astype(np.float32), held.sum(axis=1)  # float32: whole numbers up to 16 million stay whole
    alike = [(labels[:, whole.one] == labels[:, whole.other]).astype(np.float32) @ on_days for labels in batches]
    internal = np.concatenate(alike).astype(np.int64)
    return ratio(ties - internal, internal), exact


def _of(whole: Sided, held: Booleans) -> Sided:
    return Sided(whole.labels, whole.sizes, whole.one[held], whole.other[held])


def _on(day: date, part: Sided, sides: list[str], ways: Ways) -> OnDay:
    index, of_sides = of_a_day(part, sides, ways)
    return OnDay(day, index, of_sides, _least(part))


def _least(part: Sided) -> int:
    """Return the fewest ties between two sides or inside one."""
    many = len(part.sizes)
    ends = part.labels[part.one].astype(int), part.labels[part.other].astype(int)
    cells = np.bincount(np.minimum(*ends) * many + np.maximum(*ends), minlength=many * many)
    return int(cells.reshape(many, many)[np.triu_indices(many)].min()) if many else 0
