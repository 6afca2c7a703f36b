"""
Readiness: whom raters judge to want an end and to believe in talks, and how broad that group is on each side.

    Judgement(actor, rater, motivation, optimism)     both from 0 to 1
      readiness = motivation x optimism               a rule of the project: that it multiplies is not settled
      ready     at the threshold or above it          another rule of the project

    side       all raters find them ready, of those judged      ("least")
               any rater does                                   ("most")
    breadth    the smaller of the sides' shares: a broad coalition on one side alone is not ripeness

Of each rater the newest judgement of an actor counts. Where raters differ both shares are told: nobody is averaged
away. An actor whom nobody judged is in neither number, and a side of which nobody was judged has no share.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Final

from sulh.model.findings import Value

THRESHOLD: Final = 0.35  # a rule of the project; pages show other thresholds beside it
BESIDE: Final = (0.25, THRESHOLD, 0.5)
_DIGITS = 6  # so that 0.7 times 0.5 reaches 0.35


class Judgement(Value, frozen=True):
    """How far an actor wants an end, and believes that talks can work, as one rater saw it on a day."""

    actor: str
    side: str
    rater: str
    on: date
    motivation: float
    optimism: float


class Share(Value, frozen=True):
    """
    Of one side.

    Attributes:
        judged: How many of its actors were judged.
        least: How many of them every rater finds ready.
        most: How many of them any rater finds ready.
    """

    side: str
    judged: int
    least: int
    most: int


class Coalition(Value, frozen=True):
    """
    The people who are ready, across the sides.

    Attributes:
        least, most: Breadth, by what every rater and what any rater finds; None while a side has nobody judged.
        spans: Whether there is somebody on every side whom every rater finds ready.
    """

    threshold: float
    shares: tuple[Share, ...]
    least: Fraction | None
    most: Fraction | None
    spans: bool


def readiness(motivation: float, optimism: float) -> float:
    """
    Return the readiness of an actor.

    >>> readiness(0.8, 0.5), readiness(0.6, 0.7), readiness(0.9, 0.1)
    (0.4, 0.42, 0.09)
    """
    return round(motivation * optimism, _DIGITS)


def newest(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return the newest judgement of each actor by each rater, by side, actor and rater; of one day the last given."""
    kept: dict[tuple[str, str], Judgement] = {}
    for one in sorted(judgements, key=lambda one: one.on):
        kept[one.actor, one.rater] = one
    return tuple(sorted(kept.values(), key=lambda one: (one.side, one.actor, one.rater)))


def coalition(judgements: Iterable[Judgement], sides: Sequence[str], threshold: float = THRESHOLD) -> Coalition:
    """
    Return how broad the group of the ready is.

    Args:
        judgements: Of any day; the newest of each rater count.
        sides: All sides that have to be in it.
        threshold: From which readiness on somebody is ready.
    """
    counted = newest(judgements)
    shares = tuple(_share([one for one in counted if one.side == side], side, threshold) for side in sides)
    known = bool(shares) and all(share.judged for share in shares)
    return Coalition(
        threshold=threshold,
        shares=shares,
        least=min(Fraction(one.least, one.judged) for one in shares) if known else None,
        most=min(Fraction(one.most, one.judged) for one in shares) if known else None,
        spans=known and all(share.least for share in shares),
    )


def _share(judgements: Sequence[Judgement], side: str, threshold: float) -> Share:
    by_actor = groupby(judgements, key=lambda one: one.actor)
    found = [[readiness(one.motivation, one.optimism) >= threshold for one in group] for _, group in by_actor]
    return Share(side, len(found), sum(all(one) for one in found), sum(any(one) for one in found))
