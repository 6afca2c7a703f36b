"""Panels on one axis of days: each on a scale of its own, what is not known told in its place, nothing joined."""

from __future__ import annotations

from datetime import date
from xml.dom.minidom import Element

import pytest

from sulh.figures.drawn import Drawn
from sulh.figures.fluid import PHONE, breadth
from sulh.figures.panels import Dot, Panel, Series, Sign, panels
from sulh.words.language import language
from sulh.words.text import isolate
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
    assert {"No ties are known.", isolate("Round 2"), "warm", "nothing"} < set(texts(found.svg, "text"))
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


def test_a_name_has_three_lines_beside_the_end_of_its_scale_and_all_of_it_in_the_table() -> None:
    """Whole where that is enough, else with a sign that more follows; on a telephone it meets nothing beside it."""
    fits, long = "The accord on water, the road and the mill of both", ("A very long name of an accord " * 6).strip()
    series = tuple(Series(name, ACCORD.dots, (0, 1), ACCORD.ends) for name in (fits, long))
    found = panels([Panel("Political", series, "")], [], TODAY, language("en"), "What moved")
    lines = [one.strip("\u2068\u2069") for one in texts(found.svg, "text") if "\u2068" in one][1:]

    assert fits == " ".join(lines[:2])
    assert (5, True, True) == (len(lines), long.startswith(" ".join(lines[2:])[:-1]), lines[4].endswith("\u2026"))
    assert [f"Political: {fits}", f"Political: {long}"] == [row[0] for row in found.table.rows]
    assert PHONE > max(map(breadth, lines)) + breadth("everything", 12)


@pytest.mark.parametrize("start", [date(2026, 1, 1), date(2026, 5, 20), date(2026, 10, 30)])
def test_a_sign_stands_within_a_telephone_wherever_it_began(start: date) -> None:
    """At the beginning, in the middle and at the end of the axis its name has a line on the side with more room."""
    sign = Sign("Water and grazing round table of two valleys", start, start)
    found = panels([], [Sign("First", date(2026, 1, 1), TODAY), sign], TODAY, language("en"), "What moved")
    written = zip(parsed(found.svg).getElementsByTagName("text"), texts(found.svg, "text"), strict=True)
    (_, first), *lines = ((one, text.strip("\u2068\u2069")) for one, text in written if "\u2068" in text)

    assert ("First", sign.name) == (first, " ".join(text for _, text in lines))
    for one, text in lines:
        at = PHONE * float(one.getAttribute("x").rstrip("%")) / 100
        ends = at + breadth(text, 13) * (-1 if one.getAttribute("text-anchor") else 1)
        assert 0 <= min(at, ends) <= max(at, ends) <= PHONE


def dashed(line: Element) -> bool:
    """Return whether a line is an end of a scale."""
    return line.getAttribute("stroke-dasharray") == "2 3"
