"""
Figures: findings in, SVG text out. No state, no library of drawings.

    marks.py        the mark of each side: shape first, colour second, word always
    strip.py        one statement on the axis from none to all; the report repeats it row by row
    canvas.py       a figure by itself: frame, title, text alternative
    house.py        the figure of the house, and the statements that divide
    opinions.py     the map, or the sentence that stands in its place
    hull.py         the outline round a group on the map
    chains.py       chains from statements to passages of an agreement, one a line, for a page

    drawn.py        what a figure of the map hands over: title, text alternative, SVG, table, notes
    fluid.py        a figure as broad as the page
    tracks.py       the timeline by track, the official process on top: which bars stand in which lane (lanes.py), its
                    axis (days.py), its words (tracks_table.py)
    coverage.py     which track works at which level, a grid a side or region
    places.py       how many work where, on the outlines of the earth (earth.py)
    network.py      actors and their ties: whom it shows (network_table.py), where they stand (layers.py), how it is
                    drawn (network_sheet.py), who joins others (joints.py)
    beside.py       names beside marks, as far as there is room

Every figure drawn here is a working paper like the findings it shows.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sulh.figures.house import divides, standings
    from sulh.figures.opinions import opinion_map

__all__ = ["divides", "opinion_map", "standings"]

_HOMES = {"standings": "house", "divides": "house", "opinion_map": "opinions"}


def __getattr__(name: str) -> object:
    """Load a figure when it is first asked for: the reader's language costs time to load."""
    if name not in _HOMES:
        raise AttributeError(f"sulh.figures draws no {name!r}; it draws {', '.join(__all__)}.")
    return getattr(import_module(f"sulh.figures.{_HOMES[name]}"), name)
