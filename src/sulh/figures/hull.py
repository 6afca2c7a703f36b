"""
The smallest convex outline round some points: how an opinion group is drawn on the map.

The points are gone through from left to right and back; on each way every corner that does not turn left is dropped
(Andrew's monotone chain). Nothing is drawn here.
"""

from __future__ import annotations

from collections.abc import Iterable

Point = tuple[float, float]


def hull(points: Iterable[Point]) -> list[Point]:
    """
    Return the corners of the smallest convex outline round some points, in order.

    >>> hull([(0, 0), (2, 0), (1, 1), (2, 2), (0, 2)])
    [(0, 0), (2, 0), (2, 2), (0, 2)]
    """
    ordered = sorted(set(points))
    if len(ordered) <= 1:
        return ordered
    return [*_half(ordered), *_half(ordered[::-1])]


def _half(ordered: list[Point]) -> list[Point]:
    """Return one half of the outline, its last corner left to the other half."""
    half: list[Point] = []
    for point in ordered:
        while len(half) > 1 and _turn(half[-2], half[-1], point) <= 0:
            half.pop()
        half.append(point)
    return half[:-1]


def _turn(a: Point, b: Point, c: Point) -> float:
    """Above zero when the way from a over b to c turns left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
