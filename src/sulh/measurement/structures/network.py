"""
Actors and their ties as arrays: what everything about structures is computed on.

    actors, ties, days, kinds ──network──▶ Network
                                  one, other     each tied pair once, whoever told it and however often
                                  side, level    codes by actor; −1 where nobody said
    Network ──sided──▶ Sided                     the part in which everybody has a side: of all, or of one level

Which kinds count is a choice: `CONTACT`, in which two work, talk, trust or stand together. Membership, leading, funding
and representing are left out at first, because they tell how an organisation is made, nearly always inside one side;
where two sides sit in one body is asked on its own (`bodies`). Trust of one in the other is a tie of the pair.
Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

import numpy as np

from sulh.errors import SettingError
from sulh.model.actors import CONFIDENCES, Actor, Confidence, Tie, TieKind
from sulh.model.dialogue import Booleans, Int8s, Int64s
from sulh.model.tracks import LEVELS

CONTACT: Final[tuple[TieKind, ...]] = ("works_with", "talks_with", "trusts", "allied")
AGAINST: Final[frozenset[TieKind]] = frozenset({"distrusts", "hostile"})
MOST_SIDES: Final = 64


class Span(NamedTuple):
    """From one day to another, both included."""

    start: date
    end: date

    def meets(self, tie: Tie) -> bool:
        """
        Whether a tie holds at some time in it, as far as anybody knows.

        >>> year = Span(date(2026, 1, 1), date(2026, 12, 31))
        >>> year.meets(Tie("t", "a", "b", "trusts", "high", end=date(2025, 12, 31)))
        False
        """
        return (tie.start is None or tie.start <= self.end) and (tie.end is None or tie.end >= self.start)


@dataclass(frozen=True, eq=False)
class Network:
    """
    Who is tied to whom.

    Attributes:
        actors: Ids, sorted.
        sides: Names of the sides, sorted.
        side, level: Shape (actors,). Places in `sides` and in `LEVELS`; −1 for none.
        one, other: Shape (ties,). Places in `actors`, one < other; every pair once.
        claims: Shape (ties,). How many claims tell of the pair.
        undated, weak, contested: Shape (ties,). No claim has a day of beginning; all have low confidence; another claim
            tells of distrust or hostility at the same time.
        left_out: Claims about one actor twice, or about somebody who is not among the actors.
    """

    actors: tuple[str, ...]
    sides: tuple[str, ...]
    side: Int8s
    level: Int8s
    one: Int64s
    other: Int64s
    claims: Int64s
    undated: Booleans
    weak: Booleans
    contested: Booleans
    left_out: int


@dataclass(frozen=True, eq=False)
class Sided:
    """
    The part of a network in which everybody has a side.

    Attributes:
        labels: Shape (actors,). The side of each, 0 <= label < number of sides.
        sizes: Shape (sides,). Actors of each side.
        one, other: Shape (ties,). Ties between these actors.
    """

    labels: Int8s
    sizes: Int64s
    one: Int64s
    other: Int64s


def network(
    actors: Iterable[Actor],
    ties: Iterable[Tie],
    span: Span,
    *,
    kinds: Collection[TieKind] = CONTACT,
    least: Confidence = "low",
) -> Network:
    """
    Return the ties of these kinds that hold at some time in the span, as arrays.

    Args:
        actors: Everybody who belongs to it, tied or not; each id once.
        ties: What sources tell.
        span: A day (twice the same), or a window.
        kinds: Which ties count.
        least: Claims with less confidence are left out.

    Raises:
        SettingError: With more than 64 sides.

    >>> day, nobody = date(2026, 11, 27), ()
    >>> people = [Actor("a", "person", nobody, side="north"), Actor("b", "person", nobody)]
    >>> told = [Tie("1", "b", "a", "trusts", "high"), Tie("2", "a", "b", "allied", "low")]
    >>> net = network(people, [*told, Tie("3", "a", "a", "allied", "low")], Span(day, day))
    >>> net.one.tolist(), net.other.tolist(), net.claims.tolist(), net.side.tolist(), net.left_out
    ([0], [1], [2], [0, -1], 1)
    """
    known = sorted(actors, key=lambda actor: actor.id)
    sides = tuple(sorted({actor.side for actor in known if actor.side}))
    if len(sides) > MOST_SIDES:
        raise SettingError(f"A network can have {MOST_SIDES} sides at most; this one has {len(sides)}.")
    at = {actor.id: place for place, actor in enumerate(known)}
    held = [tie for tie in ties if span.meets(tie)]
    counted = [
        tie for tie in held if tie.kind in kinds and CONFIDENCES.index(tie.confidence) >= CONFIDENCES.index(least)
    ]
    between = [tie for tie in counted if tie.one != tie.other and tie.one in at and tie.other in at]
    pairs, which, claims = np.unique(_keys(between, at), return_inverse=True, return_counts=True)
    against = _keys([tie for tie in held if tie.kind in AGAINST and tie.one in at and tie.other in at], at)
    one, other = np.divmod(pairs, max(len(known), 1))
    return Network(
        actors=tuple(at),
        sides=sides,
        side=np.array([sides.index(actor.side) if actor.side else -1 for actor in known], np.int8),
        level=np.array([LEVELS.index(actor.level) if actor.level else -1 for actor in known], np.int8),
        one=one,
        other=other,
        claims=claims.astype(np.int64),
        undated=_all([tie.start is None for tie in between], which, len(pairs)),
        weak=_all([tie.confidence == "low" for tie in between], which, len(pairs)),
        contested=np.isin(pairs, against),
        left_out=len(counted) - len(between),
    )


def _keys(ties: Iterable[Tie], at: dict[str, int]) -> Int64s:
    """Return one number for each pair, whichever of the two comes first."""
    ends = np.array([(at[tie.one], at[tie.other]) for tie in ties], np.int64).reshape(-1, 2)
    keys: Int64s = ends.min(axis=1) * len(at) + ends.max(axis=1)
    return keys


def _all(true: list[bool], which: Int64s, pairs: int) -> Booleans:
    """Return for each pair whether it is true of all its claims."""
    every: Booleans = np.bincount(which[~np.array(true, bool)], minlength=pairs) == 0
    return every


def sided(net: Network, *, level: int | None = None) -> Sided:
    """
    Return the actors with a side and the ties between them; those of one level only if it is given.

    Nobody without a side is given one: their ties are left out.
    """
    taken = net.side >= 0 if level is None else (net.side >= 0) & (net.level == level)
    place = np.cumsum(taken) - 1
    both = taken[net.one] & taken[net.other]
    labels = net.side[taken]
    sizes = np.bincount(labels, minlength=len(net.sides))
    return Sided(labels, sizes, place[net.one[both]], place[net.other[both]])
