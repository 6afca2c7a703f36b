"""Tests of `sulh.opinion.subsets`."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sulh.opinion.subsets import without
from tests.opinion.builders import Person, dialogue, small_dialogues


@given(small_dialogues(), st.data())
def test_without_some_is_the_dialogue_of_the_others(people: list[Person], data: st.DataObject) -> None:
    """Leaving people out gives the answers of a dialogue in which they said nothing, and alters nothing."""
    left_out = np.array(data.draw(st.lists(st.booleans(), min_size=len(people), max_size=len(people))))
    votes = dialogue(people, statements=[str(j) for j in range(6)]).votes
    before = votes.vote.copy()
    silent = [(side, {} if gone else given_) for (side, given_), gone in zip(people, left_out, strict=True)]
    expected = dialogue(silent, statements=[str(j) for j in range(6)]).votes
    found = without(votes, left_out)

    np.testing.assert_array_equal(expected.start, found.start)
    np.testing.assert_array_equal(expected.statement, found.statement)
    np.testing.assert_array_equal(expected.vote, found.vote)
    np.testing.assert_array_equal(before, votes.vote)


def test_who_is_left_out_never_began() -> None:
    """When each began is forgotten with their answers, and kept for the others."""
    votes = dialogue([("A", {"1": 1}), ("A", {"1": -1})]).votes
    timed = replace(votes, began=np.array([100, 200]))

    assert [-1, 200] == np.asarray(without(timed, np.array([True, False])).began).tolist()
    assert without(votes, np.array([True, False])).began is None
