"""Tests of `sulh.measurement.attitudes.bounds`, by hand and by loops."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import t

from sulh.measurement.attitudes.bounds import Arms, one_way, tipping, worst_case
from sulh.measurement.attitudes.estimating import Rules
from sulh.measurement.attitudes.findings import Estimate
from sulh.model.dialogue import Floats

ROBUST = Rules(method="robust")
OF_ANY = Rules(method="robust", fewest=0)  # as if a few could be told of: what is looked at is how they are cut


def arms(theirs: list[float], others: list[float], *, before: float = 4.0) -> Arms:
    """Changes of single people, all of whom stood in the middle of a scale from 1 to 7."""
    change = np.array(theirs + others)
    arm = np.array([0] * len(theirs) + [1] * len(others))
    return Arms(change, np.full(len(change), before), arm, np.arange(len(change)), 1.0, 7.0)


NAN = float("nan")


def test_lee_by_hand_where_participants_stayed_more() -> None:
    """All of four participants and half of eight others stayed: two of the four count, the lowest or the highest."""
    found = one_way(arms([0.0, 1.0, 2.0, 3.0], [0.0, 1.0, 0.0, 1.0, NAN, NAN, NAN, NAN]), rules=OF_ANY)

    assert found
    assert [0.5 - 0.5, 2.5 - 0.5] == pytest.approx([found.low, found.high])


def test_lee_by_hand_where_participants_left_more() -> None:
    """When participants left, it is the others who are cut: their highest two, and their lowest two."""
    found = one_way(arms([2.0, 2.0, 3.0, 3.0, NAN, NAN, NAN, NAN], [0.0, 1.0, 2.0, 3.0]), rules=OF_ANY)

    assert found
    assert [2.5 - 2.5, 2.5 - 0.5] == pytest.approx([found.low, found.high])


def test_lee_cuts_a_part_of_a_person_where_that_is_the_share() -> None:
    """A share of three quarters of five people is three and three quarters: the fourth counts three quarters."""
    found = one_way(arms([0.0, 1.0, 2.0, 3.0, 4.0], [0.0] * 6 + [NAN] * 2), rules=OF_ANY)

    assert found
    assert (0 + 1 + 2 + 0.75 * 3) / 3.75 == pytest.approx(found.low)
    assert (4 + 3 + 2 + 0.75 * 1) / 3.75 == pytest.approx(found.high)


def test_where_as_many_stayed_in_both_groups_lee_has_one_value() -> None:
    """Nobody is cut: both bounds are the effect, and only who was asked is uncertain."""
    found = one_way(arms([1.0, 2.0, 1.0, 2.0, NAN], [0.0, 1.0, 0.0, 1.0, NAN]), rules=ROBUST)

    assert found
    assert [1.0, 1.0] == pytest.approx([found.low, found.high])
    assert found.outer_low < found.low
    assert found.high < found.outer_high


def test_few_groups_make_wide_outer_ends() -> None:
    """The outer ends grow with the level as t with three degrees of freedom does, where four are in a group."""
    lost = arms([0.0, 1.0, 2.0, 3.0], [0.0, 1.0, 0.0, 1.0, NAN])
    wide, narrow = (one_way(lost, rules=Rules(level, fewest=0)) for level in (0.95, 0.5))

    assert wide
    assert narrow
    assert t.ppf(0.975, 3) / t.ppf(0.75, 3) == pytest.approx(
        (wide.high - wide.outer_high) / (narrow.high - narrow.outer_high)
    )


def test_with_too_few_who_stayed_there_are_no_bounds() -> None:
    """Three who stayed bound nothing."""
    assert one_way(arms([1.0, 2.0, 1.0, NAN], [0.0, 1.0, 0.0, 1.0]), rules=ROBUST) is None


def test_few_are_not_cut_off() -> None:
    """With five as the fewest, one of eleven who is cut off is not told; where nobody or five are, there are bounds."""
    stayed = [float(number) for number in range(10)]
    rules = Rules(method="robust", fewest=5)
    assert one_way(arms([*stayed, 90.0], [*stayed, NAN]), rules=rules) is None
    assert one_way(arms([*stayed, NAN], [*stayed, NAN]), rules=rules)
    assert one_way(arms(stayed, stayed + [NAN] * 10), rules=rules)


def test_of_few_who_were_lost_the_bounds_use_nothing() -> None:
    """Whatever the one who was lost had answered before, the bounds are the same, and wide enough for any of it."""
    found = []
    for answered in (1.0, 4.0, 7.0):
        made = arms([1.0, 1.0, 0.0, NAN], [0.0, 0.0, 1.0, 0.0])
        made.before[3] = answered
        known = worst_case(made, rules=ROBUST)
        hidden = worst_case(replace(made, few=made.lost), rules=ROBUST)
        assert known
        assert hidden
        assert hidden.low <= known.low <= known.high <= hidden.high
        found.append(hidden)

    assert [found[0]] * 3 == found
    assert (2 - 6) / 4 - 1 / 4 == pytest.approx(found[0].low)


def test_the_worst_case_by_hand() -> None:
    """Whoever stood at 4 of 1 to 7 can have lost three or won three, on either side of the comparison."""
    found = worst_case(arms([1.0, 1.0, 0.0, NAN], [0.0, 0.0, 1.0, NAN]), rules=ROBUST)

    assert found
    assert (2 - 3) / 4 - (1 + 3) / 4 == pytest.approx(found.low)
    assert (2 + 3) / 4 - (1 - 3) / 4 == pytest.approx(found.high)


@given(st.integers(0, 10_000))
def test_the_worst_case_holds_whatever_the_lost_had_said(seed: int) -> None:
    """Taking answers away never moves the bounds past the effect that all answers would have given."""
    rng = np.random.default_rng(seed)
    before = rng.integers(1, 8, 40).astype(float)
    change = np.clip(before + rng.integers(-2, 3, 40), 1, 7) - before
    arm = np.repeat([0, 1], 20)
    gone = rng.random(40) < 0.3 + 0.3 * (change > 0)  # those who gained are lost more
    found = worst_case(Arms(np.where(gone, np.nan, change), before, arm, np.arange(40), 1, 7), rules=ROBUST)

    assert found
    assert found.low <= change[:20].mean() - change[20:].mean() <= found.high


@given(st.integers(0, 10_000))
def test_lee_holds_where_taking_part_only_made_people_stay(seed: int) -> None:
    """Among those who stay either way, the effect lies within bounds that see them mixed with those who were kept."""
    rng = np.random.default_rng(seed)
    always = rng.normal(0.5, 1, 30), rng.normal(0, 1, 30)
    kept = rng.normal(-1, 3, 15)  # stay only because they take part
    change = np.concatenate([always[0], kept, always[1], np.full(15, np.nan)])
    found = one_way(Arms(change, np.zeros(90), np.repeat([0, 1], 45), np.arange(90), -20, 20), rules=ROBUST, samples=20)

    assert found
    assert found.low <= always[0].mean() - always[1].mean() <= found.high


def trimmed(ordered: Floats, times: Floats, share: float) -> float:
    """Mean of the first share of people, one person after another."""
    left = share * times.sum()
    total = 0.0
    for value, many in zip(ordered, times, strict=True):
        total += value * min(many, left)
        left -= min(many, left)
    return float(total / (share * times.sum()))


def test_people_drawn_twice_are_cut_one_after_another() -> None:
    """The fast way of cutting is that of going through people one by one."""
    from sulh.measurement.attitudes import bounds

    rng = np.random.default_rng(0)
    ordered, times = np.sort(rng.normal(size=12)), rng.integers(0, 3, (5, 12)).astype(float)
    share = np.array([1.0, 0.9, 0.5, 0.31, 0.77])

    assert bounds._lowest(ordered, times, share).tolist() == pytest.approx(
        [trimmed(ordered, mine, float(part)) for mine, part in zip(times, share, strict=True)]
    )


def test_how_much_worse_the_lost_would_have_had_to_do() -> None:
    """With a quarter lost, an effect of one falls if they did four less, and its interval from a half if two less."""
    found = Estimate(1.0, 0.5, 1.5, 0.95, 0.001, 14, 14, "robust")
    tip = tipping(found, arms([1.0, 1.0, 1.0, NAN], [0.0, 0.0, 0.0, 0.0]))

    assert tip
    assert (4.0, 2.0, True) == (tip.no_effect, tip.unclear, tip.possible)


@pytest.mark.parametrize(("before", "effect"), [(2.0, 1.5), (6.0, -1.5)])
def test_a_scale_can_be_too_short_to_lose_a_finding(before: float, effect: float) -> None:
    """From 2 of 1 to 7 somebody can do two less than one who rose by one, not three; the same from 6, turned round."""
    change = 1.0 if effect > 0 else -1.0
    lost = arms([change, change, change, NAN], [0.0, 0.0, 0.0, 0.0], before=before)
    near, far = (Estimate(effect, effect - by, effect + by, 0.95, 0.001, 14, 14, "robust") for by in (1.1, 0.75))
    tips = [tipping(found, lost) for found in (near, far)]

    assert [True, False] == [tip.possible for tip in tips if tip]


@pytest.mark.parametrize(("low", "theirs"), [(-0.1, [1.0, 1.0, 1.0, NAN]), (0.5, [1.0, 1.0, 1.0, 1.0])])
def test_nothing_tips_where_nothing_was_found_or_nobody_lost(low: float, theirs: list[float]) -> None:
    """An interval that holds zero has nothing to lose."""
    found = Estimate(1.0, low, 2.0, 0.95, 0.01, 14, 14, "robust")

    assert tipping(found, arms(theirs, [0.0, 0.0, 0.0, 0.0])) is None
