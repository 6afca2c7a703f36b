"""Who coordinates and facilitates in one process at once: only where it was declared, and then everybody is told."""

from __future__ import annotations

from uuid import UUID

from sulh.access import Role
from sulh.store.models import DeclaredRoles, Membership, Staff
from sulh.store.sealing import INSTALLATION, sealer


def declared_in(process_id: UUID) -> tuple[str, ...]:
    """Return the names of those who hold both roles now and of whom it was declared; in one query."""
    held = Membership.objects.filter(process_id=process_id, ended=None)
    people = (
        Staff.objects.filter(pk__in=DeclaredRoles.objects.filter(process_id=process_id).values("staff"))
        .filter(pk__in=held.filter(role=Role.FACILITATOR).values("staff"))
        .filter(pk__in=held.filter(role=Role.COORDINATOR).values("staff"))
        .order_by("account")
    )
    opener = sealer(INSTALLATION)
    return tuple(opener.text(one, "name") or one.account for one in people)
