"""What facilitators made of a session: theirs alone to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sulh.access import SEE, Principal
from sulh.store import asking
from sulh.store.models import Reflection, Session
from sulh.store.reflections import TEXTS, ReflectionText
from sulh.store.sealing import sealer
from sulh.store.texts import seen


@dataclass(frozen=True)
class ReflectionRead:
    """The reflection of a session; `stamp` stands for it as it is now."""

    text: ReflectionText
    on: date
    stamp: str


def reflection(principal: Principal, session_id: UUID) -> ReflectionRead | None:
    """
    Return the reflection of a session; None while there is none.

    Raises:
        Refused: If the session is not theirs to see.
    """
    session = asking.get(principal, "session", SEE, Session, session_id)
    row = Reflection.objects.filter(session=session).first()
    if row is None:
        return None
    opener = sealer(session.dialogue.process_id)
    return ReflectionRead(ReflectionText(*(opener.text(row, field) for field in TEXTS)), row.on, seen(row, *TEXTS))
