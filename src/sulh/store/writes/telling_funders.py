"""
What an owner lets the funders of a process be told of their initiative and another; and takes back.

    agree_to_tell     of a finding that the owner is told; funders are told once it was said for the other as well
    take_back         ends it at once, also of what is found no more

Neither is told to anybody before it was said for both. Nothing is entered in the process log, whose readers may not
know that there is such an initiative.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sulh.access import CHANGE, Principal, Refused
from sulh.coordination.detect import touched_by
from sulh.coordination.to_funders import key_for_funders, persons_in
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.models import FunderConsent, Initiative
from sulh.store.reads.neighbourhood import seen_near


@transaction.atomic
def agree_to_tell(principal: Principal, process_id: UUID, initiative_id: UUID, key: str) -> None:
    """
    Say that the funders may be told of a finding between an initiative of one's own and another.

    It is said for each of the two that is the principal's. Twice is once.

    Args:
        principal: The holder of the initiative.
        process_id: Of which process it is.
        initiative_id: Theirs.
        key: Of the finding (`key_for_funders`).

    Raises:
        Refused: If it is not theirs: whoever entered it for an owner cannot agree.
        Conflict: `initiative-unconfirmed`; `finding-is-gone`, if nothing of the kind is found for this reader now.
    """
    row = _own(principal, process_id, initiative_id)
    if row.owner_id is not None and row.confirmed is None:
        raise Conflict("initiative-unconfirmed")
    picture = seen_near(principal, process_id, initiative_id).picture
    near, persons = touched_by(picture, str(initiative_id)), persons_in(picture)
    found = next((one for one in near if key_for_funders(one, persons) == key), None)
    if found is None:
        raise Conflict("finding-is-gone")
    said = {"by": row.owner_id or process_id, "on": clock.today()}
    for one in _of_the_same(row).filter(pk__in=[UUID(card) for card in found.cards]):
        FunderConsent.objects.update_or_create(initiative=one, key=key, defaults=said)


@transaction.atomic
def take_back(principal: Principal, process_id: UUID, initiative_id: UUID, key: str) -> None:
    """
    Take back that the funders may be told; nothing happens where it was not said.

    Raises:
        Refused: If the initiative is not theirs.
    """
    row = _own(principal, process_id, initiative_id)
    FunderConsent.objects.filter(initiative__in=_of_the_same(row).values("pk"), key=key).delete()


def _own(principal: Principal, process_id: UUID, initiative_id: UUID) -> Initiative:
    row = asking.get(principal, "funder-consent", CHANGE, Initiative, initiative_id, lock=True)
    if row.process_id != process_id:
        raise Refused
    return row


def _of_the_same(row: Initiative) -> QuerySet[Initiative]:
    """Return the confirmed initiatives that whoever holds this one holds."""
    every = row.process.initiatives
    if row.owner_id is None:
        return every.filter(ownership=None)
    return every.filter(ownership__seat=row.owner_id, confirmed__isnull=False)
