"""
Many groups of a study at once, and the numbers of all that have none: what takes twelve pages one by one takes two.

    how many of each side and kind ──add_groups──▶ groups, each called by its side and its own number
    first_numbers ──▶ GroupSlip, ...    one number for each group that has none; shown once, as `new_number` does

Numbers are hashed before the transaction begins, since many of them take seconds in which nobody else has to wait.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from sulh.access import CHANGE, Principal, Role
from sulh.formats.cells import plain
from sulh.model.studies import STUDY_GROUPS
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.fresh import fresh_id
from sulh.store.models import Seat, Side, Study, StudyGroup
from sulh.store.sealing import keyring, sealer
from sulh.store.texts import Reading
from sulh.store.writes import log
from sulh.store.writes.studies import asker_stands, kept
from sulh.store.writes.study_groups import MOST_ASKED, MOST_GROUPS, labels_of
from sulh.vault.codes import new_code

MOST_OF_A_KIND: Final = 40  # groups of one side and kind, named at once
MOST_NUMBERS: Final = 40  # made at once: hashing them takes some seconds


@dataclass(frozen=True)
class GroupsText:
    """
    Groups as somebody names them together.

    Attributes:
        counts: (Kind, side) -> how many groups.
        called: Side -> what its groups are called, before their number.
        together: Whether the people of each are one group in life too.
        asked: How many people of each are asked; 0 where that was not said.
    """

    counts: Mapping[tuple[str, str], int]
    called: Mapping[str, str]
    together: bool = True
    asked: int = 0


@dataclass(frozen=True)
class GroupSlip:
    """The number of one group: what the group is called, its place among the groups, how many people are asked."""

    label: str
    number: int
    asked: int
    code: str


@transaction.atomic
def add_groups(principal: Principal, study_id: UUID, given: GroupsText, *, new_id: UUID | None = None) -> None:
    """
    Name groups; a form that comes twice names them once.

    Raises:
        Refused: If it is not theirs.
        Invalid: `n_<kind>_<side>`, `asked`; `counts`, where there is none at all.
        Conflict: `study-is-over`; `too-many-groups`.
    """
    row = kept(principal, study_id)
    if new_id is not None and row.groups.filter(pk=new_id).exists():
        return
    reading = Reading()
    sides = {str(one) for one in Side.objects.filter(process=row.process_id).values_list("id", flat=True)}
    for (arm, side), count in given.counts.items():
        reading.number(f"n_{arm}_{side}", count, least=0, most=MOST_OF_A_KIND)
        if arm not in STUDY_GROUPS or side not in sides:
            reading.faults["counts"] = "no-choice"
    reading.number("asked", given.asked, least=0, most=MOST_ASKED)
    every = [at for at, count in given.counts.items() for _ in range(count)] if not reading.faults else []
    if not every:
        reading.faults.setdefault("counts", "no-groups")
    reading.done()
    if row.groups.count() + len(every) > MOST_GROUPS:
        raise Conflict("too-many-groups")
    _name(row, every, given, fresh_id(StudyGroup, new_id))


def first_numbers(principal: Principal, study_id: UUID) -> tuple[GroupSlip, ...]:
    """
    Make an entry number for each group that has none, forty at most; those that have one keep it.

    Raises:
        Refused: If it is not theirs.
        Conflict: `study-is-over`; `nobody-asks`; `numbers-made`, where every group has one, perhaps by the same form.
        TooBusy: If the machine is testing too many codes at this moment; nothing was made.
    """
    held = asking.get(principal, "study", CHANGE, Study, study_id)
    if held.gone is not None:
        raise Conflict("study-is-over")
    asker_stands(held)
    wanted = min(StudyGroup.objects.filter(study=study_id, seat=None).count(), MOST_NUMBERS)
    codes, hasher = [new_code(clock.random_bytes) for _ in range(wanted)], keyring().codes(cheap=settings.CHEAP_CODES)
    digests = [hasher.digest(code) for code in codes]
    with transaction.atomic():
        row = kept(principal, study_id)
        groups = list(row.groups.filter(seat=None).order_by("number")[:wanted])
        if not groups:
            raise Conflict("numbers-made")
        Seat.objects.bulk_create(
            Seat(role=Role.RESPONDENT, process_id=row.process_id, side_id=one.side_id, group=one, code=digest)
            for one, digest in zip(groups, digests, strict=False)
        )
        for one in groups:
            log.enter(row.process_id, "study-number-made", principal, study=str(row.id), number=one.number)
    opener = sealer(row.process_id)
    return tuple(
        GroupSlip(opener.text(one, "label"), one.number, one.asked, code)
        for one, code in zip(groups, codes, strict=False)
    )


def _name(row: Study, every: list[tuple[str, str]], given: GroupsText, first: UUID) -> None:
    """Write groups down, each by the name of its side and its number; the first one under the id of the form."""
    taken, seal = labels_of(row), sealer(row.process_id)
    begin = (row.groups.aggregate(last=Max("number"))["last"] or 0) + 1
    made = []
    for number, (arm, side) in enumerate(every, begin):
        one = StudyGroup(study=row, number=number, arm=arm, side_id=UUID(side), together=given.together)
        if number == begin:
            one.id = first
        one.asked, label = given.asked, f"{given.called[side]} {number}"
        while plain(label) in taken:
            label = f"{label} +"
        seal.put(one, label=label)
        made.append(one)
    StudyGroup.objects.bulk_create(made)
