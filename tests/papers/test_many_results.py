"""
Benjamini and Hochberg (1995), the fifteen results of a trial after a heart attack; Holm (1979) on the same.

With false discoveries held at .05 the four smallest are kept; with even one false alarm held at .05 the three smallest.
"""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sulh.measurement.attitudes.families import corrected, holm

TRIAL = np.array(
    [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1.0]
)
P = st.lists(st.floats(0, 1), min_size=1, max_size=12)


def test_four_of_fifteen_are_kept_when_false_discoveries_are_held() -> None:
    """The fourth smallest, .0095, is under 4/15 of .05; the fifth, .0201, is over 5/15 of it."""
    found = corrected(TRIAL, "benjamini_hochberg")

    assert 4 == (found <= 0.05).sum()
    assert [0.0015, 0.003, 0.0095, 0.035625, 0.0603] == found[:5].round(6).tolist()


def test_three_of_fifteen_are_kept_when_not_one_false_alarm_is_allowed() -> None:
    """The third smallest times thirteen is .0247; the fourth times twelve is .114."""
    found = holm(TRIAL)

    assert 3 == (found <= 0.05).sum()
    assert [0.0015, 0.0056, 0.0247, 0.114] == found[:4].round(6).tolist()


@given(P)
def test_nothing_gets_smaller_and_the_order_stays(p: list[float]) -> None:
    """Put right, no p is below what it was, one alone stays as it is, and a larger one never passes a smaller one."""
    for found in (corrected(np.array(p), "holm"), corrected(np.array(p), "benjamini_hochberg")):
        assert (found >= np.array(p) - 1e-12).all()
        assert (np.diff(found[np.argsort(p)]) >= -1e-12).all()
    assert [0.3] == holm(np.array([0.3])).tolist()
