"""
The people of a group of a study: its name, how many are asked, and the one entry number with which all come in.

    add ──▶ one more, at any time
    remove ──▶ until a wave has begun by its day
    correct ──▶ another name, while nobody has answered the study
    say_asked ──▶ how many people are asked, so that a report can tell what share of them answered
    new_number ──▶ Slip     shown once; the number before it, and whoever came in with that, is out

Many groups, and their numbers, at once: `sulh.store.writes.study_many`.

The number says which group somebody answers for. It dies with the group, with the answers of the study and with its
process. That one was made stands in the process log, without it; and so does how many are asked, with the number of
people, since who reads a report asks whether that was said before anybody had answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max

from sulh.access import CHANGE, Principal, Role
from sulh.formats.cells import plain
from sulh.model.studies import STUDY_GROUPS
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.fresh import fresh_id
from sulh.store.models import Seat, Side, Study, StudyGroup, StudySheet
from sulh.store.sealing import keyring, sealer
from sulh.store.texts import NAME, Reading
from sulh.store.writes import log
from sulh.store.writes.seats import Slip
from sulh.store.writes.studies import asker_stands, kept
from sulh.vault.codes import new_code

MOST_GROUPS: Final = 200
MOST_ASKED: Final = 10_000  # people of a group


@dataclass(frozen=True)
class GroupText:
    """A group as somebody names it; `together` if its people are one group in life too; `asked` 0 where not said."""

    arm: str
    side: str
    label: str
    together: bool = True
    asked: int = 0


@transaction.atomic
def add(principal: Principal, study_id: UUID, given: GroupText, *, new_id: UUID | None = None) -> UUID:
    """
    Name a group of people who are asked.

    Raises:
        Refused: If it is not theirs.
        Invalid: By field.
        Conflict: `study-is-over`; `too-many-groups`.
    """
    row = kept(principal, study_id)
    if new_id is not None and row.groups.filter(pk=new_id).exists():
        return new_id
    if row.groups.count() >= MOST_GROUPS:
        raise Conflict("too-many-groups")
    reading = Reading()
    arm = reading.choice("arm", given.arm, STUDY_GROUPS)
    label = _named(reading, row, given.label)
    sides = [str(one) for one in Side.objects.filter(process=row.process_id).values_list("id", flat=True)]
    reading.choice("side", given.side, sides)
    asked = reading.number("asked", given.asked, least=0, most=MOST_ASKED)
    reading.done()
    number = (row.groups.aggregate(last=Max("number"))["last"] or 0) + 1
    made = StudyGroup(id=fresh_id(StudyGroup, new_id), study=row, number=number, arm=arm, together=given.together)
    made.asked = asked
    made.side_id = UUID(given.side)
    sealer(row.process_id).put(made, label=label)
    made.save(force_insert=True)
    return made.id


@transaction.atomic
def remove(principal: Principal, group_id: UUID) -> UUID:
    """
    Take a group back, until a wave has begun by its day (as of a wave). Return the study.

    Raises:
        Refused: If it is not theirs.
        Conflict: `begun-already`.
    """
    group = asking.get(principal, "study", CHANGE, StudyGroup, group_id, lock=True)
    if group.study.waves.filter(opens__lte=clock.today()).exists():
        raise Conflict("begun-already")
    group.delete()
    return group.study_id


@transaction.atomic
def say_asked(principal: Principal, group_id: UUID, asked: int) -> None:
    """
    Say how many people of a group are asked; 0 takes it back.

    Raises:
        Refused: If it is not theirs.
        Invalid: `asked`: `number`.
        Conflict: `study-is-over`.
    """
    group = _kept(principal, group_id, lock=True)
    reading = Reading()
    said = reading.number("asked", asked, least=0, most=MOST_ASKED)
    reading.done()
    if said != group.asked:
        StudyGroup.objects.filter(pk=group.pk).update(asked=said)
        log.enter(group.study.process_id, "study-asked-said", principal, asked=said, **_refs(group))


@transaction.atomic
def correct(principal: Principal, group_id: UUID, label: str) -> None:
    """
    Call a group otherwise, while nobody has answered the study.

    That nobody has is told in any case. Whether anybody of one group has is told nowhere, so it decides nothing.

    Raises:
        Refused: If it is not theirs.
        Invalid: `label`.
        Conflict: `study-is-over`; `study-has-answers`.
    """
    group = _kept(principal, group_id, lock=True)
    Study.objects.select_for_update().get(pk=group.study_id)  # as whoever sends a sheet does
    if StudySheet.objects.filter(wave__study=group.study_id).exists():
        raise Conflict("study-has-answers")
    reading = Reading()
    named = _named(reading, group.study, label, but=group.pk)
    reading.done()
    sealer(group.study.process_id).put(group, label=named)
    group.save(update_fields=["label"])


def new_number(principal: Principal, group_id: UUID, *, generation: int | None) -> Slip:
    """
    Make the entry number of a group; the one before it, and every stay that began with it, is dead at once.

    Args:
        principal: An evaluator.
        group_id: Of which group.
        generation: Number of the one that held when the page was opened, None for none: a form sent twice makes one.

    Raises:
        Refused: If it is not theirs.
        Conflict: `study-is-over`; `code-replaced`, if one was made meanwhile, perhaps by the same form; `nobody-asks`
            of a first one. One that may have gone round is always replaced.
        TooBusy: If the machine is testing too many codes at this moment; nothing was made.
    """
    held = _kept(principal, group_id)
    if generation is None:
        asker_stands(held.study)
    code = new_code(clock.random_bytes)
    digest = keyring().codes(cheap=settings.CHEAP_CODES).digest(code)  # before any lock is held
    with transaction.atomic():
        group = _kept(principal, group_id, lock=True)
        if generation is None:
            _first(group, digest)
        elif not Seat.objects.filter(group=group, generation=generation).update(code=digest, generation=generation + 1):
            raise Conflict("code-replaced")
        StudyGroup.objects.filter(pk=group.pk).update(sent=0)
        log.enter(group.study.process_id, "study-number-made", principal, **_refs(group))
    return Slip(str(group.number), code)


def _named(reading: Reading, row: Study, given: str, *, but: UUID | None = None) -> str:
    """
    Read what a group is called: files know groups by their names and numbers, so no two are called alike.

    Args:
        reading: Takes the fault: `group-named`, or `only-a-number`.
        row: The study.
        given: What was typed.
        but: The group that is called so itself.
    """
    label = reading.text("label", given, most=NAME)
    if label and plain(label) in labels_of(row, but=but):
        reading.faults.setdefault("label", "group-named")
    elif plain(label).isdecimal():
        reading.faults.setdefault("label", "only-a-number")
    return label


def labels_of(row: Study, *, but: UUID | None = None) -> set[str]:
    """Return what the groups of a study are called, as files compare it."""
    opener = sealer(row.process_id)
    return {plain(opener.text(one, "label")) for one in row.groups.all() if one.pk != but}


def _kept(principal: Principal, group_id: UUID, *, lock: bool = False) -> StudyGroup:
    """Return a group of a study whose answers are kept still."""
    group = asking.get(principal, "study", CHANGE, StudyGroup, group_id, lock=lock)
    if group.study.gone is not None:
        raise Conflict("study-is-over")
    return group


def _first(group: StudyGroup, digest: bytes) -> None:
    """Keep the first number of a group; of two that are made at once the second is told."""
    seat = Seat(role=Role.RESPONDENT, process_id=group.study.process_id, side_id=group.side_id, group=group)
    seat.code = digest
    try:
        with transaction.atomic():
            seat.save(force_insert=True)
    except IntegrityError:
        raise Conflict("code-replaced") from None


def _refs(group: StudyGroup) -> dict[str, str | int]:
    return {"study": str(group.study_id), "number": group.number}
