"""
Who changed what, as facilitators write it down, and what independent people say of it, as evaluators take it down.

    add, change, remove     an outcome, until somebody has judged it: then its words stay, and so does it
    judge, take_back        what somebody independent says; taken back by whoever took it down, and that is entered

Whoever facilitates here, or wrote the outcome, is not independent of it. An outcome without evidence, contribution or
authority is kept: what it lacks is told wherever it is shown. One that names a participant by the label of a slip is
not, since its writer knows labels and its readers do not; what an evaluator takes down is compared with none. The log
holds numbers and codes and no words.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sulh.access import CHANGE, Principal, Refused
from sulh.model.initiatives import CHANGES, QUADRANTS
from sulh.model.outcomes import CHANGED, KINDS, VERDICTS, WHO
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.fresh import fresh_id
from sulh.store.models import Initiative, OutcomeStatement, Process, Side, Substantiation
from sulh.store.outcomes import TEXTS, independent
from sulh.store.sealing import sealer
from sulh.store.texts import NOTE, SENTENCE, Reading, as_seen
from sulh.store.unnamed import names_of, unnamed_all
from sulh.store.writes import log

MOST: Final = 500  # outcomes of a process, and of those who say something of one


@dataclass(frozen=True)
class OutcomeText:
    """
    An outcome as somebody writes it; what the fields mean says `sulh.model.outcomes.Outcome`.

    `kind`, `quadrant`, `initiative`: empty for what is not said.
    """

    who: str
    actor: str
    changed: str
    words: str
    family: str
    on: date | None
    contribution: str = ""
    evidence: str = ""
    intended: bool = True
    negative: bool = False
    kind: str = ""
    quadrant: str = ""
    sides: Collection[str] = ()
    initiative: str = ""


@dataclass(frozen=True)
class Said:
    """What somebody independent says: `who` by what they are, never by name."""

    verdict: str
    who: str
    words: str


@transaction.atomic
def add(principal: Principal, process_id: UUID, given: OutcomeText, *, new_id: UUID | None = None) -> UUID:
    """
    Write an outcome down, with the next number; a form that comes twice writes one.

    Raises:
        Refused: If the process is not theirs.
        Invalid: By field.
        Conflict: `as-many-as-can-be`.
    """
    process = asking.get(principal, "outcome", CHANGE, Process, process_id, lock=True)
    if new_id is not None and OutcomeStatement.objects.filter(pk=new_id, process=process).exists():
        return new_id
    if process.outcomes.count() >= MOST:
        raise Conflict("as-many-as-can-be")
    last = process.outcomes.aggregate(last=Max("number"))["last"] or 0
    row = OutcomeStatement(id=fresh_id(OutcomeStatement, new_id), process=process, number=last + 1)
    row.by_id, row.written = UUID(principal.id), clock.today()
    sides = _write(principal, row, given)
    row.save(force_insert=True)
    row.sides.set(sides)
    log.enter(process.id, "outcome-added", principal, number=row.number)
    return row.id


@transaction.atomic
def change(principal: Principal, outcome_id: UUID, given: OutcomeText, *, stamp: str) -> None:
    """
    Write an outcome anew, until somebody has judged it.

    Raises:
        Refused: If it is not theirs.
        Invalid: By field.
        Conflict: `changed-meanwhile`; `judged-already`.
    """
    row = _unjudged(principal, outcome_id)
    as_seen(row, stamp, *TEXTS)
    sides = _write(principal, row, given)
    row.save()
    row.sides.set(sides)


@transaction.atomic
def remove(principal: Principal, outcome_id: UUID) -> UUID:
    """
    Delete an outcome that nobody has judged; the numbers of the others stay. Return the process.

    Raises:
        Refused: If it is not theirs.
        Conflict: `judged-already`: what was denied is not made to disappear.
    """
    row = _unjudged(principal, outcome_id)
    row.delete()
    log.enter(row.process_id, "outcome-removed", principal, number=row.number)
    return row.process_id


@transaction.atomic
def judge(principal: Principal, outcome_id: UUID, given: Said, *, new_id: UUID | None = None) -> UUID:
    """
    Take down what somebody independent says of an outcome.

    Raises:
        Refused: If it is not theirs, and for whoever wrote it or facilitates here.
        Invalid: By field.
        Conflict: `as-many-as-can-be`.
    """
    row = asking.get(principal, "substantiation", CHANGE, OutcomeStatement, outcome_id, lock=True)
    if not independent(principal, row):
        raise Refused
    if new_id is not None and row.substantiations.filter(pk=new_id).exists():
        return new_id
    if row.substantiations.count() >= MOST:
        raise Conflict("as-many-as-can-be")
    reading = Reading()
    verdict = reading.choice("verdict", given.verdict, VERDICTS)
    who = reading.text("who", given.who, most=SENTENCE)
    words = reading.lines("words", given.words, most=NOTE)
    reading.done()
    made = Substantiation(id=fresh_id(Substantiation, new_id), outcome=row, verdict=verdict, on=clock.today())
    made.by_id = UUID(principal.id)
    sealer(row.process_id).put(made, who=who, words=words)
    made.save(force_insert=True)
    log.enter(row.process_id, "outcome-judged", principal, number=row.number, to=verdict)
    return made.id


@transaction.atomic
def take_back(principal: Principal, substantiation_id: UUID) -> UUID:
    """
    Take back what one took down, such as a slip of the hand; that it was there stays in the log. Return the outcome.

    Raises:
        Refused: If it is not theirs.
    """
    row = asking.get(principal, "own-substantiation", CHANGE, Substantiation, substantiation_id, lock=True)
    outcome = row.outcome
    row.delete()
    log.enter(outcome.process_id, "outcome-unjudged", principal, number=outcome.number, to=row.verdict)
    return outcome.id


def convened(process_id: UUID) -> dict[str, Initiative]:
    """Return the initiatives that facilitators hold themselves, by id: of no others is it theirs to write."""
    return {str(one.id): one for one in Initiative.objects.filter(process=process_id, ownership=None)}


def initiative_of(reading: Reading, process_id: UUID, given: str) -> Initiative | None:
    """Return one of the initiatives that facilitators hold themselves; None for none."""
    held = convened(process_id)
    return held.get(reading.choice("initiative", given, ("", *held)))


def _unjudged(principal: Principal, outcome_id: UUID) -> OutcomeStatement:
    row = asking.get(principal, "outcome", CHANGE, OutcomeStatement, outcome_id, lock=True)
    if row.substantiations.exists():
        raise Conflict("judged-already")
    return row


def _write(principal: Principal, row: OutcomeStatement, given: OutcomeText) -> list[Side]:
    """Put what was given on a row; return its sides."""
    reading = Reading()
    texts = {
        "actor": reading.text("actor", given.actor, most=SENTENCE),
        "words": reading.lines("words", given.words, most=NOTE),
        "contribution": reading.lines("contribution", given.contribution, most=NOTE, needed=False),
        "evidence": reading.lines("evidence", given.evidence, most=NOTE, needed=False),
    }
    kept = unnamed_all(reading, texts, names_of(principal, row.process_id))
    row.who = reading.choice("who", given.who, WHO)
    row.changed = reading.choice("changed", given.changed, CHANGED)
    row.family = reading.choice("family", given.family, CHANGES)
    row.kind = reading.choice("kind", given.kind, ("", *KINDS))
    row.quadrant = reading.choice("quadrant", given.quadrant, ("", *QUADRANTS))
    row.initiative = initiative_of(reading, row.process_id, given.initiative)
    known = {str(side.id): side for side in Side.objects.filter(process=row.process_id)}
    if set(given.sides) - set(known):
        reading.faults["sides"] = "no-choice"
    row.on = past_day(reading, "on", given.on)
    reading.done()
    row.intended, row.negative = given.intended, given.negative
    sealer(row.process_id).put(row, **kept)
    return [known[one] for one in given.sides]


def past_day(reading: Reading, field: str, given: date | None) -> date:
    """Return a day that is there and is not still to come."""
    if given is None or given > clock.today():
        reading.faults[field] = "empty" if given is None else "day-to-come"
    return given or clock.today()
