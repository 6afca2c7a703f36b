"""
Who scores an agreement that is being scored: the third, and somebody in the place of who cannot go on.

    name_third    settles what two have scored differently
    replace       begins anew in the place of a coder who has not handed in

What was handed in stands, also when whoever gave it leaves: it was given by one of two who did not see each other. What
was not handed in goes with whoever is replaced. Nobody but they has read it, so that nobody can be replaced for what
they gave. Nobody is named twice in one coding, and nobody who facilitates (`sulh.store.coders.free_for`).
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal, Refused
from sulh.store import asking
from sulh.store.coders import APART, THIRD, evaluators, free_for, still_here
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Coder, Coding
from sulh.store.writes import log


@transaction.atomic
def name_third(principal: Principal, coding_id: UUID, staff: str) -> None:
    """
    Let a third evaluator settle what two have scored differently; another one, where the third evaluates no more.

    Whoever is at it already stays at it: a form that comes twice names once.

    Raises:
        Refused: If the coding is not theirs.
        Invalid: `third`, for somebody who is no evaluator here, or has or had a part in it.
        Conflict: `nothing-to-settle`, while the two are scoring, or when a third is at it already.
    """
    row = asking.get(principal, "implementation", CHANGE, Coding, coding_id, lock=True)
    coders = list(row.coders.select_for_update())
    here = still_here(coders, evaluators(row.agreement.process_id))
    if any(one.number == THIRD and staff == str(one.staff_id) for one in here):
        return
    if len(here) > len(APART) or any(one.handed_in is None for one in here) or row.closed is not None:
        raise Conflict("nothing-to-settle")
    if staff not in free_for(row):
        raise Invalid({"third": "no-choice"})
    for gone in coders:
        if gone not in here:
            row.former.add(gone.staff)
            gone.delete()
    Coder.objects.create(coding=row, staff_id=UUID(staff), number=THIRD)


@transaction.atomic
def replace(principal: Principal, coder_id: UUID, staff: str, *, gone: str | None = None) -> UUID:
    """
    Let another evaluator score in the place of a coder who left or cannot go on; they begin with nothing scored.

    Whoever has the place already keeps it with what they scored: a form that comes twice names once.

    Args:
        principal: A facilitator.
        coder_id: Whose place: of the two, or of the third.
        staff: Id of the account of whoever scores from now on.
        gone: Of whoever had the place when the form was read; None for whoever has it now.

    Returns:
        The agreement.

    Raises:
        Refused: If the coding is not theirs.
        Invalid: `instead`, for somebody who is no evaluator here, or has or had a part in it.
        Conflict: `handed-in`, since that stands; `changed-meanwhile`, if somebody else was named in that place.
    """
    coding_id = asking.get(principal, "implementation", CHANGE, Coder, coder_id).coding_id
    row = Coding.objects.select_for_update().filter(pk=coding_id).first()
    if row is None:  # called off meanwhile
        raise Refused
    coder = asking.get(principal, "implementation", CHANGE, Coder, coder_id, lock=True)
    if staff == str(coder.staff_id):
        return row.agreement_id
    if gone is not None and gone != str(coder.staff_id):
        raise Conflict("changed-meanwhile")
    if coder.handed_in is not None:
        raise Conflict("handed-in")
    if staff not in free_for(row):
        raise Invalid({"instead": "no-choice"})
    row.former.add(coder.staff)
    coder.scores.all().delete()
    coder.staff_id = UUID(staff)
    coder.save(update_fields=["staff"])
    agreement = row.agreement
    log.enter(
        agreement.process_id,
        "coder-replaced",
        principal,
        agreement=str(agreement.id),
        on=row.on.isoformat(),
        number=coder.number,
    )
    return agreement.id
