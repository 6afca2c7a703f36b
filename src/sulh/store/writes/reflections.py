"""
What facilitators make of a session while they remember it: twenty minutes, once a session.

    keep ──▶ Reflection     what happened, what surprised, what we would do otherwise, what may do harm

It is of the third party's own work. A reflection that names a participant by the label of a slip is refused, as a note
is; evaluators, the sides and reports never read it.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Final
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal
from sulh.store import asking, clock
from sulh.store.models import Reflection, Session
from sulh.store.reflections import TEXTS, ReflectionText
from sulh.store.sealing import sealer
from sulh.store.texts import Reading, as_seen
from sulh.store.unnamed import names_of, unnamed_all

LONGEST: Final = 2_000  # letters of each answer: twenty minutes are no report


@transaction.atomic
def keep(principal: Principal, session_id: UUID, given: ReflectionText, *, stamp: str) -> None:
    """
    Write the reflection of a session, or write it anew.

    Args:
        principal: A facilitator.
        session_id: Of which session.
        given: What they write.
        stamp: What stood for it when the page was opened; empty where there was none.

    Raises:
        Refused: If it is not theirs.
        Invalid: By field; `names-somebody`.
        Conflict: `changed-meanwhile`.
    """
    session = asking.get(principal, "reflection", CHANGE, Session, session_id, lock=True)
    row = Reflection.objects.filter(session=session).first()
    reading = Reading()
    kept = {
        field: reading.lines(field, text, most=LONGEST, needed=field == "happened")
        for field, text in asdict(given).items()
    }
    texts = unnamed_all(reading, kept, names_of(principal, session.dialogue.process_id))
    reading.done()
    opener = sealer(session.dialogue.process_id)
    if row is None:
        row = Reflection(session=session)
    elif all(opener.text(row, field) == text for field, text in texts.items()):
        return
    else:
        as_seen(row, stamp, *TEXTS)
    row.on = clock.today()
    opener.put(row, **texts)
    row.save()
