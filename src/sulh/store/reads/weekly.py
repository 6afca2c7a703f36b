"""
The weekly meetings of those who coordinate, as they read them.

    MeetingLine        a meeting in the list: its day, how many of its decisions are open
    MeetingShown ──── DecisionShown      one meeting, with what earlier ones left open when it began
    minutes_of         the same as values of `sulh.formats.week_minutes`, for a document
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from sulh.access import SEE, Principal
from sulh.formats.week_minutes import DecisionLine, WeekMinutes
from sulh.store import asking
from sulh.store.models import MeetingDecision, Process, WeeklyMeeting
from sulh.store.sealing import Sealer, sealer
from sulh.store.texts import seen

COORDINATION = "coordination"


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in a list."""

    id: str
    on: date
    decisions: int
    open: int


@dataclass(frozen=True)
class DecisionShown:
    """A decision of a meeting; `on` is the day of that meeting."""

    id: str
    number: int
    on: date
    what: str
    by: str
    due: date | None
    done: date | None


@dataclass(frozen=True)
class MeetingShown:
    """
    One meeting.

    Attributes:
        agenda: Lines as they were kept.
        stamp: What stands for agenda and minutes as they are now.
        found: Decisions of earlier meetings that were open on its day.
    """

    id: str
    process_id: UUID
    on: date
    agenda: tuple[str, ...]
    minutes: str
    stamp: str
    found: tuple[DecisionShown, ...]
    decided: tuple[DecisionShown, ...]


def meetings(principal: Principal, process_id: UUID) -> tuple[MeetingLine, ...]:
    """
    Return the meetings of a process, newest first.

    Raises:
        Refused: If they do not coordinate there.
    """
    process = asking.get(principal, COORDINATION, SEE, Process, process_id)
    counted = process.weekly_meetings.annotate(
        all=Count("decisions"), open=Count("decisions", filter=Q(decisions__done=None))
    )
    return tuple(MeetingLine(str(row.id), row.on, row.all, row.open) for row in counted.order_by("-on"))


def open_decisions(principal: Principal, process_id: UUID) -> tuple[DecisionShown, ...]:
    """
    Return the decisions of a process that are not done, oldest first: with these the next meeting begins.

    Raises:
        Refused: If they do not coordinate there.
    """
    process = asking.get(principal, COORDINATION, SEE, Process, process_id)
    rows = MeetingDecision.objects.filter(meeting__process=process, done=None)
    return _shown(rows.select_related("meeting").order_by("meeting__on", "number"), sealer(process.id))


def meeting(principal: Principal, meeting_id: UUID) -> MeetingShown:
    """
    Return one meeting.

    Raises:
        Refused: If they do not coordinate there.
    """
    row = asking.get(principal, COORDINATION, SEE, WeeklyMeeting, meeting_id)
    opener = sealer(row.process_id)
    rows = MeetingDecision.objects.select_related("meeting")
    earlier = rows.filter(Q(done=None) | Q(done__gte=row.on), meeting__process=row.process_id, meeting__on__lt=row.on)
    return MeetingShown(
        id=str(row.id),
        process_id=row.process_id,
        on=row.on,
        agenda=tuple(opener.get(row, "agenda") or ()),
        minutes=opener.text(row, "minutes"),
        stamp=seen(row, "agenda", "minutes"),
        found=_shown(earlier.order_by("meeting__on", "number"), opener),
        decided=_shown(rows.filter(meeting=row).order_by("number"), opener),
    )


def decision(principal: Principal, decision_id: UUID) -> tuple[UUID, UUID, DecisionShown]:
    """
    Return the process, the meeting and the decision itself.

    Raises:
        Refused: If they do not coordinate there.
    """
    row = asking.get(principal, COORDINATION, SEE, MeetingDecision, decision_id)
    return row.meeting.process_id, row.meeting_id, _shown([row], sealer(row.meeting.process_id))[0]


def minutes_of(held: MeetingShown) -> WeekMinutes:
    """Return what the document of a meeting says."""
    paragraphs = tuple(line for line in held.minutes.splitlines() if line)
    found, decided = (tuple(_line(one) for one in rows) for rows in (held.found, held.decided))
    return WeekMinutes(held.on, held.agenda, paragraphs, found, decided)


def _line(one: DecisionShown) -> DecisionLine:
    return DecisionLine(one.number, one.on, one.what, one.by, one.due, one.done)


def _shown(rows: Iterable[MeetingDecision], opener: Sealer) -> tuple[DecisionShown, ...]:
    return tuple(
        DecisionShown(
            id=str(row.id),
            number=row.number,
            on=row.meeting.on,
            what=opener.text(row, "words"),
            by=opener.text(row, "next_actor"),
            due=row.due,
            done=row.done,
        )
        for row in rows
    )
