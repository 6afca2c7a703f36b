"""
Judgements of the conflict, as coordinators read them: who saw what on which day, and where they differ.

    estimates          stages of escalation, newest first
    readiness_page     whether readiness is judged here; who was judged how, and the actors who can be

What several judgements add up to is told by `sulh.negotiation.readiness`, from `Rated.judgement`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sulh.access import SEE, Principal
from sulh.negotiation.contingency import Stage
from sulh.negotiation.readiness import Judgement
from sulh.store import asking
from sulh.store.models import Process, ReadinessJudgement, Staff
from sulh.store.reads.ground import code
from sulh.store.sealing import INSTALLATION, sealer

JUDGEMENT = "judgement"


@dataclass(frozen=True)
class EstimateShown:
    """In which stage somebody saw the conflict on a day, why, and from where they know it."""

    stage: Stage
    on: date
    who: str
    reasons: str
    source: str


@dataclass(frozen=True)
class Rated:
    """A judgement with who made it, what it rests on and what speaks against it."""

    judgement: Judgement
    who: str
    source: str
    dissent: str


@dataclass(frozen=True)
class ReadinessPage:
    """
    Readiness in a process.

    Attributes:
        on: Whether it is judged here.
        sides: Ids of all sides.
        rated: Every judgement, newest first; none while it is off.
    """

    on: bool
    sides: tuple[str, ...]
    rated: tuple[Rated, ...]


def estimates(principal: Principal, process_id: UUID) -> tuple[EstimateShown, ...]:
    """
    Return the estimates of a process, newest first.

    Raises:
        Refused: If they do not coordinate there.
    """
    process = asking.get(principal, JUDGEMENT, SEE, Process, process_id)
    opener, rows = sealer(process.id), list(process.phase_estimates.order_by("-on", "id"))
    people = _names(row.by_id for row in rows)
    return tuple(
        EstimateShown(
            stage=code(row.stage),
            on=row.on,
            who=people[row.by_id],
            reasons=opener.text(row, "reasons"),
            source=opener.text(row, "source"),
        )
        for row in rows
    )


def readiness_page(principal: Principal, process_id: UUID) -> ReadinessPage:
    """
    Return what was judged of readiness in a process.

    Raises:
        Refused: If they do not coordinate there.
    """
    process = asking.get(principal, JUDGEMENT, SEE, Process, process_id)
    rows = list(process.readiness.order_by("-on", "id")) if process.rates_readiness else []
    opener, people = sealer(process.id), _names(row.by_id for row in rows)
    return ReadinessPage(
        on=process.rates_readiness,
        sides=tuple(str(one) for one in process.sides.order_by("mark").values_list("id", flat=True)),
        rated=tuple(
            Rated(_judgement(row), people[row.by_id], opener.text(row, "source"), opener.text(row, "dissent"))
            for row in rows
        ),
    )


def _judgement(row: ReadinessJudgement) -> Judgement:
    return Judgement(
        actor=str(row.actor_id),
        side=str(row.side_id),
        rater=str(row.by_id),
        on=row.on,
        motivation=row.motivation,
        optimism=row.optimism,
    )


def _names(ids: Iterable[UUID]) -> dict[UUID, str]:
    opener = sealer(INSTALLATION)
    return {one.id: opener.text(one, "name") or one.account for one in Staff.objects.filter(pk__in=set(ids))}
