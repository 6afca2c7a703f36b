"""
Studies for whoever reads what changes: how one is set up, and how many answered.

    overview        the studies of a process
    shown           one study: questions, waves with how many answered, groups, the plan, reports
    of_wave         the study of a wave        of_group   that of a group, and its line

What was found is read in `sulh.store.reads.study_reports`. Answers are opened nowhere here.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sulh.access import CHANGE, SEE, Principal, Thing, may
from sulh.model.questionnaire import Questionnaire
from sulh.model.studies import Plan, StudyGroup, WaveKind
from sulh.store import asking, clock, models
from sulh.store.kinds import K_OF_PROFILE
from sulh.store.reads.frames import NamedSide, named_sides
from sulh.store.reads.ground import code
from sulh.store.reads.study_acts import acts_in, said_on
from sulh.store.reads.study_reports import last_reports
from sulh.store.respondents import people_asked
from sulh.store.sealing import Sealer, sealer
from sulh.store.study_kept import asked_of, plan_of, says_who


@dataclass(frozen=True)
class ReportLine:
    """A report by its day."""

    id: str
    number: int
    on: date


@dataclass(frozen=True)
class StudyLine:
    """
    A study in a list.

    Attributes:
        answered: How many sheets there are of waves in which k or more answered: their sum tells of no other wave.
        few: Whether somebody answered, and nowhere so many.
        k: Below how many people nothing is told.
    """

    id: str
    title: str
    on: date
    answered: int
    few: bool
    k: int
    gone: date | None
    report: ReportLine | None


@dataclass(frozen=True)
class Overview:
    """The studies of a process, the newest first; `evaluates` whether the reader may set one up."""

    studies: tuple[StudyLine, ...]
    evaluates: bool


@dataclass(frozen=True)
class WaveLine:
    """
    A wave.

    Attributes:
        begun: Whether it has begun, by its day.
        answered: How many people did, by the number of their group.
    """

    id: str
    number: int
    kind: WaveKind
    opens: date
    closes: date
    analysed: bool
    begun: bool
    answered: int


@dataclass(frozen=True)
class GroupLine:
    """
    A group. Nothing here tells whether anybody of it answered: it may be a few people, or one.

    Attributes:
        asked: How many people are asked; 0 where nobody said.
        made: Number of its entry number, among those it has had; None where none was made.
    """

    id: str
    number: int
    arm: StudyGroup
    side: str
    label: str
    together: bool
    asked: int
    made: int | None


@dataclass(frozen=True)
class StudyShown:
    """
    A study.

    Attributes:
        sides: Of the process.
        waves: The baseline first.
        plan, digest, frozen: What was laid down before.
        asked_people: How many people are asked in all; 0 where that was not said of every group.
        asked_said: The day on which that was last said by itself, and not when a group was named; else None.
        today: By which days are past or to come.
        k: Below how many people nothing is told.
        begun: Whether anybody has answered.
        told: Whether people are told who asks, in every language of the study.
        ready: Whether there is something new to analyse.
        awaits, unmade: Whether the machine is making a report; why it did not make the last one, a code.
        withdraws: Whether the reader may take answers out, also once the process is closed.
        ending: Whether they may delete all of them, likewise.
    """

    id: str
    process_id: str
    title: str
    asked: Questionnaire
    languages: tuple[str, ...]
    assigned: str
    sides: tuple[NamedSide, ...]
    waves: tuple[WaveLine, ...]
    groups: tuple[GroupLine, ...]
    plan: Plan | None
    digest: str
    frozen: date | None
    ends: date | None
    gone: date | None
    reports: tuple[ReportLine, ...]
    asked_people: int
    asked_said: date | None
    today: date
    k: int
    begun: bool
    told: bool
    ready: bool
    awaits: bool
    unmade: str
    evaluates: bool
    withdraws: bool
    ending: bool


def overview(principal: Principal, process_id: UUID) -> Overview:
    """
    Return the studies of a process.

    Raises:
        Refused: If what changes in it is not theirs to see.
    """
    process = asking.get(principal, "change", SEE, models.Process, process_id)
    opener, reports = sealer(process.id), last_reports(process.id)
    k = K_OF_PROFILE[process.profile]
    sheets = models.StudySheet.objects.filter(wave__study__process=process)
    told: Counter[UUID] = Counter()
    for (study, _), number in Counter(sheets.values_list("wave__study", "wave")).items():
        told[study] += number if number >= k else 0
    lines = [
        StudyLine(
            id=str(row.id),
            title=opener.text(row, "title"),
            on=row.on,
            answered=told[row.id],
            few=row.id in told and not told[row.id],
            k=k,
            gone=row.gone,
            report=_line_of(reports.get(row.id)),
        )
        for row in process.studies.defer("asked", "plan").order_by("-on", "id")
    ]
    return Overview(tuple(lines), evaluates(principal, process.id))


def shown(principal: Principal, study_id: UUID, tag: str) -> StudyShown:
    """
    Return a study; names of sides in a language.

    Raises:
        Refused: If it is not theirs to see.
    """
    row = asking.get(principal, "change", SEE, models.Study, study_id)
    opener = sealer(row.process_id)
    asked = asked_of(row, opener)
    by_wave = Counter(models.StudySheet.objects.filter(wave__study=row).values_list("wave_id", flat=True))
    groups = list(row.groups.select_related("seat").order_by("number"))
    waves = sorted(row.waves.all(), key=lambda one: (one.kind != "baseline", one.opens, one.number))
    return StudyShown(
        id=str(row.id),
        process_id=str(row.process_id),
        title=opener.text(row, "title"),
        asked=asked,
        languages=tuple(row.tags),
        assigned=row.assigned,
        sides=_sides(row, tag),
        waves=tuple(_wave(one, by_wave[one.id]) for one in waves),
        groups=tuple(_group(one, opener) for one in groups),
        plan=plan_of(row, opener),
        digest=row.digest,
        frozen=row.frozen,
        ends=row.ends,
        gone=row.gone,
        reports=tuple(ReportLine(str(one.id), one.number, one.on) for one in row.reports.order_by("-number")),
        asked_people=people_asked(groups),
        asked_said=said_on(acts_in(row.process_id), str(row.id)),
        today=clock.today(),
        k=K_OF_PROFILE[row.process.profile],
        begun=bool(by_wave),
        told=says_who(row, asked),
        ready=_ready(waves, by_wave),
        awaits=row.awaits is not None,
        unmade=row.unmade,
        evaluates=evaluates(principal, row.process_id),
        withdraws=may(principal, "study-withdrawal", CHANGE, asking.thing_of(row)),
        ending=may(principal, "study-ending", CHANGE, asking.thing_of(row)),
    )


def of_wave(principal: Principal, wave_id: UUID, tag: str) -> tuple[int, StudyShown]:
    """
    Return the number of a wave, and its study.

    Raises:
        Refused: If it is not theirs to see.
    """
    row = asking.get(principal, "change", SEE, models.StudyWave, wave_id)
    return row.number, shown(principal, row.study_id, tag)


def of_group(principal: Principal, group_id: UUID, tag: str) -> tuple[GroupLine, StudyShown]:
    """
    Return a group, and its study.

    Raises:
        Refused: If it is not theirs to see.
    """
    row = asking.get(principal, "change", SEE, models.StudyGroup, group_id)
    found = shown(principal, row.study_id, tag)
    return next(one for one in found.groups if one.id == str(row.id)), found


def evaluates(principal: Principal, process_id: UUID) -> bool:
    """Whether somebody measures here: an evaluator of a process that goes on, who does not facilitate it."""
    return may(principal, "study", CHANGE, Thing(process=str(process_id)))


def _line_of(row: models.StudyReport | None) -> ReportLine | None:
    return None if row is None else ReportLine(str(row.id), row.number, row.on)


def _wave(row: models.StudyWave, answered: int) -> WaveLine:
    return WaveLine(
        id=str(row.id),
        number=row.number,
        kind=code(row.kind),
        opens=row.opens,
        closes=row.closes,
        analysed=row.analysed,
        begun=row.opens <= clock.today(),
        answered=answered,
    )


def _group(row: models.StudyGroup, opener: Sealer) -> GroupLine:
    seat = getattr(row, "seat", None)
    return GroupLine(
        id=str(row.id),
        number=row.number,
        arm=code(row.arm),
        side=str(row.side_id),
        label=opener.text(row, "label"),
        together=row.together,
        asked=row.asked,
        made=None if seat is None else seat.generation,
    )


def _sides(row: models.Study, tag: str) -> tuple[NamedSide, ...]:
    return named_sides(models.Side.objects.filter(process=row.process_id), sealer(row.process_id), tag)


def _ready(waves: list[models.StudyWave], answered: Counter[UUID]) -> bool:
    there = [one for one in waves if answered[one.id]]
    return bool(there) and there[0].kind == "baseline" and any(not one.analysed for one in there[1:])
