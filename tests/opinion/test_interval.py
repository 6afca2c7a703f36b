"""Tests of `sulh.opinion.interval`."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from sulh.errors import ShapeError
from sulh.opinion.interval import own_answers, room_interval, sampling_interval
from sulh.opinion.tally import Tally

COUNTS = st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def one_side(agree: int, disagree: int, passed: int) -> Tally:
    """Build a tally of one side and one statement."""
    return Tally(("A",), ("1",), np.array([[[agree, disagree, passed]], [[0, 0, 0]]]))


@pytest.mark.parametrize(
    ("agree", "answered", "low"), [(13, 14, 0.797), (10, 14, 0.545), (11, 14, 0.622), (7, 8, 0.668), (5, 5, 0.773)]
)
def test_known_lower_ends(agree: int, answered: int, low: float) -> None:
    """The lower ends of the worked examples in the methods are as stated there."""
    found, _ = sampling_interval(np.array([agree]), np.array([answered]))

    assert low == pytest.approx(found[0], abs=5e-4)


@given(COUNTS.filter(lambda counts: counts[1] > 0), st.floats(0.51, 0.99))
def test_ends_are_quantiles_of_the_beta_distribution(counts: tuple[int, int], confidence: float) -> None:
    """Each end is the quantile of Beta(a + 1/2, n - a + 1/2) that another implementation gives."""
    agree, answered = counts
    low, high = sampling_interval(np.array([agree]), np.array([answered]), confidence=confidence)
    posterior = beta(agree + 0.5, answered - agree + 0.5)

    assert posterior.ppf(1 - confidence) == pytest.approx(low[0], abs=1e-9)
    assert posterior.ppf(confidence) == pytest.approx(high[0], abs=1e-9)


@given(COUNTS.filter(lambda counts: counts[0] < counts[1]))
def test_one_more_agreement_raises_the_lower_end(counts: tuple[int, int]) -> None:
    """Of the same number of answers, one more agreement raises both ends."""
    agree, answered = counts
    low, high = sampling_interval(np.array([agree, agree + 1]), np.array([answered, answered]))

    assert low[0] < low[1]
    assert high[0] < high[1]


@given(COUNTS)
def test_mirrored_answers_mirror_the_interval(counts: tuple[int, int]) -> None:
    """When every agreement becomes a disagreement, the interval is mirrored at one half."""
    agree, answered = counts
    low, high = sampling_interval(np.array([agree]), np.array([answered]))
    mirrored_low, mirrored_high = sampling_interval(np.array([answered - agree]), np.array([answered]))

    np.testing.assert_allclose(1 - high, mirrored_low, atol=1e-9)
    np.testing.assert_allclose(1 - low, mirrored_high, atol=1e-9)


def test_no_answer_has_no_interval() -> None:
    """Where nobody answered there is no interval, neither in a consultation nor in a room."""
    nothing = np.array([[0]])

    assert np.isnan(sampling_interval(nothing, nothing)).all()
    assert np.isnan(room_interval(nothing, nothing, np.array([7]))).all()


@given(st.integers(1, 300), st.data())
def test_the_room_interval_holds_whatever_the_silent_would_say(invited: int, data: st.DataObject) -> None:
    """In a room the share of all invited lies within the interval, however the silent ones would answer."""
    answered = data.draw(st.integers(1, invited))
    agree = data.draw(st.integers(0, answered))
    more = data.draw(st.integers(0, invited - answered))
    low, high = room_interval(np.array([[agree]]), np.array([[answered]]), np.array([invited]))

    assert low[0, 0] <= (agree + more) / invited <= high[0, 0]
    assert agree / invited == low[0, 0]


def test_a_pass_is_not_agreement_unless_said_to_be_missing() -> None:
    """Eight yes and two passes are eight of ten; with passes as missing they are eight of eight."""
    tally = one_side(8, 0, 2)

    assert 10 == own_answers(tally).counted[0, 0]
    assert 8 == own_answers(tally, pass_as="missing").counted[0, 0]
    assert 0.8 == own_answers(tally).rate[0, 0]
    assert 1.0 == own_answers(tally, pass_as="missing").rate[0, 0]


def test_different_shapes_are_refused() -> None:
    """Counts that do not belong together are refused by name."""
    with pytest.raises(ShapeError, match="agree has shape"):
        sampling_interval(np.array([1]), np.array([1, 2]))


def test_inputs_are_left_as_they_were() -> None:
    """Asking for an interval alters no count."""
    agree, answered = np.array([[3, 0]]), np.array([[5, 0]])
    sampling_interval(agree, answered)
    room_interval(agree, answered, np.array([6]))

    assert [[3, 0]] == agree.tolist()
    assert [[5, 0]] == answered.tolist()
