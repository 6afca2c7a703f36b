"""
Somebody who came in with the number of their group answers a study, or takes their answers out.

    send ──▶ a sheet, sealed under the key of the study; one of the same group under the same code takes its answers
    take_out ──▶ everything under their code is gone, in all waves

Both are the same whether there was something under the code or not: the same answer, and as many questions to the
database. Whoever shares the number learns of nobody whether they took part: also not once as many sheets were sent with
it as are taken, since what is counted is sending. Nothing is entered in the process log.

A sheet keeps its id when its answers are replaced: when they are taken out, that id keeps every older backup from
bringing any of them back (`sulh.store.withdrawn`).
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from sulh.access import CHANGE, Principal
from sulh.formats.study_form import CODE
from sulh.formats.study_rows import SheetRow
from sulh.formats.study_sheet import code_of, fault_of, read_sheet
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Study, StudyGroup, StudySheet, StudyWave
from sulh.store.respondents import group_of, takes
from sulh.store.study_kept import asked_of
from sulh.store.study_sealing import answers, person_of
from sulh.store.writes.study_answers import delete_under

NOTHING = "nothing"  # stands for the sheet as a whole among its faults
MOST_SENT = 10_000  # with one entry number: whoever has it can make codes up, and fills no disk


@transaction.atomic
def send(principal: Principal, wave: int, given: Mapping[str, str], shown: Mapping[str, bool], *, agreed: str) -> None:
    """
    Keep somebody's sheet; what the same group sent under the same code in the same wave gives way to it.

    What another group sent under this code stays as it is, and the answer is the same: with the number of one group
    nobody takes a person out of theirs.

    Args:
        principal: Who came in with the number of a group.
        wave: Number of the wave whose questions they read.
        given: Field -> what was typed or chosen, with their code.
        shown: List experiment -> whether they read the statement that matters.
        agreed: Digest of what they read and agreed to (`Questionnaire.digest`).

    Raises:
        Refused: For everybody else.
        Over: If the process was closed.
        Conflict: `sheet-too-late`, once the wave takes nothing any more; `sheets-full`,
            once so many were sent with this number; `agreed-to-another`, if what they read is worded anew by now.
        Invalid: By field: `code-missing`, `code-length`, `off-scale`; `nothing-answered`, where a code stands alone.
    """
    group = group_of(principal, "own-sheet", CHANGE)
    study = Study.objects.select_for_update().get(pk=group.study_id)
    into, asked = study.waves.filter(number=wave).first(), asked_of(study)
    if study.gone is not None or into is None or not takes(into):
        raise Conflict("sheet-too-late")
    if agreed != asked.digest:
        raise Conflict("agreed-to-another")
    row, faults = read_sheet(asked, group.number, given, shown)
    if faults:
        raise Invalid(faults)
    if not row.values:
        raise Invalid({NOTHING: "nothing-answered"})
    if not StudyGroup.objects.filter(pk=group.pk, sent__lt=MOST_SENT).update(sent=F("sent") + 1):
        raise Conflict("sheets-full")
    _keep(study, into, group, row)


def _keep(study: Study, wave: StudyWave, group: StudyGroup, row: SheetRow) -> None:
    """Write a sheet, new or in the place of one; one of another group is written as it was, for the same questions."""
    person = person_of(study, row.code)
    there = StudySheet.objects.filter(wave=wave, person=person).first()
    sheet = there or StudySheet(wave=wave, group=group, person=person)
    before = sheet.answers
    answers(study).put(sheet, answers={"values": dict(row.values), "shown": dict(row.shown)})
    if sheet.group_id != group.pk:
        sheet.answers = before
    StudySheet.objects.bulk_create([sheet], update_conflicts=True, unique_fields=["id"], update_fields=["answers"])


@transaction.atomic
def take_out(principal: Principal, typed: str) -> None:
    """
    Delete everything that somebody answered, in all waves of the study; also once its process is closed.

    Raises:
        Refused: For whoever did not come in with the number of a group.
        Invalid: `code`: `code-missing` or `code-length`, for what nobody's code can be.
        Conflict: `study-is-over`.
    """
    group = group_of(principal, "own-withdrawal", CHANGE)
    code = code_of(typed)
    if not code:
        raise Invalid({CODE: fault_of(typed)})
    delete_under(Study.objects.select_for_update().get(pk=group.study_id), code)
