"""
What is counted, and the numbers: before, aimed at, found.

    add, remove     an indicator with its cut, declared before anything is counted; removed until something was found
    put             numbers of a day, of the whole and of each part; what is left empty stays as it is

A number that was found does not go away by itself, however it turned out. That numbers were put is entered in the log,
with the number of the indicator and their role, and without them. No text of an indicator names a participant by the
label of a slip: its readers know no seat, and what is counted may go into a public register.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sulh.access import CHANGE, Principal
from sulh.model.initiatives import CHANGES
from sulh.model.outcomes import COUNTED, KINDS, LEVELS, ROLES
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.fresh import fresh_id
from sulh.store.models import Indicator, IndicatorValue, Process
from sulh.store.models.outcomes import DECIMALS, DIGITS
from sulh.store.sealing import sealer
from sulh.store.texts import NAME, SENTENCE, Reading
from sulh.store.unnamed import names_of, unnamed, unnamed_all
from sulh.store.writes import log
from sulh.store.writes.outcomes import initiative_of, past_day

MOST: Final = 200  # indicators of a process
FEWEST_PARTS, MOST_PARTS = 2, 12  # of a cut
MOST_VALUES: Final = 2_000  # of an indicator
LARGEST: Final = Decimal(10) ** (DIGITS - DECIMALS)


@dataclass(frozen=True)
class IndicatorText:
    """An indicator as somebody writes it; `kind`, `initiative`, `cut` and `parts`: empty for none."""

    level: str
    family: str
    words: str
    unit: str
    source: str
    rises: bool = True
    counted: str = "people"
    kind: str = ""
    initiative: str = ""
    cut: str = ""
    parts: Sequence[str] = ()


@transaction.atomic
def add(principal: Principal, process_id: UUID, given: IndicatorText, *, new_id: UUID | None = None) -> UUID:
    """
    Write an indicator down, with the next number.

    Raises:
        Refused: If the process is not theirs.
        Invalid: By field.
        Conflict: `as-many-as-can-be`.
    """
    process = asking.get(principal, "outcome", CHANGE, Process, process_id, lock=True)
    if new_id is not None and Indicator.objects.filter(pk=new_id, process=process).exists():
        return new_id
    if process.indicators.count() >= MOST:
        raise Conflict("as-many-as-can-be")
    reading = Reading()
    last = process.indicators.aggregate(last=Max("number"))["last"] or 0
    row = Indicator(id=fresh_id(Indicator, new_id), process=process, number=last + 1, on=clock.today())
    row.level = reading.choice("level", given.level, LEVELS)
    row.family = reading.choice("family", given.family, CHANGES)
    row.kind = reading.choice("kind", given.kind, ("", *KINDS))
    row.initiative = initiative_of(reading, process.id, given.initiative)
    row.rises = given.rises
    row.counted = reading.choice("counted", given.counted, COUNTED)
    names = names_of(principal, process.id)
    texts = unnamed_all(reading, _texts(reading, given), names)
    parts = [unnamed(reading, "parts", one, names) for one in _parts(reading, given)]
    reading.done()
    sealer(process.id).put(row, **texts, parts=parts)
    row.save(force_insert=True)
    log.enter(process.id, "indicator-added", principal, number=row.number)
    return row.id


@transaction.atomic
def remove(principal: Principal, indicator_id: UUID) -> UUID:
    """
    Delete an indicator of which nothing was found yet. Return the process.

    Raises:
        Refused: If it is not theirs.
        Conflict: `found-already`.
    """
    row = asking.get(principal, "outcome", CHANGE, Indicator, indicator_id, lock=True)
    if row.values.filter(role="actual").exists():
        raise Conflict("found-already")
    row.delete()
    log.enter(row.process_id, "indicator-removed", principal, number=row.number)
    return row.process_id


@transaction.atomic
def put(
    principal: Principal, indicator_id: UUID, role: str, numbers: Mapping[int, Decimal | None], *, on: date | None
) -> None:
    """
    Put numbers of a day; a number that stands there for the same day and part is written over.

    Args:
        principal: A facilitator.
        indicator_id: Of which indicator.
        role: "baseline", "target" or "actual".
        numbers: By the place of the part, 0 for the whole; None for what stays as it is.
        on: The day they are of; only what is aimed at may lie ahead.

    Raises:
        Refused: If it is not theirs.
        Invalid: By field; a number by `part_` and its place.
        Conflict: `as-many-as-can-be`.
    """
    row = asking.get(principal, "outcome", CHANGE, Indicator, indicator_id, lock=True)
    reading = Reading()
    kept_role = reading.choice("role", role, ROLES)
    places = range(len(sealer(row.process_id).get(row, "parts") or ()) + 1)
    given = {part: number for part, number in numbers.items() if number is not None}
    for part, number in given.items():
        if part not in places or not _fits(number):
            reading.faults[f"part_{part}"] = "no-number"
    if not given:
        reading.faults["part_0"] = "empty"
    day = on if kept_role == "target" and on is not None else past_day(reading, "on", on)
    reading.done()
    if row.values.count() + len(given) > MOST_VALUES:
        raise Conflict("as-many-as-can-be")
    for part, number in given.items():
        IndicatorValue.objects.update_or_create(
            indicator=row, role=kept_role, on=day, part=part, defaults={"number": number}
        )
    log.enter(row.process_id, "indicator-put", principal, number=row.number, to=kept_role)


def _texts(reading: Reading, given: IndicatorText) -> dict[str, str]:
    return {
        "words": reading.text("words", given.words, most=SENTENCE),
        "unit": reading.text("unit", given.unit, most=NAME),
        "source": reading.text("source", given.source, most=SENTENCE),
        "cut": reading.text("cut", given.cut, most=NAME, needed=bool(given.parts)),
    }


def _parts(reading: Reading, given: IndicatorText) -> list[str]:
    """Return the parts of the cut: none without a cut, and two or more, each another, with one."""
    named = [one for one in given.parts if one.strip()]
    if len(named) > MOST_PARTS:
        reading.faults["parts"] = "too-many-parts"
        return []
    kept = [reading.text("parts", one, most=NAME) for one in named]
    if given.cut.strip() and (len(kept) < FEWEST_PARTS or len(set(kept)) < len(kept)):
        reading.faults.setdefault("parts", "two-parts")
    return kept


def _fits(number: Decimal) -> bool:
    """Whether a number is one that can be kept as it is."""
    return number.is_finite() and abs(number) < LARGEST and number == round(number, DECIMALS)
