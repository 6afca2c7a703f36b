"""Blocks become votes: against a loop that keeps one dictionary."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sulh.formats.collect
from sulh.errors import InputError, ShapeError
from sulh.formats.collect import Block, UnusualError, compress, distinct, roll, settle
from sulh.formats.faults import Skipping
from sulh.formats.ids import Handles
from sulh.model.dialogue import NumberedIds

Row = tuple[int, int, int, int]
ROWS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(-1, 1), st.integers(0, 3)), max_size=15)
# Handles below zero stand for texts: -1 for "t0", -2 for "t1", ...
NAMES = Handles("somebody")
for text in ("t0", "t1", "t2", "t3"):
    NAMES.of(text)


def block(rows: list[Row], *, timed: bool, lines: bool = True) -> Block:
    """Make a block of rows of participant, statement, vote and time."""
    columns = np.array(rows, np.int64).reshape(-1, 4).T
    time = columns[3] if timed else None
    line = np.arange(len(rows)) + 2 if lines else None
    return Block("votes.csv", columns[0], columns[1], columns[2].astype(np.int8), time, line)


def settled(blocks: list[Block], *, lenient: bool) -> tuple[dict[tuple[str, str], int], int, dict[str, int]]:
    """Settle blocks and list what stands, with what was replaced and skipped."""
    skipping = Skipping(lenient=lenient)
    people = roll([one.participant for one in blocks], NAMES)
    statements = roll([one.statement for one in blocks], NAMES)
    rising, replaced = settle(blocks, people, statements, skipping)
    votes = compress(rising, people.ids, statements.ids, frozenset())
    found = {
        (votes.participants[person], votes.statements[number]): vote
        for person, number, vote in zip(
            votes.participant().tolist(), votes.statement.tolist(), votes.vote.tolist(), strict=True
        )
    }
    return found, replaced, dict(skipping.counts)


def plain(rows: list[Row], *, timed: bool) -> tuple[dict[tuple[str, str], int], int, int]:
    """Do the same by hand: what stands, how many were replaced, how many skipped."""
    pairs: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for person, statement, vote, time in rows:
        pairs.setdefault((str(person), str(statement)), []).append((time if timed else 0, vote))
    stands, replaced, skipped = {}, 0, 0
    for pair, given_ in pairs.items():
        last = [vote for time, vote in given_ if time == max(time for time, _ in given_)]
        if len(set(last)) == 1:
            stands[pair] = last[0]
            replaced += len(given_) - 1 if timed else 0
            skipped += 0 if timed else len(given_) - 1
        else:
            replaced += len(given_) - len(last)
            skipped += len(last)
    return stands, replaced, skipped


@given(rows=ROWS, timed=st.booleans(), cut=st.integers(0, 15), stretch=st.integers(1, 5))
def test_votes_equal_those_of_a_plain_loop(rows: list[Row], *, timed: bool, cut: int, stretch: int) -> None:
    """However the rows are cut into blocks, and however short the stretches of the work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sulh.formats.collect, "STRETCH", stretch)
        found, replaced, skipped = settled(
            [block(rows[:cut], timed=timed), block(rows[cut:], timed=timed)], lenient=True
        )

    assert (found, replaced, sum(skipped.values())) == plain(rows, timed=timed)


@given(rows=ROWS, timed=st.booleans())
def test_strict_stops_exactly_where_lenient_skips(rows: list[Row], *, timed: bool) -> None:
    """A fault is raised if and only if something would have been skipped."""
    skipped = plain(rows, timed=timed)[2]

    if skipped:
        with pytest.raises(InputError):
            settled([block(rows, timed=timed)], lenient=False)
    else:
        assert plain(rows, timed=timed)[0] == settled([block(rows, timed=timed)], lenient=False)[0]


def test_the_line_named_is_the_second_of_the_rivals() -> None:
    """Of several faults, the one met first in the file."""
    rows = [(1, 1, 1, 0), (2, 2, 0, 0), (2, 2, 1, 0), (1, 1, 1, 0)]

    with pytest.raises(InputError, match="line 4: expected one answer"):
        settled([block(rows, timed=False)], lenient=False)


def test_rivals_without_lines_are_unusual() -> None:
    """What cannot be named is not judged."""
    with pytest.raises(UnusualError):
        settled([block([(1, 1, 1, 0), (1, 1, 0, 0)], timed=False, lines=False)], lenient=True)


def test_statements_that_are_gone_leave_no_answers() -> None:
    """Their answers go, their participants stay, the others keep their order."""
    people = roll([np.array([1, 2])], NAMES)
    statements = roll([np.array([5, 6, 7])], NAMES)
    blocks = [block([(1, 5, 1, 0), (1, 6, 0, 0), (2, 6, 1, 0), (1, 7, -1, 0)], timed=False)]
    rising, _ = settle(blocks, people, statements, Skipping(lenient=False))

    votes = compress(rising, people.ids, statements.ids, frozenset({"6"}))

    assert (("1", "2"), ("5", "7")) == (votes.participants, votes.statements)
    assert ([0, 2, 2], [0, 1], [1, -1]) == (votes.start.tolist(), votes.statement.tolist(), votes.vote.tolist())
    assert np.uint16 == votes.statement.dtype


def test_over_65535_statements_get_wider_numbers() -> None:
    """uint16 would count from zero again."""
    statements = roll([np.arange(65_536)], NAMES)
    people = roll([np.array([0])], NAMES)
    rising, _ = settle([block([(0, 65_535, 1, 0)], timed=False)], people, statements, Skipping(lenient=False))

    votes = compress(rising, people.ids, statements.ids, frozenset())

    assert ("uint32", [65_535]) == (str(votes.statement.dtype), votes.statement.tolist())


def test_many_numbered_participants_are_not_kept_as_texts() -> None:
    """A hundred thousand ids from 0 on are their own numbers."""
    assert isinstance(roll([np.arange(100_000)], NAMES).ids, NumberedIds)
    assert isinstance(roll([np.arange(1, 100_001)], NAMES).ids, tuple)


@given(handles=st.lists(st.integers(-4, 6) | st.just(10**17), max_size=8))
def test_a_roll_is_in_natural_order(handles: list[int]) -> None:
    """Numbers by value, then texts; the places point back at the ids."""
    some: Any = np.array(handles, np.int64)
    called = roll([some], NAMES)
    texts = {NAMES.text(one) for one in handles}

    assert sorted(set(handles)) == distinct(some).tolist()
    assert [
        *sorted((one for one in texts if one.isdigit()), key=int),
        *sorted(texts - {*map(str, range(7)), str(10**17)}),
    ] == [*called.ids]
    assert [NAMES.text(one) for one in handles] == [called.ids[at] for at in called.of(some).tolist()]


def test_arrays_of_a_block_have_one_length() -> None:
    """Anything else is a mistake of the caller."""
    with pytest.raises(ShapeError):
        Block("x", np.zeros(1, np.int64), np.zeros(2, np.int64), np.zeros(2, np.int8), None, None)
