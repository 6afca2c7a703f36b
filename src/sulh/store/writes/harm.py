"""
The harm check: who could be harmed, and go or no-go, phase by phase.

A check is never changed, only followed by another: the newest of a phase decides. A no-go for the present phase also
pauses what is open: nobody answers on until a check says go. The answers are sealed; the log holds the decision, the
phase and the number, and nothing of what was answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, Principal
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.kinds import design_of, phases_of
from sulh.store.models import Dialogue, HarmCheck
from sulh.store.sealing import sealer
from sulh.store.texts import NOTE, Reading
from sulh.store.writes import log, rounds


@dataclass(frozen=True)
class HarmAnswer:
    """One answer: "yes" is the safe one."""

    yes: bool
    note: str = ""


@transaction.atomic
def record(
    principal: Principal,
    dialogue_id: UUID,
    answers: Mapping[str, HarmAnswer],
    *,
    go: bool,
    phase: int | None,
    number_seen: int,
) -> int:
    """
    Record a harm check with its decision.

    Args:
        principal: A facilitator.
        dialogue_id: Of which dialogue.
        answers: Question -> answer; every question of the design.
        go: Whether to go on.
        phase: For which phase; None where the kind has none.
        number_seen: How many checks there were when the page was opened.

    Returns:
        Its number, from 1.

    Raises:
        Conflict: If somebody else has recorded one meanwhile.
        Invalid: If a question has no answer, a note cannot be kept, or "go" stands beside a "no" that stops.
    """
    dialogue = asking.get(principal, "harm-check", CHANGE, Dialogue, dialogue_id, lock=True)
    if dialogue.harm_checks.count() != number_seen:
        raise Conflict("changed-meanwhile")
    kept = _read(dialogue, answers, go=go, phase=phase)
    check = HarmCheck(dialogue=dialogue, phase=phase, go=go, on=clock.today(), number=number_seen + 1)
    check.by_id = UUID(principal.id)
    sealer(dialogue.process_id).put(check, answers=kept)
    check.save()
    refs = {} if phase is None else {"phase": phase}
    decision = "go" if go else "no-go"
    log.enter(
        dialogue.process_id,
        "harm-check",
        principal,
        dialogue=str(dialogue.id),
        decision=decision,
        number=check.number,
        **refs,
    )
    if not go and phase == dialogue.phase:
        rounds.pause_all(principal, dialogue)
    return check.number


def _read(
    dialogue: Dialogue, answers: Mapping[str, HarmAnswer], *, go: bool, phase: int | None
) -> dict[str, dict[str, object]]:
    reading = Reading()
    if phase not in (phases_of(dialogue.kind) or (None,)):
        reading.faults["phase"] = "no-choice"
    kept: dict[str, dict[str, object]] = {}
    for question in design_of(dialogue.kind).harm_check:
        answer = answers.get(question.key)
        if answer is None:
            reading.faults[f"answer_{question.key}"] = "yes-or-no"
            continue
        note = reading.lines(f"note_{question.key}", answer.note, most=NOTE, needed=False)
        kept[question.key] = {"answer": answer.yes, "note": note}
        if question.stop and not answer.yes and go:
            reading.faults["go"] = "stopped"
    reading.done()
    return kept
