"""
Who asks the questions of a study, what for, and whom people can turn to: read before anything else.

    say_who ──▶ three paragraphs, by language, before those in which Sulh says what it keeps

Where nobody said it before the first answer, it can still be said, once, for those who come later.

These stand: no paragraph of an evaluator takes the place of a promise. Until the first answer all can be worded anew,
a plan or none, since a plan fixes what is looked at and not how people are asked to agree. Then it stands for good,
like the questions. So whoever answered here agreed to what stands there: somebody who read other words and had not sent
yet is led to read once more (`sulh.store.writes.own_sheets`). Paper and forms that were given out keep the words of
their day.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from sulh.access import Principal
from sulh.model.questionnaire import ASKER, AskerPart
from sulh.store.errors import Conflict
from sulh.store.models import StudySheet
from sulh.store.sealing import sealer
from sulh.store.study_kept import asked_of, says_who
from sulh.store.texts import NOTE, Reading
from sulh.store.writes.studies import kept


@transaction.atomic
def say_who(principal: Principal, study_id: UUID, given: Mapping[AskerPart, Mapping[str, str]]) -> None:
    """
    Say who asks, what for, and whom to turn to, in every language of the study.

    Args:
        principal: An evaluator.
        study_id: Of which study.
        given: Part -> its text by language.

    Raises:
        Refused: If it is not theirs.
        Invalid: By field, such as `who_fr`.
        Conflict: `study-is-over`; `study-has-answers`.
    """
    row = kept(principal, study_id)
    if says_who(row) and StudySheet.objects.filter(wave__study=row).exists():
        raise Conflict("study-has-answers")
    reading = Reading()
    said = {part: reading.texts(part, given.get(part, {}), row.tags, most=NOTE) for part in ASKER}
    reading.done()
    sealer(row.process_id).put(row, asked=asked_of(row).asked_by(said))
    row.save(update_fields=["asked"])
