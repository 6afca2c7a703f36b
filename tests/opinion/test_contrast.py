"""Tests of `sulh.opinion.contrast`."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sulh.opinion.contrast import divides, needs, unheard
from sulh.opinion.interval import own_answers
from sulh.opinion.tally import Tally

COUNTS = st.tuples(st.integers(1, 4), st.integers(0, 6)).flatmap(
    lambda shape: arrays(np.int64, (shape[0] + 1, shape[1], 3), elements=st.integers(0, 40))
)


def tally_of(counts: np.ndarray[tuple[int, int, int], np.dtype[np.int64]]) -> Tally:
    """Name the sides A, B, ... and the statements 0, 1, ..."""
    return Tally(tuple("ABCD"[: len(counts) - 1]), tuple(map(str, range(counts.shape[1]))), counts)


@given(COUNTS)
def test_divides_are_those_a_plain_loop_finds(counts: np.ndarray[tuple[int, int, int], np.dtype[np.int64]]) -> None:
    """A divide is the widest gap between one side's lower and another's upper end, wherever there is one."""
    tally = tally_of(counts)
    own = own_answers(tally)
    expected = {}
    for j, identifier in enumerate(tally.statements):
        gaps = [
            own.low[g, j] - own.high[h, j]
            for g in range(len(tally.sides))
            for h in range(len(tally.sides))
            if not np.isnan(own.low[g, j]) and not np.isnan(own.low[h, j])
        ]
        if gaps and max(gaps) > 0 and len(tally.sides) > 1:
            expected[identifier] = round(max(gaps), 6)

    found = divides(own, tally)

    assert expected == {divide.id: divide.gap for divide in found}
    assert sorted((d.gap for d in found), reverse=True) == [d.gap for d in found]


def test_sides_that_overlap_are_not_divided() -> None:
    """Six of ten against four of ten is no divide: the intervals overlap."""
    tally = tally_of(np.array([[[6, 4, 0]], [[4, 6, 0]], [[0, 0, 0]]]))

    assert [] == divides(own_answers(tally), tally)


def test_one_person_does_not_divide_a_room() -> None:
    """In a room of six a side, six against five is one person's difference, and no divide; six against four is one."""
    tally = tally_of(np.array([[[6, 0, 0], [6, 0, 0]], [[5, 1, 0], [4, 2, 0]], [[0, 0, 0], [0, 0, 0]]]))
    own = own_answers(tally, invited=np.array([6, 6]))

    assert [("1", 0.333333)] == [(divide.id, divide.gap) for divide in divides(own, tally)]


def test_one_side_alone_is_not_divided() -> None:
    """A caucus of one side shows no divide, and neither does a dialogue without sides."""
    for counts in (np.array([[[9, 0, 0]], [[0, 0, 0]]]), np.array([[[9, 9, 0]]])):
        tally = tally_of(counts)
        assert [] == divides(own_answers(tally), tally)


def test_what_is_unheard_in_a_consultation() -> None:
    """At level .6 a side must give five answers before its yes and its no can be heard."""
    tally = tally_of(np.array([[[4, 0, 0], [5, 0, 0]], [[0, 0, 0], [9, 9, 9]], [[0, 0, 0], [0, 0, 0]]]))

    found = unheard(own_answers(tally), tally, level=0.6, confidence=0.9)

    assert [("0", "A", 4, 1), ("0", "B", 0, 5)] == [(u.id, u.side, u.answered, u.more) for u in found]


def test_what_is_unheard_in_a_room() -> None:
    """In a room of five at .6 three answers do; in a room of two there are only two to hear."""
    tally = tally_of(np.array([[[2, 0, 0]], [[1, 0, 0]], [[0, 0, 0]]]))
    own = own_answers(tally, invited=np.array([5, 2]))

    assert [3, 2] == needs(own, level=0.6, confidence=0.9).tolist()
    assert [("A", 1), ("B", 1)] == [(u.side, u.more) for u in unheard(own, tally, level=0.6, confidence=0.9)]


def test_passes_that_count_as_missing_are_not_heard() -> None:
    """Where a pass is a missing answer, five passes leave a side unheard."""
    tally = tally_of(np.array([[[0, 0, 5]], [[0, 0, 0]]]))
    own = own_answers(tally, pass_as="missing")

    assert [5] == [u.more for u in unheard(own, tally, level=0.6, confidence=0.9)]
