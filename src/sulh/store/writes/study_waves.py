"""
When a study is asked: its waves, each from a first day to a last one, and with them the day on which its answers go.

    add ──▶ a baseline first, then others on days of their own; later ones can always be added
    remove ──▶ while nobody has answered in it, also once it has begun

A wave may lie in the past, since answers on paper are brought in later: then somebody says so, once. Its last day lies
so near that its answers are not destroyed as soon as they come.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from sulh.access import CHANGE, Principal
from sulh.model.studies import WAVE_KINDS
from sulh.store import asking, clock
from sulh.store.errors import Conflict
from sulh.store.fresh import fresh_id
from sulh.store.models import Study, StudyWave
from sulh.store.texts import Reading
from sulh.store.writes.studies import kept

KEPT: Final = timedelta(days=90)  # after the last wave
MOST: Final = 20
A_YEAR, TEN_YEARS = timedelta(days=366), timedelta(days=3653)


@dataclass(frozen=True)
class WaveText:
    """A wave as somebody sets it; `past` if they said that its days are past, and answers come in otherwise."""

    kind: str
    opens: date | None
    closes: date | None
    past: bool = False


@transaction.atomic
def add(principal: Principal, study_id: UUID, given: WaveText, *, new_id: UUID | None = None) -> UUID:
    """
    Set a wave; the first one is the baseline, and there is one. Its answers go 90 days after the last wave.

    Raises:
        Refused: If it is not theirs.
        Invalid: By field.
        Conflict: `study-is-over`; `too-many-waves`.
    """
    row = kept(principal, study_id)
    if new_id is not None and row.waves.filter(pk=new_id).exists():
        return new_id
    waves = list(row.waves.all())
    if len(waves) >= MOST:
        raise Conflict("too-many-waves")
    reading = Reading()
    kind = reading.choice("kind", given.kind, WAVE_KINDS)
    for name, day in (("opens", given.opens), ("closes", given.closes)):
        if day is None:
            reading.faults[name] = "empty"
    if given.opens and given.closes and given.closes < given.opens:
        reading.faults["closes"] = "before-it-opens"
    baseline = next((one for one in waves if one.kind == "baseline"), None)
    if (kind == "baseline") == (baseline is not None):
        reading.faults.setdefault("kind", "one-baseline")
    elif baseline is not None and given.opens is not None and given.opens < baseline.opens:
        reading.faults.setdefault("opens", "before-the-baseline")
    elif any(given.opens is not None and one.opens < given.opens for one in waves if kind == "baseline"):
        reading.faults.setdefault("opens", "after-the-others")
    _apart(reading, waves, given)
    _near(reading, waves, given)
    reading.done()
    opens, closes = given.opens or clock.today(), given.closes or clock.today()
    number = max((one.number for one in waves), default=0) + 1
    made = StudyWave(id=fresh_id(StudyWave, new_id), study=row, number=number, kind=kind, opens=opens, closes=closes)
    made.save(force_insert=True)
    _set_end(row)
    return made.id


@transaction.atomic
def remove(principal: Principal, wave_id: UUID) -> UUID:
    """
    Take a wave back in which nobody has answered. Return the study.

    That nobody has is told of a wave in any case; of a group nothing is, so a group goes by its day alone.

    Raises:
        Refused: If it is not theirs.
        Conflict: `wave-has-answers`, `wave-analysed`; `study-has-plan`; `answers-would-go`, where the waves that stay
            are over for so long that everything would be destroyed.
    """
    wave = asking.get(principal, "study", CHANGE, StudyWave, wave_id)
    row = Study.objects.select_for_update().get(pk=wave.study_id)
    wave.refresh_from_db(fields=["analysed"])
    if wave.analysed:
        raise Conflict("wave-analysed")
    if wave.sheets.exists():
        raise Conflict("wave-has-answers")
    if row.frozen is not None:
        raise Conflict("study-has-plan")
    stay = row.waves.exclude(pk=wave.pk).aggregate(last=Max("closes"))["last"]
    if stay is not None and stay + KEPT <= clock.today():
        raise Conflict("answers-would-go")
    wave.delete()
    _set_end(row)
    return row.id


def _apart(reading: Reading, waves: Collection[StudyWave], given: WaveText) -> None:
    """See that a wave lies beside the others: on a day of two of them nobody could say which one is answered."""
    if given.opens and given.closes and any(one.opens <= given.closes and given.opens <= one.closes for one in waves):
        reading.faults.setdefault("opens", "waves-overlap")


def _near(reading: Reading, waves: Collection[StudyWave], given: WaveText) -> None:
    """See that days are those of a study that goes on: a wrong year would destroy its answers or keep them for good."""
    if given.opens is None or given.closes is None:
        return
    today = clock.today()
    if given.opens < today - A_YEAR:
        reading.faults.setdefault("opens", "over-a-year-ago")
    elif max(given.opens, given.closes) > today + TEN_YEARS:
        reading.faults.setdefault("opens" if given.opens > today + TEN_YEARS else "closes", "too-far")
    elif max([given.closes, *(one.closes for one in waves)]) + KEPT <= today:
        reading.faults.setdefault("closes", "gone-at-once")
    elif given.closes < today and not given.past:
        reading.faults.setdefault("past", "days-are-past")


def _set_end(row: Study) -> None:
    last = row.waves.aggregate(last=Max("closes"))["last"]
    row.ends = None if last is None else last + KEPT
    row.save(update_fields=["ends"])
