"""Tests of `sulh.opinion.tally`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import ShapeError
from sulh.model.dialogue import Int64s
from sulh.opinion.engine import LocalEngine, count
from sulh.opinion.tally import KIND_OF_VOTE, Tally
from tests.opinion.small import Table, sides_of, tables, votes_of

COUNTS: Int64s = np.array([[[3, 1, 2]], [[0, 4, 0]], [[1, 0, 0]]])


def tally_of(counts: Int64s, sides: tuple[str, ...] = ("A", "B"), statements: tuple[str, ...] = ("1",)) -> Tally:
    """Name the sides and the statement of some counts."""
    return Tally(sides, statements, counts)


def test_two_tallies_add_up_count_by_count() -> None:
    """Three and one agree on side A, and so do the undeclared: four and two in all, in a tally of its own."""
    one, other = tally_of(COUNTS), tally_of(np.array([[[1, 0, 0]], [[0, 0, 5]], [[1, 1, 0]]]))

    both = one + other

    assert [[[4, 1, 2]], [[0, 4, 5]], [[2, 1, 0]]] == both.counts.tolist()
    assert [[[3, 1, 2]], [[0, 4, 0]], [[1, 0, 0]]] == one.counts.tolist()


@given(tables(), st.data())
def test_the_tally_of_a_dialogue_is_the_sum_over_its_parts(table: Table, data: st.DataObject) -> None:
    """However people are divided into two shards or epochs, the two tallies add up to that of all."""
    side = [number % 3 - 1 for number in range(len(table))]
    cut = data.draw(st.integers(0, len(table)))
    whole, first, last = (
        count(LocalEngine(votes_of(table[part]), sides_of(side[part])))
        for part in (slice(None), slice(cut), slice(cut, None))
    )

    assert whole.counts.tolist() == (first + last).counts.tolist()


def test_the_undeclared_are_of_no_side() -> None:
    """Agreements, disagreements and passes are told of declared sides alone."""
    tally = tally_of(COUNTS)

    assert ([[3], [0]], [[1], [4]], [[2], [0]]) == (
        tally.agree.tolist(),
        tally.disagree.tolist(),
        tally.passed.tolist(),
    )


def test_every_vote_has_its_place_in_the_counts() -> None:
    """Agreements stand first, disagreements second, passes last."""
    assert [0, 1, 2] == KIND_OF_VOTE[np.array([1, -1, 0])].tolist()


@pytest.mark.parametrize(
    "other",
    [tally_of(COUNTS, sides=("A", "C")), tally_of(COUNTS, statements=("2",))],
    ids=["other sides", "other statements"],
)
def test_what_was_asked_of_others_is_not_added(other: Tally) -> None:
    """Tallies of other sides or statements are refused, whatever their shape."""
    with pytest.raises(ShapeError, match="do not add"):
        tally_of(COUNTS) + other


def test_counts_that_do_not_fit_the_names_are_refused() -> None:
    """Two sides and one statement need three rows: the last holds the undeclared."""
    with pytest.raises(ShapeError, match=r"expected \(3, 1, 3\)"):
        tally_of(COUNTS[:2])
