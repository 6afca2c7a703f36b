"""
Three families of change beside one another: what moved for certain, where it stays alone, what nobody measured.

    Moved(family, what, side, low, high)     the least and the most by which something rose, on its own scale
    cautions(...) ──▶ Caution(code, families, sides)

    "unmeasured"   a family of which nothing was measured twice: that is no news, good or bad
    "worse"        something fell for certain
    "one-family"   something moved for certain in one family, and in another that was measured nothing did
    "one-side"     in a family that was measured for several sides, one side alone moved for certain

What moved on one scale is never added to what moved on another, and there is no function here that returns a number.
That two things moved at the same time says nothing about why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal, get_args

from sulh.model.findings import Value
from sulh.model.initiatives import CHANGES, Change

Code = Literal["unmeasured", "worse", "one-family", "one-side"]
CODES: Final[tuple[Code, ...]] = get_args(Code)


class Moved(Value, frozen=True):
    """
    Something that was measured at two times or more.

    Attributes:
        what: What it is, in words of its own family.
        side: Of which side; None for what is of no side.
        low, high: The least and the most by which it rose; both positive for a certain rise, both negative for a fall.
    """

    family: Change
    what: str
    low: float
    high: float
    side: str | None = None

    @property
    def rose(self) -> bool:
        """Whether it rose for certain."""
        return self.low > 0

    @property
    def fell(self) -> bool:
        """Whether it fell for certain."""
        return self.high < 0


class Caution(Value, frozen=True):
    """What a reader has to be told, with the families and sides that it is about."""

    code: Code
    families: tuple[Change, ...] = ()
    sides: tuple[str, ...] = ()


def cautions(moved: Sequence[Moved]) -> tuple[Caution, ...]:
    """
    Return what has to stand above three panels.

    >>> warm = Moved("attitudes", "trust", 0.1, 0.5, side="hill")
    >>> [one.code for one in cautions([warm, Moved("political_legal", "carried out", 0.0, 0.0)])]
    ['unmeasured', 'one-family']
    """
    return (*_unmeasured(moved), *_worse(moved), *_one_family(moved), *_one_side(moved))


def _in_order(families: Iterable[Change]) -> tuple[Change, ...]:
    met = set(families)
    return tuple(one for one in CHANGES if one in met)


def _unmeasured(moved: Sequence[Moved]) -> list[Caution]:
    missing = _in_order(set(CHANGES) - {one.family for one in moved})
    return [Caution("unmeasured", missing)] if missing else []


def _worse(moved: Sequence[Moved]) -> list[Caution]:
    fallen = [one for one in moved if one.fell]
    sides = tuple(sorted({one.side for one in fallen if one.side is not None}))
    return [Caution("worse", _in_order(one.family for one in fallen), sides)] if fallen else []


def _one_family(moved: Sequence[Moved]) -> list[Caution]:
    measured, risen = _in_order(one.family for one in moved), _in_order(one.family for one in moved if one.rose)
    return [Caution("one-family", risen)] if len(risen) == 1 < len(measured) else []


def _one_side(moved: Sequence[Moved]) -> list[Caution]:
    found = []
    for family in CHANGES:
        of_sides = [one for one in moved if one.family == family and one.side is not None]
        sides = {one.side for one in of_sides if one.side is not None}
        risen = {one.side for one in of_sides if one.rose and one.side is not None}
        if len(risen) == 1 < len(sides):
            found.append(Caution("one-side", (family,), tuple(risen)))
    return found
