"""
What the scores of a stipulation on one day amount to.

    two coders alike          agreed    low = high
    a third has settled it    settled   low = high
    two coders differ         differs   low < high: both stand until a third has looked
    one coder                 once      not counted: nobody has looked a second time
    nobody, or "cannot tell"  unscored  not counted, and never a zero

Of each stipulation the last day up to the one asked for on which anybody scored it counts, and no score of an earlier
day: who coded last year may be somebody else. Scores of one coder on one day are one; the last given holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from sulh.model.findings import Value
from sulh.model.implementation import CodedState, Score

COUNTED: Final[frozenset[CodedState]] = frozenset({"agreed", "settled", "differs"})
CODERS: Final = 2  # who have to have looked, none of them at the other's score


class Coded(Value, frozen=True):
    """
    A stipulation on a day.

    Attributes:
        low, high: The lowest and the highest score that stands; None where nothing is counted.
        on: The day on which it was last scored; None where nobody has.
    """

    stipulation: str
    state: CodedState
    low: int | None = None
    high: int | None = None
    on: date | None = None

    @property
    def counts(self) -> bool:
        """Whether it is in the index."""
        return self.state in COUNTED


def standing(scores: Sequence[Score], day: date) -> dict[str, tuple[Score, ...]]:
    """Return of each stipulation the scores of the last day up to the one asked for, one of each coder."""
    newest: dict[str, date] = {}
    for one in scores:
        if one.on <= day and one.on >= newest.get(one.stipulation, one.on):
            newest[one.stipulation] = one.on
    found: dict[str, dict[str, Score]] = {}
    for one in scores:
        if newest.get(one.stipulation) == one.on:
            found.setdefault(one.stipulation, {})[one.coder] = one
    return {key: tuple(held.values()) for key, held in found.items()}


def coded(stipulations: Iterable[str], scores: Sequence[Score], day: date) -> tuple[Coded, ...]:
    """
    Return what stands of each stipulation on a day, in the order given.

    Args:
        stipulations: The ids of all of them, scored or not.
        scores: Of any day and any coder.
        day: Only what was scored up to then counts.

    >>> monday, tuesday = date(2026, 11, 2), date(2026, 11, 3)
    >>> two = [Score("s", "one", monday, 1), Score("s", "other", monday, 2)]
    >>> [(one.state, one.low, one.high) for one in coded(["s", "t"], two, tuesday)]
    [('differs', 1, 2), ('unscored', None, None)]
    """
    held = standing(scores, day)
    return tuple(_one(each, held.get(each, ())) for each in stipulations)


def days_of(scores: Iterable[Score]) -> tuple[date, ...]:
    """Return the days on which anything was scored, the earliest first."""
    return tuple(sorted({one.on for one in scores}))


def differed(scores: Iterable[Score], day: date) -> int:
    """
    Return on how many stipulations the two coders of a day differed, before a third settled any.

    That one of them cannot tell is a difference too.

    >>> monday = date(2026, 11, 2)
    >>> both = [Score("s", "one", monday, 1), Score("s", "other", monday, None), Score("t", "one", monday, 2)]
    >>> differed(both, monday)
    1
    """
    said: dict[str, set[int | None]] = {}
    for one in scores:
        if one.on == day and not one.settles:
            said.setdefault(one.stipulation, set()).add(one.value)
    return sum(len(values) > 1 for values in said.values())


def _one(stipulation: str, scores: tuple[Score, ...]) -> Coded:
    on = scores[0].on if scores else None
    settled = next((one.value for one in scores if one.settles and one.value is not None), None)
    if settled is not None:
        return Coded(stipulation, "settled", settled, settled, on)
    told = [one for one in scores if not one.settles]
    values = [one.value for one in told if one.value is not None]
    if len(values) < CODERS:
        return Coded(stipulation, "once" if values else "unscored", on=on)
    low, high = min(values), max(values)
    return Coded(stipulation, "agreed" if low == high else "differs", low, high, on)
