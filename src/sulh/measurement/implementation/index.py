"""
The implementation index: the sum of scores over 3n, for all stipulations or by theme or side.

    low, high     with what coders do not agree on taken low, taken high
    least, most   the same, if all that is not counted were 0, were 3
    of, counted   how many stipulations there are, how many are in the index

    Change        between two days, over what is counted on both: other stipulations are no movement
    over_same     the index of two days over these, where other ones are counted on each

There is one figure where coders agree, a band where they do not, and it is told of how many. Unscored stipulations
leave n and are listed; they are no zeros. (Scale: Barometer initiative of the Kroc Institute; the formula is ours.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeVar

from sulh.measurement.implementation.coded import Coded, coded, days_of
from sulh.model.findings import Value
from sulh.model.implementation import FULL, Score, Stipulation, Theme

Key = TypeVar("Key", bound=str)


class Index(Value, frozen=True):
    """
    How far a set of stipulations was carried out.

    Attributes:
        low, high: Between 0 and 1; None where nothing is counted.
        least, most: Between 0 and 1, whatever the stipulations are that are not counted; None for an empty set.
    """

    of: int
    counted: int
    low: Fraction | None
    high: Fraction | None
    least: Fraction | None
    most: Fraction | None

    @property
    def agreed(self) -> bool:
        """Whether the coders leave nothing open in what is counted."""
        return self.low is not None and self.low == self.high


class Change(Value, frozen=True):
    """
    What changed between two days, over the stipulations that are counted on both.

    Attributes:
        counted: How many these are; of none nothing can be said.
        low, high: The least and the most by which the index of these has risen, with what coders do not agree on.
    """

    counted: int
    low: Fraction | None
    high: Fraction | None


class Point(Value, frozen=True):
    """The index on a day."""

    on: date
    index: Index


def index_of(found: Sequence[Coded]) -> Index:
    """
    Return the index of what was coded.

    >>> index_of([Coded(str(value), "agreed", value, value) for value in (3, 2, 0, 1)]).low
    Fraction(1, 2)
    """
    counted = [one for one in found if one.counts]
    lows = sum(one.low for one in counted if one.low is not None)
    highs = sum(one.high for one in counted if one.high is not None)
    silent = FULL * (len(found) - len(counted))
    within, everything = FULL * len(counted), FULL * len(found)
    return Index(
        of=len(found),
        counted=len(counted),
        low=Fraction(lows, within) if within else None,
        high=Fraction(highs, within) if within else None,
        least=Fraction(lows, everything) if everything else None,
        most=Fraction(highs + silent, everything) if everything else None,
    )


def change(before: Iterable[Coded], after: Iterable[Coded]) -> Change:
    """
    Return by how much a set of stipulations was carried out further.

    >>> then, now = Coded("s", "differs", 1, 2), Coded("s", "agreed", 2, 2)
    >>> found = change([then, Coded("t", "unscored")], [now, Coded("t", "agreed", 3, 3)])
    >>> found.counted, found.low, found.high
    (1, Fraction(0, 1), Fraction(1, 3))
    """
    earlier = {one.stipulation: one for one in before if one.counts}
    both = [(earlier[one.stipulation], one) for one in after if one.counts and one.stipulation in earlier]
    if not both:
        return Change(0, None, None)
    n = FULL * len(both)
    least = sum((now.low or 0) - (then.high or 0) for then, now in both)
    most = sum((now.high or 0) - (then.low or 0) for then, now in both)
    return Change(len(both), Fraction(least, n), Fraction(most, n))


def over_same(before: Iterable[Coded], after: Iterable[Coded]) -> tuple[Index, Index]:
    """
    Return the index of two days over the stipulations that are counted on both.

    >>> first = [Coded("s", "agreed", 1, 1), Coded("t", "once")]
    >>> [str(one.low) for one in over_same(first, [Coded("s", "agreed", 2, 2), Coded("t", "agreed", 3, 3)])]
    ['1/3', '2/3']
    """
    then, now = ({one.stipulation: one for one in found if one.counts} for found in (before, after))
    both = [key for key in then if key in now]
    return index_of([then[key] for key in both]), index_of([now[key] for key in both])


def over_time(stipulations: Sequence[Stipulation], scores: Sequence[Score]) -> tuple[Point, ...]:
    """Return the index on each day on which anything was scored, over all stipulations."""
    ids = [one.id for one in stipulations]
    return tuple(Point(day, index_of(coded(ids, scores, day))) for day in days_of(scores))


def by_theme(stipulations: Iterable[Stipulation], found: Iterable[Coded]) -> Mapping[Theme, Index]:
    """Return the index of each theme that has a stipulation."""
    return _cut(stipulations, found, lambda one: (one.theme,))


def by_side(stipulations: Iterable[Stipulation], found: Iterable[Coded]) -> Mapping[str, Index]:
    """Return the index of what each side owes; what several owe together counts with each of them."""
    return _cut(stipulations, found, lambda one: one.sides)


def _cut(
    stipulations: Iterable[Stipulation], found: Iterable[Coded], cut: Callable[[Stipulation], Sequence[Key]]
) -> dict[Key, Index]:
    by_id = {one.stipulation: one for one in found}
    groups: dict[Key, list[Coded]] = {}
    for one in stipulations:
        for key in cut(one):
            groups.setdefault(key, []).append(by_id.get(one.id, Coded(one.id, "unscored")))
    return {key: index_of(group) for key, group in sorted(groups.items())}
