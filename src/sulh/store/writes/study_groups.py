"""
The people of a group of a study: how many are asked, and the one entry number with which all of them come in.

    correct ──▶ another name, until the first wave begins
    say_asked ──▶ how many people are asked, so that a report can tell what share of them answered
    new_number ──▶ Slip     shown once; the number before it, and whoever came in with that, is out

Numbers of many groups at once: `sulh.store.writes.study_many`.

The number says which group somebody answers for. It dies with the group, with the answers of the study and with its
process. Both acts stand in the process log, without the number; with it how many are asked, since who reads a report
asks whether that was said before anybody had answered.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from sulh.access import CHANGE, Principal, Role
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.models import Seat, StudyGroup
from sulh.store.sealing import keyring, sealer
from sulh.store.texts import Reading
from sulh.store.writes import log
from sulh.store.writes.seats import Slip
from sulh.store.writes.studies import MOST_ASKED, group_name
from sulh.vault.codes import new_code


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
    Call a group otherwise, until the first wave begins: then its name stands on forms that went out.

    Raises:
        Refused: If it is not theirs.
        Invalid: `label`.
        Conflict: `study-is-over`; `wave-has-begun`.
    """
    group = _kept(principal, group_id, lock=True)
    if group.study.waves.filter(opens__lte=clock.today()).exists():
        raise Conflict("wave-has-begun")
    reading = Reading()
    named = group_name(reading, group.study, label, but=group.pk)
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
        Conflict: `study-is-over`; `code-replaced`, if one was made meanwhile, perhaps by the same form.
        TooBusy: If the machine is testing too many codes at this moment; nothing was made.
    """
    _kept(principal, group_id)
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
