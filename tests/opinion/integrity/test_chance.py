"""What honest people would do, by hand and by plain sums."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit, logit

from sulh.opinion.integrity.chance import UNSEEN_SPREAD, discoveries, spread, tail


def test_two_of_two_by_a_coin() -> None:
    """A coin shows heads twice in a quarter of cases, and at least none always."""
    chance = tail(np.array([2, 0]), np.array([2, 2]), np.array([0.5, 0.5]), 0.0)

    assert [0.25, 1.0] == pytest.approx(chance.tolist())


@given(st.integers(1, 12), st.integers(0, 12), st.floats(0.05, 0.95), st.floats(0, 2))
def test_the_tail_is_a_mean_of_binomial_tails(answered: int, count: int, chance: float, shift: float) -> None:
    """Averaging binomial sums over a fine grid of shifts gives the same."""
    count = min(count, answered)
    grid = np.linspace(-6, 6, 601)
    weight = np.exp(-(grid**2) / 2)
    rates = expit(logit(chance) + shift * grid)
    sums = [
        sum(comb(answered, k) * p**k * (1 - p) ** (answered - k) for k in range(count, answered + 1)) for p in rates
    ]
    expected = float((np.array(sums) * weight).sum() / weight.sum())

    assert expected == pytest.approx(
        tail(np.array([count]), np.array([answered]), np.array([chance]), shift)[0], abs=1e-4
    )


@given(st.integers(2, 40), st.floats(0.05, 0.95), st.floats(0, 2))
def test_a_higher_count_is_never_likelier(answered: int, chance: float, shift: float) -> None:
    """The more often, the less likely."""
    count = np.arange(answered + 1)
    chances = tail(count, np.full(answered + 1, answered), np.full(answered + 1, chance), shift)

    assert bool((np.diff(chances) <= 1e-12).all())


@pytest.mark.parametrize("shift", [0.3, 0.6, 0.9])
def test_the_spread_is_found_again(shift: float) -> None:
    """People drawn with a spread show about that spread."""
    rng = np.random.default_rng(3)
    count = rng.binomial(60, expit(logit(0.4) + rng.normal(0, shift, 3_000)))

    assert shift == pytest.approx(spread(count, np.full(3_000, 60), np.full(3_000, 0.4)), rel=0.2)


def test_a_few_far_out_do_not_widen_the_spread() -> None:
    """Five per cent who say no to everything cannot pass as the usual differences between people."""
    rng = np.random.default_rng(3)
    count = rng.binomial(60, 0.3, 1_000)
    with_block = np.where(np.arange(1_000) < 50, 60, count)
    plain, widened = (spread(c, np.full(1_000, 60), np.full(1_000, 0.3)) for c in (count, with_block))

    assert widened < plain + 0.25


def test_of_a_few_people_the_spread_is_assumed() -> None:
    """Nineteen people do not show how people differ."""
    assert UNSEEN_SPREAD == spread(np.full(19, 3), np.full(19, 20), np.full(19, 0.5))


def test_discoveries_by_hand() -> None:
    """Of ten looked at with a rate of .05, .004 and .009 stand (.005, .010) and .02 does not (.015)."""
    found = discoveries(np.array([0.02, 0.009, 0.004]), among=10, rate=0.05)

    assert [False, True, True] == found.tolist()


def test_a_weak_chance_stands_when_many_do() -> None:
    """The second smallest may stand on the strength of the third."""
    assert [True] * 3 == discoveries(np.array([0.012, 0.013, 0.014]), among=10, rate=0.05).tolist()


def test_nothing_looked_at_is_nothing_found() -> None:
    """No chances, no discoveries."""
    assert [] == discoveries(np.zeros(0), among=0).tolist()
