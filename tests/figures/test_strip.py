from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sulh.figures.strip import LANE, Axis, height, strip
from sulh.model.findings import OwnAnswers
from tests.figures.drawing import parsed

SHARES = st.floats(min_value=0, max_value=1)


def own(agree: int, answered: int, low: float | None, high: float | None) -> OwnAnswers:
    """Own answers without passes."""
    return OwnAnswers(agree, answered - agree, 0, answered, low, high, None)


def test_one_strip_by_hand() -> None:
    """13 of 14 stands at 92.9 per cent, its line from the lower to the upper end, after the level's rule."""
    drawn = strip([(1, own(13, 14, 0.795, 0.985))], Axis(0.6, leftward=False, pass_as="not-agree"))

    assert '<use href="#lv"/><g class="s1"><line x1="79.5%" x2="98.5%"/><use href="#m1" x="92.9%"/></g>' == drawn


@given(SHARES)
def test_the_axis_is_mirrored(share: float) -> None:
    """Read from right to left, every share lies as far from the right edge as it lay from the left."""
    rightward, leftward = (Axis(0.6, leftward=left, pass_as="missing").at(share) for left in (False, True))

    assert abs(100 - float(rightward[:-1]) - float(leftward[:-1])) < 0.11


def test_a_side_without_answers_keeps_its_lane() -> None:
    """An empty lane is drawn empty, so that the lanes below keep their places."""
    drawn = strip([(0, own(0, 0, None, None)), (1, own(1, 1, 0.3, 0.9))], Axis(0.6, leftward=False, pass_as="missing"))
    groups = parsed(f"<svg>{drawn}</svg>").getElementsByTagName("g")

    assert [0, 2] == [len(group.childNodes) for group in groups]


def test_heights_follow_lanes() -> None:
    """A strip is as high as its lanes, and never without height."""
    assert [LANE, LANE, 3 * LANE] == [height(lanes) for lanes in (0, 1, 3)]
