from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.disclosure.words import bands, majority, vocabulary, word_for


@pytest.mark.parametrize(
    ("agree", "word"),
    [
        ((9, 10), "firm-on-every-side"),
        ((7, 10), "most-on-each-side"),
        ((5, 10), "most-on-one-side"),
        ((10, 5), "most-on-one-side"),
        ((5, 5), "no-majority"),
        ((0, 0), "no-majority"),
    ],
)
def test_word_is_the_strongest_that_every_side_earns(agree: tuple[int, int], word: str) -> None:
    """Ten answers a side, firm from eight: half is no majority, and one side's majority never lifts another's."""
    assert word == word_for({"A": agree[0], "B": agree[1]}, {"A": 10, "B": 10}, {"A": 8, "B": 8})


def test_firm_is_said_only_where_it_is_among_the_words() -> None:
    """Ten of ten on every side is "most on each side" where the word firm would say too much."""
    assert "most-on-each-side" == word_for({"A": 10, "B": 10}, {"A": 10, "B": 10}, None)


def test_one_side_has_no_word_for_some_of_the_sides() -> None:
    """In a caucus most agree or most do not."""
    assert ("most-on-each-side", "no-majority") == vocabulary(1, firm=False)


@given(
    st.lists(st.tuples(st.integers(3, 30), st.integers(0, 30), st.integers(0, 30)), min_size=1, max_size=3),
    st.sampled_from(["with firm", "without firm"]),
)
def test_bands_cover_what_the_best_informed_can_hold_possible(rows: list[tuple[int, int, int]], words: str) -> None:
    """Trying every count of one side, all others known, leaves at least one of the bands of the word."""
    answered = {str(place): row[0] for place, row in enumerate(rows)}
    agree = {str(place): min(row[1], row[0]) for place, row in enumerate(rows)}
    thresholds = {str(place): max(majority(row[0]), min(row[2], row[0])) for place, row in enumerate(rows)}
    firm_from = thresholds if words == "with firm" else None
    word = word_for(agree, answered, firm_from)

    for side, count in answered.items():
        fits = [one for one in range(count + 1) if word == word_for(agree | {side: one}, answered, firm_from)]
        cases = bands(word, count, None if firm_from is None else firm_from[side])
        assert any(min(fits) <= low and high <= max(fits) for low, high in cases)
