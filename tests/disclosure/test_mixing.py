from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.disclosure.attackers import Crowd, Insider, Seen, exposed
from sulh.disclosure.mixing import Moment, behind_a_door, mixed_ways, needed, small_count
from sulh.disclosure.words import Band, bands, vocabulary


def insiders_of(crowds: list[Crowd], answers: int = 2) -> Iterator[list[Insider]]:
    """No insider, or one from any crowd, with any answers."""
    yield []
    for crowd in crowds:
        periods = sorted({number for number in crowd.pattern if number})
        for given_ in product(range(answers), repeat=len(periods)):
            row = dict(zip(periods, given_, strict=True))
            yield [Insider(crowd.pattern, tuple(row.get(number, -1) for number in crowd.pattern))]


def told(band: Band) -> Seen:
    """A word, in the eyes of one who knows all the other sides."""
    return Seen(agree=band)


def possible(crowds: list[Crowd], seen: list[Seen], own: list[Insider]) -> bool:
    """Whether such an insider can be there at all: the ranges, taken one by one, leave room for their answers."""
    sizes = [sum(crowd.size for crowd in crowds if crowd.pattern[moment]) for moment in range(len(seen))]
    mine = [sum(insider.answers[moment] == 0 for insider in own) for moment in range(len(seen))]
    not_mine = [sum(insider.answers[moment] > 0 for insider in own) for moment in range(len(seen))]
    return all(
        known.agree is None or (count <= known.agree[1] and size - other >= known.agree[0])
        for known, size, count, other in zip(seen, sizes, mine, not_mine, strict=True)
    )


@pytest.mark.parametrize("first", [5, 8])
def test_two_words_whose_ways_are_mixed_expose_nobody_however_people_acted(first: int) -> None:
    """Exact search: every pair of words over the smallest growth allowed, every few changes and withdrawals."""
    sizes = range(first + 1, first + 9)
    pairs = [(one, two) for one in vocabulary(2, firm=False) for two in vocabulary(2, firm=False)]
    second = next(
        size
        for size in sizes
        if all(mixed_ways([Moment(first, bands(a, first, None)), Moment(size, bands(b, size, None))]) for a, b in pairs)
    )
    for changed, left in ((0, 0), (1, 0), (1, 1)):
        came = second - first + left
        stayed = first - changed - left
        crowds = [Crowd((1, 1), stayed), Crowd((1, 2), changed), Crowd((1, 0), left), Crowd((0, 1), came)]
        crowds = [crowd for crowd in crowds if crowd.size]
        cases = {(a, b) for one, two in pairs for a in bands(one, first, None) for b in bands(two, second, None)}
        for case, own in product(sorted(cases), insiders_of(crowds)):
            seen = [told(band) for band in case]
            if possible(crowds, seen, own):
                assert [] == exposed(crowds, seen, own), (case, crowds, own)


def test_smaller_growth_is_refused_because_somebody_would_be_exposed() -> None:
    """Most of five, then no majority of nine: of four newcomers one at most agrees, and that one knows the others."""
    seen = [told((3, 5)), told((0, 4))]
    crowds = [Crowd((1, 1), 5), Crowd((0, 1), 4)]

    assert not mixed_ways([Moment(5, ((3, 5),)), Moment(9, ((0, 4),))])
    assert exposed(crowds, seen, [Insider((0, 1), (-1, 0))])
    assert mixed_ways([Moment(5, ((3, 5),)), Moment(10, ((0, 5),))])


def test_difference_of_one_in_a_table_exposes_and_of_two_does_not() -> None:
    """The newcomer who alone agreed knows that no other newcomer did; with two of each answer nobody knows."""
    for least, safe in ((1, False), (2, True)):
        crowds = [Crowd((1, 1), 6), Crowd((0, 1), least + 4)]
        seen = [Seen(table=(2, 2, 2)), Seen(table=(2 + least, 4, 4))]
        found = [exposed(crowds, seen, own) for own in insiders_of(crowds, answers=3)]
        assert safe == (not any(found))


@pytest.mark.parametrize(("changed", "left"), [(0, 0), (1, 0), (3, 0), (0, 2), (1, 1)])
def test_net_difference_leaves_somebody_to_swap_with_whoever_really_acted(changed: int, left: int) -> None:
    """Two of each answer more, net: no change or withdrawal behind it exposes anybody, not even to an insider."""
    crowds = [
        Crowd((1, 1), 9 - changed - left),
        Crowd((1, 2), changed),
        Crowd((1, 0), left),
        Crowd((0, 1), 6 + left),
    ]
    crowds = [crowd for crowd in crowds if crowd.size]
    seen = [Seen(table=(3, 3, 3)), Seen(table=(5, 5, 5))]

    for own in insiders_of(crowds, answers=3):
        assert [] == exposed(crowds, seen, own)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=4),
    st.lists(st.booleans(), min_size=4, max_size=4),
)
def test_ways_are_those_found_by_walking_them_one_by_one(rows: list[tuple[int, int, int]], tried: list[bool]) -> None:
    """The two ends of every range are exactly those of all walks with two new seats of each kind a step."""
    sizes = [sum(row[0] for row in rows[: place + 1]) for place in range(len(rows))]
    moments = [
        Moment(size, ((min(row[1:]), max(row[1:])),), tried=one)
        for size, row, one in zip(sizes, rows, tried[: len(rows)], strict=True)
    ]
    standing, before = {0}, 0
    for moment in moments:
        rest = 4 if moment.tried else 2
        growth = moment.answered - before
        low, high = moment.bands[0]
        standing = {at + step for at in standing for step in range(2, growth - rest + 1) if low <= at + step <= high}
        before = moment.answered

    expected = {(min(standing), max(standing))} if standing else set()
    assert expected == mixed_ways(moments)


def test_each_refusal_makes_the_next_numbers_a_little_harder() -> None:
    """A refused count must have had room to be small: the count that is needed stays above it, try after try."""
    for k in (3, 5, 8):
        assert k == needed(0, k)
        assert all(small_count(tries + 1) < needed(tries, k) for tries in range(9))
        assert all(one <= two for one, two in pairwise(needed(tries, k) for tries in range(9)))


def test_door_leaves_both_ends_open() -> None:
    """Behind a door of eight, two may agree or six: a band at either end of what follows may be out of reach."""
    assert mixed_ways([behind_a_door(8), Moment(18, ((10, 18), (0, 9)))])
    assert not mixed_ways([behind_a_door(8), Moment(18, ((11, 18),))])
    assert not mixed_ways([behind_a_door(8), Moment(18, ((0, 7),))])


@settings(max_examples=200, deadline=None)
@given(
    st.integers(4, 12),
    st.lists(st.tuples(st.integers(4, 20), st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=3),
)
def test_two_ends_of_a_door_stand_for_every_count_behind_it(behind: int, rows: list[tuple[int, int, int]]) -> None:
    """If the outermost counts have mixed ways through all that follows, so has every count between them."""
    sizes = [behind + sum(row[0] for row in rows[: place + 1]) for place in range(len(rows))]
    later = [Moment(size, ((min(row[1:]), max(row[1:])),)) for size, row in zip(sizes, rows, strict=True)]
    each = [mixed_ways([Moment(behind, ((count, count),)), *later]) for count in range(2, behind - 1)]

    assert all(each) == bool(mixed_ways([behind_a_door(behind), *later]))
