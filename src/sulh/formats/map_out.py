"""
The files in which a reader takes their map along.

    picture as it may travel ──ready──▶ Leaving ──written──▶ bytes of one of `FILES`

Nothing is cut here: what may travel of a picture says `sulh.coordination.leaving`. IATI, which is public, is written by
`sulh.formats.iati`, and the card of an owner for another host by `sulh.formats.card_file`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sulh.formats.actors_table import ACTORS, PLACES, TIES
from sulh.formats.calendar_file import CalendarWords, calendar
from sulh.formats.geojson import geojson
from sulh.formats.graphml import graphml
from sulh.formats.hxl import hxl_csv, hxl_xlsx
from sulh.formats.initiatives_table import INITIATIVES, OFFERS, offers_of
from sulh.formats.known import NOBODYS, Known, known_of
from sulh.formats.map_table import table_csv, table_xlsx
from sulh.formats.media import CSV, XLSX
from sulh.formats.official_table import ITEMS, ROUNDS
from sulh.model.initiatives import Offer
from sulh.model.picture import Picture


@dataclass(frozen=True)
class Leaving:
    """
    What is written into a file.

    Attributes:
        picture: As it may travel.
        known: The names of things.
        words: How events of a calendar are called.
        now: When this is written, with its zone.
    """

    picture: Picture
    known: Known
    words: CalendarWords
    now: datetime


@dataclass(frozen=True)
class Outgoing:
    """
    A file that a reader can take along.

    Attributes:
        kind: Its content type.
        write: Makes it.
        cards: Whether initiatives stand in it, so that it is written down who saw them.
        actors: Whether actors stand in it, with all that is known of them.
        ties: Whether ties stand in it.
        of_work: Whether it tells what joins initiatives, which is not for who is here to pay.
    """

    kind: str
    write: Callable[[Leaving], bytes]
    cards: bool = False
    actors: bool = False
    ties: bool = False
    of_work: bool = False


def written(file: str, what: Leaving) -> bytes:
    """
    Return one of `FILES`.

    Raises:
        KeyError: For a file that is none of them.
    """
    return FILES[file].write(what)


def ready(picture: Picture, *, words: CalendarWords, now: datetime, tag: str = NOBODYS) -> Leaving:
    """Return what is written into a file, of a picture that may travel; names in the language of its reader first."""
    return Leaving(picture, known_of(picture, tag), words, now)


def _offers(what: Leaving) -> list[Offer]:
    return [*offers_of(what.picture.cards), *what.picture.offers]


def _calendar(what: Leaving) -> bytes:
    held = what.picture
    return calendar(held.cards, held.rounds, places=held.places, words=what.words, now=what.now)


FILES: Final[Mapping[str, Outgoing]] = {
    "initiatives.csv": Outgoing(
        CSV, lambda one: table_csv(INITIATIVES, one.picture.cards, known=one.known), cards=True
    ),
    "initiatives.xlsx": Outgoing(
        XLSX, lambda one: table_xlsx(INITIATIVES, one.picture.cards, known=one.known), cards=True
    ),
    "initiatives-hxl.csv": Outgoing(
        CSV, lambda one: hxl_csv(one.picture.cards, places=one.picture.places, known=one.known), cards=True
    ),
    "initiatives-hxl.xlsx": Outgoing(
        XLSX, lambda one: hxl_xlsx(one.picture.cards, places=one.picture.places, known=one.known), cards=True
    ),
    "offers.csv": Outgoing(CSV, lambda one: table_csv(OFFERS, _offers(one), known=one.known), cards=True, of_work=True),
    "offers.xlsx": Outgoing(
        XLSX, lambda one: table_xlsx(OFFERS, _offers(one), known=one.known), cards=True, of_work=True
    ),
    "actors.csv": Outgoing(
        CSV, lambda one: table_csv(ACTORS, one.picture.actors, known=one.known, called="actors"), actors=True
    ),
    "actors.xlsx": Outgoing(
        XLSX, lambda one: table_xlsx(ACTORS, one.picture.actors, known=one.known, called="actors"), actors=True
    ),
    "ties.csv": Outgoing(CSV, lambda one: table_csv(TIES, one.picture.ties, known=one.known), ties=True),
    "ties.xlsx": Outgoing(XLSX, lambda one: table_xlsx(TIES, one.picture.ties, known=one.known), ties=True),
    "network.graphml": Outgoing(
        "application/xml", lambda one: graphml(one.picture.actors, one.picture.ties), actors=True, ties=True
    ),
    "places.csv": Outgoing(CSV, lambda one: table_csv(PLACES, one.picture.places, known=one.known, called="places")),
    "places.xlsx": Outgoing(XLSX, lambda one: table_xlsx(PLACES, one.picture.places, known=one.known, called="places")),
    "places.geojson": Outgoing("application/geo+json", lambda one: geojson(one.picture.places)),
    "days.ics": Outgoing("text/calendar; charset=utf-8", _calendar, cards=True),
    "agenda.csv": Outgoing(CSV, lambda one: table_csv(ITEMS, one.picture.items, known=one.known)),
    "agenda.xlsx": Outgoing(XLSX, lambda one: table_xlsx(ITEMS, one.picture.items, known=one.known)),
    "rounds.csv": Outgoing(CSV, lambda one: table_csv(ROUNDS, one.picture.rounds, known=one.known)),
    "rounds.xlsx": Outgoing(XLSX, lambda one: table_xlsx(ROUNDS, one.picture.rounds, known=one.known)),
}
