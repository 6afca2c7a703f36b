"""
Places as GeoJSON (RFC 7946): points with what is known of them.

    places ──geojson──▶ bytes        only those whose coordinates are in the value
    bytes ──place_table──▶ Grid ──read_geojson──▶ Read of places

What a feature says are the columns of `sulh.formats.actors_table`. A remark names a feature by its number, from 1: a
file may well be one line. Lines and areas are told of and not read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import msgspec

from sulh.formats.actors_table import PLACES
from sulh.formats.grids import Cells, Grid
from sulh.formats.guards import settled
from sulh.formats.known import Known
from sulh.formats.map_rows import read_grid
from sulh.formats.map_table import ColumnMapping
from sulh.formats.remarks import NOTICE, Read, Remark, UnfitError, of_file, shown, told
from sulh.model.actors import Place
from sulh.words.language import mark

MOST_BYTES: Final = 10_000_000
FIXED: Final = ("id", "latitude", "longitude")
POINT: Final = 2  # numbers of a place on earth; a third is a height


class _Collection(msgspec.Struct):
    """What of a file is looked at."""

    features: list[dict[str, Any]]


def geojson(places: Iterable[Place]) -> bytes:
    """
    Return the places as a collection of features.

    >>> from sulh.model.actors import Name
    >>> b"Mill" in geojson([Place("a", "site", (Name("Mill"),))])
    False
    """
    features = [_feature(place) for place in places if place.latitude is not None and place.longitude is not None]
    content = {"type": "FeatureCollection", "notice": NOTICE, "features": features}
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def _feature(place: Place) -> dict[str, object]:
    fields = PLACES.spread(place)
    held = {
        column.name: told
        for column in PLACES.columns
        if column.name not in FIXED and fields.get(column.name) is not None
        if (told := column.codec.write(fields[column.name]))
    }
    where = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    return {"type": "Feature", "id": place.id, "geometry": where, "properties": held}


def place_table(data: bytes) -> tuple[Grid, tuple[Remark, ...]]:
    """Return the points of a file as a grid, with their number in place of a line, and what is not one."""
    try:
        features = _features(data)
    except UnfitError as unfit:
        return Grid(), (of_file(unfit.expected),)
    columns = {name: at for at, name in enumerate(FIXED)}
    rows: list[tuple[int, Cells]] = []
    remarks: list[Remark] = []
    for number, feature in enumerate(features, 1):
        where = _where(feature)
        if where is None:
            remarks.append(Remark(number, "geometry", shown(_kind(feature)), mark("a point on earth"), "row"))
            continue
        cells = {1: repr(where[1]), 2: repr(where[0])}
        odd = list(_say(cells, columns, feature))
        remarks += [Remark(number, shown(name), "", mark("a text or a number"), "field") for name in odd]
        rows.append((number, cells))
    return Grid({at: name for name, at in columns.items()} if rows else {}, rows), told(remarks)


def _features(data: bytes) -> list[dict[str, Any]]:
    if len(data) > MOST_BYTES:
        raise UnfitError(mark("a file of at most 10 MB"))
    try:
        return msgspec.json.decode(data, type=_Collection).features
    except msgspec.ValidationError as error:
        raise UnfitError(mark("GeoJSON with a collection of features")) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnfitError(mark("JSON that is whole")) from error


def _where(feature: Mapping[str, Any]) -> tuple[float, float] | None:
    geometry = feature.get("geometry")
    where = geometry.get("coordinates") if isinstance(geometry, dict) and geometry.get("type") == "Point" else None
    if not isinstance(where, list) or len(where) < POINT:
        return None
    longitude, latitude = where[:POINT]
    numbers = all(isinstance(one, int | float) and not isinstance(one, bool) for one in (longitude, latitude))
    return (longitude, latitude) if numbers else None


def _kind(feature: Mapping[str, Any]) -> str:
    geometry = feature.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    return kind if isinstance(kind, str) else ""


def _say(cells: Cells, columns: dict[str, int], feature: Mapping[str, Any]) -> Iterator[str]:
    """Put into cells what a feature says; give the names of what is neither text nor number."""
    properties = feature.get("properties")
    said: Mapping[str, object] = properties if isinstance(properties, dict) else {}
    id_ = feature.get("id", said.get("id"))
    for name, held in {**said, "id": id_}.items():
        if isinstance(held, dict | list):
            yield name
            continue
        words = settled(held if isinstance(held, str) else "" if held is None else json.dumps(held))
        at = columns.setdefault(f"{name} of data" if name in FIXED[1:] else name, len(columns))
        if words:
            cells[at] = words


def read_geojson(data: bytes, *, mapping: ColumnMapping | None = None, known: Known | None = None) -> Read[Place]:
    """
    Read places.

    Args:
        data: The file.
        mapping: As a person confirmed it, by the header of `place_table`; None to guess by names.
        known: What the map holds. Places of the file may lie within one another.

    Returns:
        What fits and a remark for everything else; never an error, whatever the bytes.
    """
    table, remarks = place_table(data)
    if not table.rows:
        return Read(remarks=remarks or (of_file(mark("GeoJSON with a collection of features")),))
    read = read_grid(PLACES, table, mapping=mapping, known=known)
    return Read(read.values, (*remarks, *read.remarks), read.unknown)
