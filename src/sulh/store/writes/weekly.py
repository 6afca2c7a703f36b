"""
The weekly meeting of those who coordinate: an agenda that stays as it was prepared, minutes, decisions until when.

    prepare ──▶ meeting ─┬─ write            agenda and minutes, as long as nobody else changed them meanwhile
                         └─ decide ──▶ open ──finish──▶ done ──reopen──▶ open

What stands here may come from initiatives that show themselves to coordinators alone. Nothing of it is in the process
log, which facilitators and the administrator read.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal
from sulh.store import asking, clock
from sulh.store.days import due_day, past_day
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import MeetingDecision, Process, WeeklyMeeting
from sulh.store.sealing import sealer
from sulh.store.texts import NAME, NOTE, PARAGRAPHS, Reading, as_seen

MOST_LINES: Final = 40  # of an agenda
MOST_DECISIONS: Final = 60  # of one meeting
MONTH: Final = timedelta(days=31)  # how late a meeting may be written down
COORDINATION: Final = "coordination"


@transaction.atomic
def prepare(principal: Principal, process_id: UUID, on: date | None, agenda: str) -> UUID:
    """
    Prepare a meeting; the same form sent twice makes one.

    Args:
        principal: A coordinator.
        process_id: Of which process.
        on: The day.
        agenda: One line a point.

    Raises:
        Refused: If they do not coordinate there.
        Invalid: If agenda or day cannot be kept; `on`, if another meeting is prepared for that day.
    """
    process = asking.get(principal, COORDINATION, CHANGE, Process, process_id, lock=True)
    reading = Reading()
    lines = _lines(reading, agenda)
    day = due_day(reading, "on", on, since=clock.today() - MONTH) or clock.today()
    if on is None:
        reading.faults["on"] = "no-day"
    reading.done()
    opener = sealer(process.id)
    there = process.weekly_meetings.filter(on=day).first()
    if there is not None and opener.get(there, "agenda") == lines:
        return there.id
    if there is not None:
        raise Invalid({"on": "meeting-there"})
    row = WeeklyMeeting(process=process, on=day)
    opener.put(row, agenda=lines)
    row.save(force_insert=True)
    return row.id


@transaction.atomic
def write(principal: Principal, meeting_id: UUID, *, agenda: str, minutes: str, stamp: str) -> None:
    """
    Write agenda and minutes anew.

    Raises:
        Refused: If they do not coordinate there.
        Invalid: If a text cannot be kept.
        Conflict: If somebody else has changed them since the page was opened.
    """
    row = asking.get(principal, COORDINATION, CHANGE, WeeklyMeeting, meeting_id, lock=True)
    as_seen(row, stamp, "agenda", "minutes")
    reading = Reading()
    lines = _lines(reading, agenda)
    paragraphs = reading.lines("minutes", minutes, most=PARAGRAPHS, needed=False)
    reading.done()
    sealer(row.process_id).put(row, agenda=lines, minutes=paragraphs)
    row.save(update_fields=["agenda", "minutes"])


@transaction.atomic
def decide(principal: Principal, meeting_id: UUID, what: str, next_actor: str, due: date | None = None) -> UUID:
    """
    Write down a decision; the same one sent twice is kept once.

    Args:
        principal: A coordinator.
        meeting_id: The meeting.
        what: One or two sentences on how the work is arranged.
        next_actor: Who acts next, in words: an initiative, or the coordinator.
        due: By when, if a day was set.

    Raises:
        Refused: If they do not coordinate there.
        Invalid: If something cannot be kept.
        Conflict: `enough-decisions`.
    """
    meeting = asking.get(principal, COORDINATION, CHANGE, WeeklyMeeting, meeting_id, lock=True)
    reading = Reading()
    text = reading.text("words", what, most=NOTE)
    actor = reading.text("next_actor", next_actor, most=NAME)
    day = due_day(reading, "due", due, since=meeting.on)
    reading.done()
    opener, rows = sealer(meeting.process_id), list(meeting.decisions.order_by("number"))
    for one in rows:
        if (opener.text(one, "words"), opener.text(one, "next_actor"), one.due) == (text, actor, day):
            return one.id
    if len(rows) >= MOST_DECISIONS:
        raise Conflict("enough-decisions")
    row = MeetingDecision(meeting=meeting, number=len(rows) + 1, due=day)
    opener.put(row, words=text, next_actor=actor)
    row.save(force_insert=True)
    return row.id


@transaction.atomic
def finish(principal: Principal, decision_id: UUID, on: date | None) -> None:
    """
    Say on which day a decision was done.

    Raises:
        Refused: If they do not coordinate there.
        Invalid: If the day cannot be meant.
        Conflict: If somebody was quicker.
    """
    row = asking.get(principal, COORDINATION, CHANGE, MeetingDecision, decision_id)
    reading = Reading()
    day = past_day(reading, "on", on, since=row.meeting.on)
    reading.done()
    if MeetingDecision.objects.filter(pk=row.pk, done=None).update(done=day) != 1:
        raise Conflict("somebody-was-quicker")


@transaction.atomic
def reopen(principal: Principal, decision_id: UUID) -> None:
    """
    Say that a decision is not done after all; nothing happens to one that is open.

    Raises:
        Refused: If they do not coordinate there.
    """
    row = asking.get(principal, COORDINATION, CHANGE, MeetingDecision, decision_id)
    MeetingDecision.objects.filter(pk=row.pk).update(done=None)


def _lines(reading: Reading, agenda: str) -> Sequence[str]:
    """Return the points of an agenda, one a line, each no longer than a few sentences."""
    kept = [line for line in reading.lines("agenda", agenda, most=PARAGRAPHS, needed=False).splitlines() if line]
    if len(kept) > MOST_LINES or any(len(line) > NOTE for line in kept):
        reading.faults.setdefault("agenda", "too-long")
    return kept
