"""The map of places: where marks lie, what their sizes say, and what is only named."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sulh.figures.drawn import Drawn
from sulh.figures.earth import Window
from sulh.figures.fluid import PHONE
from sulh.figures.places import DESK, places_map
from sulh.formats.outlines import outlines
from sulh.model.actors import Name, Place
from sulh.model.outlines import Outlines
from sulh.store.demo.around_valley import PLACES, POSITIONS
from sulh.words.language import language
from tests.figures.drawing import parsed, texts

TOWN = Place("town", "district", (Name("Town <1>"), Name("البلدة", "ar")), latitude=36.2, longitude=37.2)
PORT = Place("port", "district", (Name("Port"),), within="town", latitude=35.5, longitude=35.8)
FARM = Place("farm", "site", (Name("Farm"),), latitude=35.0, longitude=39.0)
MILL = Place("mill", "site", (Name("The mill"),), within="town")
SQUARE = Outlines(land=(((30.0, 30.0), (37.0, 30.0), (37.0, 40.0), (30.0, 40.0)),))


def drawn(
    places: tuple[Place, ...] = (TOWN, PORT, FARM, MILL), *, tag: str = "en", town: int | None = 2, port: int | None = 1
) -> Drawn:
    """Two initiatives in the town, one at the port and one at the mill; none at the farm."""
    return places_map(places, {"town": town, "port": port, "mill": 1}, language(tag), outlines())


def test_a_window_lies_round_its_points() -> None:
    """North is up and east is right; a degree of longitude is shortened by the cosine of the latitude."""
    window = Window.round([(0.0, 60.0), (10.0, 60.0)], 400)
    west, east = window.at((0.0, 60.0)), window.at((10.0, 60.0))

    assert pytest.approx(400) == west[0] + east[0]
    assert pytest.approx(window.height / 2) == west[1]
    assert 0 < west[0] < east[0] < 400
    assert pytest.approx(0.5) == window.across / window.down
    assert window.at((0.0, 61.0))[1] < west[1]


def test_only_what_lies_in_the_window_is_written() -> None:
    """Land that fills the left half of a window becomes a box of its own; land elsewhere leaves nothing."""
    window = Window.round([(37.0, 35.0)], 200)
    path = window.land(SQUARE)
    numbers = path.replace("M", " ").replace("l", " ").replace("z", "").replace("-", " -").split()
    corners = list(zip(*[iter(map(int, numbers))] * 2, strict=True))

    assert {-8, 100} == {x for x, _ in corners[:1]} | {
        corners[0][0] + sum(x for x, _ in corners[1 : n + 1]) for n in range(4)
    }
    assert "" == Window.round([(80.0, 10.0)], 200).land(SQUARE)
    assert "" == window.borders(SQUARE)


def test_a_mark_is_as_large_as_its_count_and_stands_where_it_is() -> None:
    """Two initiatives have a larger ring than one; a place without work has a small dashed one; a name goes beside."""
    figure = drawn()
    rings = [one for one in parsed(figure.svg).getElementsByTagName("circle") if one.getAttribute("stroke")]
    town, port, farm = (
        [float(ring.getAttribute(name)) for name in ("cx", "cy", "r")] for ring in (rings[0], *rings[-2:])
    )

    assert town[2] > port[2] > farm[2]
    assert port[0] < town[0] < farm[0]
    assert town[1] < port[1] < farm[1]
    assert ["2 2"] == [look for ring in rings if (look := ring.getAttribute("stroke-dasharray"))]
    assert ["\u2068Town <1> (2)\u2069", "\u2068Port (1)\u2069", "\u2068Farm\u2069"] == texts(figure.svg, "text")


def test_what_is_not_on_the_map_is_named() -> None:
    """A place without coordinates stands in a note and in the table, with the place round it."""
    figure = drawn()

    assert "Not on the map: \u2068The mill\u2069." == figure.notes[0]
    assert ("The mill", "Town <1>", "1") in figure.table.rows
    assert ("Farm", "", "no work") == figure.table.rows[-1]
    assert "The mill" not in figure.svg
    assert "Work is shown in 3 of 4 places." == figure.title


def test_withheld_counts_look_like_one() -> None:
    """A count too small to be told is a word, and its ring has the size of one initiative."""
    figure = drawn(town=None, port=None)

    assert {"7.0", "3.5", "2"} == {one.getAttribute("r") for one in parsed(figure.svg).getElementsByTagName("circle")}
    assert {"few", "1", "no work"} == {row[2] for row in figure.table.rows}
    least = places_map((TOWN,), {"town": 5}, language("en"), outlines(), floor=True)
    assert [("Town <1>", "", "5 or more")] == list(least.table.rows)


def test_places_near_one_another_are_drawn_from_near() -> None:
    """Without outlines, which are too rough, on a grid of whole kilometres; a single place is on the outlines."""
    mill = Place("mill", "site", (Name("The mill"),), within="town", latitude=36.25, longitude=37.1)
    figure = drawn((TOWN, mill))
    (town, _), (other, _) = (
        [float(ring.getAttribute(name)) for name in ("cx", "cy")]
        for ring in parsed(figure.svg).getElementsByTagName("circle")
        if ring.getAttribute("stroke")
    )

    assert ["2 km", "\u2068Town <1> (2)\u2069", "\u2068The mill (1)\u2069"] == texts(figure.svg, "text")
    assert town - other > 324 / 2
    assert "So near, no outlines are drawn: they would be too rough." in figure.notes
    assert 'fill-opacity=".09"' not in figure.svg
    assert "Outlines: Natural Earth. The borders it draws settle nothing." in drawn((TOWN,)).notes


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("tag", ["en", "fr", "ar"])
def test_every_place_of_the_demonstration_has_its_name_on_the_map(tag: str, width: int) -> None:
    """At both sizes and in every language no name is left out for want of room."""
    places = tuple(
        Place(key, "district", tuple(Name(text, lang) for lang, text in names.items()), None, *POSITIONS[key])
        for key, (_, _, names) in PLACES.items()
    )
    figure = places_map(places, dict.fromkeys(PLACES, 4), language(tag), outlines(), width=width)

    assert 1 + len(PLACES) == len(texts(figure.svg, "text"))


def test_east_is_right_in_every_language() -> None:
    """Read from right to left, marks stay where they are and names change sides."""
    circles = [
        [one.getAttribute("cx") for one in parsed(drawn(tag=tag).svg).getElementsByTagName("circle")]
        for tag in ("en", "ar")
    ]

    assert circles[0] == circles[1]
    assert "البلدة" in drawn(tag="ar").svg


def test_the_whole_earth_is_small_and_names_do_not_meet() -> None:
    """Two hundred places on the map of a desk: under sixty kilobytes, names apart, the rest in the table."""
    places = tuple(
        Place(f"p{n:03}", "country", (Name(f"Place {n}"),), latitude=n % 11 * 10 - 50.0, longitude=n * 1.7 - 170)
        for n in range(200)
    )
    figure = places_map(places, {}, language("en"), outlines(), width=DESK)
    heights = sorted(
        (one.getAttribute("text-anchor"), float(one.getAttribute("y")), float(one.getAttribute("x")))
        for one in parsed(figure.svg).getElementsByTagName("text")
    )

    assert len(figure.svg) < 60_000
    assert "50 more places stand in the table alone." in figure.notes
    assert all(b[2] - a[2] > 40 or b[1] - a[1] > 15 or a[0] != b[0] for a, b in pairwise(heights))


def test_without_places_there_is_a_sentence() -> None:
    """No place, or none with coordinates: no map, and words for it."""
    assert ("No place is shown to you so far.", "") == (drawn(()).title, drawn(()).svg)
    assert "" == drawn((MILL,)).svg
