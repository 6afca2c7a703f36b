"""
What participants propose: kept as it came, under seal, and put to nobody before a facilitator has decided.

The author is kept with it so that whoever leaves takes it along. Nothing of it enters the log.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal, Refused, ask
from sulh.store import clock
from sulh.store.errors import Conflict
from sulh.store.models import Dialogue, Seat, Statement
from sulh.store.reads.circulating import NotAgreed, Situation, situation
from sulh.store.reads.proposing import ASKS, MOST_WAITING, admitted
from sulh.store.sealing import sealer
from sulh.store.texts import Reading
from sulh.store.wording import worded
from sulh.store.writes.statements import next_number


@transaction.atomic
def propose(principal: Principal, asks: str, text: str, language: str) -> UUID:
    """
    Keep a proposal. During a caucus it is for the seat's own side; the same text sent twice is kept once.

    Args:
        principal: A participant.
        asks: "experience", "need", "position", "constraint" or "idea".
        text: Up to 240 characters.
        language: In which it is written, one of the dialogue's.

    Raises:
        Refused: For whoever proposes nothing.
        NotAgreed: Before the newest texts were accepted.
        Invalid: For a text, kind or language that cannot be kept.
        Conflict: `phase-locked` for what the phase does not admit; `too-many-waiting`.
    """
    now = situation(principal)
    ask(principal, "proposal", CHANGE, now.own(principal))
    if not now.agreed:
        raise NotAgreed
    reading = Reading()
    kept = {"language": reading.choice("language", language, now.languages), "text": worded(reading, "text", text)}
    chosen = reading.choice("asks", asks, ASKS)
    reading.done()
    if chosen not in admitted(now):
        raise Conflict("phase-locked")
    return _keep(principal, now, chosen, kept)


def _keep(principal: Principal, now: Situation, asks: str, kept: dict[str, str]) -> UUID:
    dialogue = Dialogue.objects.select_for_update().get(pk=str(now.grant.dialogue))
    seat = Seat.objects.select_for_update().filter(pk=principal.id, left=False).first()
    if seat is None:
        raise Refused
    opener = sealer(dialogue.process_id)
    waiting = list(Statement.objects.filter(author=seat, state="proposed"))
    same = next((row.id for row in waiting if opener.get(row, "origin") == kept), None)
    if same is not None:
        return same
    if len(waiting) >= MOST_WAITING:
        raise Conflict("too-many-waiting")
    row = Statement(
        dialogue=dialogue,
        number=next_number(dialogue),
        source="proposal",
        asks=asks,
        state="proposed",
        side_id=None if now.open is None else now.open.side_id,
        author=seat,
        on=clock.today(),
    )
    opener.put(row, origin=kept)
    row.save(force_insert=True)
    return row.id
