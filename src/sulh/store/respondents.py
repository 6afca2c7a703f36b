"""
Who answers a study here, and when: with one entry number a whole group comes in, and is asked what its wave asks.

    group_of(principal, kind, verb)   the group of whoever came in with its number
    asked_now(waves)                  the wave that is asked today; of several the one that began last
    takes(wave)                       whether a sheet that lies open may still be sent
    people_asked(groups)              how many people are asked in all

The number says which group somebody answers for, and never who they are: nothing here leads to a person.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final
from uuid import UUID

from sulh.access import Principal, Refused, Role, Verb, ask
from sulh.store import asking, clock
from sulh.store.models import StudyGroup, StudyWave

LATE: Final = timedelta(days=1)  # after the last day: days are those of universal time, and a page may lie open


def group_of(principal: Principal, kind: str, verb: Verb) -> StudyGroup:
    """
    Return the group for which somebody answers, with its study and process.

    Raises:
        Over: For what could be done until the process was closed.
        Refused: For whoever did not come in with the number of a group.
    """
    if not principal.holds(Role.RESPONDENT):
        raise Refused
    row = StudyGroup.objects.select_related("study__process", "seat").filter(seat=UUID(principal.id)).first()
    if row is None:
        raise Refused
    ask(principal, kind, verb, asking.thing_of(row))
    return row


def asked_now(waves: Iterable[StudyWave]) -> StudyWave | None:
    """Return the wave that is asked today; None where none is."""
    today = clock.today()
    there = [one for one in waves if not one.analysed and one.opens <= today <= one.closes]
    return max(there, key=lambda one: (one.opens, one.number), default=None)


def takes(wave: StudyWave) -> bool:
    """Whether a wave takes a sheet that was opened while it was asked."""
    return not wave.analysed and wave.opens <= clock.today() <= wave.closes + LATE


def people_asked(groups: Iterable[StudyGroup]) -> int:
    """Return how many people are asked in all groups together; 0 where it was not said of every one."""
    each = [one.asked for one in groups]
    return sum(each) if all(each) else 0
