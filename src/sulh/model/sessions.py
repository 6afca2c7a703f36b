"""
What is written down of one meeting, by nobody in particular.

    SessionReport ─┬─ dialogue, on, number, kind, phase        which meeting
                   ├─ capacities                               how many in which capacity; the label is derived
                   ├─ may_hold, missing                        who may hold the report, who is not heard in the dialogue
                   ├─ notes, statements                        what was said; what was drawn from it
                   ├─ commitments                              by a side or by a pair of sides, never by a person
                   └─ relationships                            five elements a pair of sides, and how they were before

No value here has a place for the name of a participant. Texts are in the language of the report.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

import msgspec

from sulh.model.findings import Value
from sulh.model.tracks import Capacities

Kind = Literal["workshop", "sustained", "consultation", "caucus"]
Element = Literal["identity", "interests", "power", "perceptions", "interaction"]
Holder = Literal["facilitators", "participants", "readers", "coordinator", "desk"]
CommitmentState = Literal["open", "late", "done"]

KINDS: tuple[Kind, ...] = get_args(Kind)
ELEMENTS: tuple[Element, ...] = get_args(Element)


class SessionNote(Value, frozen=True):
    """What was said, by nobody in particular; `number` is its place in the meeting."""

    number: int
    text: str


class DrawnStatement(Value, frozen=True):
    """
    A statement drawn from a note.

    Attributes:
        number: What people call it in the dialogue.
        note: The number of the note; None if it is no longer known.
    """

    number: int
    text: str
    note: int | None = None


class CommitmentLine(Value, frozen=True):
    """
    What a side, or two together, took upon them.

    Attributes:
        by: The name of one side, or of both of a pair.
        due: By when; None if no day was set.
        done: The day it was found done; None while it is not.
    """

    what: str
    by: list[str]
    due: date | None = None
    done: date | None = None


class ElementView(Value, frozen=True):
    """
    What is seen of one element of a relationship.

    Attributes:
        now: In words; None if nothing was written at this date.
        before: What was written at the date before; None if nothing was.
    """

    element: Element
    now: str | None
    before: str | None = None


class PairView(Value, frozen=True):
    """
    The relationship of two sides at one date. It describes the pair, never a person.

    Attributes:
        on: When it was described.
        before: The date of the description before; None if there is none.
    """

    sides: tuple[str, str]
    on: date
    elements: list[ElementView]
    before: date | None = None


class SessionReport(Value, frozen=True):
    """
    Everything that the report of one meeting says.

    Attributes:
        dialogue: Its title.
        phase: 0 to 4 in a workshop (Kelman), 1 to 5 in a sustained dialogue (Saunders), else None.
        may_hold: Who may hold a copy.
        missing: Voices that the dialogue does not hear.
    """

    dialogue: str
    on: date
    number: int
    kind: Kind
    phase: int | None = None
    capacities: Capacities = msgspec.field(default_factory=Capacities)
    may_hold: list[Holder] = msgspec.field(default_factory=lambda: ["facilitators"])
    missing: list[str] = msgspec.field(default_factory=list)
    notes: list[SessionNote] = msgspec.field(default_factory=list)
    statements: list[DrawnStatement] = msgspec.field(default_factory=list)
    commitments: list[CommitmentLine] = msgspec.field(default_factory=list)
    relationships: list[PairView] = msgspec.field(default_factory=list)


def commitment_state(commitment: CommitmentLine, on: date) -> CommitmentState:
    """
    Return how a commitment stood on a day: done, late once the day it was due has passed, else open.

    >>> commitment_state(CommitmentLine("Open the gate", ["North"], due=date(2026, 5, 1)), date(2026, 5, 2))
    'late'
    """
    if commitment.done is not None and commitment.done <= on:
        return "done"
    return "late" if commitment.due is not None and commitment.due < on else "open"
