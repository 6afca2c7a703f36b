"""
Who codes an agreement, and what each of them is asked: what reading and writing of codings rest on alike.

    APART, THIRD    numbers of the two who score apart, and of the one who settles what they see differently
    evaluators      who may code in a process now
    free_for        who of them may still be named in a coding: nobody who has or had a part in it
    unfilled        which of the two is to be somebody else, since whoever was named evaluates no more
    to_score        what a coder is asked; `differing`: where two differ

Nothing is written here, and no score is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final
from uuid import UUID

from sulh.access import Role
from sulh.store.models import Coder, Coding, Membership, Score

APART: Final = (1, 2)
THIRD: Final = 3


def evaluators(process_id: UUID) -> set[str]:
    """Return the ids of the accounts that are evaluators of a process now and do not facilitate it."""
    return evaluators_of_all([process_id])[process_id]


def evaluators_of_all(processes: Collection[UUID]) -> dict[UUID, set[str]]:
    """Return the evaluators of some processes, by process."""
    roles: dict[UUID, dict[str, set[str]]] = {one: {} for one in processes}
    held = Membership.objects.filter(process__in=processes, ended=None, staff__is_active=True)
    for process, staff, role in held.values_list("process_id", "staff_id", "role"):
        roles[process].setdefault(str(staff), set()).add(role)
    return {
        process: {staff for staff, of in here.items() if Role.EVALUATOR in of and Role.FACILITATOR not in of}
        for process, here in roles.items()
    }


def free_for(coding: Coding) -> set[str]:
    """
    Return the ids of the accounts that can be named in a coding.

    Nobody is named twice, not even who was replaced: whoever has begun to score has a view already, and a third has
    seen what both gave.
    """
    taken = {*coding.coders.values_list("staff_id", flat=True), *coding.former.values_list("id", flat=True)}
    return evaluators(coding.agreement.process_id) - {str(one) for one in taken}


def unfilled(coders: Iterable[Coder], known: Collection[str]) -> list[Coder]:
    """Return those of the two who have not handed in and are not among the evaluators any more."""
    return [one for one in coders if one.number in APART and not one.handed_in and str(one.staff_id) not in known]


def still_here(coders: Iterable[Coder], known: Collection[str]) -> list[Coder]:
    """Return coders without a third who has not handed in and is not among the evaluators any more."""
    return [one for one in coders if one.number in APART or one.handed_in or str(one.staff_id) in known]


def to_score(coder: Coder) -> list[UUID]:
    """Return the stipulations that a coder is asked about: all, and for the third those on which two differ."""
    if coder.number == THIRD:
        return differing(coder.coding_id)
    return list(coder.coding.agreement.stipulations.order_by("number").values_list("id", flat=True))


def differing(coding_id: UUID) -> list[UUID]:
    """Return the stipulations that two coders scored differently; that one cannot tell is a difference too."""
    rows = Score.objects.filter(coder__coding=coding_id, coder__number__in=APART)
    said: dict[UUID, set[int | None]] = {}
    for stipulation, value in rows.order_by("stipulation__number").values_list("stipulation_id", "value"):
        said.setdefault(stipulation, set()).add(value)
    return [stipulation for stipulation, values in said.items() if len(values) > 1]
