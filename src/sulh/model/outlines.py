"""
The outlines of the earth: coasts as rings, borders as lines, in degrees.

    Outlines ─┬─ land       rings, each closed: its first point does not come again
              └─ borders    lines between two states as the source has them; they settle nothing

A point is (longitude, latitude). Where outlines come from stands in `sulh.formats.outlines`, how they are drawn in
`sulh.figures.earth`.
"""

from __future__ import annotations

from sulh.model.findings import Value

Point = tuple[float, float]
Line = tuple[Point, ...]


class Outlines(Value, frozen=True):
    """See the head of the module."""

    land: tuple[Line, ...] = ()
    borders: tuple[Line, ...] = ()
