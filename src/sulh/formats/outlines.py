"""
The outlines that are shipped, and how they were made.

    countries-110m.json (TopoJSON of Natural Earth) ──converted──▶ data/outlines-110m.json ──outlines──▶ Outlines

The file holds {"land": lines, "borders": lines}, each line as whole hundredths of a degree: its first point, then steps
from point to point. Licence and source stand beside it. `python -m sulh.formats.outlines FILE` writes it anew; a test
compares, where the source is at hand.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import msgspec

from sulh.model.outlines import Line, Outlines

FILE = Path(__file__).parent / "data" / "outlines-110m.json"
FINE = 100  # parts of a degree
_Steps = list[int]


@cache
def outlines() -> Outlines:
    """
    Return the outlines that are shipped.

    >>> shipped = outlines()
    >>> len(shipped.land) > 100, len(shipped.borders) > 200
    (True, True)
    """
    return decoded(FILE.read_bytes())


def decoded(data: bytes) -> Outlines:
    """Return the outlines of a file of ours."""
    kinds = msgspec.json.decode(data, type=dict[str, list[_Steps]])
    return Outlines(*(tuple(_line(steps) for steps in kinds[kind]) for kind in ("land", "borders")))


def converted(data: bytes) -> bytes:
    """
    Return our file from a TopoJSON with the objects "countries" and "land".

    A border is what two countries share; rings of land are put together from their parts.
    """
    topology: dict[str, Any] = msgspec.json.decode(data)
    arcs = [_absolute(arc, topology["transform"]) for arc in topology["arcs"]]
    countries = topology["objects"]["countries"]["geometries"]
    used = Counter(
        arc for country in countries for arc in {_own(number) for ring in _rings(country) for number in ring}
    )
    land = [ring for one in topology["objects"]["land"]["geometries"] for ring in _rings(one)]
    kinds = {
        "land": [_steps(_joined(ring, arcs)) for ring in land],
        "borders": [_steps(arcs[arc]) for arc in sorted(used) if used[arc] > 1],
    }
    return msgspec.json.encode(kinds) + b"\n"


def _line(steps: _Steps) -> Line:
    xs, ys = accumulate(steps[::2]), accumulate(steps[1::2])
    return tuple((x / FINE, y / FINE) for x, y in zip(xs, ys, strict=True))


def _absolute(arc: Sequence[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> list[tuple[int, int]]:
    """Return a quantised, stepwise arc as points in hundredths of a degree."""
    xs, ys = accumulate(x for x, _ in arc), accumulate(y for _, y in arc)
    (wide, high), (left, low) = transform["scale"], transform["translate"]
    return [(round(FINE * (x * wide + left)), round(FINE * (y * high + low))) for x, y in zip(xs, ys, strict=True)]


def _own(number: int) -> int:
    """Return the number of an arc, whichever way it is gone: -1 is arc 0 backwards."""
    return number if number >= 0 else ~number


def _rings(geometry: Mapping[str, Any]) -> Iterator[list[int]]:
    """Yield the rings of a polygon or of several."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        yield from polygon


def _joined(ring: Sequence[int], arcs: Sequence[list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Return the points of a ring; each arc begins where the one before it ends."""
    points: list[tuple[int, int]] = []
    for number in ring:
        arc = arcs[_own(number)]
        points += (arc if number >= 0 else arc[::-1])[:-1]
    return points


def _steps(points: Sequence[tuple[int, int]]) -> _Steps:
    """Return points as the first and the steps from it, without steps that lead nowhere."""
    kept = [point for before, point in zip([None, *points], points, strict=False) if point != before]
    steps = [*kept[:1], *((x - a, y - b) for (a, b), (x, y) in pairwise(kept))]
    return [number for step in steps for number in step]


if __name__ == "__main__":
    FILE.write_bytes(converted(Path(sys.argv[1]).read_bytes()))
