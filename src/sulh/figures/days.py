"""
The axis of days: from the first day that something is known of to the last, and the marks along it.

    Days ─┬─ at(day)      a share of the breadth, in reading direction
          └─ ticks        firsts of months: every month, quarter, year, or several years, six at most
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000)  # months from one tick to the next
MOST = 6  # ticks
SHORTEST = 120  # days that an axis is made for at least
AHEAD, BEHIND = 0.08, 0.04  # of the span, left free after the last day and before the first


@dataclass(frozen=True)
class Days:
    """
    The axis.

    >>> days = Days(date(2026, 1, 1), date(2026, 12, 31))
    >>> round(days.at(date(2026, 7, 2)), 2), [tick.month for tick in days.ticks]
    (0.5, [1, 4, 7, 10])
    """

    first: date
    last: date

    @classmethod
    def round(cls, found: Iterable[date], today: date) -> Days:
        """Return an axis that holds these days and today, with room for what goes on after today."""
        known = [*found, today]
        first, last = min(known).toordinal(), max(known).toordinal()
        span = max(last - first, SHORTEST)
        last = max(last, today.toordinal() + int(AHEAD * span))
        first -= int(BEHIND * span)
        return cls(date.fromordinal(max(first, 1)), date.fromordinal(min(last, date.max.toordinal())))

    def at(self, day: date) -> float:
        """Return where a day lies; a day outside lies at the nearer end."""
        return min(max((day - self.first).days / max((self.last - self.first).days, 1), 0.0), 1.0)

    @property
    def step(self) -> int:
        """Months from one tick to the next."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        return next((step for step in STEPS if months < MOST * step), STEPS[-1])

    @property
    def ticks(self) -> list[date]:
        """The firsts of months that stand on the axis."""
        step, start = self.step, self.first.year * 12 + self.first.month - 1
        end = self.last.year * 12 + self.last.month - 1
        found = [date(number // 12, number % 12 + 1, 1) for number in range(-(-start // step) * step, end + 1, step)]
        return [day for day in found if self.first <= day <= self.last]


def quarter(text: str) -> tuple[date, date] | None:
    """
    Return the first and the last day of a quarter as cards write it; None for other text.

    >>> quarter("2026-Q4")
    (datetime.date(2026, 10, 1), datetime.date(2026, 12, 31))
    """
    year, _, number = text.partition("-Q")
    if not (year.isdecimal() and number in {"1", "2", "3", "4"} and 0 < int(year) < date.max.year):
        return None
    month = 3 * int(number) - 2
    after = date(int(year) + month // 10, (month + 2) % 12 + 1, 1)
    return date(int(year), month, 1), after - timedelta(1)
