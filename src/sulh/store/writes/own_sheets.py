"""
Somebody who came in with the number of their group answers a study, or takes their answers out.

    send ──▶ a sheet, sealed under the key of the study, in place of any under the same code in this wave
    take_out ──▶ everything under their code is gone, in all waves

Both are the same whether there was something under the code or not: the same answer, and as many questions to the
database. Whoever shares the number learns of nobody whether they took part. Nothing is entered in the process log.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from sulh.access import CHANGE, Principal
from sulh.formats.study_form import CODE
from sulh.formats.study_sheet import FAULT_OF_CODE, code_of, read_sheet
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Study, StudySheet
from sulh.store.respondents import group_of, takes
from sulh.store.study_kept import asked_of
from sulh.store.study_sealing import answers, person_of
from sulh.store.writes.study_answers import delete_under

MOST_SHEETS = 10_000  # of a group in a wave: whoever has the number can make codes up, and fills no disk


def send(principal: Principal, wave: int, given: Mapping[str, str], shown: Mapping[str, bool]) -> None:
    """
    Keep somebody's sheet; one under the same code in the same wave gives way to it.

    Args:
        principal: Who came in with the number of a group.
        wave: Number of the wave whose questions they read.
        given: Field -> what was typed or chosen, with their code.
        shown: List experiment -> whether they read the statement that matters.

    Raises:
        Refused: For everybody else.
        Over: If the process was closed.
        Conflict: `sheet-too-late`, once the wave takes nothing any more; `sheets-full`.
        Invalid: By field: `code-length`, `off-scale`.
    """
    group = group_of(principal, "own-sheet", CHANGE)
    row, faults = read_sheet(asked_of(group.study), group.number, given, shown)
    if faults:
        raise Invalid(faults)
    with transaction.atomic():
        study = Study.objects.select_for_update().get(pk=group.study_id)
        into = study.waves.filter(number=wave).first()
        if study.gone is not None or into is None or not takes(into):
            raise Conflict("sheet-too-late")
        sheet = StudySheet(wave=into, group=group, person=person_of(study, row.code))
        answers(study).put(sheet, answers={"values": dict(row.values), "shown": dict(row.shown)})
        StudySheet.objects.filter(wave=into, person=sheet.person).delete()
        if StudySheet.objects.filter(wave=into, group=group).count() >= MOST_SHEETS:
            raise Conflict("sheets-full")
        sheet.save(force_insert=True)


@transaction.atomic
def take_out(principal: Principal, typed: str) -> None:
    """
    Delete everything that somebody answered, in all waves of the study; also once its process is closed.

    Raises:
        Refused: For whoever did not come in with the number of a group.
        Invalid: `code`: `code-length`, for what nobody's code can be.
        Conflict: `study-is-over`.
    """
    group = group_of(principal, "own-withdrawal", CHANGE)
    code = code_of(typed)
    if not code:
        raise Invalid({CODE: FAULT_OF_CODE})
    delete_under(Study.objects.select_for_update().get(pk=group.study_id), code)
