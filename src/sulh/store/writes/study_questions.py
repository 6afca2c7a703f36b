"""
What a study asks: questions of its template, or some of them, and questions in somebody's own words.

    choose ──▶ which ones; what is left out that has to be asked takes a reason
    add, correct ──▶ one in one's own words, from "not at all" to "fully"

All of it until somebody has answered, and until there is a plan. Who asks stands before the questions:
`sulh.store.writes.study_asking`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, cast, get_args
from uuid import UUID

import msgspec
from django.db import transaction

from sulh.access import Principal, Refused
from sulh.errors import SettingError
from sulh.instruments import own_question, questionnaire, timed
from sulh.measurement.attitudes.measures import measures, missing_kinds
from sulh.model.questionnaire import Question
from sulh.model.studies import NEEDED, Better, Needed
from sulh.store.errors import Conflict
from sulh.store.models import Study, StudySheet
from sulh.store.sealing import sealer
from sulh.store.study_kept import asked_of
from sulh.store.texts import NAME, SENTENCE, Reading
from sulh.store.writes.studies import kept

MOST: Final = 60
OWN_LETTERS: Final = 8  # of an id, in the key of a question of somebody's own


@dataclass(frozen=True)
class QuestionText:
    """A question in somebody's own words: by language, its name in a few words and how it is put."""

    names: Mapping[str, str]
    texts: Mapping[str, str]
    better: str
    adverse: bool = False
    behaviour: bool = False


@transaction.atomic
def choose(principal: Principal, study_id: UUID, wanted: Collection[str], without: Mapping[Needed, str]) -> None:
    """
    Choose what is asked; leaving out all that could show harm, or all that asks what was done, takes a reason.

    Raises:
        Refused: If it is not theirs.
        Invalid: `questions`, or `without_adverse`, `without_behaviour` where a reason is missing.
        Conflict: `study-has-answers`; `study-has-plan`.
    """
    row = _open(principal, study_id)
    asked = asked_of(row)
    reading = Reading()
    reasons = {
        kind: reading.text(f"without_{kind}", without.get(kind, ""), most=SENTENCE, needed=False) for kind in NEEDED
    }
    made = questionnaire(asked.template, wanted, {kind: text for kind, text in reasons.items() if text})
    own = tuple(one for one in asked.questions if one.item.kind == "own" and one.item.key in wanted)
    made = timed(msgspec.structs.replace(made, questions=(*made.questions, *own))).asked_by(asked.asker)
    if not made.questions:
        reading.faults["questions"] = "no-choice"
    for kind in missing_kinds(made.instrument()):
        reading.faults.setdefault(f"without_{kind}", "empty")
    try:
        measures(made.instrument())
    except SettingError:
        reading.faults.setdefault("questions", "two-thermometers")
    reading.done()
    sealer(row.process_id).put(row, asked=made)
    row.save(update_fields=["asked"])


@transaction.atomic
def add(principal: Principal, study_id: UUID, given: QuestionText, *, new_id: UUID) -> None:
    """
    Ask a question in one's own words as well, from "not at all" to "fully"; a form that comes twice asks it once.

    Raises:
        Refused: If it is not theirs.
        Invalid: By field.
        Conflict: `study-has-answers`; `study-has-plan`; `too-many-questions`.
    """
    row = _open(principal, study_id)
    asked, key = asked_of(row), f"own_{new_id.hex[:OWN_LETTERS]}"
    if any(one.item.key == key for one in asked.questions):
        return
    if len(asked.questions) >= MOST:
        raise Conflict("too-many-questions")
    made = _own(row, key, given)
    sealer(row.process_id).put(row, asked=timed(msgspec.structs.replace(asked, questions=(*asked.questions, made))))
    row.save(update_fields=["asked"])


@transaction.atomic
def correct(principal: Principal, study_id: UUID, key: str, given: QuestionText) -> None:
    """
    Word a question of one's own anew, in its place.

    Raises:
        Refused: If it is not theirs, or there is no such question.
        Invalid: By field.
        Conflict: `study-has-answers`; `study-has-plan`.
    """
    row = _open(principal, study_id)
    asked = asked_of(row)
    if not any(one.item.key == key and one.item.kind == "own" for one in asked.questions):
        raise Refused
    made = _own(row, key, given)
    questions = tuple(made if one.item.key == key else one for one in asked.questions)
    sealer(row.process_id).put(row, asked=msgspec.structs.replace(asked, questions=questions))
    row.save(update_fields=["asked"])


def _own(row: Study, key: str, given: QuestionText) -> Question:
    """Read a question of somebody's own."""
    reading = Reading()
    names = reading.texts("names", given.names, row.tags, most=NAME)
    texts = reading.texts("texts", given.texts, row.tags, most=SENTENCE)
    better = reading.choice("better", given.better, get_args(Better))
    reading.done()
    return own_question(
        key, (names, texts), better=cast("Better", better), adverse=given.adverse, behaviour=given.behaviour
    )


def _open(principal: Principal, study_id: UUID) -> Study:
    """Return a study that nobody has answered, and that has no plan."""
    row = kept(principal, study_id)
    if StudySheet.objects.filter(wave__study=row).exists():
        raise Conflict("study-has-answers")
    if row.frozen is not None:
        raise Conflict("study-has-plan")
    return row
