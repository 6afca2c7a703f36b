"""Sessions on a fixed day, for the tests of what is written down about them; no test lives here."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import msgspec
import pytest

from sulh.store import clock
from sulh.store.models import LogRecord, Note, Session
from sulh.store.writes import commitments, meetings, notes
from tests.cast import Cast

TODAY = date(2026, 11, 20)
SAID = "The well by the mill has been dry since spring."
OUTSIDERS = ("translator", "administrator", "nobody", "hill", "hill-reader", "assistant", "owner")


def fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the twentieth of November."""
    moment = datetime(TODAY.year, TODAY.month, TODAY.day, 9, 0, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: moment)


def day(ago: int = 0) -> date:
    """Return the day so many days ago."""
    return clock.today() - timedelta(days=ago)


def held(cast: Cast, ago: int = 0) -> Session:
    """Return the next session, held so many days ago, as a facilitator writes it down."""
    number = 1 + cast.dialogue.sessions.count()
    made = meetings.hold(cast.principal("facilitator"), cast.dialogue.id, day(ago), number=number)
    return Session.objects.get(pk=made)


def noted(cast: Cast, session: Session, text: str = SAID) -> Note:
    """Return a note of a session."""
    return Note.objects.get(pk=notes.add(cast.principal("facilitator"), session.id, text))


def promised(cast: Cast, session: Session, what: str = "Open the gate", *sides: str, due: date | None = None) -> UUID:
    """Return a commitment of the named sides, or of the hill."""
    chosen = [cast.sides[side].id for side in sides or ("hill",)]
    return commitments.make(cast.principal("facilitator"), session.id, what, chosen, due)


def called(cast: Cast, seat: str, label: str) -> None:
    """Let these letters stand on the slip of a participant."""
    row = cast.seats[seat]
    row.label = label
    row.save()


def logged() -> list[tuple[str, dict[str, object]]]:
    """Return the acts in the log with what they refer to, but for the dialogue."""
    bodies = [msgspec.json.decode(record.body) for record in LogRecord.objects.order_by("number")]
    return [(one["act"], {key: value for key, value in one["refs"].items() if key != "dialogue"}) for one in bodies]
