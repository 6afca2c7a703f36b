"""
A piece of the earth on paper: which piece, where a point of it lies, and its outlines as paths.

    points ──Window.round──▶ Window ─┬─ at(longitude, latitude)     pixels from the upper left corner
                                     ├─ land, borders               SVG paths of what lies in it
                                     └─ step                        a length in kilometres that fits into it

Equirectangular: degrees are pixels, those of longitude shortened as they are at the middle of the piece. North is up,
east is right, in every language. Only what lies in the window is written, at the fineness of a pixel or two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from sulh.model.outlines import Line, Outlines, Point

LEAST = 6.0  # degrees of latitude that a window with outlines shows at least: they are not made for less
NEAR, NEAREST = 2.0, 0.05  # degrees of points that could not be told apart there, and those of the smallest window
DEGREE = 111.2  # kilometres of latitude
SQUARE = 90  # pixels of a step, at most
STEPS = (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)  # kilometres
FREE = 0.22  # of the window beyond the outermost points, on each side, for their names
FLAT = 0.5  # height over breadth, at least
NARROW, TALL, BROAD = 500, 1.05, 0.68  # below so many pixels a window may be taller than broad; else not
ROUND = 360.0  # degrees of longitude: more than the earth is not shown
FINE = 1.4  # pixels between two points of a path, at least
EDGE = 8.0  # pixels that paths go beyond the window, so that no edge of theirs is seen


@dataclass(frozen=True)
class Window:
    """
    A piece of the earth.

    Attributes:
        west, north: Its upper left corner, in degrees.
        across, down: Pixels a degree of longitude and of latitude.
        width, height: In pixels.
        close: Whether it shows less than outlines are made for: then none are drawn, and a length says how large it is.

    >>> window = Window.round([(10.0, 0.0), (30.0, 0.0)], 300)
    >>> window.at((20.0, 0.0)) == (150.0, window.height / 2)
    True
    >>> near = Window.round([(10.0, 0.0), (10.1, 0.0)], 300)
    >>> window.close, near.close, near.step
    (False, True, 2)
    """

    west: float
    north: float
    across: float
    down: float
    width: int
    height: int
    close: bool = False

    @classmethod
    def round(cls, points: Sequence[Point], width: int) -> Window:
        """
        Return the window round some points, at least one, so many pixels wide.

        Points that lie near one another are shown from near, where outlines end; a single one on the outlines round it.
        """
        (west, east), (south, north) = ((min(line), max(line)) for line in zip(*points, strict=True))
        middle, tall = (south + north) / 2, TALL if width < NARROW else BROAD
        shorter = max(cos(radians(middle)), 0.2)
        close = 0 < max(north - south, (east - west) * shorter) < NEAR
        least = NEAREST if close else LEAST
        high = max((north - south) * (1 + 2 * FREE), least)
        wide = min(max((east - west) * shorter * (1 + 2 * FREE), high / tall, least), ROUND * shorter)
        height = round(width * min(max(high / wide, FLAT), tall))
        down = width / wide
        half = wide / shorter / 2
        start = min(max((west + east) / 2, half - ROUND / 2), ROUND / 2 - half) - half
        return cls(start, middle + height / 2 / down, down * shorter, down, width, height, close)

    @property
    def step(self) -> int:
        """A whole number of kilometres, the largest of `STEPS` that takes no more than `SQUARE` pixels."""
        return next((step for step in STEPS if self.pixels(step) <= SQUARE), STEPS[-1])

    def pixels(self, kilometres: float) -> float:
        """Return how many pixels so many kilometres take."""
        return kilometres / DEGREE * self.down

    def at(self, point: Point) -> Point:
        """Return where a point of longitude and latitude lies."""
        return (point[0] - self.west) * self.across, (self.north - point[1]) * self.down

    def land(self, outlines: Outlines) -> str:
        """Return the land in the window as one closed path."""
        rings = (self._cut([self.at(point) for point in ring]) for ring in outlines.land if self._near(ring))
        return "".join(_path(ring, end="z") for ring in rings if ring)

    def borders(self, outlines: Outlines) -> str:
        """Return the borders in the window as one open path."""
        lines = (self._runs([self.at(point) for point in line]) for line in outlines.borders if self._near(line))
        return "".join(_path(run) for runs in lines for run in runs)

    def _near(self, line: Line) -> bool:
        """Whether something of a line may lie in the window."""
        xs, ys = zip(*(self.at(point) for point in line), strict=True)
        return bool(min(xs) < self.width and max(xs) > 0 and min(ys) < self.height and max(ys) > 0)

    def _cut(self, ring: list[Point]) -> list[Point]:
        """Return the part of a ring in the window, edge by edge (Sutherland and Hodgman)."""
        for axis, most in ((0, self.width + EDGE), (1, self.height + EDGE)):
            ring = _kept(ring, axis, -EDGE, sign=1)
            ring = _kept(ring, axis, most, sign=-1)
        return ring

    def _runs(self, line: list[Point]) -> list[list[Point]]:
        """Return the parts of a line in the window, each with the point before it and after it."""
        runs: list[list[Point]] = []
        joined = False
        for before, point in pairwise(line):
            inside = self._inside(before) or self._inside(point)
            if inside and joined:
                runs[-1].append(point)
            elif inside:
                runs.append([before, point])
            joined = inside
        return runs

    def _inside(self, point: Point) -> bool:
        return -EDGE < point[0] < self.width + EDGE and -EDGE < point[1] < self.height + EDGE


def _kept(ring: list[Point], axis: int, edge: float, *, sign: int) -> list[Point]:
    """Return the part of a ring on one side of an edge; where it crosses, a corner is put in."""
    kept: list[Point] = []
    for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        was, is_in = sign * (before[axis] - edge) >= 0, sign * (point[axis] - edge) >= 0
        if was != is_in:
            part = (edge - before[axis]) / (point[axis] - before[axis])
            kept.append((before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])))
        if is_in:
            kept.append(point)
    return kept


def _path(points: Iterable[Point], end: str = "") -> str:
    """Return points as a path in whole pixels, those nearer than `FINE` to the one before left out."""
    kept: list[tuple[int, int]] = []
    for x, y in points:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= FINE:
            kept.append((round(x), round(y)))
    steps = "".join(f"{c - a} {d - b} ".replace(" -", "-") for (a, b), (c, d) in pairwise(kept))
    return f"M{kept[0][0]} {kept[0][1]}l{steps.strip()}{end}" if len(kept) > 1 else ""
