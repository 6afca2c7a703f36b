"""
Three families of change beside one another: what moved for certain, where it stays alone, what nobody measured.

    Moved(family, what, side, low, high)     the least and the most by which something rose, on its own scale
    cautions(...)  ──▶ Caution(code, families, sides)
    one_sided(...) ──▶ Alone(family, what, side): of one side alone it can be said that it moved

    "unmeasured"   a family of which nothing was measured twice: that is no news, good or bad
    "worse"        something fell for certain
    "one-family"   something moved for certain in one family, and in another that was measured nothing did

What moved on one scale is never added to what moved on another, and there is no function here that returns a number.
That two things moved at the same time says nothing about why.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, Literal, get_args

from sulh.model.findings import Value
from sulh.model.initiatives import CHANGES, Change

Code = Literal["unmeasured", "worse", "one-family"]
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


class Alone(Value, frozen=True):
    """What was measured for several sides, of which one alone moved for certain; of the others nothing is known."""

    family: Change
    what: str
    side: str


def cautions(moved: Sequence[Moved]) -> tuple[Caution, ...]:
    """
    Return what has to stand above three panels.

    >>> warm = Moved("attitudes", "trust", 0.1, 0.5, side="hill")
    >>> [one.code for one in cautions([warm, Moved("political_legal", "carried out", 0.0, 0.0)])]
    ['unmeasured', 'one-family']
    """
    return (*_unmeasured(moved), *_worse(moved), *_one_family(moved))


def one_sided(moved: Sequence[Moved]) -> tuple[Alone, ...]:
    """
    Return what moved for certain on one side alone, up or down, thing by thing in the order of the families.

    >>> one_sided([Moved("attitudes", "trust", 0.1, 0.5, "hill"), Moved("attitudes", "trust", -0.1, 0.5, "river")])
    (Alone(family='attitudes', what='trust', side='hill'),)
    """
    things = dict.fromkeys((family, one.what) for family in CHANGES for one in moved if one.family == family)
    found = []
    for family, what in things:
        sides = {one.side: one for one in moved if (one.family, one.what) == (family, what) and one.side is not None}
        certain = [side for side, one in sides.items() if one.rose or one.fell]
        if len(certain) == 1 < len(sides):
            found.append(Alone(family, what, certain[0]))
    return tuple(found)


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
