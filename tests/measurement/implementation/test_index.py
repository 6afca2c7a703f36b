"""The implementation index: by hand, by properties, and against a plain loop."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sulh.measurement.implementation.coded import Coded, coded
from sulh.measurement.implementation.index import by_side, by_theme, change, index_of, over_time
from sulh.measurement.implementation.overdue import overdue, stalled_since
from sulh.model.implementation import Score, ScoreValue, Stipulation

DAY = date(2026, 1, 1)
SCORES = st.builds(
    Score,
    stipulation=st.sampled_from("stuv"),
    coder=st.sampled_from(["one", "other", "third"]),
    on=st.integers(0, 4).map(lambda days: DAY + timedelta(days)),
    value=st.sampled_from([None, 0, 1, 2, 3]),
)
FOUND = st.lists(SCORES, max_size=30).map(lambda scores: coded("stuv", scores, DAY + timedelta(9)))


def two(stipulation: str, value: ScoreValue, other: ScoreValue | None = None, on: date = DAY) -> list[Score]:
    """Return the scores of two coders."""
    return [
        Score(stipulation, "one", on, value),
        Score(stipulation, "other", on, value if other is None else other),
    ]


def test_the_worked_example() -> None:
    """3, 2, 0 and 1 of 3 are one half; a fifth that nobody scored leaves it so; everything carried out is one."""
    scores = [*two("s", 3), *two("t", 2), *two("u", 0), *two("v", 1)]
    four, five = index_of(coded("stuv", scores, DAY)), index_of(coded("stuvw", scores, DAY))
    done = index_of(coded("stuv", [one for name in "stuv" for one in two(name, 3)], DAY))

    assert (Fraction(1, 2), Fraction(1, 2), 4, 4) == (four.low, four.high, four.counted, four.of)
    assert (Fraction(1, 2), Fraction(1, 2), 4, 5) == (five.low, five.high, five.counted, five.of)
    assert (Fraction(6, 15), Fraction(9, 15)) == (five.least, five.most)
    assert (Fraction(1), True) == (done.low, done.agreed)


def test_what_one_coder_scored_or_cannot_tell_is_not_counted() -> None:
    """Neither is a zero."""
    cannot = [Score("t", "one", DAY, None), Score("t", "other", DAY, None)]
    found = coded("st", [Score("s", "one", DAY, 3), *cannot], DAY)

    assert ["once", "unscored"] == [one.state for one in found]
    index = index_of(found)
    assert (0, None, Fraction(0), Fraction(1)) == (index.counted, index.low, index.least, index.most)


def test_coders_who_differ_both_stand_until_a_third_has_settled_it() -> None:
    """A third who cannot tell either settles nothing; and a year later it is coded anew, by whoever codes then."""
    later = DAY + timedelta(365)
    third, cannot = Score("s", "third", DAY, 2, settles=True), Score("s", "third", DAY, None, settles=True)
    anew = [Score("s", "fourth", later, 3), Score("s", "fifth", later, 3)]
    courses: tuple[list[Score], ...] = ([], [cannot], [third], [third, *anew])

    told = [coded("s", [*two("s", 1, 3), *more], later)[0] for more in courses]

    assert ["differs", "differs", "settled", "agreed"] == [one.state for one in told]
    assert [(1, 3), (1, 3), (2, 2), (3, 3)] == [(one.low, one.high) for one in told]


def test_themes_and_sides_are_cut_from_the_same_scores() -> None:
    """What two sides owe together counts with each; what is owed by no side counts with none."""
    stipulations = [
        Stipulation("s", "a", 1, "land", ("hill",)),
        Stipulation("t", "a", 2, "land", ("hill", "river")),
        Stipulation("u", "a", 3, "women"),
    ]
    found = coded("stu", [*two("s", 0), *two("t", 3), *two("u", 1)], DAY)

    themes, sides = by_theme(stipulations, found), by_side(stipulations, found)

    assert {"land": Fraction(1, 2), "women": Fraction(1, 3)} == {key: one.low for key, one in themes.items()}
    assert {"hill": Fraction(1, 2), "river": Fraction(1)} == {key: one.low for key, one in sides.items()}


def test_other_stipulations_are_no_movement() -> None:
    """The index of all rises when an easy one is scored at last; over what was counted before nothing changed."""
    later = DAY + timedelta(30)
    before, after = coded("st", two("s", 1), later), coded("st", [*two("s", 1), *two("t", 3)], later)

    assert index_of(before).low != index_of(after).low
    assert (1, Fraction(0), Fraction(0)) == ((found := change(before, after)).counted, found.low, found.high)


def test_a_stall_is_told_from_the_last_certain_rise() -> None:
    """A rise that only one coder sees is none; while it moves, and after one day alone, nothing is told."""
    days = [DAY + timedelta(30 * month) for month in range(5)]
    course: list[tuple[ScoreValue, ScoreValue]] = [(0, 0), (1, 1), (1, 2), (1, 1), (1, 1)]
    scores = [one for day, (low, high) in zip(days, course, strict=True) for one in two("s", low, high, day)]
    told = [(day, coded("s", scores, day)) for day in days]

    assert days[1] == stalled_since(told)
    assert stalled_since(told[:2]) is None
    assert stalled_since(told[:1]) is None


def test_overdue_is_what_nobody_can_call_done() -> None:
    """In dispute and unknown are told as what they are, the longest overdue first; what is due today is not late."""
    ago = {"s": 0, "t": 9, "u": 2, "v": 5}
    due = {name: DAY - timedelta(days) for name, days in ago.items()}
    stipulations = [Stipulation(name, "a", n, "land", due=due.get(name)) for n, name in enumerate("stuvw", 1)]
    found = coded("stuvw", [*two("s", 0), *two("t", 3), *two("u", 2, 3)], DAY)

    late = overdue(stipulations, found, DAY)

    assert [("v", 5, "unscored"), ("u", 2, "differs")] == [(one.stipulation, one.days, one.coded.state) for one in late]


def test_a_score_from_before_its_day_does_not_say_that_something_is_overdue() -> None:
    """Only who looks on that day or later sees what was done by it; nobody at all has not looked either."""
    stipulations = [Stipulation(name, "a", n, "land", due=DAY) for n, name in enumerate("stu", 1)]
    scores = [*two("s", 1, on=DAY - timedelta(1)), *two("t", 1, on=DAY)]
    found = coded("stu", scores, DAY)

    late = overdue(stipulations, found, DAY + timedelta(9))

    assert [DAY - timedelta(1), DAY, None] == [one.on for one in found]
    assert [("s", False), ("t", True), ("u", False)] == [(one.stipulation, one.looked) for one in late]


@given(st.lists(SCORES, max_size=30))
def test_the_index_of_a_day_is_what_a_plain_loop_says(scores: list[Score]) -> None:
    """The scores of the last day, one of each coder, two of them needed, lowest and highest summed over three n."""
    lows = highs = n = 0
    for name in "stuv":
        own = [one for one in scores if one.stipulation == name]
        newest = max((one.on for one in own), default=None)
        last = {one.coder: one.value for one in own if one.on == newest}
        told = [value for value in last.values() if value is not None]
        if len(told) > 1:
            lows, highs, n = lows + min(told), highs + max(told), n + 3
    stipulations = [Stipulation(name, "a", number, "other") for number, name in enumerate("stuv", 1)]
    points = over_time(stipulations, scores)

    assert bool(scores) == bool(points)
    if points:
        expected = (Fraction(lows, n), Fraction(highs, n)) if n else (None, None)
        assert expected == (points[-1].index.low, points[-1].index.high)


@given(FOUND)
def test_what_is_not_counted_moves_nothing_but_the_outer_bounds(found: tuple[Coded, ...]) -> None:
    """The band lies inside what silence leaves possible, and both inside 0 and 1."""
    index = index_of(found)
    inwards = (Fraction(0), index.least, index.low, index.high, index.most, Fraction(1))
    told = [one for one in inwards if one is not None]
    assert sorted(told) == told
    assert (len(inwards) if index.counted else len(inwards) - 2) == len(told)
