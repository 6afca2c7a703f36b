"""
Notes of a session, by nobody in particular, and the statements that are drawn from them.

    add ──▶ Note ──change, remove──▶ as long as no statement was drawn from it
              └──draw──▶ Statement(source "note", proposed)      waits for its decision like every other

A note that names a participant by alias or label is refused; so is a statement.
"""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sulh.access import CHANGE, Principal
from sulh.designs.dialogues import Asks
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.kinds import design_of
from sulh.store.models import Dialogue, Note, Session, Statement
from sulh.store.models.statements import ASKS
from sulh.store.sealing import sealer
from sulh.store.texts import NOTE, Reading, as_seen
from sulh.store.unnamed import names_in, unnamed
from sulh.store.wording import worded
from sulh.store.writes import log
from sulh.store.writes.statements import next_number


@transaction.atomic
def add(principal: Principal, session_id: UUID, text: str) -> UUID:
    """
    Add a note; the same one sent twice in a row is kept once.

    Raises:
        Invalid: If the text cannot be kept, or names a participant.
    """
    session = asking.get(principal, "session", CHANGE, Session, session_id, lock=True)
    kept = _read(principal, session.dialogue, text)
    opener = sealer(session.dialogue.process_id)
    last = session.notes.order_by("-number").first()
    if last is not None and opener.text(last, "text") == kept:
        return last.id
    row = Note(session=session, number=1 + (session.notes.aggregate(last=Max("number"))["last"] or 0))
    opener.put(row, text=kept)
    row.save(force_insert=True)
    return row.id


@transaction.atomic
def change(principal: Principal, note_id: UUID, text: str, *, stamp: str) -> None:
    """
    Write a note anew.

    Raises:
        Invalid: If the text cannot be kept, or names a participant.
        Conflict: If somebody else has changed it, or a statement was drawn from it.
    """
    row = _open(principal, note_id, stamp)
    sealer(row.session.dialogue.process_id).put(row, text=_read(principal, row.session.dialogue, text))
    row.save(update_fields=["text"])


@transaction.atomic
def remove(principal: Principal, note_id: UUID, *, stamp: str) -> None:
    """
    Take a note back.

    Raises:
        Conflict: If somebody else has changed it, or a statement was drawn from it.
    """
    _open(principal, note_id, stamp).delete()


@transaction.atomic
def draw(
    principal: Principal, note_id: UUID, asks: str, text: str, *, language: str, side_id: UUID | None = None
) -> UUID:
    """
    Draw a statement from a note, in one language; the same one sent twice is kept once.

    Args:
        principal: A facilitator.
        note_id: From which note.
        asks: "experience", "need", "position", "constraint" or "idea".
        text: Up to 240 characters.
        language: Of the text, one of the dialogue's.
        side_id: The one side that may hear it; None for all.

    Raises:
        Invalid: If text, kind, language or side cannot be kept, or the text names a participant.
        Conflict: `phase-locked` for what the phase of the dialogue does not admit.
    """
    inside = asking.get(principal, "session", CHANGE, Note, note_id).session.dialogue_id
    dialogue = Dialogue.objects.select_for_update().get(pk=inside)
    note = asking.get(principal, "session", CHANGE, Note, note_id, lock=True)
    reading = Reading()
    kept = unnamed(reading, "text", worded(reading, "text", text), names_in(principal, dialogue))
    reading.choice("asks", asks, ASKS)
    reading.choice("language", language, dialogue.tags)
    if side_id is not None and not dialogue.sides.filter(side=side_id).exists():
        reading.faults["side"] = "no-choice"
    reading.done()
    if not design_of(dialogue.kind).admits(cast("Asks", asks), dialogue.phase):
        raise Conflict("phase-locked")
    row = Statement(source="note", note=note, asks=asks, state="proposed", side_id=side_id, dialogue=dialogue)
    return _keep(principal, row, {"language": language, "text": kept})


def _keep(principal: Principal, row: Statement, origin: dict[str, str]) -> UUID:
    """Keep a drawn statement, its dialogue being locked; return the one that says the same if it waits already."""
    opener = sealer(row.dialogue.process_id)
    waiting = Statement.objects.filter(note=row.note, asks=row.asks, side=row.side_id, state="proposed")
    same = next((one.id for one in waiting if opener.get(one, "origin") == origin), None)
    if same is not None:
        return same
    row.number, row.on = next_number(row.dialogue), clock.today()
    opener.put(row, origin=origin)
    row.save(force_insert=True)
    inside = str(row.dialogue_id)
    log.enter(row.dialogue.process_id, "statement-drawn", principal, dialogue=inside, statement=row.number)
    return row.id


def _open(principal: Principal, note_id: UUID, stamp: str) -> Note:
    """Return a note that can still change, locked."""
    row = asking.get(principal, "session", CHANGE, Note, note_id, lock=True)
    if row.statements.exists():
        raise Conflict("note-was-drawn-from")
    as_seen(row, stamp, "text")
    return row


def _read(principal: Principal, dialogue: Dialogue, text: str) -> str:
    reading = Reading()
    names = names_in(principal, dialogue)
    kept = unnamed(reading, "text", reading.lines("text", text, most=NOTE), names)
    reading.done()
    return kept
