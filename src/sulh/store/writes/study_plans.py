"""
What a study will look at, laid down before: once, and before anybody has answered a second time.

    freeze ──▶ the plan, sealed with the study; its hash in the process log; nothing of it is changed any more

Whoever lays the same plan down again, in another window or by pressing twice, has laid it down: seed and hash stay.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final, cast
from uuid import UUID

from django.db import transaction

from sulh.access import Principal
from sulh.measurement.attitudes.plans import canonical, digest
from sulh.model.studies import Expectation, Plan, PlannedOutcome
from sulh.store import clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Study, StudySheet
from sulh.store.sealing import sealer
from sulh.store.study_kept import asked_of, plan_of
from sulh.store.writes import log
from sulh.store.writes.studies import kept

SEED_BYTES: Final = 4
COMPARED: Final = ("comparison", "wait_list")


@transaction.atomic
def freeze(
    principal: Principal,
    study_id: UUID,
    outcomes: Mapping[tuple[str, str], str],
    compared: Collection[str],
    *,
    adjusted: bool = False,
) -> str:
    """
    Lay down what will be looked at; its hash is in the log from now on, and nothing of it is changed any more.

    Args:
        principal: An evaluator.
        study_id: Of which study.
        outcomes: (Measure, number of a wave) -> "primary" or "other", and what is expected: "primary:up".
        compared: Groups that those who take part are compared with.
        adjusted: Whether effects are also told with the baseline taken out; of no use where no lot decided.

    Returns:
        The hash; of the plan that stands, where it says the same.

    Raises:
        Refused: If it is not theirs.
        Invalid: `outcomes`.
        Conflict: `study-has-plan`, if one stands that says something else; `study-answered-twice`.
    """
    row, plan = _ready(principal, study_id, outcomes, compared, adjusted=adjusted)
    if row.frozen is not None:
        return row.digest
    sealer(row.process_id).put(row, plan=canonical(plan).decode())
    row.digest, row.frozen = digest(plan), clock.today()
    row.save(update_fields=["plan", "digest", "frozen"])
    log.enter(row.process_id, "study-plan-frozen", principal, study=str(row.id), plan=row.digest)
    return row.digest


@transaction.atomic
def may_freeze(
    principal: Principal,
    study_id: UUID,
    outcomes: Mapping[tuple[str, str], str],
    compared: Collection[str],
    *,
    adjusted: bool = False,
) -> None:
    """
    See whether a plan could be laid down, before somebody is asked whether they are sure; nothing is kept.

    Raises:
        Refused: As `freeze`.
        Invalid: As `freeze`.
        Conflict: As `freeze`.
    """
    _ready(principal, study_id, outcomes, compared, adjusted=adjusted)


def _ready(
    principal: Principal,
    study_id: UUID,
    outcomes: Mapping[tuple[str, str], str],
    compared: Collection[str],
    *,
    adjusted: bool,
) -> tuple[Study, Plan]:
    """Return a study that takes a plan or has this very one, held until the transaction ends, and the plan."""
    row = kept(principal, study_id)
    stands = plan_of(row)
    if stands is None and StudySheet.objects.filter(wave__study=row).exclude(wave__kind="baseline").exists():
        raise Conflict("study-answered-twice")
    asked = asked_of(row)
    plan = Plan(
        study=str(row.id),
        instrument=asked.template,
        version=asked.version,
        outcomes=tuple(_outcome(*at, said) for at, said in sorted(outcomes.items())),
        compared=tuple(one for one in COMPARED if one in compared),
        seed=int.from_bytes(clock.random_bytes(SEED_BYTES)) if stands is None else stands.seed,
        adjusted=adjusted and row.assigned != "not_by_lot",
    )
    if stands is not None and canonical(stands) != canonical(plan):
        raise Conflict("study-has-plan")
    if not any(one.primary for one in plan.outcomes):
        raise Invalid({"outcomes": "no-primary"})
    return row, plan


def _outcome(measure: str, wave: str, said: str) -> PlannedOutcome:
    weight, _, expected = said.partition(":")
    return PlannedOutcome(
        measure, wave, primary=weight == "primary", expected=cast("Expectation", expected or "either")
    )
