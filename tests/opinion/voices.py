"""Small dialogues for the tests of this room: written as rows a person can read, or drawn by Hypothesis."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from sulh.model.dialogue import Floats, Sides, Votes
from sulh.model.findings import PassAs
from sulh.opinion.engine import LocalEngine, count
from sulh.opinion.interval import own_answers
from sulh.opinion.pooled import pooled

Row = tuple[int | None, ...]  # one participant's vote on each statement; None is no answer
Voices = list[tuple[int, Row]]  # each participant's side (-1 for none) and row

VOTE = st.sampled_from([None, 1, -1, 0])


@st.composite
def voices(draw: st.DrawFn, *, vote: st.SearchStrategy[int | None] = VOTE, most: int = 12) -> Voices:
    """Draw a dialogue of up to three sides."""
    statements = draw(st.integers(1, 5))
    row = st.tuples(*[vote] * statements)
    return draw(st.lists(st.tuples(st.integers(-1, 2), row), min_size=1, max_size=most))


def votes_of(said: Voices, *, sides: int = 3, statements: list[str] | None = None) -> tuple[Votes, Sides]:
    """Turn readable rows into the arrays of a dialogue."""
    names = statements if statements is not None else [str(number) for number in range(len(said[0][1]))]
    answers = [[(j, vote) for j, vote in enumerate(row) if vote is not None] for _, row in said]
    flat = [answer for row in answers for answer in row]
    start = np.cumsum([0, *(len(row) for row in answers)])
    statement = np.array([j for j, _ in flat], np.uint16)
    vote = np.array([vote for _, vote in flat], np.int8)
    people = [str(number) for number in range(len(said))]
    of = np.array([side for side, _ in said], np.int16)
    return Votes(people, names, start, statement, vote), Sides(tuple("ABC"[:sides]), of)


def estimates(said: Voices, *, pass_as: PassAs = "not-agree", statements: list[str] | None = None) -> Floats:
    """Return the pooled estimates of a dialogue of three sides. Shape (3, statements)."""
    engine = LocalEngine(*votes_of(said, statements=statements))
    tally = count(engine)
    own = own_answers(tally, pass_as=pass_as)
    return pooled(engine, tally, low=own.low, high=own.high, pass_as=pass_as)
