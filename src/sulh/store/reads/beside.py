"""
What stands beside one another on one axis of days: what was measured of agreements, and what went on meanwhile.

    political   every agreement that was coded, with what stands of it on each coded day
    went_on     rounds of the official talks, packages that were released, fighting between actors of the map

Of a release the day stands here and nothing of what it said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from sulh.access import SEE, Principal
from sulh.measurement.implementation.coded import Coded, coded, days_of
from sulh.store import asking, models
from sulh.store.reads.scored import scores_of, stipulations_of
from sulh.store.sealing import sealer

Sort = Literal["round", "stall", "release", "violence"]


@dataclass(frozen=True)
class AgreementOverTime:
    """An agreement with what stands of all its stipulations on each coded day, the earliest first."""

    id: str
    title: str
    days: tuple[tuple[date, tuple[Coded, ...]], ...]


@dataclass(frozen=True)
class WentOn:
    """Something that went on; `end` None while it goes on. `number` counts what is counted, such as rounds."""

    sort: Sort
    start: date
    end: date | None
    number: int = 0


def political(principal: Principal, process_id: UUID) -> tuple[AgreementOverTime, ...]:
    """
    Return every agreement that was coded, the newest first.

    Raises:
        Refused: If what changes in this process is not theirs to see.
    """
    process = asking.get(principal, "change", SEE, models.Process, process_id)
    opener = sealer(process.id)
    scores, stipulations = scores_of(process.id), stipulations_of(process.id)
    found = []
    for row in process.agreements.defer("text").order_by("-on", "id"):
        own = scores.get(str(row.id), [])
        ids = [one.id for one in stipulations.get(str(row.id), [])]
        days = tuple((day, coded(ids, own, day)) for day in days_of(own))
        if days:
            found.append(AgreementOverTime(str(row.id), opener.text(row, "title"), days))
    return tuple(found)


def went_on(principal: Principal, process_id: UUID) -> tuple[WentOn, ...]:
    """
    Return what went on, the earliest first.

    Raises:
        Refused: If what changes in this process is not theirs to see.
    """
    process = asking.get(principal, "change", SEE, models.Process, process_id)
    found: list[WentOn] = []
    for one in models.OfficialRound.objects.filter(process=process):
        if one.start is not None:
            found.append(WentOn("round", one.start, one.end or one.stalled_since, one.number))
        if one.stalled_since is not None:
            found.append(WentOn("stall", one.stalled_since, one.end, one.number))
    sent = models.TransferPackage.objects.filter(dialogue__process=process, sent__isnull=False)
    found += [WentOn("release", day, day) for day in sent.order_by("sent").values_list("sent", flat=True) if day]
    both = models.Tie.objects.filter(one__processes=process, other__processes=process)
    fought = both.filter(one__listed=True, other__listed=True)
    for tie in fought.exclude(intensity="").exclude(start=None).distinct():
        if tie.start is not None:
            found.append(WentOn("violence", tie.start, tie.end))
    return tuple(sorted(found, key=lambda one: (one.start, one.sort, one.number)))
