"""Tests of `sulh.figures.hull`."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sulh.figures.hull import hull

POINTS = st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), max_size=30)


@given(POINTS)
def test_an_outline_holds_everybody(points: list[tuple[float, float]]) -> None:
    """No point lies outside the outline, whose corners are among the points."""
    corners = hull(points)

    assert set(corners) <= set(points)
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        assert all((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) >= 0 for x, y in points) or len(corners) < 3
