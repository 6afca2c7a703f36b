"""
Why an initiative should bring a change about, what has to hold for that, and whether it still does.

    add, change    the theory of an initiative that facilitators hold themselves, one an initiative
    assume         what has to hold
    look           whether it holds on a day, and what that rests on; earlier days stay

An assumption goes only with its initiative: that it failed is what there is to learn. None of these texts names a
participant by the label of a slip.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sulh.access import CHANGE, Principal
from sulh.model.outcomes import DOMAINS, HOLDS
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.fresh import fresh_id
from sulh.store.models import Assumption, AssumptionLook, Process, TheoryOfChange
from sulh.store.sealing import sealer
from sulh.store.texts import NOTE, Reading, as_seen
from sulh.store.unnamed import names_of, unnamed
from sulh.store.writes.outcomes import convened, past_day

MOST: Final = 50  # assumptions of a theory
LONGEST: Final = 3_000  # letters of a theory


@dataclass(frozen=True)
class TheoryText:
    """A theory as somebody writes it: if, then, because; and to which parts of the wider peace it should add."""

    initiative: str
    words: str
    domains: Collection[str] = ()


@transaction.atomic
def add(principal: Principal, process_id: UUID, given: TheoryText, *, new_id: UUID | None = None) -> UUID:
    """
    Write the theory of an initiative down; where the same one stands already, it is this one.

    Raises:
        Refused: If the process is not theirs.
        Invalid: By field; `initiative`: `has-a-theory`, if it says something else.
    """
    process = asking.get(principal, "outcome", CHANGE, Process, process_id, lock=True)
    if new_id is not None and TheoryOfChange.objects.filter(pk=new_id, process=process).exists():
        return new_id
    row = TheoryOfChange(id=fresh_id(TheoryOfChange, new_id), process=process, on=clock.today())
    reading = Reading()
    held = convened(process.id)
    chosen = reading.choice("initiative", given.initiative, held)
    stands = process.theories.filter(initiative=held[chosen]).first() if chosen in held else None
    if stands is not None and _says(stands, given):
        return stands.id
    if stands is not None:
        reading.faults["initiative"] = "has-a-theory"
    _write(principal, row, given, reading)
    row.initiative = held[chosen]
    row.save(force_insert=True)
    return row.id


@transaction.atomic
def change(principal: Principal, theory_id: UUID, given: TheoryText, *, stamp: str) -> None:
    """
    Write a theory anew; its initiative stays.

    Raises:
        Refused: If it is not theirs.
        Invalid: By field.
        Conflict: `changed-meanwhile`, to something else than this.
    """
    row = asking.get(principal, "outcome", CHANGE, TheoryOfChange, theory_id, lock=True)
    if _says(row, given):
        return
    as_seen(row, stamp, "words")
    _write(principal, row, given, Reading())
    row.on = clock.today()
    row.save()


@transaction.atomic
def assume(principal: Principal, theory_id: UUID, words: str, *, new_id: UUID | None = None) -> UUID:
    """
    Write down what has to hold.

    Raises:
        Refused: If it is not theirs.
        Invalid: If it cannot be kept.
        Conflict: `as-many-as-can-be`.
    """
    theory = asking.get(principal, "outcome", CHANGE, TheoryOfChange, theory_id, lock=True)
    if new_id is not None and theory.assumptions.filter(pk=new_id).exists():
        return new_id
    if theory.assumptions.count() >= MOST:
        raise Conflict("as-many-as-can-be")
    reading = Reading()
    kept = unnamed(reading, "words", reading.lines("words", words, most=NOTE), names_of(principal, theory.process_id))
    reading.done()
    last = theory.assumptions.aggregate(last=Max("number"))["last"] or 0
    row = Assumption(id=fresh_id(Assumption, new_id), theory=theory, number=last + 1, on=clock.today())
    sealer(theory.process_id).put(row, words=kept)
    row.save(force_insert=True)
    return row.id


@transaction.atomic
def look(principal: Principal, assumption_id: UUID, state: str, words: str, *, on: date | None) -> None:
    """
    Write down whether an assumption held on a day; what was written for the same day is written over.

    Raises:
        Refused: If it is not theirs.
        Invalid: By field; what it rests on has to be said.
    """
    assumption = asking.get(principal, "outcome", CHANGE, Assumption, assumption_id, lock=True)
    reading = Reading()
    kept = reading.choice("state", state, HOLDS)
    process_id = assumption.theory.process_id
    because = unnamed(reading, "words", reading.lines("words", words, most=NOTE), names_of(principal, process_id))
    day = past_day(reading, "on", on)
    reading.done()
    row = assumption.looks.filter(on=day).first() or AssumptionLook(assumption=assumption, on=day)
    row.state = kept
    sealer(process_id).put(row, words=because)
    row.save()


def _says(row: TheoryOfChange, given: TheoryText) -> bool:
    """Whether a theory says what is given already, as it comes of a form that is sent twice."""
    words = Reading().lines("words", given.words, most=LONGEST)
    return (sealer(row.process_id).text(row, "words"), row.domains) == (words, _domains(given))


def _domains(given: TheoryText) -> str:
    return ",".join(one for one in DOMAINS if one in given.domains)


def _write(principal: Principal, row: TheoryOfChange, given: TheoryText, reading: Reading) -> None:
    names = names_of(principal, row.process_id)
    words = unnamed(reading, "words", reading.lines("words", given.words, most=LONGEST), names)
    if set(given.domains) - set(DOMAINS):
        reading.faults["domains"] = "no-choice"
    reading.done()
    row.domains = _domains(given)
    sealer(row.process_id).put(row, words=words)
