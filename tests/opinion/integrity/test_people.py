"""What is counted of each person, against a plain loop over the answers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from sulh.opinion.integrity.people import answers_of, count_people, norms, without_rows
from tests.opinion.builders import Person, dialogue, small_dialogues
from tests.opinion.integrity.rooms import room, tally_of


@given(small_dialogues())
def test_counts_equal_a_plain_loop(people: list[Person]) -> None:
    """Answers, noes and what the side's rates let one expect are those of a loop over every answer."""
    one = dialogue(people)
    tally = tally_of(one)
    counted = count_people(one.votes, one.sides, norms(tally))
    for i, (side, given_) in enumerate(people):
        expected = 0.0
        for statement in given_ if side is not None else ():
            g, j = one.sides.names.index(str(side)), list(one.votes.statements).index(statement)
            expected += (tally.counts[g, j, 1] + 0.5) / (tally.counts[g, j].sum() + 1.5)
        own = list(given_.values()) if side is not None else []

        assert len(own) == counted.answered[i]
        assert own.count(-1) == counted.no[i]
        assert expected == pytest.approx(counted.expected_no[i])


def test_only_clear_majorities_count_as_the_side() -> None:
    """Nine of twelve are clear, seven of twelve are not, four of five are too few."""
    people: list[Person] = [("a", {"1": 1 if i < 9 else -1, "2": 1 if i < 7 else -1}) for i in range(12)]
    people += [("a", {"3": -1 if i else 1}) for i in range(5)]
    one = dialogue(people)
    normal = norms(tally_of(one))
    counted = count_people(one.votes, one.sides, normal)

    assert [[1, 0, 0]] == normal.majority.tolist()
    assert [0] * 9 + [1] * 3 + [0] * 5 == counted.against.tolist()
    assert [1] * 12 + [0] * 5 == counted.clear.tolist()


def test_marks_are_equal_for_equal_rows_alone() -> None:
    """Of a thousand people, two have equal marks when and only when they gave the same answers."""
    one, _ = room(1, sides={"a": 700, "b": 300}, statements=6, common_ground=1, divides=1)
    votes = one.votes
    marks = count_people(votes, one.sides, norms(tally_of(one))).mark
    rows = [
        (votes.statement[a:b].tobytes(), votes.vote[a:b].tobytes())
        for a, b in zip(votes.start[:-1].tolist(), votes.start[1:].tolist(), strict=True)
    ]

    assert len(set(rows)) == len(np.unique(marks)) == len(set(zip(rows, marks.tolist(), strict=True)))


def test_gathered_rows_are_those_of_the_people_asked_for() -> None:
    """The answers of some people are their rows, one after the other."""
    one = dialogue([("a", {"1": 1, "2": 0}), ("a", {}), ("b", {"2": -1})])
    rows = answers_of(one.votes, np.array([2, 1, 0]))

    assert [0, 2, 2] == rows.row.tolist()
    assert [1, 0, 1] == rows.statement.tolist()
    assert [-1, 1, 0] == rows.vote.tolist()


@given(small_dialogues())
def test_a_tally_without_some_is_the_tally_of_the_others(people: list[Person]) -> None:
    """Taking the first half of the people out of the counts leaves the counts of the second half."""
    one = dialogue(people)
    half = len(people) // 2
    ids = tuple(one.votes.statements)
    rest = dialogue([(None, {})] * half + people[half:], sides=one.sides.names, statements=ids)
    left = without_rows(tally_of(one), one.votes, one.sides, np.arange(half))

    assert tally_of(rest).counts.tolist() == left.counts.tolist()
