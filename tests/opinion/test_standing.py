"""Tests of `sulh.opinion.standing`."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from sulh.model.findings import STANDINGS
from sulh.opinion.interval import OwnIntervals, own_answers
from sulh.opinion.standing import Standings, answers_needed, fewest_firm, fewest_of_invited, standings
from sulh.opinion.tally import Tally

Row = tuple[int, int, int]
ROWS = st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 20))
SIDES = st.lists(ROWS, min_size=1, max_size=4)


def tally_of(*rows: Row) -> Tally:
    """Build a tally of one statement from (agree, disagree, pass) of each side."""
    names = tuple("ABCDEF"[: len(rows)])
    return Tally(names, ("1",), np.array([*([row] for row in rows), [(0, 0, 0)]]).reshape(len(rows) + 1, 1, 3))


def judged(*rows: Row, level: float = 0.6, invited: list[int] | None = None) -> tuple[OwnIntervals, Standings]:
    """Judge one statement, in a consultation or in a room."""
    own = own_answers(tally_of(*rows), invited=None if invited is None else np.array(invited))
    return own, standings(own, level=level)


def plainly(rows: list[Row], *, level: float = 0.6, invited: list[int] | None = None) -> str:
    """Judge one statement by loops and by the words of the methods, with another library's quantiles."""
    refused, firm, likely = False, True, True
    for g, (agree, disagree, passed) in enumerate(rows):
        answered = agree + disagree + passed
        if invited is None:
            low = beta.ppf(0.1, agree + 0.5, answered - agree + 0.5) if answered else -1
            refused |= disagree > agree and answered >= 5
        else:
            size = invited[g]
            low = agree / size
            refused |= disagree > agree and answered >= 3
            refused |= answered > 0 and (agree + size - answered) / size < level
        firm &= low >= level
        likely &= answered > 0 and agree / answered >= level
    if refused:
        return "refused"
    return "firm" if firm else "likely" if likely else "not-yet-known"


@pytest.mark.parametrize(("answered", "fewest"), [(8, 7), (10, 8), (12, 10), (14, 11)])
def test_fewest_agreements_that_are_firm(answered: int, fewest: int) -> None:
    """At level .6 the fewest firm agreements are 7 of 8, 8 of 10, 10 of 12 and 11 of 14."""
    assert fewest == fewest_firm(np.array([answered]))[0]


def test_thirteen_of_fourteen_is_firm_with_margin_three() -> None:
    """13 of 14 is firm, and three turned answers lose it: 10 of 14 is under .6, 11 of 14 is .622."""
    _, found = judged((90, 10, 0), (13, 1, 0))

    assert "firm" == found.word(0)
    assert (3, 1) == (int(found.margin[0]), int(found.margin_side[0]))


def test_five_who_refuse_beside_a_hundred_who_agree() -> None:
    """A statement that five of five refuse is refused, however many agree on the other side."""
    _, found = judged((100, 0, 0), (0, 5, 0))

    assert "refused" == found.word(0)
    assert [False, True] == found.refused[:, 0].tolist()


def test_four_refusals_are_not_yet_a_refusal() -> None:
    """Four of four rejecting is not yet known in a consultation, and refused in a room of seven."""
    assert "not-yet-known" == judged((100, 0, 0), (0, 4, 0))[1].word(0)
    assert "refused" == judged((7, 0, 0), (0, 4, 0), invited=[7, 7])[1].word(0)


def test_a_room_out_of_reach_is_refused() -> None:
    """In a room of ten at level .6, five who did not agree leave too few: refused, though nobody says no."""
    assert "refused" == judged((2, 0, 5), invited=[10])[1].word(0)
    assert "not-yet-known" == judged((2, 0, 4), invited=[10])[1].word(0)


def test_a_refusal_wins_over_firmness() -> None:
    """At a level under one half a side can reach the level and still refuse: it is refused."""
    _, found = judged((4, 6, 0), invited=[10], level=0.3)

    assert "refused" == found.word(0)
    assert 0 == found.margin[0]


def test_likely_needs_every_side() -> None:
    """Three of five and three of four are likely; with a side that has not answered it is not yet known."""
    assert "likely" == judged((3, 2, 0), (3, 1, 0))[1].word(0)
    assert "not-yet-known" == judged((3, 2, 0), (0, 0, 0))[1].word(0)


def test_nothing_is_known_without_sides() -> None:
    """Without declared sides nothing can be said of what every side accepts."""
    own = own_answers(Tally((), ("1", "2"), np.array([[[9, 0, 0], [9, 0, 0]]])))
    found = standings(own)

    assert ["not-yet-known"] * 2 == [found.word(j) for j in range(2)]
    assert [-1, -1] == found.witness.tolist()


@given(SIDES, st.sampled_from([0.5, 0.6, 0.75]))
def test_a_consultation_is_judged_as_the_plain_loop_judges(rows: list[Row], level: float) -> None:
    """In a consultation the arrays say what a loop over sides says."""
    assert plainly(rows, level=level) == judged(*rows, level=level)[1].word(0)


@given(SIDES, st.data(), st.sampled_from([0.4, 0.6, 2 / 3]))
def test_a_room_is_judged_as_the_plain_loop_judges(rows: list[Row], data: st.DataObject, level: float) -> None:
    """In a room the arrays say what a loop over sides says."""
    invited = [max(sum(row), 1) + data.draw(st.integers(0, 9)) for row in rows]

    assert plainly(rows, level=level, invited=invited) == judged(*rows, level=level, invited=invited)[1].word(0)


