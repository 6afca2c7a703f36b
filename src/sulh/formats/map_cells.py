"""
How one field of the map stands in one cell: a pair of inverse functions for each kind of field.

    Codec ── write(value) ─▶ text        text ── read(text) ─▶ value, or UnfitError with what was expected

An empty cell is never read: the field keeps its usual value. Words that the map chooses from are written as their keys
("middle_range") and read with blanks, hyphens and capitals as people type them; a sector track is read by its key or
its full name and never by a number, since lists number them differently.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from sulh.formats.cells import plain
from sulh.formats.guards import joined, parted, settled
from sulh.formats.remarks import UnfitError
from sulh.model.actors import Name
from sulh.model.initiatives import OCCASIONS, STANCES, Message, Moment
from sulh.model.tracks import SECTOR_TRACKS
from sulh.words.language import mark

DayOrder = Literal["day_first", "month_first"]

ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
SPLIT_DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
SERIAL = re.compile(r"[2-7]\d{4}")  # how a workbook keeps days from 1954 to 2119: as a count
FIRST_SERIAL = date(1899, 12, 30)
QUARTER = re.compile(r"\d{4}-Q[1-4]")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
MARKED_NAME = re.compile(r"(.*\S)\s*\[([^\[\]]*)\]")
LONGEST_ID, MOST_DIGITS = 500, 9
YES, NO = ("yes", "true", "1", "oui", "نعم"), ("no", "false", "0", "non", "لا")
A_DAY = mark("a day such as 2026-05-01")
ONE_OF = mark("one of the words listed")


@dataclass(frozen=True)
class Codec:
    """How a field is written into a cell, and read from one that is not empty."""

    write: Callable[[Any], str]
    read: Callable[[str], Any]


def day_of(text: str, order: DayOrder = "day_first") -> date:
    """
    Read a day: ISO 8601, or day, month and year in the order told, or the count that workbooks keep.

    >>> day_of("2026-05-01"), day_of("3/4/2026").month, day_of("46143").isoformat()
    (datetime.date(2026, 5, 1), 4, '2026-05-01')
    """
    try:
        if found := ISO_DAY.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := SPLIT_DAY.fullmatch(text):
            day, month = (found[1], found[2]) if order == "day_first" else (found[2], found[1])
            return date(int(found[3]), int(month), int(day))
        if SERIAL.fullmatch(text):
            return FIRST_SERIAL + timedelta(days=int(text))
    except (ValueError, OverflowError):
        pass
    raise UnfitError(A_DAY)


def days(order: DayOrder) -> Codec:
    """Return the codec of days, for tables that write them in this order."""
    return Codec(lambda day: day.isoformat(), lambda text: day_of(text, order))


def word_of(text: str, choices: Mapping[str, str]) -> str:
    """
    Read one of a few words; `choices` are plain spelling -> key.

    >>> word_of("Middle range", spelt(("top", "middle_range")))
    'middle_range'
    """
    found = choices.get(_loose(text))
    if found is None:
        raise UnfitError(ONE_OF, tuple(dict.fromkeys(choices.values())))
    return found


def spelt(keys: tuple[str, ...], further: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """Return plain spelling -> key, of keys and of further spellings."""
    return {_loose(key): key for key in keys} | {_loose(text): key for text, key in (further or {}).items()}


def _loose(text: str) -> str:
    return plain(text.replace("_", "").replace("-", "").replace("–", ""))


def word(*keys: str, further: Mapping[str, str] | None = None) -> Codec:
    """Return the codec of one word out of these."""
    choices = spelt(keys, further)
    return Codec(str, lambda text: word_of(text, choices))


def words(*keys: str, further: Mapping[str, str] | None = None) -> Codec:
    """Return the codec of any of these words."""
    choices = spelt(keys, further)
    return Codec(joined, lambda text: tuple(dict.fromkeys(word_of(part, choices) for part in parted(text))))


def id_of(text: str) -> str:
    """
    Read an id, or a name in place of one.

    >>> id_of("a17")
    'a17'
    """
    if len(text) > LONGEST_ID:
        raise UnfitError(mark("an id or a name of up to 500 letters"))
    return text


def _number_of(text: str, most: float) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not abs(number) <= most:
        raise UnfitError(mark("degrees such as 33.5"))
    return number


def _whole_of(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise UnfitError(mark("a whole number"))
    return int(text)


def degrees(most: float) -> Codec:
    """Return the codec of degrees from -most to most."""
    return Codec(repr, lambda text: _number_of(text, most))


def _truth(text: str) -> bool:
    known = {plain(one): True for one in YES} | {plain(one): False for one in NO}
    if plain(text) not in known:
        raise UnfitError(ONE_OF, ("yes", "no"))
    return known[plain(text)]


def _quarter(text: str) -> str:
    if not QUARTER.fullmatch(text.upper()):
        raise UnfitError(mark("a quarter such as 2026-Q4"))
    return text.upper()


def name_text(name: Name) -> str:
    """
    Return a name with its language, as `name_of` reads it.

    >>> name_text(Name("صلح", "ar")), name_text(Name("Sulh [the]"))
    ('صلح [ar]', 'Sulh [the] []')
    """
    return f"{name.text} [{name.language}]" if name.language or name.text.endswith("]") else name.text


def name_of(text: str) -> Name:
    """Read a name with its language, or without one."""
    found = MARKED_NAME.fullmatch(text)
    if found and (not found[2] or LANGUAGE.fullmatch(found[2])):
        return Name(found[1], found[2])
    return Name(text)


def moment_text(moment: Moment) -> str:
    """
    Return a moment as `moment_of` reads it.

    >>> moment_text(Moment("session", date(2026, 5, 1), date(2026, 5, 3)))
    'session 2026-05-01/2026-05-03'
    """
    return f"{moment.occasion} {moment.start.isoformat()}/{moment.end.isoformat()}"


def moment_of(text: str) -> Moment:
    """Read a moment: its kind, the first day and the last."""
    kind, _, told = text.rpartition(" ")
    start, _, end = told.partition("/")
    occasion: Any = word_of(kind, spelt(OCCASIONS))
    first = day_of(start)
    last = day_of(end) if end else first
    if last < first:
        raise UnfitError(mark("an end that is not before the beginning"))
    return Moment(occasion, first, last)


def message_of(text: str) -> Message:
    """
    Read what is said of an issue.

    >>> message_of("for water")
    Message(issue='water', stance='for')
    """
    stance, _, issue = text.partition(" ")
    said: Any = word_of(stance, spelt(STANCES))
    if not issue.strip():
        raise UnfitError(mark("'for' or 'against', and an issue"))
    return Message(id_of(issue.strip()), said)


def _key_of(text: str) -> tuple[str, str]:
    scheme, sign, id_ = text.partition("=")
    if not (sign and scheme.strip() and id_.strip()):
        raise UnfitError(mark("ids elsewhere such as ucdp=118"))
    return scheme.strip(), id_.strip()


TEXT = Codec(str, settled)
ID = Codec(str, id_of)
IDS = Codec(joined, lambda text: tuple(dict.fromkeys(id_of(part) for part in parted(text))))
DAY = days("day_first")
TRUTH = Codec(lambda value: "yes" if value else "no", _truth)
QUARTERS = Codec(str, _quarter)
NAME = Codec(name_text, name_of)
NUMBER = Codec(str, _whole_of)
NAMES = Codec(lambda names: joined(map(name_text, names)), lambda text: tuple(map(name_of, parted(text))))
MOMENTS = Codec(lambda some: joined(map(moment_text, some)), lambda text: tuple(map(moment_of, parted(text))))
MESSAGES = Codec(
    lambda some: joined(f"{one.stance} {one.issue}" for one in some), lambda text: tuple(map(message_of, parted(text)))
)
KEYS = Codec(
    lambda keys: joined(f"{scheme}={id_}" for scheme, id_ in keys.items()),
    lambda text: dict(map(_key_of, parted(text))),
)
SECTORS = words(*(one.key for one in SECTOR_TRACKS), further={one.name: one.key for one in SECTOR_TRACKS})
