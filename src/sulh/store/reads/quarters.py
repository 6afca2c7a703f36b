"""
Ends of quarters: the days of which somebody is told who is told of no other day.

    ends_of_quarters(today)   the last ones, before today        end_up_to(day)   the last one, up to a day
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

BACK: Final = 8  # quarters that a figure over time goes back
IN_A_YEAR, MONTHS = 4, 3  # quarters of a year, months of a quarter


def ends_of_quarters(today: date) -> tuple[date, ...]:
    """
    Return the last days of the quarters that ended before today, the earliest first.

    >>> [day.isoformat() for day in ends_of_quarters(date(2026, 11, 27))[-2:]]
    ['2026-06-30', '2026-09-30']
    """
    running = _quarter(today)
    return tuple(_end(one) for one in range(running - BACK, running))


def end_up_to(day: date) -> date:
    """
    Return the last end of a quarter up to a day, itself among them.

    >>> [end_up_to(date(2026, 6, day)).isoformat() for day in (29, 30)]
    ['2026-03-31', '2026-06-30']
    """
    return _end(_quarter(day + timedelta(1)) - 1)


def _quarter(day: date) -> int:
    """Return the number of the quarter of a day, counted from the year 0 on."""
    return day.year * IN_A_YEAR + (day.month - 1) // MONTHS


def _end(quarter: int) -> date:
    """Return the last day of a quarter."""
    year, nth = divmod(quarter + 1, IN_A_YEAR)
    return date(year, nth * MONTHS + 1, 1) - timedelta(1)
