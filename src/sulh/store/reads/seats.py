"""
How many seats there are in a dialogue: never who has come, never a code.

    SeatsPage ── SideSeats     side, invited, participants, readers
    FoundSeat                  one seat, by the label on its slip

Seats that were left are counted with the others: a number that falls would tell that somebody has gone. A facilitator
of one side sees that side. What makes and replaces codes is in `store.writes.seats`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple
from unicodedata import decimal
from uuid import UUID

from sulh.access import CHANGE, SEE, Principal, Refused, Role, Thing, may
from sulh.store import asking
from sulh.store.errors import Invalid
from sulh.store.kinds import design_of
from sulh.store.models import Dialogue
from sulh.store.reads.frames import NamedSide, sides_of
from sulh.store.sealing import sealer

_STAMP = 16  # letters of a stamp
_LONGEST = 12  # letters of a label
_LONGEST_TYPED = 40


class Line(NamedTuple):
    """What is counted of a seat."""

    id: UUID
    role: str
    side: UUID | None
    left: bool


@dataclass(frozen=True)
class SideSeats:
    """A side: `invited` is None in an open consultation; `readers` are those who have not left."""

    side: NamedSide
    invited: int | None
    participants: int
    readers: int


@dataclass(frozen=True)
class SeatsPage:
    """
    The seats of a dialogue that somebody may see; `stamp` stands for what there was when the page was opened.

    `with_readers`: whether sides have readers in this kind of dialogue; its consent text says the same.
    """

    process_id: str
    profile: str
    with_readers: bool
    languages: tuple[str, ...]
    sides: tuple[SideSeats, ...]
    assistants: int
    stamp: str


@dataclass(frozen=True)
class FoundSeat:
    """
    A seat that somebody can come in with, or could.

    Attributes:
        side: None for an assistant.
        generation: Number of the code it has, among all that it has had.
        works: Whether there is a code; False once its slip was withdrawn.
    """

    id: UUID
    label: str
    role: Role
    side: NamedSide | None
    generation: int
    works: bool


def seats_page(principal: Principal, dialogue_id: UUID, tag: str) -> SeatsPage:
    """
    Return how many seats there are on each side that is theirs to see.

    Raises:
        Refused: If the dialogue is not.
    """
    dialogue = asking.get(principal, "seats", SEE, Dialogue, dialogue_id)
    lines = visible(principal, dialogue)
    taking = dict(dialogue.sides.values_list("side_id", "invited"))
    shown = [
        SideSeats(side, taking[UUID(side.id)], _count(lines, Role.PARTICIPANT, side), _count(lines, Role.READER, side))
        for side in sides_of(dialogue, sealer(dialogue.process_id), tag)
        if may(principal, "seats", SEE, of_side(dialogue, side.id))
    ]
    return SeatsPage(
        process_id=str(dialogue.process_id),
        profile=dialogue.process.profile,
        with_readers=design_of(dialogue.kind).readers,
        languages=tuple(dialogue.tags),
        sides=tuple(shown),
        assistants=_count(lines, Role.ASSISTANT, None),
        stamp=stamp(lines),
    )


def seats_of(principal: Principal, dialogue_id: UUID, tag: str) -> tuple[SideSeats, ...]:
    """Return how many seats each side has that is theirs to see; none to whoever sees no seats."""
    try:
        return seats_page(principal, dialogue_id, tag).sides
    except Refused:
        return ()


def visible(principal: Principal, dialogue: Dialogue) -> list[Line]:
    """Return the seats of a dialogue that somebody may see."""
    rows = dialogue.seats.values_list("id", "role", "side_id", "left")
    lines = [Line(*row) for row in rows]
    allowed = {
        side: may(principal, "seats", SEE, of_side(dialogue, None if side is None else str(side)))
        for side in {line.side for line in lines}
    }
    return [line for line in lines if allowed[line.side]]


def stamp(lines: Iterable[Line]) -> str:
    """Return what stands for these seats, so that a form that was sent before is not taken a second time."""
    ids = sorted(line.id.bytes for line in lines)
    return sha256(b"".join(ids)).hexdigest()[:_STAMP]


def of_side(dialogue: Dialogue, side: str | None) -> Thing:
    """Return what the access table is asked about the seats of a side; of no side, about those of assistants."""
    sides = frozenset(() if side is None else (side,))
    return Thing(str(dialogue.process_id), str(dialogue.id), sides)


def find(principal: Principal, dialogue_id: UUID, label: str, tag: str) -> FoundSeat:
    """
    Return the seat of the label on a slip, to be replaced or withdrawn.

    Raises:
        Refused: If the dialogue is not theirs.
        Invalid: `no-such-label`: there is no such seat on screen that was not left, or it is of a side not theirs.
    """
    dialogue = asking.get(principal, "seats", CHANGE, Dialogue, dialogue_id)
    seat = dialogue.seats.filter(label=as_label(label), left=False, channel="screen").first()
    if seat is None or not may(principal, "seats", CHANGE, asking.thing_of(seat)):
        raise Invalid({"label": "no-such-label"})
    named = {side.id: side for side in sides_of(dialogue, sealer(dialogue.process_id), tag)}
    return FoundSeat(
        id=seat.id,
        label=seat.label,
        role=Role(seat.role),
        side=named.get(str(seat.side_id)),
        generation=seat.generation,
        works=seat.code is not None,
    )


def as_label(typed: str) -> str:
    r"""
    Return a label as it is kept, however it was typed; nothing where no label is as long.

    >>> as_label(" k7m-pd"), as_label("K\u0667MPD")
    ('K7MPD', 'K7MPD')
    """
    if len(typed) > _LONGEST_TYPED:
        return ""
    digits = "".join(str(decimal(sign, sign)) for sign in typed)
    kept = "".join(sign for sign in digits if sign.isascii() and sign.isalnum()).upper()
    return kept if len(kept) <= _LONGEST else ""


def _count(lines: Iterable[Line], role: Role, side: NamedSide | None) -> int:
    """Count the seats of a role and side: participants whether they have left or not."""
    of = None if side is None else UUID(side.id)
    return sum(line.role == role and line.side == of and (role == Role.PARTICIPANT or not line.left) for line in lines)
