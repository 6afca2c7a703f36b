"""
The days of an initiative, and what it says in public.

    add_day, remove_day          a session, a public event, days on which nothing should disturb
    say, unsay                   for or against, on an issue: one message an issue

What a day would collide with is told before it is kept (`sulh.coordination.before`). Nothing is entered in the process
log.
"""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal
from sulh.model.initiatives import OCCASIONS, STANCES
from sulh.store import asking
from sulh.store.models import Initiative, Issue, Message, Moment
from sulh.store.texts import Reading

MOST: Final = 120  # days of one initiative: two years of weekly sessions


@transaction.atomic
def add_day(principal: Principal, initiative_id: UUID, occasion: str, start: date, end: date | None = None) -> UUID:
    """
    Write down a day, or days up to `end`; the same ones sent twice are kept once.

    Raises:
        Refused: If it is not theirs.
        Invalid: `end`, if it lies before the beginning; `occasion`; `start`, if there are days enough.
    """
    row = asking.get(principal, "card", CHANGE, Initiative, initiative_id, lock=True)
    reading = Reading()
    kept = reading.choice("occasion", occasion, OCCASIONS)
    if end is not None and end < start:
        reading.faults["end"] = "end-before-start"
    if row.moments.count() >= MOST:
        reading.faults.setdefault("start", "enough-days")
    reading.done()
    made, _ = Moment.objects.get_or_create(initiative=row, occasion=kept, start=start, end=end or start)
    return made.id


@transaction.atomic
def remove_day(principal: Principal, moment_id: UUID) -> None:
    """
    Take days away.

    Raises:
        Refused: If they are not theirs.
    """
    asking.get(principal, "card", CHANGE, Moment, moment_id).delete()


@transaction.atomic
def say(principal: Principal, initiative_id: UUID, issue_id: str, stance: str) -> UUID:
    """
    Write down what an initiative says in public on an issue; the newer word stands.

    Raises:
        Refused: If it is not theirs.
        Invalid: For an issue or a stance that does not exist.
    """
    row = asking.get(principal, "card", CHANGE, Initiative, initiative_id, lock=True)
    reading = Reading()
    kept = reading.choice("stance", stance, STANCES)
    issues = {str(one) for one in Issue.objects.filter(process=row.process_id).values_list("id", flat=True)}
    chosen = reading.choice("issue", issue_id, issues)
    reading.done()
    made, _ = Message.objects.update_or_create(initiative=row, issue_id=UUID(chosen), defaults={"stance": kept})
    return made.id


@transaction.atomic
def unsay(principal: Principal, message_id: UUID) -> None:
    """
    Take a message away.

    Raises:
        Refused: If it is not theirs.
    """
    asking.get(principal, "card", CHANGE, Message, message_id).delete()
