"""
On whom contact hangs: actors without whom pairs across the sides would no longer be connected. Restricted.

    Network ──articulation──▶ Split    who holds parts of the network together, and what each part holds
            ──brokers──▶ Broker        those whose leaving cuts pairs across sides, most pairs first

A pair is in contact if any chain of ties connects the two, however long, through anybody. One walk through the network
finds all (lowest reachable place, after Hopcroft and Tarjan); it takes steps and no recursion, so that a long chain
needs no deep stack. Who stands here is exposed by it: it goes to nobody who does not see the ties themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sulh.measurement.structures.network import Network
from sulh.model.dialogue import Int64s
from sulh.model.structures import DECIMALS, Broker


@dataclass(frozen=True, eq=False)
class Split:
    """
    What is left around one actor if it leaves.

    Attributes:
        place: Of the actor, in `Network.actors`.
        parts: Shape (parts, sides + 1). Actors of each side, and in the last column those without one, in each part
            into which those fall who were connected with it.
    """

    place: int
    parts: Int64s


@dataclass(frozen=True, eq=False)
class _Walk:
    """A walk that goes deep first: actors in the order of coming, from whom one came, and whose walk it is."""

    came: list[int]
    parent: list[int]
    start: list[int]

    @property
    def order(self) -> list[int]:
        """Number of each in the order of coming, by place."""
        order = [0] * len(self.came)
        for number, place in enumerate(self.came):
            order[place] = number
        return order


def brokers(net: Network) -> tuple[Broker, ...]:
    """
    Return those without whom pairs across sides lose contact, most pairs first; the actor's own pairs do not count.

    Whoever holds only one side's own contacts together is not among them.
    """
    splits, together = _look(net)
    in_contact = sum(_across(one) for one in together)
    found = [(_across(split.parts.sum(axis=0)) - sum(map(_across, split.parts)), split) for split in splits]
    return tuple(
        Broker(net.actors[split.place], lost, round(lost / in_contact, DECIMALS), len(split.parts))
        for lost, split in sorted(found, key=lambda one: (-one[0], one[1].place))
        if lost
    )


def articulation(net: Network) -> tuple[str, ...]:
    """Return all without whom some lose contact, of one side or of several, by id."""
    return tuple(net.actors[split.place] for split in _look(net)[0])


def _across(part: Int64s) -> int:
    """Return how many pairs of different sides there are among these; the last column has no side."""
    sides = part[:-1]
    return (int(sides.sum()) ** 2 - int((sides**2).sum())) // 2


def _look(net: Network) -> tuple[list[Split], list[Int64s]]:
    """Return who splits the network, in order of their places, and what each connected part holds."""
    near = _neighbours(net)
    walk = _walk(near)
    held = np.zeros((len(near), len(net.sides) + 1), np.int64)
    held[np.arange(len(near)), net.side] = 1  # −1, no side, is the last column
    own = held.copy()
    lowest = _lowest(near, walk, held)
    order = walk.order
    falls: dict[int, list[Int64s]] = {}
    for place in walk.came:
        above = walk.parent[place]
        if above >= 0 and lowest[place] >= order[above]:
            falls.setdefault(above, []).append(held[place])
    return list(_splits(walk, held, own, falls)), [held[place] for place in walk.came if walk.parent[place] < 0]


def _splits(walk: _Walk, held: Int64s, own: Int64s, falls: dict[int, list[Int64s]]) -> Iterator[Split]:
    for place, parts in sorted(falls.items()):
        rest = held[walk.start[place]] - own[place] - sum(parts)
        every = [*parts, rest] if rest.any() else parts
        if len(every) > 1:
            yield Split(place, np.array(every))


def _neighbours(net: Network) -> list[list[int]]:
    """Return for each actor the places of those it is tied to."""
    ends = np.concatenate([net.one, net.other])
    order = np.argsort(ends, kind="stable")
    others = np.concatenate([net.other, net.one])[order]
    cuts = np.bincount(ends, minlength=len(net.actors)).cumsum()[:-1]
    return [part.tolist() for part in np.split(others, cuts)] if net.actors else []


def _walk(near: list[list[int]]) -> _Walk:
    came: list[int] = []
    parent, start = [-1] * len(near), [-1] * len(near)
    for root in range(len(near)):
        if start[root] >= 0:
            continue
        start[root] = root
        came.append(root)
        path = [(root, iter(near[root]))]
        while path:
            place, left = path[-1]
            after = next((one for one in left if start[one] < 0), None)
            if after is None:
                path.pop()
                continue
            parent[after], start[after] = place, root
            came.append(after)
            path.append((after, iter(near[after])))
    return _Walk(came, parent, start)


def _lowest(near: list[list[int]], walk: _Walk, held: Int64s) -> list[int]:
    """
    Return for each actor the earliest that it or anyone after it is tied to, but for the tie by which one came.

    `held` gathers on the way what everybody has below it.
    """
    order = walk.order
    lowest = order.copy()
    for place in reversed(walk.came):
        above = walk.parent[place]
        lowest[place] = min([lowest[place], *(order[one] for one in near[place] if one != above)])
        if above >= 0:
            lowest[above] = min(lowest[above], lowest[place])
            held[above] += held[place]
    return lowest
