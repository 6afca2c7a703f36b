"""Small dialogues for the tests of `sulh.opinion`, written the way one would tell them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from hypothesis import strategies as st

from sulh.model.dialogue import NO_SIDE, Dialogue, Sides, Votes, natural

Answers = Mapping[str, int]
Person = tuple[str | None, Answers]  # declared side, and statement -> vote


def dialogue(
    people: Sequence[Person],
    *,
    sides: Sequence[str] | None = None,
    statements: Sequence[str] | None = None,
    invited: Mapping[str, int] | None = None,
) -> Dialogue:
    """Build a dialogue of these people, named by their place in the list."""
    names = tuple(sides if sides is not None else sorted({side for side, _ in people if side is not None}))
    ids = tuple(
        statements if statements is not None else sorted({s for _, given in people for s in given}, key=natural)
    )
    rows = [sorted((ids.index(s), vote) for s, vote in given.items()) for _, given in people]
    start = np.concatenate([[0], np.cumsum([len(row) for row in rows], dtype=np.int64)]).astype(np.int64)
    cells = [cell for row in rows for cell in row]
    votes = Votes(
        participants=tuple(map(str, range(len(people)))),
        statements=ids,
        start=start,
        statement=np.array([j for j, _ in cells], dtype=np.uint16),
        vote=np.array([vote for _, vote in cells], dtype=np.int8),
    )
    of = np.array([NO_SIDE if side is None else names.index(side) for side, _ in people], dtype=np.int16)
    return Dialogue(votes, Sides(names, of), invited=invited)


@st.composite
def small_dialogues(draw: st.DrawFn, *, most_people: int = 24, most_statements: int = 6) -> list[Person]:
    """Draw the people of a small dialogue of one to three sides, some of them undeclared, some silent."""
    sides = ["A", "B", "C"][: draw(st.integers(1, 3))]
    ids = [str(j) for j in range(draw(st.integers(1, most_statements)))]
    given = st.dictionaries(st.sampled_from(ids), st.sampled_from([1, 1, -1, 0]), max_size=len(ids))
    return draw(st.lists(st.tuples(st.sampled_from([*sides, None]), given), min_size=1, max_size=most_people))