@given(SIDES, st.data())
def test_the_margin_is_exact(rows: list[Row], data: st.DataObject) -> None:
    """One answer fewer than the margin, turned on any one side, leaves it firm; the margin on its side does not."""
    invited = data.draw(st.none() | st.just([max(sum(row), 1) for row in rows]))
    _, found = judged(*rows, invited=invited)
    if found.word(0) != "firm":
        return
    margin, side = int(found.margin[0]), int(found.margin_side[0])

    def turned(on: int, answers: int) -> str:
        changed = [(a - answers, d + answers, p) if g == on else (a, d, p) for g, (a, d, p) in enumerate(rows)]
        return judged(*changed, invited=invited)[1].word(0)

    assert "firm" != turned(side, margin)
    assert all("firm" == turned(g, margin - 1) for g in range(len(rows)) if rows[g][0] >= margin - 1)


@given(SIDES, st.integers(0, 3))
def test_enlarging_one_side_changes_nothing_in_another(rows: list[Row], which: int) -> None:
    """Ten times as many people on one side leave the counts, interval and refusal of the others as they were."""
    which %= len(rows)
    larger = [tuple(10 * n for n in row) if g == which else row for g, row in enumerate(rows)]
    before, first = judged(*rows)
    after, second = judged(*((a, d, p) for a, d, p in larger))
    others = [g for g in range(len(rows)) if g != which]

    np.testing.assert_array_equal(before.low[others], after.low[others])
    np.testing.assert_array_equal(before.high[others], after.high[others])
    np.testing.assert_array_equal(first.refused[others], second.refused[others])


@given(SIDES)
def test_nothing_firm_rests_on_a_weak_side(rows: list[Row]) -> None:
    """Nothing is firm whose worst side's own lower end is under the level, and the witness is that side."""
    own, found = judged(*rows)
    low = np.nan_to_num(own.low[:, 0], nan=-1)

    assert low.min() == low[found.witness[0]]
    assert low.min() >= 0.6 or "firm" != found.word(0)


@given(st.permutations(range(4)), st.lists(ROWS, min_size=4, max_size=4))
def test_the_order_of_sides_does_not_matter(order: list[int], rows: list[Row]) -> None:
    """Listing the sides in another order changes no standing and no margin."""
    _, first = judged(*rows)
    _, second = judged(*(rows[g] for g in order))

    assert first.word(0) == second.word(0)
    assert first.margin.tolist() == second.margin.tolist()


@given(st.integers(1, 500), st.floats(0.05, 0.95))
def test_fewest_of_the_invited(invited: int, level: float) -> None:
    """The fewest agreements of those invited reach the level, and one fewer does not."""
    fewest = int(fewest_of_invited(np.array([invited]), level=level)[0])

    assert fewest / invited >= level
    assert 0 == fewest or (fewest - 1) / invited < level


@given(st.integers(0, 300), st.floats(0.2, 0.95))
def test_fewest_firm_is_a_threshold(answered: int, level: float) -> None:
    """The fewest firm agreements reach the level and one fewer does not; n + 1 says that none of n would do."""
    fewest = int(fewest_firm(np.array([answered]), level=level)[0])

    def reaches(agree: int) -> bool:
        return bool(beta.ppf(0.1, agree + 0.5, answered - agree + 0.5) >= level)

    assert 0 <= fewest <= answered + 1
    assert answered == 0 or fewest == answered + 1 or reaches(fewest)
    assert answered == 0 or fewest == 0 or not reaches(fewest - 1)


def test_answers_needed_grows_with_the_level() -> None:
    """Three answers can be firm at .6; at .9 it takes thirteen."""
    assert [3, 13] == [answers_needed(level=level) for level in (0.6, 0.9)]


def test_the_words_of_standing_are_the_four_of_the_methods() -> None:
    """Standings are firm, likely, not yet known, refused: nothing that sounds official."""
    assert ("firm", "likely", "not-yet-known", "refused") == STANDINGS


def test_passes_read_as_missing_make_no_refusal_heard() -> None:
    """One no beside four passes refuses as five answers; with passes missing it is one answer, too few."""
    tally = tally_of((9, 0, 0), (0, 1, 4))

    assert "not-yet-known" == standings(own_answers(tally, pass_as="missing")).word(0)
    assert "refused" == standings(own_answers(tally)).word(0)


def test_no_margin_from_a_refusal_that_could_not_be_heard() -> None:
    """At level .05 one of four is firm; of four who agree all must turn, since four answers can refuse nothing."""
    assert 4 == judged((4, 0, 0), level=0.05)[1].margin[0]
    assert 2 == judged((3, 0, 0), level=0.05, invited=[3])[1].margin[0]


@pytest.mark.parametrize("level", [0.9999999, 1 - 2**-53])
def test_a_level_next_to_one_asks_for_more_than_any_side_has(level: float) -> None:
    """Millions would not do; the number is found at once, and it is the fewest."""
    size = answers_needed(level=level)

    assert size > 10_000_000
    assert size > 1 << 33 or fewest_firm(np.array([size - 1, size]), level=level).tolist() == [size, size]
