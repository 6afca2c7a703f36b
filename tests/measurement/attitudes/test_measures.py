"""Tests of `sulh.measurement.attitudes.measures` and `distance`."""

from __future__ import annotations

import numpy as np
import pytest

from sulh.errors import SettingError
from sulh.measurement.attitudes.analysing import analyse
from sulh.measurement.attitudes.distance import accepts, reproducibility
from sulh.measurement.attitudes.joining import join
from sulh.measurement.attitudes.measures import measures, values
from sulh.model.studies import Instrument, Item, Row
from tests.measurement.attitudes.asked import THEM, TRUST, US, study

STEPS = ("family", "friends", "street", "work")
DISTANCE = tuple(
    Item(key=key, kind="social_distance", low=0, high=1, scale="distance", better="higher") for key in STEPS
)
OUT = Item(key="out", kind="social_distance", low=0, high=1, scale="distance", better="lower", adverse=True)


def rows(answers: list[dict[str, float]]) -> list[Row]:
    """Rows of people who answer the same in both waves, all of one side and group."""
    return [
        Row(person=f"{at:02}", wave=wave, group="participants", side="north", values=mine)
        for at, mine in enumerate(answers)
        for wave in ("before", "after")
    ]


def test_two_thermometers_make_their_difference() -> None:
    """Own people 80 degrees and the others 30 are a difference of 50, whichever was asked first; less is better."""
    asked = Instrument("warm", 1, (THEM, US))
    warmth = measures(asked)[0]
    panel = join(rows([{"us": 80, "them": 30}, {"us": 80}]), study(asked))

    assert ("warmth", "difference", -100, 100, "lower") == (
        warmth.key,
        warmth.made,
        warmth.low,
        warmth.high,
        warmth.better,
    )
    assert 50 == values(warmth, panel)[0, 0]
    assert np.isnan(values(warmth, panel)[1, 0])


def test_items_of_one_scale_make_their_mean_and_are_not_told_one_by_one() -> None:
    """Two questions about trust are one measure, of people who answered both."""
    both = [Item(key=key, kind="trust", low=1, high=5, better="higher", scale="trust") for key in ("rely", "believe")]
    asked = Instrument("trust", 1, tuple(both))
    panel = join(rows([{"rely": 2, "believe": 5}, {"rely": 2}]), study(asked))
    (only,) = measures(asked)

    assert ("trust", "mean") == (only.key, only.made)
    assert 3.5 == values(only, panel)[0, 0]
    assert np.isnan(values(only, panel)[1, 0])


@pytest.mark.parametrize(
    "items",
    [
        (US, Item(key="other", kind="trust", low=1, high=5, scale="warmth")),
        (US,),
        (US, US, THEM),
        (
            Item(key="a", kind="trust", low=1, high=5, scale="s"),
            Item(key="b", kind="trust", low=1, high=7, scale="s"),
        ),
        (TRUST, Item(key="x", kind="threat", low=1, high=5, scale="trust")),
    ],
)
def test_a_scale_of_what_does_not_belong_together_is_refused(items: tuple[Item, ...]) -> None:
    """Items of two kinds, one thermometer alone, two scales of length or one name for two things have no measure."""
    with pytest.raises(SettingError):
        measures(Instrument("odd", 1, items))


def test_answers_that_build_on_one_another_may_be_summed() -> None:
    """Whoever accepts closer ties accepts all wider ones: every answer is foretold, exclusion being turned round."""
    order = ("street", "work", "friends", "family")
    ladder = [
        {key: float(order.index(key) < steps) for key in order} | {"out": float(steps == 0)} for steps in range(5)
    ]
    odd = [{"family": 1.0, "friends": 0.0, "street": 0.0, "work": 0.0, "out": 1.0}]
    report = analyse(rows(ladder * 3), study(Instrument("distance", 1, (*DISTANCE, OUT))))
    (found,) = report.cumulative

    assert (1.0, 15, True) == (found.reproducibility, found.n, found.summed)
    assert "distance" in {one.measure for one in report.results}
    (nearly,) = analyse(rows(ladder * 3 + odd), study(Instrument("distance", 1, (*DISTANCE, OUT)))).cumulative
    assert (round(78 / 80, 6), True) == (nearly.reproducibility, nearly.summed)


def test_of_nine_people_it_is_not_told_whether_answers_build_on_one_another() -> None:
    """Fewer than ten would show chance, and what a few of them answered."""
    report = analyse(rows([dict.fromkeys(STEPS, 1.0)] * 9), study(Instrument("distance", 1, DISTANCE)))
    (found,) = report.cumulative

    assert (None, 0, False) == (found.reproducibility, found.n, found.summed)


def test_answers_that_do_not_build_on_one_another_are_told_item_by_item() -> None:
    """Where people accept one thing or another at random, there is no sum, and every item stands by itself."""
    rng = np.random.default_rng(0)
    at_random = [dict(zip(STEPS, rng.integers(0, 2, 4).astype(float), strict=True)) for _ in range(60)]
    report = analyse(rows(at_random), study(Instrument("distance", 1, DISTANCE)))
    (found,) = report.cumulative

    assert not found.summed
    assert 0.5 < (found.reproducibility or 0) < 0.9
    assert set(STEPS) == {one.measure for one in report.results}


def test_one_side_for_whom_the_scale_does_not_hold_is_enough() -> None:
    """A sum that means something on one side only compares nothing: where it holds least decides, and is named."""
    rng = np.random.default_rng(0)
    at_random = [dict(zip(STEPS, rng.integers(0, 2, 4).astype(float), strict=True)) for _ in range(12)]
    ladder = [{key: float(at < steps) for at, key in enumerate(STEPS)} for steps in range(5)] * 30
    south = [
        Row(person=f"s{at}", wave="before", group="participants", side="south", values=mine)
        for at, mine in enumerate(at_random)
    ]
    (found,) = analyse([*rows(ladder), *south], study(Instrument("distance", 1, DISTANCE))).cumulative

    assert ("before", "south", False) == (found.wave, found.side, found.summed)


def test_reproducibility_by_hand() -> None:
    """Of four people and three items one is out of order: two of twelve answers are errors, ten of twelve are not."""
    answers = np.array([[1, 1, 1], [1, 1, 0], [1, 0, 0], [0, 0, 1]], dtype=float)

    assert (round(10 / 12, 6), round(7 / 12, 6), 4) == reproducibility(answers)
    assert 0 == reproducibility(np.full((3, 2), np.nan))[2]


def test_an_item_of_refusal_is_turned_round() -> None:
    """To refuse what excludes somebody is to accept them; what was not answered stays open."""
    found = accepts((DISTANCE[0], OUT), (np.array([1.0, np.nan]), np.array([0.0, 1.0])))

    assert [1.0, 1.0] == found[0].tolist()
    assert np.isnan(found[1, 0])
    assert 0.0 == found[1, 1]
