"""
How the answers of a study end: 90 days after its last wave, or at once; and with its process in any case.

    end_answers, by an evaluator ──┐
    end_due, by the machine ───────┴─▶ rows deleted, in one transaction with the log ──▶ key destroyed ──▶ scrubbed
    destroy_keys(process)              before the key of the process is (`sulh.store.writes.ending`)

The entry numbers of its groups go along. What was found of whole groups stays with the process. Whatever stops the
machine in between, or brings rows back from an older backup, the next look goes on.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal
from sulh.errors import VaultError
from sulh.formats.cells import plain
from sulh.store import asking, clock, shredding
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Seat, Study, StudySheet
from sulh.store.sealing import keyring, sealer
from sulh.store.study_sealing import key_name, names_of
from sulh.store.writes import log


def end_answers(principal: Principal, study_id: UUID, typed: str) -> None:
    """
    Delete the answers of a study at once and for good, with their key; also once its process is closed.

    Args:
        principal: An evaluator who does not facilitate: nobody does away with what measures their own work.
        study_id: Of which study.
        typed: Its name, typed by hand.

    Raises:
        Refused: If it is not theirs.
        Conflict: `study-is-over`.
        Invalid: `typed`: `not-the-name`.
    """
    row = asking.get(principal, "study-ending", CHANGE, Study, study_id)
    if row.gone is not None:
        raise Conflict("study-is-over")
    if plain(typed) != plain(sealer(row.process_id).text(row, "title")):
        raise Invalid({"typed": "not-the-name"})
    _end(row, principal)


def end_due() -> int:
    """End every study whose time is over, and go on with what was begun; return how many ended now."""
    destroyed, there = set(keyring().destroyed()), set(keyring().names())
    due = [row for row in Study.objects.order_by("on", "pk") if _is_due(row, destroyed, there)]
    for row in due:
        _end(row, None)
    return len(due)


def destroy_keys(process_id: UUID) -> bool:
    """Destroy the keys of all studies of a process; return whether none is left."""
    try:
        for name in names_of(process_id):
            keyring().destroy(name)
    except (VaultError, OSError):
        return False
    return True


def _is_due(row: Study, destroyed: set[str], there: set[str]) -> bool:
    name = key_name(row.process_id, row.id)
    over = row.gone is not None or (row.ends is not None and row.ends <= clock.today())
    if name in destroyed:
        back = row.waves.filter(sheets__isnull=False).exists() or Seat.objects.filter(group__study=row).exists()
        return row.gone is None or back
    return over and name in there


def _end(row: Study, by: Principal | None) -> None:
    with transaction.atomic():
        held = Study.objects.select_for_update().get(pk=row.pk)
        StudySheet.objects.filter(wave__study=held).delete()
        Seat.objects.filter(group__study=held).delete()
        if held.gone is None:
            log.enter(held.process_id, "study-answers-deleted", by, study=str(held.id))
        Study.objects.filter(pk=held.pk).update(gone=held.gone or clock.today())
    name = key_name(row.process_id, row.id)
    if name in keyring().names():
        keyring().destroy(name)
    shredding.scrub()
