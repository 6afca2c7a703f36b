"""
What a session ended with: what, by one side or by two together, by when, done or not. Never a person's.

    make ──▶ open ──finish(day)──▶ done ──reopen──▶ open
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal
from sulh.store import asking
from sulh.store.days import due_day, past_day
from sulh.store.errors import Conflict
from sulh.store.models import Commitment, Session
from sulh.store.sealing import sealer
from sulh.store.texts import SENTENCE, Reading
from sulh.store.unnamed import names_in, unnamed
from sulh.store.writes import log

QUICKER = "somebody-was-quicker"
MOST_SIDES = 2


@transaction.atomic
def make(principal: Principal, session_id: UUID, what: str, sides: Collection[UUID], due: date | None = None) -> UUID:
    """
    Write down a commitment; the same one sent twice is kept once.

    Args:
        principal: A facilitator.
        session_id: The session that it ended.
        what: One sentence.
        sides: The side that took it upon itself, or two that did together.
        due: By when, if a day was set.

    Raises:
        Invalid: If the sentence, the sides or the day cannot be kept, or it names a participant.
    """
    session = asking.get(principal, "session", CHANGE, Session, session_id, lock=True)
    dialogue, opener = session.dialogue, sealer(session.dialogue.process_id)
    reading = Reading()
    kept = unnamed(reading, "what", reading.text("what", what, most=SENTENCE), names_in(principal, dialogue))
    chosen = sorted(set(sides), key=str)
    taking = set(dialogue.sides.values_list("side_id", flat=True))
    if not 1 <= len(chosen) <= MOST_SIDES or not taking.issuperset(chosen):
        reading.faults["sides"] = "one-or-two-sides"
    day = due_day(reading, "due", due, since=session.on)
    reading.done()
    side, other = chosen[0], chosen[1] if len(chosen) == MOST_SIDES else None
    for one in session.commitments.filter(side=side, with_side=other, due=day):
        if opener.text(one, "what") == kept:
            return one.id
    row = Commitment(session=session, side_id=side, with_side_id=other, due=day)
    opener.put(row, what=kept)
    row.save(force_insert=True)
    _log(principal, row, "commitment-made")
    return row.id


@transaction.atomic
def finish(principal: Principal, commitment_id: UUID, on: date | None) -> None:
    """
    Say on which day a commitment was found done.

    Raises:
        Invalid: If the day cannot be meant.
        Conflict: If somebody was quicker.
    """
    row = asking.get(principal, "session", CHANGE, Commitment, commitment_id)
    reading = Reading()
    day = past_day(reading, "on", on, since=row.session.on)
    reading.done()
    if Commitment.objects.filter(pk=row.pk, done=None).update(done=day) != 1:
        raise Conflict(QUICKER)
    _log(principal, row, "commitment-done")


@transaction.atomic
def reopen(principal: Principal, commitment_id: UUID) -> None:
    """
    Say that a commitment is not done after all.

    Raises:
        Conflict: If it is open already.
    """
    row = asking.get(principal, "session", CHANGE, Commitment, commitment_id)
    if Commitment.objects.filter(pk=row.pk).exclude(done=None).update(done=None) != 1:
        raise Conflict(QUICKER)
    _log(principal, row, "commitment-reopened")


def _log(principal: Principal, row: Commitment, act: str) -> None:
    dialogue = row.session.dialogue
    log.enter(dialogue.process_id, act, principal, dialogue=str(dialogue.id), session=row.session.number)
