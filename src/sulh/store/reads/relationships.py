"""
How two sides are to each other, day beside day.

    PairPage ── sides, the day shown and the one before it, five elements of both, all days

`pair_of` puts two sides in the one order in which a pair is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet

from sulh.access import SEE, Principal, Refused
from sulh.store import asking
from sulh.store.models import Dialogue, Relationship
from sulh.store.models.sessions import ELEMENTS
from sulh.store.reads.frames import NamedSide, sides_of
from sulh.store.sealing import sealer

_STAMP = 16  # letters of a stamp


@dataclass(frozen=True)
class PairPage:
    """
    The relationship of two sides on a day.

    Attributes:
        on: The day shown; None where nothing was ever described.
        before: The day before it on which something was described.
        now, then: Element -> text of both days.
        days: All days, newest first.
        stamp: Stands for the texts of the day shown.
    """

    sides: tuple[NamedSide, NamedSide]
    on: date | None
    before: date | None
    now: dict[str, str]
    then: dict[str, str]
    days: tuple[date, ...]
    stamp: str


def pair_page(
    principal: Principal, dialogue_id: UUID, sides: tuple[UUID, UUID], tag: str, *, on: date | None = None
) -> PairPage:
    """
    Return how two sides are to each other, on a day or on the last one.

    Raises:
        Refused: If it is not theirs to see, there are no such two sides, or nothing was described on that day.
    """
    dialogue = asking.get(principal, "session", SEE, Dialogue, dialogue_id)
    pair, opener = pair_of(dialogue, sides), sealer(dialogue.process_id)
    first, second = (side for side in sides_of(dialogue, opener, tag) if UUID(side.id) in pair)
    rows = list(views(dialogue, pair))
    days = sorted({row.on for row in rows}, reverse=True)
    if on is not None and on not in days:
        raise Refused
    shown = on or next(iter(days), None)
    before = next((day for day in days if shown is not None and day < shown), None)
    texts = {day: {row.element: opener.text(row, "text") for row in rows if row.on == day} for day in (shown, before)}
    return PairPage(
        sides=(first, second),
        on=shown,
        before=before,
        now=texts[shown],
        then=texts[before],
        days=tuple(days),
        stamp=stamp(row for row in rows if row.on == shown),
    )


def pair_of(dialogue: Dialogue, sides: tuple[UUID, UUID]) -> tuple[UUID, UUID]:
    """
    Return two sides of a dialogue in the order in which a pair is kept.

    Raises:
        Refused: If they are not two sides that take part.
    """
    taking = set(dialogue.sides.values_list("side_id", flat=True))
    if len(set(sides)) != len(sides) or not taking.issuperset(sides):
        raise Refused
    first, second = sorted(sides, key=str)
    return first, second


def views(dialogue: Dialogue, pair: tuple[UUID, UUID]) -> QuerySet[Relationship]:
    """Return everything that was described of a pair."""
    return Relationship.objects.filter(dialogue=dialogue, side=pair[0], other=pair[1])


def stamp(rows: Iterable[Relationship]) -> str:
    """Return what stands for what was described of a pair on one day; empty where nothing was."""
    boxes = sorted((ELEMENTS.index(row.element), bytes(row.text)) for row in rows)
    return sha256(repr(boxes).encode()).hexdigest()[:_STAMP] if boxes else ""
