"""Panels on one axis of days: each on a scale of its own, what is not known told in its place, nothing joined."""

from __future__ import annotations

from datetime import date
from xml.dom.minidom import Element

import pytest

from sulh.figures.drawn import Drawn
from sulh.figures.panels import Dot, Panel, Series, Sign, panels
from sulh.words.language import language
from tests.figures.drawing import parsed, texts

MARCH, JUNE, SEPTEMBER, TODAY = (date(2026, month, 1) for month in (3, 6, 9, 11))
WARMTH = Series(
    "Warmth", (Dot(MARCH, 1, 3, 2, "2, 1 to 3"), Dot(SEPTEMBER, -9, 9, 0, "0")), (0, 4), ("cold", "warm"), 1
)
ACCORD = Series("The accord", (Dot(JUNE, 0.25, 0.75, None, "25 to 75%"),), (0, 1), ("nothing", "everything"))
FOUND = (
    Panel("Attitudes", (WARMTH,), "Not asked."),
    Panel("Structures", (), "No ties are known."),
    Panel("Political", (ACCORD,), "Not scored."),
)


def drawn(tag: str = "en") -> Drawn:
    """Draw three panels, one of them empty."""
    return panels(FOUND, [Sign("Round 2", MARCH, JUNE)], TODAY, language(tag), "What moved")


def held(tag: str, name: str, value: str) -> list[Element]:
    """Return the elements of a kind in which an attribute has this value."""
    return [one for one in parsed(drawn().svg).getElementsByTagName(tag) if value == one.getAttribute(name)]


def test_an_interval_bears_its_estimate_and_a_band_bears_none() -> None:
    """1 to 3 of 4 is the middle half of the scale with the estimate at its middle; what is off the scale ends at it."""
    top = float(held("line", "stroke-dasharray", "2 3")[0].getAttribute("y1"))
    intervals, marks = held("line", "stroke-linecap", "round"), held("use", "href", "#pn-1")
    ends = [tuple(float(one.getAttribute(end)) - top for end in ("y1", "y2")) for one in intervals]

    assert [(15.5, 48.5), (-0.5, 64.5)] == ends  # of 64 pixels, and half a pixel of the round cap at each end
    assert [32, 64] == [float(one.getAttribute("y")) - top for one in marks]
    assert 1 == len(held("line", "stroke-width", "9"))
    assert [] == held("use", "href", "#pn-none")


@pytest.mark.parametrize("tag", ["ar", "en", "fr"])
def test_what_is_drawn_is_told_and_what_is_missing_too(tag: str) -> None:
    """Every dot is a row of the table, the newest of each series stands in the description; an empty panel says why."""
    found = drawn(tag)

    assert ["2, 1 to 3", "0", "25 to 75%"] == [row[-1] for row in found.table.rows]
    assert [] == [one for one in ("What moved.", "No ties are known.", "25 to 75%") if one not in found.alternative]
    assert {"No ties are known.", "Round 2", "warm", "nothing"} < set(texts(found.svg, "text"))
    assert found == drawn(tag)


def test_nothing_measured_is_no_fault() -> None:
    """An empty panel is drawn as such, with no row and no mark."""
    found = panels([Panel("Attitudes", (), "Not asked.")], [], TODAY, language("en"), "What moved")

    assert () == found.table.rows
    assert [] == parsed(found.svg).getElementsByTagName("use")


def test_a_scale_with_nothing_on_it_shows_where_nothing_is() -> None:
    """Between −2 and 2 a line lies in the middle and says 0; on a scale from 0 up there is none."""
    moved = Series("Moved", (Dot(MARCH, -1, 1, 0, "0"),), (-2, 2), ("-2", "2"))
    svg = panels([Panel("Attitudes", (moved,), "")], [], TODAY, language("en"), "What moved").svg
    ends = [float(one.getAttribute("y1")) for one in parsed(svg).getElementsByTagName("line") if dashed(one)]
    lines = [float(one.getAttribute("y1")) for one in parsed(svg).getElementsByTagName("line")]

    assert sum(ends) / 2 in lines
    assert "0" in texts(svg, "text")
    assert "0" not in texts(drawn().svg, "text")


def dashed(line: Element) -> bool:
    """Return whether a line is an end of a scale."""
    return line.getAttribute("stroke-dasharray") == "2 3"
