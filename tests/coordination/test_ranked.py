"""A long list of findings, put together where it is read: the same as one that is put together whole."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from sulh.coordination.audiences import findings_for
from sulh.coordination.detect import detect, ranked
from sulh.coordination.pressing import rank
from sulh.coordination.told import parted, told
from sulh.model.initiatives import AUDIENCES
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
    """Whoever holds a few initiatives is told of the pairs that theirs are in, and all else as before."""
    picture = drawn(seed)
    own = {card.id for card in picture.cards[::3]}
    of_pairs = ("same_matter", "clash")
    whole = [one for one in detect(picture) if one.kind not in of_pairs or own.intersection(one.cards)]

    assert whole == list(ranked(picture, of=own))


@pytest.mark.parametrize("seed", range(8))
def test_everybody_is_told_what_findings_for_says(seed: int) -> None:
    """For each audience, what is put together where it is read is what is told of everything that is found."""
    picture = drawn(seed)
    own, whole = {card.id for card in picture.cards[::3]}, detect(picture)
    agreed = {one.key for one in whole[::2]}
    for audience in AUDIENCES:
        assert list(findings_for([audience], whole, own)) == list(told(picture, [audience], own))
        expected = findings_for([audience], whole, own, agreed=agreed)
        assert list(expected) == list(told(picture, [audience], own, agreed=agreed))


@pytest.mark.parametrize("seed", range(20))
def test_what_was_put_aside_stands_apart_and_pages_go_on_without_it(seed: int) -> None:
    """Any part of the list without what was put aside is that part of a list that never held it."""
    found, luck = ranked(drawn(seed)), random.Random(seed)
    keys = {one.key for one in found if luck.random() < luck.choice((0.1, 0.6))}
    left, aside = parted(found, {*keys, "found no more"})
    whole = [one for one in found if one.key not in keys]
    first = luck.randrange(len(whole) + 1)
    last = luck.randrange(first, len(whole) + 3)

    assert (whole, whole[first:last]) == (list(left), list(left[first:last]))
    assert [one for one in found if one.key in keys] == list(aside)
