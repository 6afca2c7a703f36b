"""
Who and what a conflict is made of, across borders: actors, the ties between them, places.

    Actor ── Name           what it is called, in several scripts; the first is its own name for itself
    Tie(one, other)         dated, typed, with a source and a confidence; several of one kind may stand beside another
    Place ── within         a region, a district, a site; names are disputed, and all of them are kept

States are not privileged: an outside state, an armed group, a diaspora and a person are actors alike. Two entries that
may be one actor stay two until a person says so; persons are never joined by a machine (`sulh.coordination.names`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

import msgspec

from sulh.model.findings import Value
from sulh.model.tracks import Level, SectorKey

ActorKind = Literal[
    "state",
    "armed_group",
    "party",
    "organisation",
    "international",
    "business",
    "religious",
    "media",
    "diaspora",
    "community",
    "person",
]
TieKind = Literal[
    "member_of", "leads", "funds", "represents", "works_with", "allied", "talks_with", "trusts", "distrusts", "hostile"
]
PlaceKind = Literal["country", "region", "district", "site"]
Confidence = Literal["low", "medium", "high"]
Intensity = Literal["minor", "war"]  # deaths of battle in a year: 25 to 999, or a thousand and more

ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
TIE_KINDS: tuple[TieKind, ...] = get_args(TieKind)
PLACE_KINDS: tuple[PlaceKind, ...] = get_args(PlaceKind)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
INTENSITIES: tuple[Intensity, ...] = get_args(Intensity)
DIRECTED: frozenset[TieKind] = frozenset({"member_of", "leads", "funds", "represents", "trusts", "distrusts"})


class Name(Value, frozen=True):
    """What something is called in a language ("" where that is not known)."""

    text: str
    language: str = ""


class Actor(Value, frozen=True):
    """
    Anyone with a part in the conflict or in the effort for peace.

    Attributes:
        names: At least one; the first is its own name for itself, the others are aliases.
        side: The side it is of in the process that is looked at; None for none, or where nobody said.
        abroad: Whether it belongs outside the zone of the conflict: an outside state, a diaspora.
        keys: Ids elsewhere, such as {"ucdp": "118", "iso3": "SYR", "paax": "..."}.
        source: Where it is known from; empty where nobody said, and where the reader may not see it.
    """

    id: str
    kind: ActorKind
    names: tuple[Name, ...]
    sectors: tuple[SectorKey, ...] = ()
    level: Level | None = None
    side: str | None = None
    places: tuple[str, ...] = ()
    abroad: bool = False
    keys: Mapping[str, str] = msgspec.field(default_factory=dict)
    source: str = ""


class Tie(Value, frozen=True):
    """
    One tie between two actors as one source tells it; claims that contradict one another stand beside one another.

    Attributes:
        one, other: Ids; the order matters for the kinds in `DIRECTED`.
        start, end: None where nobody knows; an open end is not an end.
        source: Where it is known from; empty only where the reader may not see it.
        about: What it is about, such as a territory; empty where nobody said, and where it was not read.
        intensity: How much was fought in each of its years; None where nobody counted.
    """

    id: str
    one: str
    other: str
    kind: TieKind
    confidence: Confidence
    start: date | None = None
    end: date | None = None
    source: str = ""
    about: str = ""
    intensity: Intensity | None = None

    def holds(self, day: date) -> bool:
        """
        Whether it holds on a day, as far as anybody knows: a day that is not told leaves that end open.

        >>> tie = Tie("t", "a", "b", "trusts", "high", start=date(2026, 1, 1))
        >>> tie.holds(date(2025, 12, 31)), tie.holds(date(2026, 1, 1))
        (False, True)
        """
        return (self.start is None or self.start <= day) and (self.end is None or self.end >= day)


class Place(Value, frozen=True):
    """
    A place.

    Attributes:
        within: The id of the place around it; None for an outermost one.
        latitude, longitude: In degrees; None where nobody said, or where it may not be shown.
    """

    id: str
    kind: PlaceKind
    names: tuple[Name, ...]
    within: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str = ""
