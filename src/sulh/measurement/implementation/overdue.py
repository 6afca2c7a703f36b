"""
What was owed by a day and is not there, and since when nothing has moved.

Overdue is a stipulation whose day has passed and of which no coder sees full implementation: where they differ it is
told as in dispute, where nobody has looked, as not known. A score from before that day does not say what was done by
it: then nobody has looked since. None of it says who is to blame.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sulh.measurement.implementation.coded import Coded
from sulh.measurement.implementation.index import change
from sulh.model.findings import Value
from sulh.model.implementation import FULL, Stipulation


class Overdue(Value, frozen=True):
    """
    A stipulation whose day has passed.

    Attributes:
        days: How many days ago it was due.
        coded: What stands of it; where its state is not counted, nobody can say whether it was done.
    """

    stipulation: str
    due: date
    days: int
    coded: Coded

    @property
    def looked(self) -> bool:
        """Whether anybody has looked since it was due; a score from before tells nothing of that day."""
        return self.coded.on is not None and self.coded.on >= self.due


def overdue(stipulations: Iterable[Stipulation], found: Iterable[Coded], today: date) -> tuple[Overdue, ...]:
    """Return what is overdue today, the longest first."""
    by_id = {one.stipulation: one for one in found}
    late = [
        Overdue(one.id, one.due, (today - one.due).days, by_id.get(one.id, Coded(one.id, "unscored")))
        for one in stipulations
        if one.due is not None and one.due < today
    ]
    return tuple(sorted((one for one in late if not _done(one.coded)), key=lambda one: (one.due, one.stipulation)))


def stalled_since(days: Sequence[tuple[date, Sequence[Coded]]]) -> date | None:
    """
    Return the day since which nothing has certainly risen, however coders differ; None while it moves.

    Args:
        days: What stands of all stipulations on each day, the earliest first. One day alone says nothing.
    """
    last_rise = 0
    for at in range(1, len(days)):
        found = change(days[last_rise][1], days[at][1])
        if found.low is not None and found.low > 0:
            last_rise = at
    return days[last_rise][0] if last_rise < len(days) - 1 else None


def _done(found: Coded) -> bool:
    return found.counts and found.low == FULL
