"""A long list of findings, put together where it is read: the same as one that is put together whole."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from sulh.coordination.detect import detect, ranked
from sulh.coordination.pressing import rank
from tests.coordination.drawn import drawn


@pytest.mark.parametrize("seed", range(20))
def test_any_part_of_the_list_is_that_part_of_all_that_is_found(seed: int) -> None:
    """Length, single findings and pages of a list that is not put together yet are those of the whole one, in order."""
    picture, luck = drawn(seed), random.Random(seed)
    whole, found = detect(picture), ranked(picture)
    first = luck.randrange(len(whole) + 1)
    last = luck.randrange(first, len(whole) + 3)

    assert (len(whole), whole[first:last]) == (len(found), found[first:last])
    assert whole == tuple(found[at] for at in range(len(whole)))
    assert whole[-1:] == found[-1:]
    assert all(rank(one) < rank(other) for one, other in pairwise(whole))
    with pytest.raises(IndexError):
        found[len(whole)]


@pytest.mark.parametrize("seed", range(20))
def test_of_some_cards_there_is_less_on_the_same_matter_and_nothing_else_is_missing(seed: int) -> None:
    """Whoever holds a few initiatives is told of work on the same matter as theirs, and all else as before."""
    picture = drawn(seed)
    own = {card.id for card in picture.cards[::3]}
    whole = [one for one in detect(picture) if one.kind != "same_matter" or own.intersection(one.cards)]

    assert whole == list(ranked(picture, of=own))
