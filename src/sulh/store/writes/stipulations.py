"""
What an agreement obliges whom to do, as facilitators write it down, and what authorities did about it.

    add, change, remove        a stipulation: one commitment, who owes it, by when
    add_all                    many at once, from a table: all or none
    add_act, remove_act        a law, a decree, a recognition, a meeting: always of an authority

What was scored, or put to the sides, is not changed any more: scores and answers belong to its words. While coders are
at work on an agreement nothing is added either: both score the same. No text names a participant by the label of a
slip. The log holds ids and no words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sulh.access import CHANGE, Principal
from sulh.model.implementation import ACT_KINDS, THEMES
from sulh.store import asking, clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.fresh import fresh_id
from sulh.store.models import Agreement, OfficialAct, Process, Score, Side, Stipulation
from sulh.store.reads.asked_stipulations import asked
from sulh.store.sealing import Sealer, sealer
from sulh.store.texts import NOTE, SENTENCE, Reading, as_seen
from sulh.store.unnamed import Names, names_of, unnamed_all

MOST: Final = 1_000  # stipulations of an agreement; Colombia's has 558
LARGEST: Final = 9_999  # number of a stipulation that a file names
TEXTS: Final = ("words", "authority")


@dataclass(frozen=True)
class StipulationText:
    """
    A stipulation as somebody writes it.

    Attributes:
        words: What is to be done.
        authority: The official body that is to do it.
        sides: Ids of the sides that owe it.
    """

    words: str
    authority: str
    theme: str
    sides: Collection[str] = ()
    due: date | None = None


@dataclass(frozen=True)
class ActText:
    """What an authority did: `words` name the instrument, `stipulation` what it carries out, if one."""

    kind: str
    authority: str
    words: str
    source: str
    day: date | None
    stipulation: UUID | None = None


@transaction.atomic
def add(principal: Principal, agreement_id: UUID, given: StipulationText, *, new_id: UUID | None = None) -> UUID:
    """
    Write a stipulation down, with the next number; a form that comes twice writes one.

    Raises:
        Refused: If the agreement is not theirs.
        Invalid: By field.
        Conflict: `too-many-stipulations`; `coding-open`.
    """
    agreement = asking.get(principal, "implementation", CHANGE, Agreement, agreement_id, lock=True)
    if new_id is not None and agreement.stipulations.filter(pk=new_id).exists():
        return new_id
    _stand_still(agreement)
    if agreement.stipulations.count() >= MOST:
        raise Conflict("too-many-stipulations")
    last = agreement.stipulations.aggregate(last=Max("number"))["last"] or 0
    row = Stipulation(id=fresh_id(Stipulation, new_id), agreement=agreement, number=last + 1, on=clock.today())
    sides = _write(row, given, _around(principal, row.agreement.process_id))
    row.save(force_insert=True)
    row.sides.set(sides)
    return row.id


@transaction.atomic
def add_all(principal: Principal, agreement_id: UUID, given: Sequence[tuple[int, StipulationText]]) -> int:
    """
    Write many stipulations down, all or none, in the order given.

    A number that the file names is kept where it is free; all others follow the last one.

    Args:
        principal: A facilitator.
        agreement_id: Of which agreement.
        given: Numbers (0 for the next one) and what is written down.

    Returns:
        How many there are now more; what stands there already word for word is not written twice.

    Raises:
        Refused: If the agreement is not theirs.
        Invalid: By field of the first that cannot be kept, with `row` and its place in the file, from 1.
        Conflict: `too-many-stipulations`; `coding-open`.
    """
    agreement = asking.get(principal, "implementation", CHANGE, Agreement, agreement_id, lock=True)
    _stand_still(agreement)
    around = _around(principal, agreement.process_id)
    opener = around.opener
    there = list(agreement.stipulations.order_by("number"))
    words, taken = {opener.text(one, "words") for one in there}, {one.number for one in there}
    if len(there) + len(given) > MOST:
        raise Conflict("too-many-stipulations")
    rows: dict[Stipulation, list[Side]] = {}
    for place, (number, one) in enumerate(given, 1):
        row = Stipulation(agreement=agreement, on=clock.today())
        try:
            sides = _write(row, one, around)
        except Invalid as refusal:
            raise Invalid(refusal.faults | {"row": str(place)}) from None
        text = opener.text(row, "words")
        if text in words:
            continue
        row.number = number if 0 < number <= LARGEST and number not in taken else max(taken, default=0) + 1
        taken.add(row.number)
        words.add(text)
        rows[row] = sides
    Stipulation.objects.bulk_create(rows)
    owing = Stipulation.sides.through
    owing.objects.bulk_create(owing(stipulation=row, side=side) for row, sides in rows.items() for side in sides)
    return len(rows)


@transaction.atomic
def change(principal: Principal, stipulation_id: UUID, given: StipulationText, *, stamp: str) -> None:
    """
    Write a stipulation anew, until it is scored or the sides are asked about it.

    Raises:
        Refused: If it is not theirs.
        Invalid: By field.
        Conflict: `changed-meanwhile`; `scored-already`; `asked-already`; `coding-open`.
    """
    row = _unscored(principal, stipulation_id)
    as_seen(row, stamp, *TEXTS)
    sides = _write(row, given, _around(principal, row.agreement.process_id))
    row.save()
    row.sides.set(sides)


@transaction.atomic
def remove(principal: Principal, stipulation_id: UUID) -> UUID:
    """
    Delete a stipulation that nobody has scored or was asked about; numbers of others stay. Return the agreement.

    Raises:
        Refused: If it is not theirs.
        Conflict: `scored-already`; `asked-already`; `coding-open`.
    """
    row = _unscored(principal, stipulation_id)
    row.delete()
    return row.agreement_id


@transaction.atomic
def add_act(principal: Principal, process_id: UUID, given: ActText, *, new_id: UUID | None = None) -> UUID:
    """
    Write down what an authority did on a day, and where that is known from.

    Raises:
        Refused: If the process is not theirs.
        Invalid: By field; without an authority or a source nothing is kept.
    """
    process = asking.get(principal, "implementation", CHANGE, Process, process_id)
    if new_id is not None and OfficialAct.objects.filter(pk=new_id, process=process).exists():
        return new_id
    reading = Reading()
    kind = reading.choice("kind", given.kind, ACT_KINDS)
    texts = {
        "authority": reading.text("authority", given.authority, most=SENTENCE),
        "words": reading.text("words", given.words, most=SENTENCE),
        "source": reading.text("source", given.source, most=NOTE),
    }
    kept = unnamed_all(reading, texts, names_of(principal, process.id))
    if given.day is None or given.day > clock.today():
        reading.faults["day"] = "empty" if given.day is None else "day-to-come"
    known = Stipulation.objects.filter(agreement__process=process)
    of = None if given.stipulation is None else known.filter(pk=given.stipulation).first()
    if given.stipulation is not None and of is None:
        reading.faults["stipulation"] = "no-choice"
    reading.done()
    row = OfficialAct(id=fresh_id(OfficialAct, new_id), process=process, stipulation=of, kind=kind, on=clock.today())
    row.day, row.by_id = given.day or clock.today(), UUID(principal.id)
    sealer(process.id).put(row, **kept)
    row.save(force_insert=True)
    return row.id


@transaction.atomic
def remove_act(principal: Principal, act_id: UUID) -> UUID:
    """
    Delete what was written down of an authority. Return the process.

    Raises:
        Refused: If it is not theirs.
    """
    row = asking.get(principal, "implementation", CHANGE, OfficialAct, act_id)
    row.delete()
    return row.process_id


def _unscored(principal: Principal, stipulation_id: UUID) -> Stipulation:
    row = asking.get(principal, "implementation", CHANGE, Stipulation, stipulation_id, lock=True)
    if Score.objects.filter(stipulation=row).exists():
        raise Conflict("scored-already")
    if asked(row.asked.all()).exists():
        raise Conflict("asked-already")
    _stand_still(Agreement.objects.select_for_update().get(pk=row.agreement_id))
    return row


def _stand_still(agreement: Agreement) -> None:
    """Refuse while an agreement, which the caller holds, is being scored."""
    if agreement.codings.filter(closed=None).exists():
        raise Conflict("coding-open")


@dataclass(frozen=True)
class _Around:
    """What stipulations of a process are written with: the sides that can owe one, and the names none may hold."""

    sides: Mapping[str, Side]
    names: Names
    opener: Sealer


def _around(principal: Principal, process_id: UUID) -> _Around:
    sides = {str(side.id): side for side in Side.objects.filter(process=process_id)}
    return _Around(sides, names_of(principal, process_id), sealer(process_id))


def _write(row: Stipulation, given: StipulationText, around: _Around) -> list[Side]:
    """Put what was given on a row; return its sides."""
    reading = Reading()
    texts = {
        "words": reading.lines("words", given.words, most=NOTE),
        "authority": reading.text("authority", given.authority, most=SENTENCE),
    }
    kept = unnamed_all(reading, texts, around.names)
    row.theme = reading.choice("theme", given.theme, THEMES)
    if set(given.sides) - set(around.sides):
        reading.faults["sides"] = "no-choice"
    reading.done()
    row.due = given.due
    around.opener.put(row, **kept)
    return [around.sides[one] for one in dict.fromkeys(given.sides)]
