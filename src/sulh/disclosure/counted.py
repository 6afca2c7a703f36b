"""
Which numbers of an indicator may leave in a file: none of few people, and none from which one follows.

    Indicator ──told(k)──▶ the same Indicator, its numbers in `readings` or named in `withheld`

The numbers of a day and role are taken in the order of days, a baseline before what was found on its day. Told is

    the whole      if it is k or more, k or more away from every whole that is told of an earlier day, and so from
                   what any parts of an earlier day add up to: fifteen came where twelve of the hill had come
    the parts      all of them or none: if each was written down and is told as the whole would be, and so is what they
                   leave of it; and if whatever some of them add up to is k or more away from every earlier whole

So a whole and parts of two days are looked at in both directions, whichever of them comes first. Parts of different
days are not added up together.

Zero is a small number: that nobody came says something of everybody (`trust.md` 7). What is aimed at is of nobody and
always told. Shares and means of people are told of the whole alone: of how many each part is nobody knows here. What
counts no people is told as it is. One indicator is looked at by itself: two that count the same people can be
subtracted from one another, and so can a file from before a correction, or from before an earlier day was written
down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
        parts = _parts(numbers, len(indicator.parts))
        open_ = next((one for one in (parts, whole) if one and _apart(one, before, k)), None)
        if open_ is not None:
            yield from (here[part] for part in open_ if part in here)
            before.append(open_)


def _parts(here: Numbers, of: int) -> Numbers:
    """
    Return the parts of a day with the whole and what they leave of it; nothing where one of them is not known.

    A part that was not written down is known to whoever knows the whole, on that day or about it on another.
    """
    parts = {part: number for part, number in here.items() if part != WHOLE}
    if not parts or len(parts) < of:
        return {}
    total = sum(parts.values(), Decimal(0))
    whole = here.get(WHOLE, total)
    return parts | {WHOLE: whole} | ({REST: whole - total} if whole != total else {})


def _apart(here: Numbers, before: Sequence[Numbers], k: int) -> bool:
    """Whether all numbers are large enough, and far enough from what is known of earlier days."""
    if any(number < k for number in here.values()):
        return False
    for then in before:
        between = [here[part] - number for part, number in then.items() if part in here]
        between += [here[WHOLE] - number for number in _sums(then)]
        between += [then[WHOLE] - number for number in _sums(here)]
        if any(abs(number) < k for number in between):
            return False
    return True


def _sums(here: Numbers) -> set[Decimal]:
    """Return what some of the parts of a day add up to, each way of taking some of them once."""
    sums = {Decimal(0)}
    for part, number in here.items():
        if part != WHOLE:
            sums |= {one + number for one in sums}
    return sums - {Decimal(0)}
