"""
What stands beside one another on one axis of days: what was measured of agreements, and what went on meanwhile.

    political   every agreement that was coded, with what stands of it on each coded day
    went_on     initiatives, rounds of dialogues and of the official talks, packages that were released, fighting

Of a release the day stands here and nothing of what it said; of a round of a dialogue its days, from the public part of
the log, and not of which dialogue it is. Initiatives are those that facilitators hold themselves: what an owner shows,
and to whom, is theirs to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.db.models import Max

from sulh.access import SEE, Principal
from sulh.measurement.implementation.coded import Coded, coded, days_of, differed
from sulh.measurement.implementation.reliability import Reliability
from sulh.store import asking, clock, models
from sulh.store.reads.agreeing import kappa
from sulh.store.reads.given_up import given_up
from sulh.store.reads.processes import records_in
from sulh.store.reads.scored import scores_of, stipulations_of
from sulh.store.sealing import in_language, sealer

Sort = Literal["initiative", "dialogue", "round", "stall", "release", "violence"]


@dataclass(frozen=True)
class AgreementOverTime:
    """
    An agreement with what stands of all its stipulations on each coded day, the earliest first.

    Attributes:
        kappa: How far the two coders of the last day agree.
        differed: On how many stipulations of the last day they did not.
        given_up: How many codings of it were begun and given up.
    """

    id: str
    title: str
    days: tuple[tuple[date, tuple[Coded, ...]], ...]
    kappa: Reliability
    differed: int
    given_up: int


@dataclass(frozen=True)
class WentOn:
    """
    Something that went on.

    Attributes:
        end: None while it goes on.
        number: Counts what is counted, such as rounds of the official talks.
        name: What it is called, of an initiative.
    """

    sort: Sort
    start: date
    end: date | None
    number: int = 0
    name: str = ""


def political(principal: Principal, process_id: UUID) -> tuple[AgreementOverTime, ...]:
    """
    Return every agreement that was coded, the newest first.

    Raises:
        Refused: If what changes in this process is not theirs to see.
    """
    process = asking.get(principal, "change", SEE, models.Process, process_id)
    opener = sealer(process.id)
    scores, stipulations, off = scores_of(process.id), stipulations_of(process.id), given_up(process.id)
    found = []
    for row in process.agreements.defer("text").order_by("-on", "id"):
        own = scores.get(str(row.id), [])
        ids = [one.id for one in stipulations.get(str(row.id), [])]
        days = tuple((day, coded(ids, own, day)) for day in days_of(own))
        if days:
            last = days[-1][0]
            agreeing = kappa(own, last), differed(own, last)
            title, often = opener.text(row, "title"), off[str(row.id)]
            found.append(AgreementOverTime(str(row.id), title, days, *agreeing, often))
    return tuple(found)


def went_on(principal: Principal, process_id: UUID, tag: str) -> tuple[WentOn, ...]:
    """
    Return what went on, the earliest first; names in a language.

    Raises:
        Refused: If what changes in this process is not theirs to see.
    """
    process = asking.get(principal, "change", SEE, models.Process, process_id)
    of_tracks = (*_initiatives(process, tag), *_dialogues(process), *_talks(process))
    found = (*of_tracks, *_releases(process), *_fights(process))
    return tuple(sorted(found, key=lambda one: (one.start, one.sort, one.number, one.name)))


def _initiatives(process: models.Process, tag: str) -> Iterator[WentOn]:
    opener = sealer(process.id)
    for row in process.initiatives.filter(ownership=None, start__isnull=False):
        if row.start is not None:
            yield WentOn("initiative", row.start, row.end, name=in_language(opener.texts(row, "titles"), tag))


def _dialogues(process: models.Process) -> Iterator[WentOn]:
    """Yield the days of every round in which all sides of a dialogue were asked; of a caucus nothing."""
    opened, closed = _days_of_act(process, "round-opened"), _days_of_act(process, "round-closed")
    joint = models.Round.objects.filter(dialogue__process=process, side=None).annotate(ends=Max("epochs__ends"))
    for pk, state, ends in joint.order_by("id").values_list("id", "state", "ends"):
        over = closed.get(str(pk)) if state == "closed" else ends.date() if ends and ends <= clock.now() else None
        if str(pk) in opened:
            yield WentOn("dialogue", opened[str(pk)], over)


def _days_of_act(process: models.Process, act: str) -> dict[str, date]:
    """Return round -> the day on which something was done with it, the last where there are several."""
    rows = models.LogRecord.objects.filter(process_id=process.id, body__startswith=f'{{"act":"{act}"')
    records = (one for body in rows.order_by("number").values_list("body", flat=True) for one in records_in(body))
    return {str(one.refs["round"]): date.fromisoformat(one.at[:10]) for one in records if "round" in one.refs}


def _talks(process: models.Process) -> Iterator[WentOn]:
    for one in models.OfficialRound.objects.filter(process=process):
        if one.start is not None:
            yield WentOn("round", one.start, one.end or one.stalled_since, one.number)
        if one.stalled_since is not None:
            yield WentOn("stall", one.stalled_since, one.end, one.number)


def _releases(process: models.Process) -> Iterator[WentOn]:
    sent = models.TransferPackage.objects.filter(dialogue__process=process, sent__isnull=False)
    return (WentOn("release", day, day) for day in sent.order_by("sent").values_list("sent", flat=True) if day)


def _fights(process: models.Process) -> Iterator[WentOn]:
    """Yield fighting between listed actors that are both on the map of this process."""
    both = models.Tie.objects.filter(one__processes=process, other__processes=process)
    fought = both.filter(one__listed=True, other__listed=True)
    for tie in fought.exclude(intensity="").exclude(start=None).distinct():
        if tie.start is not None:
            yield WentOn("violence", tie.start, tie.end)
