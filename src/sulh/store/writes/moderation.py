"""
What facilitators decide about statements: each an act with its reason, and a record in the log.

    proposed ──accept──▶ accepted ──withdraw──▶ withdrawn
       ├────reject──▶ rejected
       └────merge───▶ merged ◀──merge── accepted
    reword     another text, as long as nobody has answered it; the text as it came stays sealed and unchanged
    put_to_all what one side may hear becomes for all: never by itself

Whoever decides names what was decided before (`seen`): of two people at one queue the second is told.
"""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal, Refused
from sulh.designs.dialogues import Asks
from sulh.store import asking, clock
from sulh.store.errors import Conflict, Incomplete, Invalid
from sulh.store.kinds import HIGH, design_of
from sulh.store.models import Dialogue, ModerationAct, Statement, StatementText
from sulh.store.reads.statements import LIVE, decided, may_take_in, texts_of, was_put
from sulh.store.sealing import sealer
from sulh.store.texts import NOTE, Reading
from sulh.store.wording import worded
from sulh.store.writes import log, votes

QUICKER = "somebody-was-quicker"


@transaction.atomic
def accept(principal: Principal, statement_id: UUID, *, seen: int, as_it_stands: bool = False) -> None:
    """
    Accept a proposed statement. It circulates once it is there in every language of the dialogue.

    Args:
        principal: A facilitator.
        statement_id: Which one.
        seen: What was decided before, as the page showed it.
        as_it_stands: That its style gives nobody away; in the high profile needed where it was not reworded.

    Raises:
        Conflict: If somebody was quicker, or the phase does not admit it yet.
        Incomplete: `reword-first`, if its wording was neither changed nor looked at.
    """
    row = _held(principal, statement_id, seen)
    dialogue = row.dialogue
    if not design_of(dialogue.kind).admits(cast("Asks", row.asks), dialogue.phase):
        raise Conflict("phase-locked")
    if needs_rewording(row) and not as_it_stands:
        raise Incomplete(["reword-first"])
    texts = texts_of(row, sealer(dialogue.process_id))
    _move(row, "proposed", "accepted")
    for language, text in texts.items():
        _write(row, language, text, only_new=True)
    _enter(principal, row, "accepted")


@transaction.atomic
def reject(principal: Principal, statement_id: UUID, reason: str, *, seen: int) -> None:
    """
    Reject a proposed statement: whoever proposed it reads why, and it is shown nowhere else.

    Raises:
        Conflict: If somebody was quicker.
        Invalid: If there is no reason.
    """
    row = _held(principal, statement_id, seen)
    told = _reason(reason)
    _move(row, "proposed", "rejected", reason=told)
    _enter(principal, row, "rejected", told)


@transaction.atomic
def reword(principal: Principal, statement_id: UUID, language: str, text: str, *, reason: str, seen: int) -> None:
    """
    Say a statement in other words, in one language of the dialogue. Texts in other languages go: they say the old one.

    Raises:
        Conflict: If somebody was quicker, or it was put already: its answers belong to its text.
        Invalid: If text, language or reason cannot be kept.
    """
    row = _held(principal, statement_id, seen)
    reading = Reading()
    kept = worded(reading, "text", text)
    reading.choice("language", language, row.dialogue.tags)
    told = reading.lines("reason", reason, most=NOTE)
    reading.done()
    if row.state not in LIVE:
        raise Conflict(QUICKER)
    if was_put(row):
        raise Conflict("statement-was-put")
    _move(row, row.state, row.state, reason=told)
    row.texts.all().delete()
    _write(row, language, kept)
    _enter(principal, row, "reworded", told)


@transaction.atomic
def merge(principal: Principal, statement_id: UUID, into_id: UUID, *, seen: int) -> None:
    """
    Let another statement stand for this one too. What was answered stays in what was published; it is not put again.

    Raises:
        Conflict: If somebody was quicker with one of the two.
        Invalid: If the other is not of the same dialogue, or not for the same people.
    """
    row = _held(principal, statement_id, seen)
    into = row.dialogue.statements.filter(pk=into_id).exclude(pk=row.pk).first()
    if into is None or not may_take_in(row, into):
        raise Invalid({"into": "no-choice"})
    if row.state not in LIVE or into.state not in LIVE:
        raise Conflict(QUICKER)
    _move(row, row.state, "merged")
    Statement.objects.filter(pk=row.pk).update(merged_into=into)
    _enter(principal, row, "merged", into=into.number)


