"""
How soon somebody should look at a finding. It orders a list, is shown to nobody and says nothing of anybody's work.

    BASE       each kind begins somewhere between 0 (can wait) and 100 (today)
    nearer     the nearer a day, the more pressing
    TOLD_OF    what is told of something narrower already comes last: one stall is not two

All numbers are rules of the project, chosen so that what has a date comes before what has none.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from sulh.coordination.findings import FINDING_KINDS, Evidence, Finding, FindingKind, Ref, key_of

BASE: Final[dict[FindingKind, int]] = {
    "clash": 60,
    "opening": 60,
    "distrust": 60,
    "dependency": 60,
    "contrary_messages": 55,
    "asked_too_often": 50,
    "one_track": 45,
    "one_quadrant": 40,
    "crowding": 40,
    "gap": 40,
    "no_link": 35,
    "same_matter": 30,
}
TOLD_OF: Final = -60  # below everything that is told once
STEPS: Final = ((7, 35), (30, 25), (90, 10))  # days ahead, what they add


def nearer(day: date | None, today: date) -> int:
    """
    Return what a day adds: most within a week, nothing without a day, after a quarter, or long past.

    >>> today = date(2026, 11, 27)
    >>> nearer(date(2026, 12, 1), today), nearer(date(2027, 1, 15), today), nearer(None, today)
    (35, 10, 0)
    """
    if day is None:
        return 0
    away = abs((day - today).days)
    return next((more for days, more in STEPS if away <= days), 0)


def finding(
    kind: FindingKind, cards: Iterable[str], about: Iterable[Ref], evidence: Iterable[Evidence], *, more: int = 0
) -> Finding:
    """Return a finding with its key; `more` is added to where its kind begins."""
    cards, about = tuple(sorted(cards)), tuple(about)
    return Finding(kind, key_of(kind, cards, about), cards, about, tuple(evidence), pressing(kind, more))


def pressing(kind: FindingKind, more: int) -> int:
    """Return how soon somebody should look at a finding of a kind: where it begins, and what is added."""
    return min(100, max(0, BASE[kind] + more))


def rank(one: Finding) -> tuple[int, int, tuple[str, ...], str]:
    """Return the place of a finding in a list: most pressing first, then by kind, cards and key."""
    return (-one.pressing, FINDING_KINDS.index(one.kind), one.cards, one.key)
