"""
What chance gives: the sides dealt anew among the same actors and ties, every way to do it or many drawn ones.

    Sided ──dealt_anew─▶ labels        a batch of ways after the other: the same for the same sides and seed
          ──deal──▶ Dealt              index of the whole (ways,) and of each side (ways, sides)
    found, Dealt ──against──▶ Chance   expected, the usual range, and both tails

Each side keeps its size, and every actor with a side takes part, tied or not. With at most `MOST_WAYS` different ways
all are looked at and the tails are exact; else ways are drawn, and what was found counts as one more of them, so that
no tail is ever 0. This asks whether sides and ties go together, and nothing about how ties come about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, islice
from math import comb
from typing import Final

import numpy as np

from sulh.errors import SettingError
from sulh.measurement.structures.counting import count
from sulh.measurement.structures.network import Sided
from sulh.model.dialogue import Floats, Int8s, Int64s
from sulh.model.structures import DECIMALS, Chance

MOST_WAYS: Final = 20_000
MOST_DRAWS: Final = 100_000
CELLS: Final = 2_000_000  # ways × ties looked at in one go: what bounds the memory
ALIKE: Final = 1e-9  # two indexes that differ by less are one
USUAL: Final = (0.025, 0.975)


@dataclass(frozen=True, eq=False)
class Dealt:
    """
    The indexes of many ways to deal the sides.

    Attributes:
        of_all: Shape (ways,).
        of_sides: Shape (ways, sides). NaN where a side was dealt to nobody with a tie.
        exact: Whether these are all the ways there are.
    """

    of_all: Floats
    of_sides: Floats
    exact: bool


def ways_to_deal(sizes: Int64s) -> int:
    """
    Return in how many different ways sides of these sizes can be dealt.

    >>> ways_to_deal(np.array([3, 2]))
    10
    """
    ways, left = 1, int(sizes.sum())
    for size in sizes.tolist():
        ways *= comb(left, size)
        left -= size
    return ways


def dealt_anew(part: Sided, *, seed: tuple[int, ...], draws: int) -> tuple[Iterator[Int8s], bool]:
    """
    Deal the sides anew among the same actors, and say whether in all ways there are.

    Args:
        part: Actors and sides; its ties only decide how many ways come at a time.
        seed: The same seed draws the same ways.
        draws: How many to draw where there are too many to look at all.

    Returns:
        Batches of shape (some ways, actors): the side of each actor in each way.

    Raises:
        SettingError: With no draw, or more than 100,000.
    """
    if not 1 <= draws <= MOST_DRAWS:
        raise SettingError(f"Sides can be dealt anew 1 to {MOST_DRAWS:,} times, not {draws:,} times.")
    exact = ways_to_deal(part.sizes) <= MOST_WAYS
    rows = max(1, CELLS // max(len(part.labels), len(part.one), 1))
    return (_every(part.sizes, rows) if exact else _drawn(part.labels, seed, draws, rows)), exact


def deal(part: Sided, *, seed: tuple[int, ...], draws: int) -> Dealt:
    """Count ties in each way to deal the sides anew; arguments and errors as of `dealt_anew`."""
    batches, exact = dealt_anew(part, seed=seed, draws=draws)
    counted = [(found.of_all, found.of_sides) for found in (count(part, labels) for labels in batches)]
    return Dealt(np.concatenate([one for one, _ in counted]), np.concatenate([one for _, one in counted]), exact)


def _drawn(labels: Int8s, seed: tuple[int, ...], draws: int, rows: int) -> Iterator[Int8s]:
    rng = np.random.default_rng(seed)
    for begun in range(0, draws, rows):
        yield rng.permuted(np.tile(labels, (min(rows, draws - begun), 1)), axis=1)


def _every(sizes: Int64s, rows: int) -> Iterator[Int8s]:
    """Give all ways: everybody is of the largest side, but for those whom the others take in turn."""
    largest, actors = int(sizes.argmax()), int(sizes.sum())
    others = [(side, size) for side, size in enumerate(sizes.tolist()) if side != largest and size]
    ways = _taken(np.full(actors, largest, np.int8), tuple(range(actors)), others)
    while batch := list(islice(ways, rows)):
        yield np.array(batch, np.int8)


def _taken(labels: Int8s, free: tuple[int, ...], others: list[tuple[int, int]]) -> Iterator[Int8s]:
    if not others:
        yield labels
        return
    (side, size), *rest = others
    for chosen in combinations(free, size):
        dealt = labels.copy()
        dealt[list(chosen)] = side
        gone = set(chosen)
        yield from _taken(dealt, tuple(one for one in free if one not in gone) if rest else (), rest)


def against(found: float, ways: Floats, *, exact: bool, expected: float | None = None) -> Chance | None:
    """
    Set an index beside what chance gives.

    Args:
        found: The index of the sides as they are.
        ways: Shape (ways,). The index of each way to deal; NaN counts as no way.
        exact: Whether these are all.
        expected: Where it is known without looking.

    Returns:
        None if in no way there was an index.

    >>> against(-0.2, np.array([-0.2, -0.2, 0.6, 0.6]), exact=True)
    Chance(expected=0.2, low=-0.2, high=0.6, at_most=0.5, at_least=1.0, ways=4, exact=True)
    """
    ways = ways[~np.isnan(ways)]
    if not len(ways):
        return None
    low, high = np.quantile(ways, USUAL, method="inverted_cdf")
    itself = 0 if exact else 1
    at_most = (int((ways <= found + ALIKE).sum()) + itself) / (len(ways) + itself)
    at_least = (int((ways >= found - ALIKE).sum()) + itself) / (len(ways) + itself)
    return Chance(
        expected=round(float(ways.mean()) if expected is None else expected, DECIMALS),
        low=round(float(low), DECIMALS),
        high=round(float(high), DECIMALS),
        at_most=round(at_most, DECIMALS),
        at_least=round(at_least, DECIMALS),
        ways=len(ways),
        exact=exact,
    )


def complete_mixing(sizes: Int64s) -> float:
    """
    Return the index that chance gives on average: that of everybody tied to everybody.

    Args:
        sizes: Shape (sides,). Two actors or more altogether.

    >>> [round(complete_mixing(np.array(sizes)), 6) for sizes in ([3, 3], [5, 5], [8, 2])]
    [0.2, 0.111111, -0.288889]
    """
    actors = int(sizes.sum())
    pairs = actors * (actors - 1) // 2
    inside = int((sizes * (sizes - 1) // 2).sum())
    return (pairs - 2 * inside) / pairs
