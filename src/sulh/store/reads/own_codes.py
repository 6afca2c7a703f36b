"""
The codes of an owner's own seat, as that owner reads of them: whether there is a spare one, and since when.

No code stands here or anywhere else: it was shown once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sulh.access import CHANGE, Principal, Refused, Role
from sulh.store import asking
from sulh.store.models import Seat


@dataclass(frozen=True)
class OwnCodes:
    """
    What an owner may know of their codes.

    Attributes:
        spare_on: The day on which the spare code was made; None where there is none.
        stamp: The numbers of both codes, by which a form that was opened before is told from one that holds.
    """

    spare_on: date | None
    stamp: str


def own_codes(principal: Principal) -> OwnCodes:
    """
    Return what an owner may know of the codes of their own seat.

    Raises:
        Refused: For everybody but an owner.
    """
    row = own_seat(principal)
    return OwnCodes(row.spare_on, stamp_of(row))


def own_seat(principal: Principal) -> Seat:
    """
    Return the seat of an owner, for whoever sits on it.

    Raises:
        Refused: For everybody but an owner.
    """
    if not principal.holds(Role.OWNER):
        raise Refused
    return asking.get(principal, "own-code", CHANGE, Seat, UUID(principal.id))


def stamp_of(row: Seat) -> str:
    """
    Return the numbers of the two codes of a seat, the first and the spare, each counted among those of its kind.

    >>> stamp_of(Seat(generation=2, spare_generation=1))
    '2-1'
    """
    return f"{row.generation}-{row.spare_generation}"
