"""Coverage: what each grid counts, what it holds back, and what it names as not covered."""

from __future__ import annotations

import pytest

from sulh.figures.coverage import Coverage, Field, Panel, grids
from sulh.figures.drawn import Labels
from sulh.model.tracks import LEVELS, SECTOR_TRACKS
from sulh.words.language import language
from tests.figures.drawing import parsed, texts

LABELS = Labels({sector.key: sector.name for sector in SECTOR_TRACKS}, {level: level for level in LEVELS})
NORTH: dict[Field, int | None] = {
    ("business", "top"): 1,
    ("business", "grassroots"): 2,
    ("citizen", "top"): 1,
    ("citizen", "grassroots"): 1,
}
SOUTH: dict[Field, int | None] = {("business", "top"): 1, ("media", "top"): None}
EVERY: dict[Field, int | None] = {(sector.key, level): 1 for sector in SECTOR_TRACKS for level in LEVELS}


def drawn(*counts: dict[Field, int | None], tag: str = "en", floor: bool = False) -> Coverage:
    """The grids of the north, and of the south where there are two."""
    panels = [Panel(name, one) for name, one in zip(("North", "South"), counts, strict=False)]
    return grids(panels, language(tag), LABELS, floor=floor)


def test_a_grid_says_what_its_table_says() -> None:
    """Every field of the grid has the word of its row and column; what is not counted is no work."""
    found = drawn(NORTH, SOUTH)
    north, south = found.panels

    assert ("Business", "1", "no work", "2") == north.table.rows[2]
    assert ("Private Citizen", "1", "no work", "1") == north.table.rows[3]
    assert ("Communications and the Media", "few", "no work", "no work") == south.table.rows[8]
    assert "\u2068South\u2069: work on 2 of the nine tracks" == south.title
    assert "Work with every side is shown on 1 of the nine tracks." == found.title
    for panel in found.panels:
        sizes = [one.getAttribute("font-size") for one in parsed(panel.svg).getElementsByTagName("text")]
        fields = [one for one, size in zip(texts(panel.svg, "text"), sizes, strict=True) if size != "12"]
        assert fields == [cell for row in panel.table.rows for cell in row[1:]]


def test_rounded_counts_are_told_as_such() -> None:
    """A count that was rounded down is "so many or more", never a number by itself."""
    assert ("Business", "1 or more", "no work", "2 or more") == drawn(NORTH, floor=True).panels[0].table.rows[2]


def test_what_nobody_covers_is_named() -> None:
    """Tracks without any work are named, then levels that others lack; a full grid says so."""
    (note,) = drawn(NORTH).panels[0].notes

    assert "Not covered at any level: Government, Nongovernment/Professional, Research" in note
    assert "Not covered in part: Business (middle_range) and Private Citizen (middle_range)." in note
    assert ("Every track is covered at every level.",) == drawn(EVERY).panels[0].notes
    many = {one: count for one, count in EVERY.items() if one[1] != "top"}
    (few,) = drawn({one: None if one[0] == "media" else 1 for one in EVERY}).panels[0].notes
    assert "Every track is covered at every level." == few
    assert ("9 tracks are covered in part.",) == drawn(many).panels[0].notes


def test_what_is_not_covered_is_as_large_as_what_is() -> None:
    """Bad news has the size and place of good news: twenty-seven fields of one size, the empty ones dashed."""
    boxes = parsed(drawn(NORTH).panels[0].svg).getElementsByTagName("rect")

    assert 27 == len(boxes)
    assert 1 == len({(box.getAttribute("width"), box.getAttribute("height")) for box in boxes})
    assert 23 == sum(bool(box.getAttribute("stroke-dasharray")) for box in boxes)


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_grid_is_small_and_brings_no_style(tag: str) -> None:
    """A grid is well-formed, takes its looks from the page, and is quick to load."""
    for panel in drawn(NORTH, SOUTH, tag=tag).panels:
        parsed(panel.svg)
        assert "style" not in panel.svg
        assert len(panel.svg) < 10_000


def test_without_sides_there_is_nothing_to_compare() -> None:
    """No side gives a sentence and no grid."""
    found = drawn()

    assert ("There is nothing yet to compare.", ()) == (found.title, found.panels)
