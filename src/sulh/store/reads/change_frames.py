"""What stands around the pages of what changes: the process by name, and as what its reader is here."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sulh.access import SEE, Principal, Role
from sulh.store import asking
from sulh.store.models import Process
from sulh.store.sealing import sealer


@dataclass(frozen=True)
class ChangeFrame:
    """A process for whoever reads what changes in it."""

    process_id: str
    process: str
    profile: str
    facilitates: bool
    evaluates: bool


def change_frame(principal: Principal, process_id: UUID) -> ChangeFrame:
    """
    Return what stands around these pages.

    Raises:
        Refused: If they are not theirs to see.
    """
    row = asking.get(principal, "change", SEE, Process, process_id)
    roles = {grant.role for grant in principal.grants if grant.process == str(row.id)}
    name = sealer(row.id).text(row, "name")
    return ChangeFrame(str(row.id), name, row.profile, Role.FACILITATOR in roles, Role.EVALUATOR in roles)
