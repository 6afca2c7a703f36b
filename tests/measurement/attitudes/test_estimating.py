"""Tests of `sulh.measurement.attitudes.estimating`: which method, and when nothing is said."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from sulh.measurement.attitudes.estimating import Rules, doubted, estimate, standardise
from sulh.measurement.attitudes.findings import Estimate, Said, Unsaid
from sulh.model.studies import Method


def compare(one: int, other: int, *, size: int = 4, method: Method = "by_rule", dealt: bool = True) -> Said:
    """Estimate the difference of so many groups of people of this size."""
    rng = np.random.default_rng(0)
    cluster = np.repeat(np.arange(one + other), size)
    values = rng.normal(size=len(cluster)) + rng.normal(size=one + other)[cluster]
    cell = (cluster >= one).astype(np.intp)
    return estimate(values, cell, cluster, (1, -1), rules=Rules(method=method, draws=199), dealt=dealt)


@pytest.mark.parametrize(
    ("one", "other", "method", "doubts"),
    [
        (15, 15, "robust", ()),
        (5, 40, "robust", ("few-clusters",)),
        (15, 14, "randomisation", ("few-clusters",)),
        (4, 4, "randomisation", ("few-clusters",)),
        (2, 10, "randomisation", ("few-clusters",)),
        (3, 3, "robust", ("few-clusters",)),
    ],
)
def test_the_method_follows_from_the_number_of_groups(
    one: int, other: int, method: str, doubts: tuple[str, ...]
) -> None:
    """From thirty groups on the spread between them is enough; below they are dealt out, unless too few for that."""
    found = compare(one, other)

    assert isinstance(found, Estimate)
    assert (method, doubts, one + other) == (found.method, found.doubts, found.clusters)


@pytest.mark.parametrize(
    ("one", "other", "size", "why"),
    [(1, 9, 8, "few-clusters"), (2, 2, 8, "few-clusters"), (3, 9, 1, "few-people"), (0, 9, 4, "no-answers")],
)
def test_too_few_to_say(one: int, other: int, size: int, why: str) -> None:
    """One group against nine, two against two, three people or nobody: nothing is said, and what it would take is."""
    found = compare(one, other, size=size)

    assert isinstance(found, Unsaid)
    assert (why, (one + other) * size) == (found.why, found.n)
    assert found.needed


def test_groups_beside_single_people_are_not_dealt_out() -> None:
    """Dialogue groups and people by themselves cannot change places: their spread is taken, unless a plan says so."""
    rng = np.random.default_rng(0)
    cluster = np.concatenate([np.repeat(np.arange(4), 10), np.arange(4, 20)])
    arm = (cluster >= 4).astype(np.intp)
    methods: tuple[Method, ...] = ("by_rule", "randomisation")
    found = [
        estimate(rng.normal(size=56), arm, cluster, (1, -1), rules=Rules(method=method, draws=99), dealt=True)
        for method in methods
    ]

    assert ["robust", "randomisation"] == [one.method for one in found if isinstance(one, Estimate)]


def test_a_plan_may_ask_for_another_method() -> None:
    """The wild bootstrap, the spread between groups and dealing out can each be laid down before."""
    found = [compare(6, 6, method=method) for method in ("wild", "robust", "randomisation")]

    assert ["wild", "robust", "randomisation"] == [one.method for one in found if isinstance(one, Estimate)]
    large = compare(20, 20, size=2, method="randomisation")
    assert isinstance(large, Estimate)
    assert "randomisation" == large.method


def test_what_no_lot_could_deal_out_is_bootstrapped_where_that_holds() -> None:
    """Two sides are not dealt out: their difference is bootstrapped from twelve groups on, below by their spread."""
    found = [compare(one, one, dealt=False) for one in (15, 6, 5)]

    assert ["robust", "wild", "robust"] == [one.method for one in found if isinstance(one, Estimate)]
    assert isinstance(compare(5, 5, size=1, dealt=False), Unsaid)  # ten single people


def test_the_change_of_eight_people_is_exact() -> None:
    """All 256 ways to turn eight changes round are gone through; as far from zero are as many as a loop finds."""
    changes = np.array([2.0, 1.0, 0.0, 1.0, 3.0, -1.0, 2.0, 1.0])
    found = estimate(changes, np.zeros(8, dtype=np.intp), np.arange(8), (1,), rules=Rules())

    def t(those: np.ndarray) -> float:
        return float(those.sum() ** 2 / ((those - those.mean()) ** 2).sum())

    flipped = [t(changes * np.array(sign)) for sign in product((1, -1), repeat=8)]
    assert isinstance(found, Estimate)
    assert ("signs", 8) == (found.method, found.n)
    assert np.mean([one >= t(changes) - 1e-9 for one in flipped]) == pytest.approx(found.p)


def test_people_of_one_dialogue_are_counted_one_by_one_and_that_is_said() -> None:
    """Before and after in one group of ten: it speaks of them, and says so; of five nothing is said."""
    changes = np.random.default_rng(0).normal(1, 1, 10)
    ten = estimate(changes, np.zeros(10, dtype=np.intp), np.zeros(10, dtype=np.intp), (1,), rules=Rules())
    five = estimate(changes[:5], np.zeros(5, dtype=np.intp), np.zeros(5, dtype=np.intp), (1,), rules=Rules())

    assert isinstance(ten, Estimate)
    assert ("people-as-units", "few-clusters") == ten.doubts
    assert isinstance(five, Unsaid)
    assert ("few-people", 6) == (five.why, five.needed)


def test_where_nothing_varies_nothing_is_said_of_chance() -> None:
    """Twelve people who all stayed as they were are no certainty of anything."""
    found = estimate(np.zeros(12), np.repeat([0, 1], 6), np.arange(12), (1, -1), rules=Rules(), dealt=True)

    assert isinstance(found, Unsaid)
    assert "no-spread" == found.why


def test_standard_deviations_make_the_interval_wider_by_their_own_doubt() -> None:
    """Of ten people a standard deviation is known badly, of a thousand well; without any, nothing is said."""
    found = Estimate(5.0, 4.0, 6.0, 0.95, 0.001, 40, 12, "randomisation", ("few-clusters",))
    few, many = (standardise(found, 10.0, people) for people in (10, 1000))
    assert isinstance(few, Estimate)
    assert isinstance(many, Estimate)

    assert (0.5, None, ("few-clusters",)) == (few.effect, few.p, few.doubts)
    assert few.high - few.low > many.high - many.low > 0.2
    assert 0.2 == pytest.approx(many.high - many.low, abs=0.02)
    assert isinstance(standardise(found, 0.0, 40), Unsaid)
    assert "few-people" == getattr(standardise(Unsaid("few-people", 3, 3), 1.0, 40), "why", "")


def test_a_doubt_is_put_once() -> None:
    """What is doubted already is not doubted twice, and what is unsaid carries doubts as well."""
    found = Estimate(5.0, 4.0, 6.0, 0.95, 0.001, 40, 12, "robust", ("few-clusters",))

    assert ("few-clusters", "many-lost") == doubted(found, "few-clusters", "many-lost").doubts
    assert ("many-lost",) == doubted(Unsaid("few-people", 3, 3), "many-lost").doubts