@transaction.atomic
def withdraw(principal: Principal, statement_id: UUID, reason: str, *, seen: int) -> None:
    """
    Take an accepted statement out of circulation. It stays in what was published, and is in nothing that follows.

    Raises:
        Conflict: If somebody was quicker.
        Invalid: If there is no reason.
    """
    row = _held(principal, statement_id, seen)
    told = _reason(reason)
    _move(row, "accepted", "withdrawn", reason=told)
    _enter(principal, row, "withdrawn", told)


@transaction.atomic
def put_to_all(principal: Principal, statement_id: UUID, *, seen: int) -> None:
    """
    Let all sides hear what only one side might.

    Raises:
        Conflict: If somebody was quicker.
    """
    row = _held(principal, statement_id, seen)
    waiting = Statement.objects.filter(pk=row.pk, state="accepted").exclude(side=None)
    if waiting.update(side=None) != 1:
        raise Conflict(QUICKER)
    _enter(principal, row, "to-all")


@transaction.atomic
def open_original(principal: Principal, statement_id: UUID) -> tuple[str, str]:
    """
    Open a reworded statement as it came: an act of its own in the log, each time.

    Returns:
        Its language and its text.

    Raises:
        Refused: If it was not reworded, or was rejected.
    """
    row = asking.get(principal, "moderation", CHANGE, Statement, statement_id)
    if row.state == "rejected" or not row.acts.filter(act="reworded").exists():
        raise Refused
    origin = sealer(row.dialogue.process_id).texts(row, "origin")
    _log(principal, row, "original-opened")
    return origin["language"], origin["text"]


def needs_rewording(row: Statement) -> bool:
    """Whether a statement is of somebody whose style could give them away, and nobody has put it in other words."""
    high = row.dialogue.process.profile == HIGH
    return high and row.source == "proposal" and not row.acts.filter(act="reworded").exists()


def add_act(principal: Principal, row: Statement, act: str, reason: str = "") -> None:
    """Keep an act for the record; called while the dialogue is locked."""
    made = ModerationAct(
        statement=row, act=act, by_id=UUID(principal.id), on=clock.today(), number=row.acts.count() + 1
    )
    sealer(row.dialogue.process_id).put(made, reason=reason)
    made.save()


def _held(principal: Principal, statement_id: UUID, seen: int) -> Statement:
    """Return a statement to decide on; its dialogue is locked, so that no round opens meanwhile."""
    found = asking.get(principal, "moderation", CHANGE, Statement, statement_id)
    Dialogue.objects.select_for_update().get(pk=found.dialogue_id)
    row = Statement.objects.filter(pk=statement_id, wording=None).select_related("dialogue__process").first()
    if row is None:
        raise Refused  # whoever proposed it has left meanwhile, or it is a clause, frozen with its version
    if decided(row) != seen:
        raise Conflict(QUICKER)
    return row


def _move(row: Statement, before: str, after: str, *, reason: str = "") -> None:
    sealer(row.dialogue.process_id).put(row, reason=reason)
    if Statement.objects.filter(pk=row.pk, state=before).update(state=after, reason=row.reason) != 1:
        raise Conflict(QUICKER)
    if before == "accepted" and after != before:
        votes.put_no_more(row.pk)


def _write(row: Statement, language: str, text: str, *, only_new: bool = False) -> None:
    if only_new and row.texts.filter(language=language).exists():
        return
    made = StatementText(statement=row, language=language)
    sealer(row.dialogue.process_id).put(made, text=text)
    made.save()


def _reason(given: str) -> str:
    reading = Reading()
    told = reading.lines("reason", given, most=NOTE)
    reading.done()
    return told


def _enter(principal: Principal, row: Statement, act: str, reason: str = "", **refs: int) -> None:
    add_act(principal, row, act, reason)
    _log(principal, row, f"statement-{act}", **refs)


def _log(principal: Principal, row: Statement, act: str, **refs: int) -> None:
    log.enter(row.dialogue.process_id, act, principal, dialogue=str(row.dialogue_id), statement=row.number, **refs)
