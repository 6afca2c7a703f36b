"""People who lean too far: all-no and opposed blocks, by counts alone."""

from __future__ import annotations

import numpy as np
import pytest

from sulh.opinion.integrity.leanings import all_no, opposed_block
from sulh.opinion.integrity.people import People


def people(count: list[int], answered: int, chance: float) -> People:
    """Return people who gave so many answers, so many of them no, and against their side, of the chance given."""
    n = len(count)
    each, expected = np.full(n, answered), np.full(n, answered * chance)
    given = np.array(count)
    return People(each, given, expected, each, given, expected, np.arange(n, dtype=np.uint64))


def usual(n: int, answered: int, chance: float) -> list[int]:
    """Draw honest counts that stop short of everything."""
    return [int(k) for k in np.random.default_rng(4).binomial(answered, chance, n).clip(max=answered - 1)]


def test_one_who_rejects_thirty_statements_that_others_like_is_flagged() -> None:
    """Thirty noes where one expects nine are flagged, with the numbers behind it."""
    (pattern,) = all_no(people([*usual(99, 30, 0.3), 30], 30, 0.3), np.arange(100))

    assert "all-no" == pattern.kind
    assert [99] == pattern.participants.tolist()
    assert 30 == pattern.evidence["answers"]
    assert pytest.approx(0.3) == pattern.evidence["expected"]
    assert pattern.evidence["chance"] < 1e-6


def test_who_rejects_four_statements_is_not_looked_at() -> None:
    """Four answers show no pattern, however unlikely."""
    assert [] == all_no(people([0] * 99 + [4], 4, 0.01), np.arange(100))


def test_where_most_reject_rejecting_all_is_nothing() -> None:
    """If a side rejects nine of ten statements, some of it reject ten."""
    assert [] == all_no(people([*usual(80, 10, 0.9), *[10] * 20], 10, 0.9), np.arange(100))


def test_only_members_of_the_side_are_judged() -> None:
    """Who is not of this side is not found among it."""
    assert [] == all_no(people([*usual(99, 30, 0.3), 30], 30, 0.3), np.arange(99))


def test_three_who_oppose_everything_clear_are_a_block() -> None:
    """Twenty-four of twenty-five answers against the own side, three times, where members differ little."""
    (pattern,) = opposed_block(people([*usual(97, 25, 0.2), 24, 24, 25], 25, 0.2), np.arange(100))

    assert "opposed-block" == pattern.kind
    assert [97, 98, 99] == pattern.participants.tolist()
    assert pattern.evidence["share"] > 0.95


def test_two_dissenters_are_no_block() -> None:
    """Two who oppose their side are two people with a view."""
    assert [] == opposed_block(people([*usual(98, 25, 0.2), 25, 25], 25, 0.2), np.arange(100))


def test_a_minority_within_a_side_is_what_the_side_is_like() -> None:
    """If a third of a side opposes the rest, that is the side, not a block inside it."""
    assert [] == opposed_block(people([*usual(66, 25, 0.2), *[25] * 34], 25, 0.4), np.arange(100))


def test_where_nearly_all_oppose_the_norm_the_norm_is_wrong() -> None:
    """If ninety-five of a hundred answer against what their side seems to say, they are not a block inside it."""
    assert [] == opposed_block(people([*usual(95, 25, 0.85), *[0] * 5], 25, 0.2), np.arange(100))


def test_a_side_without_answers_has_no_leanings() -> None:
    """Nobody leans where nobody answered."""
    nobody = people([0] * 60, 0, 0.0)

    assert [] == all_no(nobody, np.arange(60))
    assert [] == opposed_block(nobody, np.arange(60))
