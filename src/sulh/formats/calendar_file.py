"""
What lies ahead, for the calendar of a telephone: iCalendar (RFC 5545).

    cards, rounds ──calendar──▶ bytes     one event a session, public event or round of the official process

An event says as little as it can and still be of use: no title, no name, nobody who takes part, a place no finer than a
district. Delicate times are not written at all. `CLASS:CONFIDENTIAL` is a hint to programs and no protection: a file
that must not be seen must not be made. Cards are handed over as the reader sees them, coarsened where the tier asks for
it (`sulh.formats.coarse`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Final

from sulh.formats.remarks import NOTICE
from sulh.model.actors import Place, PlaceKind
from sulh.model.findings import Value
from sulh.model.initiatives import Card, Moment, Occasion
from sulh.model.picture import OfficialRound
from sulh.words.text import DIRECTION_MARKS, clean

LONGEST_LINE: Final = 75  # octets
ROUGH: Final[frozenset[PlaceKind]] = frozenset({"country", "region", "district"})
SPOKEN: Final[tuple[Occasion, ...]] = ("session", "public_event")
HEAD: Final = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sulh//Map of peace work//EN", "CALSCALE:GREGORIAN")
MOST_AROUND: Final = 10  # places within one another
_UID: Final = 32


class CalendarWords(Value, frozen=True):
    """What an event is called, in the language of the reader: neutral, since it shows on a locked telephone."""

    session: str
    public_event: str
    official_round: str


def calendar(
    cards: Iterable[Card],
    rounds: Iterable[OfficialRound] = (),
    *,
    places: Iterable[Place] = (),
    words: CalendarWords,
    now: datetime,
) -> bytes:
    """
    Return the calendar of what these cards and the official process tell.

    Args:
        cards: At the tier of the reader; those without moments give no event.
        rounds: Only those with dates become events.
        places: Of which the names are shown, those of districts and what lies around them.
        words: How events are called.
        now: When this is written, with its zone.
    """
    known = {place.id: place for place in places}
    called = {"session": words.session, "public_event": words.public_event}
    stamp = f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    lines = [*HEAD, f"DESCRIPTION:{_text(NOTICE)}"]
    for card, moment in _moments(cards):
        where = _where(card, known)
        lines += _event((card.id, moment.occasion), (moment.start, moment.end), called[moment.occasion], stamp, where)
    for one in rounds:
        if one.start is not None:
            span = (one.start, one.end or one.start)
            lines += _event((one.id, "round"), span, f"{words.official_round} {one.number}", stamp)
    return "".join(f"{fold(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _moments(cards: Iterable[Card]) -> Iterator[tuple[Card, Moment]]:
    return ((card, one) for card in cards for one in card.moments if one.occasion in SPOKEN)


def _event(what: tuple[str, str], span: tuple[date, date], summary: str, stamp: str, where: str = "") -> Iterator[str]:
    """Give the lines of an event of whole days; the day of its end is the first one after it."""
    start, end = span
    uid = sha256("|".join((*what, start.isoformat(), end.isoformat())).encode()).hexdigest()[:_UID]
    yield from ("BEGIN:VEVENT", f"UID:{uid}", stamp)
    yield from (f"DTSTART;VALUE=DATE:{_day(start)}", f"DTEND;VALUE=DATE:{_day(_next(end))}")
    yield f"SUMMARY:{_text(summary)}"
    if where:
        yield f"LOCATION:{_text(where)}"
    yield from ("CLASS:CONFIDENTIAL", "TRANSP:TRANSPARENT", "END:VEVENT")


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _next(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _where(card: Card, known: Mapping[str, Place]) -> str:
    """Name the places of a card, none finer than a district; one around which no district is known is not named."""
    rough = (_rough(known.get(id_), known) for id_ in card.places)
    names = (place.names[0].text for place in rough if place is not None)
    return ", ".join(dict.fromkeys(names))


def _rough(place: Place | None, known: Mapping[str, Place]) -> Place | None:
    for _ in range(MOST_AROUND):
        if place is None or place.kind in ROUGH:
            return place
        place = known.get(place.within or "")
    return None


def _text(words: str) -> str:
    """Return a text as a value of iCalendar."""
    plain = DIRECTION_MARKS.sub("", clean(words)).replace("\\", "\\\\")
    return plain.replace(";", "\\;").replace(",", "\\,")


def fold(line: str) -> str:
    r"""
    Return a line cut so that no piece is longer than 75 octets, and no character is cut in two.

    >>> fold("a" * 80) == "a" * 75 + "\r\n " + "a" * 5
    True
    """
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > LONGEST_LINE:
            pieces.append("")
            size = 1  # the blank that a continued line begins with
        pieces[-1] += character
        size += width
    return "\r\n ".join(pieces)
