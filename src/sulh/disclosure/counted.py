"""
Which numbers of an indicator may leave in a file: none of few people, and none from which one follows.

    Indicator ──told(k)──▶ the same Indicator, its numbers in `readings` or named in `withheld`

The numbers of a day and role are taken in the order of days. Told is

    the whole      if it is k or more, and k or more away from every whole that is told of an earlier day
    the parts      all or none, and only if the whole may be told: each of them as the whole, and what they leave of
                   it too; so no part follows from the others and the whole, nor from the same part on another day

Zero is a small number: that nobody came says something of everybody (`trust.md` 7). What is aimed at is of nobody and
always told. Shares and means of people are told of the whole alone: of how many each part is nobody knows here. What
counts no people is told as it is. One indicator is looked at by itself: two that count the same people can be
subtracted from one another, and so can a file from before a correction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Final

from msgspec.structs import replace

from sulh.model.outcomes import WHOLE, Indicator, Reading, Withheld

REST: Final = -1  # what the parts of a cut leave of the whole
Numbers = Mapping[int, Decimal]


def told(indicator: Indicator, *, k: int) -> Indicator:
    """
    Return an indicator with what may leave of its numbers, and the places of those that may not.

    Args:
        indicator: As facilitators wrote it down.
        k: The smallest number of people that is told.

    >>> from datetime import date
    >>> day = date(2026, 6, 1)
    >>> counted = [Reading("actual", day, part, Decimal(number)) for part, number in enumerate((12, 9, 3))]
    >>> came = Indicator("i", 1, "output", "structures", "Who came", "people", "List", parts=("Hill", "River"))
    >>> [str(one.number) for one in told(replace(came, readings=tuple(counted)), k=5).readings]
    ['12']
    """
    if indicator.counted == "things":
        return indicator
    free = set(_free(indicator, k))
    kept = tuple(one for one in indicator.readings if one in free)
    left = tuple(Withheld(one.role, one.on, one.part) for one in indicator.readings if one not in free)
    return replace(indicator, readings=kept, withheld=left)


def _free(indicator: Indicator, k: int) -> Iterator[Reading]:
    """Yield the readings that may leave."""
    yield from (one for one in indicator.readings if one.role == "target")
    found = [one for one in indicator.readings if one.role != "target"]
    if indicator.counted == "of_people":
        yield from (one for one in found if one.part == WHOLE)
        return
    before: list[Numbers] = []
    ordered = sorted(found, key=lambda one: (one.on, one.role != "baseline"))
    for _, rows in groupby(ordered, key=lambda one: (one.on, one.role)):
        here = {one.part: one for one in rows}
        numbers = {part: one.number for part, one in here.items()}
        whole = {WHOLE: numbers[WHOLE]} if WHOLE in numbers else {}
        parts = _parts(numbers, len(indicator.parts), before)
        open_: Numbers = next((one for one in (parts, whole) if one and _apart(one, before, k)), {})
        yield from (here[part] for part in open_ if part in here)
        before.append(open_)


def _parts(here: Numbers, of: int, before: list[Numbers]) -> Numbers:
    """
    Return the parts of a day with the whole and with what they leave of it, as far as whoever reads them can reckon.

    A whole that was not written down is the sum of its parts, or the last one that was told where a part is not known.
    """
    parts = {part: number for part, number in here.items() if part != WHOLE}
    if not parts:
        return {}
    missing, total = len(parts) < of, sum(parts.values(), Decimal(0))
    if WHOLE in here or not missing:
        whole = here.get(WHOLE, total)
        return parts | {WHOLE: whole} | ({REST: whole - total} if missing or whole != total else {})
    earlier = next((one[WHOLE] for one in reversed(before) if WHOLE in one), None)
    return parts if earlier is None else parts | {REST: earlier - total}


def _apart(here: Numbers, before: list[Numbers], k: int) -> bool:
    """Whether all numbers are large enough, and far enough from every earlier one of the same part."""
    earlier = [(here[part], number) for one in before for part, number in one.items() if part in here]
    return all(abs(number) >= k for number in here.values()) and all(abs(now - then) >= k for now, then in earlier)
