"""
Sessions, and how many were present in which capacity.

    hold ──▶ Session(number, day, phase of the dialogue)      once ground rules and a harm check with go are there
    count ──▶ Presence rows                                   replaced as a whole; their label is derived elsewhere

Notes, commitments and relationships are written by the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sulh.access import CHANGE, Principal
from sulh.store import asking
from sulh.store.days import past_day
from sulh.store.errors import Conflict, Incomplete, Invalid
from sulh.store.models import Dialogue, Presence, Session
from sulh.store.models.sessions import CAPACITIES, UNDECLARED
from sulh.store.reads.meetings import needed, stamp
from sulh.store.reads.readiness import gaps
from sulh.store.texts import Reading
from sulh.store.writes import log

MOST = 1_000  # people in one capacity: more is a slip of the pen
PLACES = (*((one, third) for third in (False, True) for one in CAPACITIES), (UNDECLARED, False))
Place = tuple[str, bool]  # a capacity, and whether it is counted for the third party


@transaction.atomic
def hold(principal: Principal, dialogue_id: UUID, on: date | None, *, number: int) -> UUID:
    """
    Write down a session, in the phase in which the dialogue is now.

    Args:
        principal: A facilitator.
        dialogue_id: Of which dialogue.
        on: Its day.
        number: Its number, as the page showed it: of two who press at once the second is told.

    Raises:
        Incomplete: Without ground rules in every language, or without a harm check that says go.
        Invalid: If the day cannot be meant.
        Conflict: `session-made-meanwhile`.
    """
    dialogue = asking.get(principal, "session", CHANGE, Dialogue, dialogue_id, lock=True)
    missing = needed(gaps(principal, dialogue_id))
    if missing:
        raise Incomplete(missing)
    reading = Reading()
    day = past_day(reading, "on", on)
    reading.done()
    following = 1 + (dialogue.sessions.aggregate(last=Max("number"))["last"] or 0)
    if number != following:
        raise Conflict("session-made-meanwhile")
    made = Session.objects.create(dialogue=dialogue, number=following, on=day, phase=dialogue.phase)
    refs: dict[str, log.Ref] = {"dialogue": str(dialogue.id), "number": following}
    if dialogue.phase is not None:
        refs["phase"] = dialogue.phase
    log.enter(dialogue.process_id, "session-held", principal, **refs)
    return made.id


@transaction.atomic
def count(principal: Principal, session_id: UUID, counts: Mapping[Place, int], *, seen: str) -> None:
    """
    Write down how many were present in each capacity: numbers, never who.

    Args:
        principal: A facilitator.
        session_id: At which session.
        counts: Place -> how many; a place that is left out counts nobody.
        seen: What stood for the counts when the page was opened.

    Raises:
        Invalid: If a number or a place cannot be kept.
        Conflict: If somebody else has counted meanwhile.
    """
    session = asking.get(principal, "session", CHANGE, Session, session_id, lock=True)
    faults = {field_of(place): "count" for place, number in counts.items() if not 0 <= number <= MOST}
    faults |= {field_of(place): "no-choice" for place in counts if place not in PLACES}
    if faults:
        raise Invalid(faults)
    if stamp(session.presences.all()) != seen:
        raise Conflict("changed-meanwhile")
    session.presences.all().delete()
    Presence.objects.bulk_create(
        Presence(session=session, capacity=capacity, third_party=third, count=number)
        for (capacity, third), number in counts.items()
        if number
    )


def field_of(place: Place) -> str:
    """
    Return the name of the field of a place.

    >>> field_of(("official", True)), field_of(("undeclared", False))
    ('third_official', 'party_undeclared')
    """
    capacity, third = place
    return f"{'third' if third else 'party'}_{capacity}"
