from __future__ import annotations

import re
from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.formats.actors_table import PLACES
from sulh.formats.calendar_file import CalendarWords, calendar, fold
from sulh.formats.coarse import coarsened
from sulh.formats.geojson import geojson, read_geojson
from sulh.formats.map_rows import read_table
from sulh.formats.map_table import ColumnMapping, table_csv
from sulh.formats.remarks import NOTICE
from sulh.model.actors import Place
from tests.formats import mapped
from tests.formats.test_map_tables import KNOWN, few

NOW = datetime(2026, 11, 27, 2, 30, tzinfo=UTC)
WORDS = CalendarWords("Meeting", "Public event", "Official round")


@settings(max_examples=20)
@given(few(mapped.places))
def test_places_lose_nothing(places: list[Place]) -> None:
    """Places come back from GeoJSON as they went."""
    read = read_geojson(geojson(places))

    assert ((), tuple(places)) == (read.remarks, read.values)


def test_places_by_hand() -> None:
    """A place whose coordinates may not be shown is not in the file; places of one file may lie in one another."""
    data = geojson(mapped.PLACES)

    assert (mapped.DISTRICT, mapped.SITE) == read_geojson(data).values
    assert data.index(NOTICE.encode()) < data.index(b"features")
    assert b'"p1"' not in data.replace(b'"within": "p1"', b"")
    assert b"36.25,\n" in data  # longitude first
    assert mapped.PLACES == read_table(PLACES, table_csv(PLACES, mapped.PLACES), "a.csv", known=KNOWN).values
    new = b"id,kind,name,within\nq1,region,East,\nq2,site,Mill,q1\nq3,site,Well,q9\n"
    assert ["", "q1", ""] == [one.within or "" for one in read_table(PLACES, new, "a.csv", known=KNOWN).values]


def test_places_of_others() -> None:
    """Lines, areas, half a point and what has no name are told of by number."""
    point = b'{"geometry":{"type":"Point","coordinates":[%s]},"properties":{"NAME":"Mill","deep":{}}}'
    data = b'{"features":[%s,%s,{"geometry":{"type":"Polygon"}},{}]}' % (point % b"36,33", point % b"36")
    read = read_geojson(data, mapping=ColumnMapping({1: "latitude", 2: "longitude", 3: "name"}, fixed={"kind": "site"}))

    assert [(33.0, 36.0, "Mill")] == [(one.latitude, one.longitude, one.names[0].text) for one in read.values]
    assert {(1, "deep"), (2, "geometry"), (3, "geometry"), (4, "geometry")} <= {
        (one.line, one.field) for one in read.remarks
    }


DEEP = b'{"features":[{"a":' + b"[" * 9_000


@pytest.mark.parametrize(
    "data", [b"", b"[]", b'{"features":{}}', b"[" * 100_000, DEEP, b"\xff", b" " * 10_000_001], ids=range(7)
)
def test_no_map_is_trusted(data: bytes) -> None:
    """What is no collection of features, or nests without end, or is too large gives one remark on the file."""
    assert [("file", ())] == [(one.lost, read_geojson(data).values) for one in read_geojson(data).remarks]


def unfolded(data: bytes) -> list[str]:
    """The lines of a calendar as a program reads them."""
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    return data.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_a_calendar_by_hand() -> None:
    """A calendar holds sessions, public events and rounds, and neither delicate times, names, titles nor sites."""
    lines = unfolded(calendar([mapped.CARD], [mapped.ROUND], places=mapped.PLACES, words=WORDS, now=NOW))
    events = "\n".join(lines).split("BEGIN:VEVENT")[1:]

    assert "DESCRIPTION:Unofficial and non-binding." in lines[4]
    assert 3 == len(events)
    assert [
        "UID",
        "DTSTAMP:20261127T023000Z",
        "DTSTART;VALUE=DATE:20260601",
        "DTEND;VALUE=DATE:20260604",
        "SUMMARY:Meeting",
        "LOCATION:Valley",
        "CLASS:CONFIDENTIAL",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ] == [re.sub("^UID:.*", "UID", line) for line in events[0].split()[:4]] + events[0].strip().split("\n")[4:]
    assert "SUMMARY:Official round 1" in events[2]
    assert not re.search("ATTENDEE|ORGANIZER|Mill|Wells|Water|20260701|c1", "\n".join(lines))
    assert 3 == len({line for line in lines if line.startswith("UID:")})


def test_a_calendar_of_weeks() -> None:
    """Told by the week, an event reaches from Monday to Sunday, and two of one week are one."""
    card = coarsened(msgspec.structs.replace(mapped.CARD, moments=mapped.CARD.moments[:1] * 2), "week")
    lines = unfolded(calendar([card], words=WORDS, now=NOW))
    dated = [line for line in lines if "VALUE=DATE" in line]

    assert ["DTSTART;VALUE=DATE:20260601", "DTEND;VALUE=DATE:20260608"] == dated
    assert (date(2026, 4, 1), date(2027, 6, 30)) == (coarsened(card, "quarter").start, coarsened(card, "quarter").end)
    assert mapped.CARD == coarsened(mapped.CARD, "day")


@given(st.text())
def test_long_lines_are_folded_between_characters(line: str) -> None:
    """A line cut into pieces of 75 octets is the same line again, in any script."""
    pieces = fold(line).split("\r\n ")

    assert line.replace("\r\n ", "") == "".join(pieces)
    assert all(len(piece.encode()) <= 75 for piece in pieces[:1])
    assert all(len(piece.encode()) <= 74 for piece in pieces[1:])
