"""Identical rows of answers: copies stand out, coincidences do not."""

from __future__ import annotations

import numpy as np
import pytest

from sulh.model.dialogue import Sides, Votes
from sulh.opinion.integrity.copies import identical
from sulh.opinion.integrity.found import Found
from sulh.opinion.integrity.people import count_people, norms
from sulh.opinion.tally import Tally


def found(answers: list[list[int]]) -> list[Found]:
    """Search one side in which everybody answered every statement."""
    matrix = np.array(answers, dtype=np.int8)
    n, m = matrix.shape
    votes = Votes(
        [str(i) for i in range(n)],
        [str(j) for j in range(m)],
        np.arange(n + 1) * m,
        np.tile(np.arange(m, dtype=np.uint16), n),
        matrix.ravel(),
    )
    sides = Sides(("a",), np.zeros(n, np.int16))
    counts = np.stack([[(matrix == vote).sum(axis=0) for vote in (1, -1, 0)], np.zeros((3, m), int)]).transpose(0, 2, 1)
    normal = norms(Tally(("a",), votes.statements, counts))
    people = count_people(votes, sides, normal)
    return identical(votes, people, np.arange(n), normal.answers[0], rng=np.random.default_rng(1))


def coins(people: int, statements: int, agree: float = 0.5) -> list[list[int]]:
    """Draw people who agree with anything with one chance."""
    drawn = np.random.default_rng(5).random((people, statements)) < agree
    return [[1 if yes else -1 for yes in row] for row in drawn]


def test_four_copies_of_a_long_row_are_found() -> None:
    """Among a hundred who answer like coins, four with the same thirty answers are no chance."""
    copied = [[1, -1] * 15] * 4
    (pattern,) = found(coins(96, 30) + copied)

    assert "identical" == pattern.kind
    assert [96, 97, 98, 99] == pattern.participants.tolist()
    assert 4 == pattern.evidence["copies"]
    assert 30 == pattern.evidence["answers"]
    assert pattern.evidence["expected"] < 0.01


def test_two_copies_are_never_flagged() -> None:
    """A couple at one table may answer alike."""
    assert [] == found(coins(98, 80) + [[1, -1] * 40] * 2)


def test_short_rows_coincide() -> None:
    """With five coins a row, a hundred people share 32 rows, and that is nothing."""
    assert [] == found(coins(100, 5))


def test_where_nearly_all_agree_copies_are_honest() -> None:
    """If everybody agrees with nearly everything, many have the same row of thirty agreements."""
    answers = coins(200, 30, agree=0.97)

    assert answers.count([1] * 30) > 50
    assert [] == found(answers)


def test_a_row_that_many_come_near_may_be_hit() -> None:
    """Forty honest people with one strong view, each deviating now and then, hit their common row several times."""
    rng = np.random.default_rng(2)
    view = np.tile([1, -1], 10)
    near = np.where(rng.random((40, 20)) < 0.06, -view, view).tolist()
    answers = coins(160, 20) + near

    assert answers.count(view.tolist()) >= 5
    assert [] == found(answers)


@pytest.mark.parametrize("copies", [3, 5, 9])
def test_copies_of_different_rows_are_different_flags(copies: int) -> None:
    """Two groups of copies are two findings."""
    one, two = [1, -1] * 20, [-1, -1, 1, 1] * 10

    assert [copies, copies] == [len(f.participants) for f in found(coins(150, 40) + [one] * copies + [two] * copies)]
