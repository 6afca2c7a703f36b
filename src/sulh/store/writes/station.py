"""A shared device: the assistant's dialogue alone, and only people who take part in it may sit down."""

from __future__ import annotations

from uuid import UUID

from sulh.access import CHANGE, SEE, Principal, Refused, Role, Thing, ask
from sulh.store.models import Seat
from sulh.store.writes import entry
from sulh.store.writes.entry import Entered


def look(principal: Principal) -> None:
    """
    Let an assistant see the page between two people.

    Raises:
        Refused: For everybody else.
    """
    ask(principal, "station", SEE, _own(principal))


def sit_down(principal: Principal, typed: str) -> Entered | None:
    """
    Return the seat of somebody who sits down at the device; None for a code of another dialogue, or of none.

    Raises:
        Refused: For whoever is no assistant.
        TooBusy: If too many codes are being tested at this moment.
    """
    own = _own(principal)
    ask(principal, "station", CHANGE, own)
    entered = entry.enter(principal, typed)
    if entered is None or entered.role != Role.PARTICIPANT:
        return None
    here = Seat.objects.filter(pk=entered.seat_id, dialogue_id=UUID(str(own.dialogue))).exists()
    return entered if here else None


def _own(principal: Principal) -> Thing:
    """Return what the access table is asked: the assistant's own place in their dialogue."""
    grant = next((grant for grant in principal.grants if grant.role == Role.ASSISTANT and grant.dialogue), None)
    if grant is None:
        raise Refused
    return Thing(grant.process, grant.dialogue, holder=principal.id)
