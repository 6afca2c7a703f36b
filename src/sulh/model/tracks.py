"""
Three classifications that must never become one "track": sector, level and capacity; and the label of a meeting.

    SECTOR_TRACKS   nine parts of society, after the Institute for Multi-Track Diplomacy     an actor may have several
    LEVELS          top, middle range, grassroots                                          held per conflict
    CAPACITIES      in what role one person attends one meeting                            declared, never guessed
    Capacities ── meeting_label ──▶ MeetingLabel     Track One, Track 1.5 (which sense), Track Two, or none yet

"Track Two" of a meeting is not sector track 2: it means unofficial work by any sector. A label is computed each time
it is shown and kept nowhere. The words of the reader's language stand in `sulh.formats.meeting_words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

import msgspec

from sulh.model.findings import Value

SectorKey = Literal[
    "government",
    "professional",
    "business",
    "citizen",
    "research_education",
    "activism",
    "religion",
    "funding",
    "media",
]
Level = Literal["top", "middle_range", "grassroots"]
Capacity = Literal["official", "official_personal", "mandated_nonofficial", "nonofficial"]
Track = Literal["one", "one_and_a_half", "two"]
Sense = Literal["nonofficial_third_party", "mixed"]
Waiting = Literal["nobody", "undeclared"]

LEVELS: tuple[Level, ...] = get_args(Level)
CAPACITIES: tuple[Capacity, ...] = get_args(Capacity)


class Sector(Value, frozen=True):
    """
    One of the nine sector tracks. What is stored is the key; the number is shown and never read in.

    Attributes:
        number: Its place in the founders' list; some others number differently.
        name: Its exact name in that list.
        through: By what it makes peace.
    """

    number: int
    key: SectorKey
    name: str
    through: str


SECTOR_TRACKS: tuple[Sector, ...] = (
    Sector(1, "government", "Government", "Diplomacy"),
    Sector(2, "professional", "Nongovernment/Professional", "Professional conflict resolution"),
    Sector(3, "business", "Business", "Commerce"),
    Sector(4, "citizen", "Private Citizen", "Personal involvement"),
    Sector(5, "research_education", "Research, Training, and Education", "Learning"),
    Sector(6, "activism", "Activism", "Advocacy"),
    Sector(7, "religion", "Religion", "Faith in action"),
    Sector(8, "funding", "Funding", "Providing resources"),
    Sector(9, "media", "Communications and the Media", "Information"),
)


class Capacities(Value, frozen=True):
    """
    How many were present in which capacity. A count of zero says the same as no count.

    Attributes:
        party: Everyone who is not of the third party.
        third_party: Who convened, facilitated or mediated.
        undeclared: How many, of either, have not said in which capacity they came.
    """

    party: Mapping[Capacity, int] = msgspec.field(default_factory=dict)
    third_party: Mapping[Capacity, int] = msgspec.field(default_factory=dict)
    undeclared: int = 0


class MeetingLabel(Value, frozen=True):
    """
    What a meeting was, by the capacities of those present.

    Attributes:
        track: None while it cannot be said.
        sense: Which of its two senses "Track 1.5" has here; None for the others.
        mandated: Whether somebody in a Track Two meeting came with a mandate.
        waiting: Why there is no label yet; None when there is one.
    """

    track: Track | None = None
    sense: Sense | None = None
    mandated: bool = False
    waiting: Waiting | None = None


def meeting_label(capacities: Capacities) -> MeetingLabel:
    """
    Derive the label of a meeting. Nothing but capacities enters, and only whether somebody has one, not how many.

    The first row that fits applies:

        party: all official                        third party: official or none    Track One
        party: all official                        third party: not all official    Track 1.5, non-official third party
        party: some official, in person or office  any                              Track 1.5, mixed
        party: none official                       any                              Track Two, "mandated" if any was

    Without anybody from a party, or with somebody whose capacity is not declared, there is no label yet.

    >>> meeting_label(Capacities({"official": 4}, {"nonofficial": 1})).sense
    'nonofficial_third_party'
    >>> meeting_label(Capacities({"nonofficial": 11, "mandated_nonofficial": 1}))
    MeetingLabel(track='two', sense=None, mandated=True, waiting=None)
    """
    party, third = _present(capacities.party), _present(capacities.third_party)
    if capacities.undeclared > 0:
        return MeetingLabel(waiting="undeclared")
    if not party:
        return MeetingLabel(waiting="nobody")
    if party == {"official"}:
        if third <= {"official"}:
            return MeetingLabel("one")
        return MeetingLabel("one_and_a_half", "nonofficial_third_party")
    if party & {"official", "official_personal"}:
        return MeetingLabel("one_and_a_half", "mixed")
    return MeetingLabel("two", mandated="mandated_nonofficial" in party)


def _present(counts: Mapping[Capacity, int]) -> set[Capacity]:
    return {capacity for capacity, count in counts.items() if count > 0}
