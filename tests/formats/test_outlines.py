"""The outlines that are shipped: what they hold, and that they are what the source makes."""

from __future__ import annotations

from pathlib import Path

import msgspec

from sulh.formats.outlines import FILE, converted, decoded, outlines


def topology() -> bytes:
    """Two square countries with one border, on a grid of whole degrees: arc 0 is the border, 1 and 2 their coasts."""
    arcs = [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 0], [1, 0], [0, 1], [-1, 0]]]
    countries = [{"type": "Polygon", "arcs": [[0, 1]]}, {"type": "MultiPolygon", "arcs": [[[-1, 2]]]}]
    return msgspec.json.encode(
        {
            "transform": {"scale": [1.0, 1.0], "translate": [10.0, 20.0]},
            "arcs": arcs,
            "objects": {
                "countries": {"geometries": countries},
                "land": {"geometries": [{"type": "MultiPolygon", "arcs": [[[1, 2]]]}]},
            },
        }
    )


def test_two_countries_by_hand() -> None:
    """What two countries share is a border; land is one ring round both, each point once."""
    found = decoded(converted(topology()))

    assert (((11.0, 20.0), (11.0, 21.0)),) == found.borders
    ring = ((11.0, 21.0), (10.0, 21.0), (10.0, 20.0), (11.0, 20.0), (12.0, 20.0), (12.0, 21.0))
    assert (ring,) == found.land


def test_shipped_outlines_lie_on_the_earth_and_are_small() -> None:
    """Every point is a place on the earth, and the file is smaller than a picture of it."""
    points = [point for line in (*outlines().land, *outlines().borders) for point in line]

    assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in points)
    assert len(FILE.read_bytes()) < 120_000


def test_shipped_outlines_are_what_the_source_makes(shared_data: Path) -> None:
    """The file can be made again from Natural Earth, byte for byte."""
    source = shared_data / "peace" / "geo" / "countries-110m.json"

    assert FILE.read_bytes() == converted(source.read_bytes())
