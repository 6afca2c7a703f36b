"""
What is written of an initiative where what changes is kept: what goes along with it, and what stays without its name.

    told_of(initiative) ──▶ ToldOf     for its facilitators; nothing for an owner, who reads none of it
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sulh.access import CHANGE, SEE, Principal, Thing, may
from sulh.store import asking
from sulh.store.models import Assumption, Indicator, Initiative, OutcomeStatement, TheoryOfChange


@dataclass(frozen=True)
class ToldOf:
    """
    How much there is.

    Attributes:
        theory, assumptions: What goes with the initiative: why it should bring a change about, and what has to hold.
        outcomes, indicators: What stays, and does not name it any more.
    """

    theory: bool
    assumptions: int
    outcomes: int
    indicators: int


def told_of(principal: Principal, initiative_id: UUID) -> ToldOf | None:
    """
    Return how much is written of an initiative; None to whoever does not read what changes.

    Raises:
        Refused: If the initiative is not theirs to take off the map.
    """
    row = asking.get(principal, "card", CHANGE, Initiative, initiative_id)
    if not may(principal, "change", SEE, Thing(process=str(row.process_id))):
        return None
    return ToldOf(
        theory=TheoryOfChange.objects.filter(initiative=row).exists(),
        assumptions=Assumption.objects.filter(theory__initiative=row).count(),
        outcomes=OutcomeStatement.objects.filter(initiative=row).count(),
        indicators=Indicator.objects.filter(initiative=row).count(),
    )
