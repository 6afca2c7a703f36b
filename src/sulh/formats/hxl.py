"""
Who does what where, as humanitarian offices keep it: an HXL 1.1 sheet, CSV or XLSX.

    first row     what this is
    second row    names for people
    third row     tags: #activity+code, #activity+name+i_en, #org, #org+funder, #sector, #adm1, #loc, #geo+lat, ...
    then          one row an initiative and place

A sheet holds what such sheets are for and no more: the docs name the fields that it cannot hold. Nobody who can be
called or written to stands in it, ever. Sheets of others are read in `sulh.formats.hxl_reading`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from sulh.formats.guards import guard, joined
from sulh.formats.known import Known, RefKind
from sulh.formats.remarks import NOTICE
from sulh.formats.workbooks import workbook
from sulh.model.actors import Place
from sulh.model.initiatives import Card

Row = dict[str, str]  # tag -> cell
HEADS: Mapping[str, str] = {
    "#activity+code": "Initiative id",
    "#activity+name": "Initiative",
    "#org": "Organisation",
    "#org+code": "Organisation id",
    "#org+funder": "Funders",
    "#org+funder+code": "Funder ids",
    "#org+engaged": "Engaged",
    "#org+engaged+code": "Ids of the engaged",
    "#sector+track": "Sector tracks",
    "#sector": "Themes",
    "#sector+code": "Theme ids",
    "#adm1+name": "Region",
    "#adm1+code": "Region id",
    "#loc+name": "Place",
    "#loc+code": "Place id",
    "#loc+type": "Kind of place",
    "#geo+lat": "Latitude",
    "#geo+lon": "Longitude",
    "#date+start": "Start",
    "#date+end": "End",
    "#status": "Status",
    "#description": "Aim",
}
TITLE = "#activity+name"


def hxl_csv(cards: Iterable[Card], *, places: Iterable[Place] = (), known: Known | None = None) -> bytes:
    """
    Return the sheet as CSV in UTF-8 with a byte order mark.

    Args:
        cards: At the tier of the reader; what they do not show is an empty cell.
        places: Of which kind and coordinates are told, as far as they are in the value.
        known: The names of things.
    """
    target = io.StringIO()
    csv.writer(target, lineterminator="\r\n").writerow([NOTICE])
    rows = _sheet(list(cards), places, known or Known())
    csv.writer(target, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return target.getvalue().encode("utf-8-sig")


def hxl_xlsx(cards: Iterable[Card], *, places: Iterable[Place] = (), known: Known | None = None) -> bytes:
    """Return the sheet as a workbook; otherwise as `hxl_csv`."""
    return workbook({"3W": [[NOTICE], *_sheet(list(cards), places, known or Known())]}, heads=3)


def _sheet(cards: list[Card], places: Iterable[Place], known: Known) -> list[list[str]]:
    languages = sorted({tag for card in cards for tag in card.titles})
    tags = [one for tag in HEADS for one in ([_titled(lang) for lang in languages] if tag == TITLE else [tag])]
    by_id = {place.id: place for place in places}
    rows = [row for card in cards for row in _rows(card, by_id, known)]
    heads = [HEADS[tag] if tag in HEADS else f"{HEADS[TITLE]} ({tag.rpartition('_')[2]})" for tag in tags]
    return [heads, tags, *([guard(row.get(tag, "")) for tag in tags] for row in rows)]


def _titled(language: str) -> str:
    """Return the tag of a title in a language; a region of a language has no place in it."""
    return f"{TITLE}+i_{language.partition('-')[0].lower()}"


def _rows(card: Card, places: Mapping[str, Place], known: Known) -> Iterator[Row]:
    """Give a row for each place, then one for each region without a place of its own; one where there are none."""
    same = _same(card, known)
    seen = set()
    for id_ in card.places:
        region = _outermost(places.get(id_), places)
        region = region if region in card.regions else ""
        seen.add(region)
        yield same | _place(id_, places.get(id_), known) | _region(region, known)
    rest = [id_ for id_ in card.regions if id_ not in seen]
    for region in rest or ([] if card.places else [""]):
        yield same | _region(region, known)


def _same(card: Card, known: Known) -> Row:
    """Return what every row of an initiative says."""
    row = {_titled(language): title for language, title in card.titles.items()}
    row |= {"#activity+code": card.id, "#sector+track": joined(card.sectors), "#description": card.aim}
    row |= _named("#org", "actors", (card.owner,) if card.owner else (), known)
    row |= _named("#org+funder", "actors", card.funders, known)
    row |= _named("#org+engaged", "actors", card.actors, known)
    row |= _named("#sector", "issues", card.issues, known)
    days = {"#date+start": card.start, "#date+end": card.end}
    return row | {tag: day.isoformat() for tag, day in days.items() if day} | {"#status": card.phase or ""}


def _named(tag: str, kind: RefKind, ids: tuple[str, ...], known: Known) -> Row:
    return {tag: joined(known.name(kind, one) for one in ids), f"{tag}+code": joined(ids)}


def _place(id_: str, place: Place | None, known: Known) -> Row:
    row = {"#loc+name": known.name("places", id_), "#loc+code": id_}
    if place is None:
        return row
    where = {"#geo+lat": place.latitude, "#geo+lon": place.longitude}
    return row | {"#loc+type": place.kind} | {tag: repr(one) for tag, one in where.items() if one is not None}


def _region(id_: str, known: Known) -> Row:
    return {"#adm1+name": known.name("places", id_), "#adm1+code": id_} if id_ else {}


def _outermost(place: Place | None, places: Mapping[str, Place]) -> str:
    """Return the id of the outermost place around one; empty where that is not known."""
    seen: set[str] = set()
    while place is not None and place.within is not None and place.id not in seen:
        seen.add(place.id)
        place = places.get(place.within)
    return place.id if place is not None else ""
