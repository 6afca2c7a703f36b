"""Tests of `sulh.model.dialogue`."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import ShapeError
from sulh.model.dialogue import Cut, Dialogue, NumberedIds, Sides, Votes, natural

PARTS: dict[str, Any] = {
    "participants": ("ann", "bo"),
    "statements": ("1", "2"),
    "start": np.array([0, 2, 3]),
    "statement": np.array([0, 1, 1], np.uint16),
    "vote": np.array([1, -1, 0], np.int8),
}


@given(st.lists(st.integers(0, 10**17), unique=True))
def test_numbers_come_in_the_order_of_numbers(numbers: list[int]) -> None:
    """Ids that are numbers are ordered as numbers, and all of them before any text."""
    ordered = sorted([*map(str, numbers), "a"], key=natural)

    assert [*map(str, sorted(numbers)), "a"] == ordered


def test_what_only_looks_like_a_number_is_text() -> None:
    """Digits of other scripts, signs and numbers too long for 64 bits are ordered as text."""
    assert {1} == {natural(identifier)[0] for identifier in ("٣", "-1", "1.5", "9" * 19, "")}


@given(st.integers(0, 20), st.integers(-25, 25), st.integers(-25, 25))
def test_numbered_ids_are_the_texts_they_stand_for(count: int, first: int, last: int) -> None:
    """Without keeping a text, they can be listed, sliced and searched like the list of them."""
    ids, texts = NumberedIds(count), [str(number) for number in range(count)]

    assert texts == list(ids)
    assert texts[first:last] == ids[first:last]
    assert ("7" in texts) == ("7" in ids)


def test_an_answer_knows_its_participant() -> None:
    """The first person answered twice, the second once."""
    assert [0, 0, 1] == Votes(**PARTS).participant().tolist()


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("start", np.array([0, 3])),
        ("start", np.array([0, 2, 4])),
        ("vote", np.array([1, -1], np.int8)),
        ("began", np.array([5])),
    ],
)
def test_votes_that_do_not_fit_each_other_are_refused(part: str, value: object) -> None:
    """A row too few, an end beyond the answers, a vote too few, a time too few: none is guessed."""
    with pytest.raises(ShapeError):
        Votes(**PARTS | {part: value})


def test_a_side_without_anybody_has_no_members() -> None:
    """Members are counted of every declared side; those of no side count nowhere."""
    assert [0, 2, 0] == Sides(("a", "b", "c"), np.array([1, -1, 1], np.int16)).members().tolist()


def test_sides_and_cuts_of_other_people_are_refused() -> None:
    """Sides or a cut of three people do not fit the votes of two."""
    votes, three = Votes(**PARTS), np.zeros(3, np.int16)
    sides = Sides(("a",), np.zeros(2, np.int16))

    with pytest.raises(ShapeError, match="sides has 3 participants, votes has 2"):
        Dialogue(votes, Sides(("a",), three))
    with pytest.raises(ShapeError, match="cut has 3 participants, votes has 2"):
        Dialogue(votes, sides, cut=Cut("age", ("young",), three))
