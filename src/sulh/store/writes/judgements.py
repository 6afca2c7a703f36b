"""
Judgements of the conflict, each by a rater on a day: never computed, never the last word, and for coordinators alone.

    estimate                       in which stage of escalation somebody sees the conflict, and why
    switch_on ── rate              how far an actor wants an end and believes in talks
    switch_off                     off again, and everything that was rated is gone

Readiness is a label that can fulfil itself: it is off until a coordinator switches it on, which the process log tells.
What was judged is in no log, no export and on nobody else's page.
"""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal
from sulh.negotiation.contingency import STAGES
from sulh.store import asking, clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import PhaseEstimate, Process, ReadinessJudgement, Side
from sulh.store.sealing import sealer
from sulh.store.texts import NOTE, SENTENCE, Reading
from sulh.store.writes import log

JUDGEMENT = "judgement"


@transaction.atomic
def estimate(principal: Principal, process_id: UUID, stage: str, *, reasons: str, source: str) -> UUID:
    """
    Write down in which stage somebody sees the conflict today; of one rater and day the last holds.

    Raises:
        Refused: If they do not coordinate there.
        Invalid: If there is no such stage, or reasons or source are missing or cannot be kept.
    """
    process = asking.get(principal, JUDGEMENT, CHANGE, Process, process_id, lock=True)
    reading = Reading()
    reading.choice("stage", stage, STAGES)
    why = reading.lines("reasons", reasons, most=NOTE)
    known_from = reading.text("source", source, most=SENTENCE)
    reading.done()
    key = {"process": process, "by_id": UUID(principal.id), "on": clock.today()}
    row = PhaseEstimate.objects.filter(**key).first() or PhaseEstimate(**key)
    row.stage = stage
    sealer(process.id).put(row, reasons=why, source=known_from)
    row.save()
    return row.id


@transaction.atomic
def switch_on(principal: Principal, process_id: UUID) -> None:
    """
    Let readiness be judged in a process.

    Raises:
        Refused: If they do not coordinate there.
        Conflict: `readiness-switched`, if it is on already.
    """
    _switch(principal, process_id, on=True)


@transaction.atomic
def switch_off(principal: Principal, process_id: UUID) -> None:
    """
    End judging readiness, and forget every judgement of it.

    Raises:
        Refused: If they do not coordinate there.
        Conflict: `readiness-switched`, if it is off already.
    """
    _switch(principal, process_id, on=False)
    ReadinessJudgement.objects.filter(process=process_id).delete()


@transaction.atomic
def rate(
    principal: Principal,
    process_id: UUID,
    actor: str,
    *,
    motivation: float,
    optimism: float,
    source: str,
    dissent: str = "",
) -> UUID:
    """
    Judge how far an actor wants an end and believes that talks can work; of one rater and day the last holds.

    Args:
        principal: A coordinator.
        process_id: In which process.
        actor: Id of an actor of this map that everybody sees, and that belongs to a side of this process.
        motivation: To end the conflict, from 0 to 1.
        optimism: That talks can work, from 0 to 1.
        source: What it rests on.
        dissent: What speaks against it, in words.

    Raises:
        Refused: If they do not coordinate there.
        Invalid: If there is no such actor, a number is out of bounds, or a text cannot be kept.
        Conflict: `readiness-is-off`, until it is switched on.
    """
    process = asking.get(principal, JUDGEMENT, CHANGE, Process, process_id, lock=True)
    if not process.rates_readiness:
        raise Conflict("readiness-is-off")
    reading = Reading()
    known_from = reading.text("source", source, most=SENTENCE)
    against = reading.lines("dissent", dissent, most=NOTE, needed=False)
    for field, value in (("motivation", motivation), ("optimism", optimism)):
        if not 0 <= value <= 1:
            reading.faults[field] = "no-choice"
    reading.done()
    side = _side_of(process, actor)
    key = {"process": process, "actor_id": UUID(actor), "by_id": UUID(principal.id), "on": clock.today()}
    row = ReadinessJudgement.objects.filter(**key).first() or ReadinessJudgement(**key)
    row.side, row.motivation, row.optimism = side, motivation, optimism
    sealer(process.id).put(row, source=known_from, dissent=against)
    row.save()
    return row.id


def _switch(principal: Principal, process_id: UUID, *, on: bool) -> None:
    process = asking.get(principal, JUDGEMENT, CHANGE, Process, process_id)
    if Process.objects.filter(pk=process.id, rates_readiness=not on).update(rates_readiness=on) != 1:
        raise Conflict("readiness-switched")
    log.enter(process.id, "readiness-on" if on else "readiness-off", principal)


def _side_of(process: Process, actor: str) -> Side:
    """Return the side of an actor that everybody on this map sees; whatever is none is told at its field."""
    try:
        found = process.actors.filter(pk=UUID(actor), listed=True, merged_into=None).first()
    except ValueError:
        found = None
    side = None if found is None else found.sides.filter(process=process).order_by("id").first()
    if side is None:
        raise Invalid({"actor": "no-choice"})
    return side
