"""
Days as they come in from a form: there, and within bounds that only a slip of the pen leaves.

Days are of the calendar where people meet; the clock is universal time. So a day that has begun somewhere has begun.
"""

from __future__ import annotations

from datetime import date, timedelta

from sulh.store import clock
from sulh.store.texts import Reading

TEN_YEARS = timedelta(days=3653)
ELSEWHERE = timedelta(days=1)


def past_day(reading: Reading, field: str, given: date | None, *, since: date | None = None) -> date:
    """
    Return a day on which something has happened.

    Args:
        reading: Where faults are kept: `no-day`, `in-the-future`, `too-early` before `since`, `too-long-ago`.
        field: Under which name.
        given: The day as it came in.
        since: The first day that can be meant, if there is one.
    """
    today = clock.today()
    if given is None:
        reading.faults[field] = "no-day"
    elif given > today + ELSEWHERE:
        reading.faults[field] = "in-the-future"
    elif since is not None and given < since:
        reading.faults[field] = "too-early"
    elif given < today - TEN_YEARS:
        reading.faults[field] = "too-long-ago"
    return given or today


def due_day(reading: Reading, field: str, given: date | None, *, since: date) -> date | None:
    """Return a day by which something is to be done, or None where none was set; faults: `too-early`, `too-far`."""
    if given is not None and given < since:
        reading.faults[field] = "too-early"
    elif given is not None and given > clock.today() + TEN_YEARS:
        reading.faults[field] = "too-far"
    return given
