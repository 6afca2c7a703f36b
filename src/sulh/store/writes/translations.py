"""
A statement in one more language: written by people, with the translation back on record. No machine translates here.

Before it is put in a round a translation may be changed, by whoever wrote it or by a facilitator; afterwards its
answers belong to its text.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal, Refused
from sulh.store import asking
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Dialogue, Statement, StatementText
from sulh.store.reads.statements import TRANSLATED, was_put
from sulh.store.reads.translations import may_change
from sulh.store.sealing import sealer
from sulh.store.texts import Reading, as_seen
from sulh.store.wording import worded
from sulh.store.writes import log
from sulh.store.writes.moderation import QUICKER, add_act


@transaction.atomic
def translate(
    principal: Principal,
    statement_id: UUID,
    language: str,
    text: str,
    *,
    back: str,
    back_language: str,
    stamp: str = "",
) -> None:
    """
    Write an accepted statement in one language of its dialogue, or change what was written.

    Args:
        principal: A translator or a facilitator.
        statement_id: Which one.
        language: Into which language.
        text: The translation.
        back: The translation back, by which others check it.
        back_language: In which other language of the dialogue.
        stamp: Stands for the translation that was seen; empty where there was none.

    Raises:
        Refused: If it is not theirs to translate, or somebody else's translation.
        Conflict: If somebody was quicker, or it was put already.
        Invalid: If a text or language cannot be kept.
    """
    row = _held(principal, statement_id)
    reading = Reading()
    tags = row.dialogue.tags
    written = worded(reading, "text", text)
    returned = worded(reading, "back", back)
    reading.choice("back_language", back_language, [tag for tag in tags if tag != language])
    reading.done()
    if language not in tags:
        raise Invalid({"language": "no-choice"})
    kept = _kept(principal, row, language, stamp)
    kept.by_id = UUID(principal.id)
    sealer(row.dialogue.process_id).put(kept, text=written, back={back_language: returned})
    kept.save()
    add_act(principal, row, TRANSLATED)
    log.enter(
        row.dialogue.process_id,
        "statement-translated",
        principal,
        dialogue=str(row.dialogue_id),
        statement=row.number,
        language=language,
    )


def _held(principal: Principal, statement_id: UUID) -> Statement:
    found = asking.get(principal, "translation", CHANGE, Statement, statement_id)
    Dialogue.objects.select_for_update().get(pk=found.dialogue_id)
    row = Statement.objects.filter(pk=statement_id, wording=None).select_related("dialogue").first()
    if row is None:
        raise Refused
    if row.state != "accepted":
        raise Conflict("statement-not-accepted")
    return row


def _kept(principal: Principal, row: Statement, language: str, stamp: str) -> StatementText:
    """Return the row to write on: a new one, or one's own that nobody has changed meanwhile."""
    there = row.texts.filter(language=language).first()
    if there is None:
        if stamp:
            raise Conflict(QUICKER)
        return StatementText(statement=row, language=language)
    if not stamp:
        raise Conflict(QUICKER)
    if not may_change(principal, there, row.dialogue.process_id):
        raise Refused
    if was_put(row):
        raise Conflict("statement-was-put")
    as_seen(there, stamp, "text", "back")
    return there
