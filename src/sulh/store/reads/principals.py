"""Who somebody is: an account or a seat as a `Principal`, with the grants it holds now."""

from __future__ import annotations

from uuid import UUID

from sulh.access import STRANGER, Grant, Principal, Role
from sulh.store.asking import id_text
from sulh.store.models import Membership, Seat, Staff


def of_staff(staff_id: UUID) -> Principal:
    """Return the principal of an account; a stranger if it is gone or closed."""
    staff = Staff.objects.filter(pk=staff_id, is_active=True).first()
    if staff is None:
        return STRANGER
    working = Membership.objects.filter(staff=staff, ended=None).select_related("process")
    grants = [
        Grant(
            Role(one.role),
            str(one.process_id),
            side=id_text(one.side_id),
            desk=id_text(one.desk_id),
            over=one.process.closed is not None,
        )
        for one in working.order_by("process_id", "role")
    ]
    if staff.administrator:
        grants.append(Grant(Role.ADMINISTRATOR))
    return Principal(str(staff.id), tuple(grants))


def of_seat(seat_id: UUID, generation: int | None = None, *, by_spare: bool = False) -> Principal:
    """
    Return the principal of a seat; a stranger if it is gone or was left.

    Args:
        seat_id: Its id.
        generation: Of the code with which somebody came in; a stranger if the code has been replaced since.
        by_spare: Whether that was the spare code of an owner.
    """
    seat = Seat.objects.select_related("process").filter(pk=seat_id, left=False).first()
    if seat is None or generation not in {None, seat.spare_generation if by_spare else seat.generation}:
        return STRANGER
    over = seat.process.closed is not None
    grant = Grant(Role(seat.role), str(seat.process_id), id_text(seat.dialogue_id), id_text(seat.side_id), over=over)
    return Principal(str(seat.id), (grant,))


def replaced(seat_id: UUID, generation: int) -> bool:
    """Whether the number of a group, with which somebody came in, gave way to a new one: whoever held it may know."""
    return Seat.objects.filter(pk=seat_id, role=Role.RESPONDENT, left=False, generation__gt=generation).exists()


def highest_profile(staff_id: UUID) -> str:
    """Return "high" if one of the processes of an account is of that profile, else "standard"."""
    high = Membership.objects.filter(staff_id=staff_id, ended=None, process__profile="high").exists()
    return "high" if high else "standard"
