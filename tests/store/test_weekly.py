"""The weekly meeting: prepared once a day, written by whoever coordinates, begun with what is open."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from sulh.access import Refused
from sulh.store import clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import LogRecord
from sulh.store.reads import weekly as reads
from sulh.store.writes import weekly
from tests.cast import Cast
from tests.store.mapped import mapped


def test_a_meeting_goes_from_its_agenda_to_decisions_with_which_the_next_begins(cast: Cast) -> None:
    """What is decided stays open until somebody says it is done, and stands first until then; the log tells nothing."""
    on_map, today = mapped(cast), clock.today()
    who, process = on_map.coordinator, on_map.process
    records = LogRecord.objects.filter(process_id=process).count()

    first = weekly.prepare(who, process, today, "Two work on one canal.\n\nThe talks stand still.")
    assert first == weekly.prepare(who, process, today, "Two work on one canal.\nThe talks stand still.")
    with pytest.raises(Invalid) as refused:
        weekly.prepare(who, process, today, "Something else.")
    assert {"on": "meeting-there"} == refused.value.faults

    held = reads.meeting(who, first)
    assert ("Two work on one canal.", "The talks stand still.") == held.agenda
    weekly.write(who, first, agenda="One line.", minutes="We spoke.\n\nBriefly.", stamp=held.stamp)
    with pytest.raises(Conflict):
        weekly.write(who, first, agenda="Another.", minutes="", stamp=held.stamp)

    one = weekly.decide(who, first, "Ask both owners.", "the coordinator", today + timedelta(days=7))
    assert one == weekly.decide(who, first, "Ask both owners.", "the coordinator", today + timedelta(days=7))
    weekly.decide(who, first, "Tell the desk.", "Elders for water")
    second = weekly.prepare(who, process, today + timedelta(days=7), "")
    assert ["Ask both owners.", "Tell the desk."] == [line.what for line in reads.meeting(who, second).found]

    weekly.finish(who, one, today)
    with pytest.raises(Conflict):
        weekly.finish(who, one, today)
    assert ["Tell the desk."] == [line.what for line in reads.meeting(who, second).found]
    assert ["Tell the desk."] == [line.what for line in reads.open_decisions(who, process)]
    weekly.reopen(who, one)
    assert [(0, 0), (2, 2)] == [(line.decisions, line.open) for line in reads.meetings(who, process)]
    assert (("We spoke.", "Briefly."), 2) == (
        (told := reads.minutes_of(reads.meeting(who, first))).minutes,
        len(told.decided),
    )
    assert records == LogRecord.objects.filter(process_id=process).count()


def test_nobody_but_a_coordinator_finds_a_meeting(cast: Cast) -> None:
    """A facilitator, an owner, a desk, a funder and an administrator see none, write none and learn nothing of one."""
    on_map, today = mapped(cast), clock.today()
    made = weekly.prepare(on_map.coordinator, on_map.process, today, "A line.")
    decided = weekly.decide(on_map.coordinator, made, "Ask.", "the coordinator")
    others = [cast.principal(name) for name in ("facilitator", "administrator", "nobody", "hill")]
    for who in (*others, on_map.owner, on_map.desk, on_map.funder):
        for act in (
            lambda who: reads.meetings(who, on_map.process),
            lambda who: reads.meeting(who, made),
            lambda who: reads.decision(who, decided),
            lambda who: weekly.prepare(who, on_map.process, today, ""),
            lambda who: weekly.write(who, made, agenda="", minutes="", stamp=""),
            lambda who: weekly.decide(who, made, "Ask.", "me"),
            lambda who: weekly.finish(who, decided, today),
            lambda who: weekly.reopen(who, decided),
        ):
            with pytest.raises(Refused):
                act(who)


def test_what_cannot_be_meant_is_told_at_its_field(cast: Cast) -> None:
    """A meeting has a day, and a decision has words, somebody who acts next, and no day before the meeting."""
    on_map, today = mapped(cast), clock.today()
    with pytest.raises(Invalid) as no_day:
        weekly.prepare(on_map.coordinator, on_map.process, None, "x" * 1001)
    made: UUID = weekly.prepare(on_map.coordinator, on_map.process, today, "")
    with pytest.raises(Invalid) as empty:
        weekly.decide(on_map.coordinator, made, " ", "", today - timedelta(days=1))

    assert {"on": "no-day", "agenda": "too-long"} == no_day.value.faults
    assert {"words": "empty", "next_actor": "empty", "due": "too-early"} == empty.value.faults
