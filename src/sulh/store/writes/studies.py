"""
A study is set up, with a key of its own: what is asked, when, and of whom.

    new ──▶ study_questions, study_waves, study_groups ──▶ first answers ──▶ what was asked stands

Later waves and groups can always be added. What will be looked at is laid down in `sulh.store.writes.study_plans`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal
from sulh.errors import VaultError
from sulh.instruments import TEMPLATES, questionnaire
from sulh.model.studies import ASSIGNED
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.fresh import fresh_id
from sulh.store.models import Process, Study
from sulh.store.sealing import keyring, sealer
from sulh.store.study_kept import says_who
from sulh.store.study_sealing import key_name
from sulh.store.texts import SENTENCE, Reading
from sulh.store.writes import log
from sulh.words.language import LANGUAGES

MOST: Final = 50


@dataclass(frozen=True)
class StudyText:
    """A study as somebody sets it up: `languages` are tags."""

    title: str
    template: str
    languages: Collection[str]
    assigned: str


def new(principal: Principal, process_id: UUID, given: StudyText, *, new_id: UUID | None = None) -> UUID:
    """
    Set a study up, with a key of its own; a form that comes twice sets up one.

    Raises:
        Refused: If they do not evaluate this process.
        Invalid: By field.
        Conflict: `too-many-studies`.
    """
    process = asking.get(principal, "study", CHANGE, Process, process_id)
    if new_id is not None and process.studies.filter(pk=new_id).exists():
        return new_id
    if process.studies.count() >= MOST:
        raise Conflict("too-many-studies")
    reading = Reading()
    title = reading.text("title", given.title, most=SENTENCE)
    key = reading.choice("template", given.template, TEMPLATES)
    assigned = reading.choice("assigned", given.assigned, ASSIGNED)
    if not given.languages or set(given.languages) - set(LANGUAGES):
        reading.faults["languages"] = "no-choice"
    reading.done()
    row = Study(id=fresh_id(Study, new_id), process=process, by_id=UUID(principal.id), assigned=assigned)
    row.languages, row.on = ",".join(tag for tag in LANGUAGES if tag in given.languages), clock.today()
    sealer(process.id).put(row, title=title, asked=questionnaire(key))
    with transaction.atomic():
        row.save(force_insert=True)
        log.enter(process.id, "study-set-up", principal, study=str(row.id))
        _new_key(key_name(process.id, row.id))
    return row.id


def kept(principal: Principal, study_id: UUID) -> Study:
    """Return a study whose answers are kept still, held until the transaction ends."""
    row = asking.get(principal, "study", CHANGE, Study, study_id, lock=True)
    if row.gone is not None:
        raise Conflict("study-is-over")
    return row


def asker_stands(row: Study) -> None:
    """
    See that people who come in with a number would be told who asks; what is on paper, or in a file, was told there.

    Raises:
        Conflict: `nobody-asks`.
    """
    if not says_who(row):
        raise Conflict("nobody-asks")


def _new_key(name: str) -> None:
    """Make the key of a study; one that was left by an attempt which kept no study protects nothing yet, and serves."""
    try:
        keyring().new_data_key(name)
    except VaultError:
        if name not in keyring().names():
            raise
