"""Small dialogues for the tests of this room, written as a table of answers; no test lives here."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sulh.model.dialogue import Int8s, NumberedIds, Sides, Votes

UNANSWERED = 9
SIDES = ("north", "south")

Table = npt.NDArray[np.int8]


def votes_of(table: Table) -> Votes:
    """Read a table, one row a participant, one column a statement; 9 is not answered."""
    row, statement = np.nonzero(table != UNANSWERED)
    start = np.searchsorted(row, np.arange(len(table) + 1))
    return Votes(
        NumberedIds(len(table)),
        tuple(map(str, range(table.shape[1]))),
        start.astype(np.int64),
        statement.astype(np.uint16),
        table[row, statement],
    )


def sides_of(numbers: list[int]) -> Sides:
    """Name two sides; -1 is undeclared."""
    return Sides(SIDES, np.array(numbers, dtype=np.int16))


def alternating(votes: Votes) -> Sides:
    """Put every other participant on each side."""
    return sides_of([i % 2 for i in range(len(votes.participants))])


@st.composite
def tables(draw: Callable[[st.SearchStrategy[Table]], Table], *, most: int = 12, statements: int = 6) -> Table:
    """Draw a table of up to so many participants and statements, some of them unheard."""
    shapes = st.tuples(st.integers(1, most), st.integers(1, statements))
    answers = st.sampled_from([-1, 0, 1, UNANSWERED])
    return draw(shapes.flatmap(lambda shape: arrays(np.int8, shape, elements=answers)))


def camps(people: int, statements: int, *, seed: int, noise: float = 0.1) -> Int8s:
    """Draw two camps of equal size who answer every second statement the opposite way, with some noise."""
    rng = np.random.default_rng(seed)
    camp = np.arange(people) % 2
    divides = np.arange(statements) % 2
    sure = np.where((camp[:, None] * divides) > 0, -1, 1)
    noisy = rng.choice([-1, 0, 1, UNANSWERED], size=sure.shape)
    return np.where(rng.random(sure.shape) < noise, noisy, sure).astype(np.int8)
