"""Coverage: what each grid counts, what it holds back, and what it names as not covered."""

from __future__ import annotations

import pytest

from sulh.figures.coverage import By, Coverage, coverage
from sulh.figures.drawn import Labels
from sulh.model.actors import Name, Place
from sulh.model.initiatives import Card
from sulh.model.picture import Picture
from sulh.model.tracks import LEVELS, SECTOR_TRACKS, Level, SectorKey
from sulh.words.language import language
from tests.figures.drawing import parsed, texts
from tests.figures.test_tracks import TODAY

LABELS = Labels({sector.key: sector.name for sector in SECTOR_TRACKS}, {level: level for level in LEVELS})
SIDES = {"n": {"en": "North"}, "s": {"en": "South"}}
PLACES = (
    Place("land", "country", (Name("The land"),)),
    Place("shore", "region", (Name("The shore"),), within="land"),
    Place("pier", "site", (Name("The pier"),), within="shore"),
    Place("isle", "country", (Name("The isle"),)),
)


def card(
    number: int, sides: str, sectors: tuple[SectorKey, ...], levels: tuple[Level, ...], place: str = "pier"
) -> Card:
    """An initiative with sides, each a letter."""
    return Card(f"c{number}", sides=tuple(sides), sectors=sectors, levels=levels, places=(place,))


TRADE = card(1, "ns", ("business", "citizen"), ("top", "grassroots"))
ELDERS = card(2, "n", ("business",), ("grassroots",))


def drawn(*cards: Card, by: By = "sides", least: int = 0, tag: str = "en") -> Coverage:
    """The coverage by these cards."""
    picture = Picture(TODAY, cards=cards, sides=SIDES, places=PLACES)
    return coverage(picture, language(tag), LABELS, by=by, least=least)


def test_counts_agree_with_the_register() -> None:
    """An initiative of two tracks and two levels stands in four fields of each of its sides."""
    north, south = drawn(TRADE, ELDERS).panels

    assert ("Business", "1", "no work", "2") == north.table.rows[2]
    assert ("Private Citizen", "1", "no work", "1") == north.table.rows[3]
    assert ("Business", "1", "no work", "1") == south.table.rows[2]
    assert "\u2068South\u2069: work on 2 of the nine tracks" == south.title
    for panel in (north, south):
        sizes = [one.getAttribute("font-size") for one in parsed(panel.svg).getElementsByTagName("text")]
        fields = [one for one, size in zip(texts(panel.svg, "text"), sizes, strict=True) if size != "12"]
        assert fields == [cell for row in panel.table.rows for cell in row[1:]]


def test_small_counts_cannot_be_told_apart() -> None:
    """Below the least count that is shown, one and two are the same picture to the last byte."""
    one, two = drawn(TRADE, least=3), drawn(TRADE, card(3, "n", ("business",), ("grassroots",)), least=3)

    assert one.panels == two.panels
    assert ("Business", "few", "no work", "few") == one.panels[0].table.rows[2]
    assert one.panels != drawn(TRADE, ELDERS).panels


def test_what_nobody_covers_is_named() -> None:
    """Tracks without any work are named, then levels that others lack; a full grid says so."""
    (note,) = drawn(TRADE).panels[0].notes
    every = card(4, "n", tuple(sector.key for sector in SECTOR_TRACKS), LEVELS)

    assert "Not covered at any level: Government, Nongovernment/Professional, Research" in note
    assert "Not covered in part: Business (middle_range) and Private Citizen (middle_range)." in note
    assert ("Every track is covered at every level.",) == drawn(every).panels[0].notes
    assert "Work with every side is shown on 0 of the nine tracks." == drawn(every).title


def test_what_is_not_covered_is_as_large_as_what_is() -> None:
    """Bad news has the size and place of good news: twenty-seven fields of one size, the empty ones dashed."""
    boxes = parsed(drawn(TRADE).panels[0].svg).getElementsByTagName("rect")

    assert 27 == len(boxes)
    assert 1 == len({(box.getAttribute("width"), box.getAttribute("height")) for box in boxes})
    assert 23 == sum(bool(box.getAttribute("stroke-dasharray")) for box in boxes)


def test_a_region_holds_what_lies_in_it() -> None:
    """A pier counts for the land round it; an initiative of which only the region is shown has no level to stand at."""
    found = drawn(TRADE, Card("c5", tier="existence", sectors=("media",), regions=("isle",)), by="regions")

    assert ["\u2068The land\u2069", "\u2068The isle\u2069"] == [panel.title.split(":")[0] for panel in found.panels]
    assert ("1 initiative stands in no grid: where it belongs is not shown, or nobody said.",) == found.notes
    assert () == drawn(TRADE).notes


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_grid_is_small_and_brings_no_style(tag: str) -> None:
    """A grid is well-formed, takes its looks from the page, and is quick to load."""
    for panel in drawn(TRADE, ELDERS, tag=tag).panels:
        parsed(panel.svg)
        assert "style" not in panel.svg
        assert len(panel.svg) < 10_000


def test_without_sides_there_is_nothing_to_compare() -> None:
    """A picture without sides gives a sentence and no grid."""
    found = coverage(Picture(TODAY, cards=(TRADE,)), language("en"), LABELS)

    assert ("There is nothing yet to compare.", ()) == (found.title, found.panels)
