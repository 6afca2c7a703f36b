"""
The pages of a long text, each with the numbers of the clauses on it.

    1 .. 25 | 26 .. 50 | 51 .. 60, and behind them what was taken out

A text has up to two hundred clauses: on one page they would weigh more than a telephone should load. Nothing is read
from the database here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

PAGE = 25  # clauses on a page


@dataclass(frozen=True)
class Leaf:
    """
    One page of a text: `at` leads to it.

    `first` to `last` are the clauses on it, both 0 where there is only what was taken out. `here`: it is this one.
    """

    at: int
    first: int
    last: int
    here: bool


def leaves(places: Sequence[int | None], at: int) -> tuple[Leaf, ...]:
    """
    Return all pages, in order; one where everything fits.

    Args:
        places: The number of each clause, in the order of reading; None for what was taken out.
        at: From 1, which of them is meant; beyond the last one its page is here.

    >>> [(leaf.at, leaf.first, leaf.last, leaf.here) for leaf in leaves([*range(1, 31), *[None] * 30], 26)]
    [(1, 1, 25, False), (26, 26, 30, True), (51, 0, 0, False)]
    """
    meant = beginning(len(places), at)
    found = []
    for start in range(0, max(1, len(places)), PAGE):
        numbers = [place for place in places[start : start + PAGE] if place is not None]
        found.append(Leaf(start + 1, min(numbers, default=0), max(numbers, default=0), start == meant))
    return tuple(found)


def beginning(rows: int, at: int) -> int:
    """
    Return how many rows stand before the page on which a row stands.

    >>> beginning(60, 26), beginning(60, 0), beginning(60, 999), beginning(0, 1)
    (25, 0, 50, 0)
    """
    return (min(max(1, at), max(1, rows)) - 1) // PAGE * PAGE
