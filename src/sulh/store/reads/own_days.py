"""The days of an initiative and what it says in public, each with its id, for whoever keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sulh.access import SEE, Principal
from sulh.model.initiatives import Occasion, Stance
from sulh.store import asking
from sulh.store.models import Initiative
from sulh.store.reads.ground import code


@dataclass(frozen=True)
class OwnDay:
    """A day, or days from `start` to `end`."""

    id: UUID
    occasion: Occasion
    start: date
    end: date


@dataclass(frozen=True)
class OwnMessage:
    """What is said in public on an issue, by the issue's id."""

    id: UUID
    issue: str
    stance: Stance


@dataclass(frozen=True)
class OwnDays:
    """Both, of one initiative: days in their order."""

    process_id: UUID
    days: tuple[OwnDay, ...]
    messages: tuple[OwnMessage, ...]


def own_days(principal: Principal, initiative_id: UUID) -> OwnDays:
    """
    Return the days and the messages of an initiative.

    Raises:
        Refused: If it is not theirs.
    """
    row = asking.get(principal, "card", SEE, Initiative, initiative_id)
    return OwnDays(
        row.process_id,
        tuple(OwnDay(one.id, code(one.occasion), one.start, one.end) for one in row.moments.order_by("start", "end")),
        tuple(OwnMessage(one.id, str(one.issue_id), code(one.stance)) for one in row.messages.order_by("id")),
    )
