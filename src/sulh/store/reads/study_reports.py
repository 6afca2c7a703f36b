"""
What was found of attitudes, frozen, with what it takes to put it into words.

    report          one report
    attitudes       of each study of a process the newest one, for the panels beside one another
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sulh.access import SEE, Principal
from sulh.measurement.attitudes.findings import Report
from sulh.model.questionnaire import Questionnaire
from sulh.model.studies import Plan, WaveKind
from sulh.store import asking, models
from sulh.store.kinds import K_OF_PROFILE
from sulh.store.reads.frames import NamedSide, named_sides
from sulh.store.reads.ground import code
from sulh.store.reads.study_acts import Acts, acts_in, acts_of
from sulh.store.respondents import people_asked
from sulh.store.sealing import Sealer, sealer
from sulh.store.study_kept import asked_of, findings_of, plan_of
from sulh.vault.log import Record


@dataclass(frozen=True)
class Beside:
    """How many outcomes of a process are for the worse, and how many assumptions failed or are in doubt by now."""

    worse: int = 0
    failing: int = 0


@dataclass(frozen=True)
class _Ground:
    """What all reports of a process are told with."""

    process: models.Process
    opener: Sealer
    sides: tuple[NamedSide, ...]
    acts: tuple[Record, ...]
    beside: Beside


@dataclass(frozen=True)
class ReportShown:
    """
    What was found, with what is needed to tell it.

    Attributes:
        days: Number of a wave -> its kind and first day.
        closes: Number of a wave -> its last day.
        frozen: When its plan was laid down; None without one.
        process: What its process is called.
        languages: In which it was asked.
        ends, gone: The day on which its answers are destroyed; when they were.
        k: Below how many people nothing is told.
        acts: What was done of the study, and by how many accounts.
        asked_now: How many people are asked, as it is said today; 0 where nobody said it of every group.
        beside: What the same process says of harm elsewhere.
    """

    id: str
    process_id: str
    study_id: str
    title: str
    on: date
    number: int
    findings: Report
    asked: Questionnaire
    plan: Plan | None
    sides: tuple[NamedSide, ...]
    days: dict[str, tuple[WaveKind, date]]
    closes: dict[str, date]
    frozen: date | None
    process: str
    languages: tuple[str, ...]
    ends: date | None
    gone: date | None
    k: int
    acts: Acts = field(default_factory=Acts)
    asked_now: int = 0
    beside: Beside = field(default_factory=Beside)


def report(principal: Principal, report_id: UUID, tag: str) -> ReportShown:
    """
    Return what was found.

    Raises:
        Refused: If it is not theirs to see.
    """
    row = asking.get(principal, "change", SEE, models.StudyReport, report_id)
    return _report(_ground(row.study.process, tag), row, list(row.study.waves.all()), list(row.study.groups.all()))


def attitudes(principal: Principal, process_id: UUID, tag: str) -> tuple[ReportShown, ...]:
    """
    Return the newest report of each study, the newest study first.

    Raises:
        Refused: If what changes in this process is not theirs to see.
    """
    process = asking.get(principal, "change", SEE, models.Process, process_id)
    reports = sorted(last_reports(process.id).values(), key=lambda one: (one.study.on, str(one.id)), reverse=True)
    waves: dict[UUID, list[models.StudyWave]] = {}
    for wave in models.StudyWave.objects.filter(study__process=process):
        waves.setdefault(wave.study_id, []).append(wave)
    groups: dict[UUID, list[models.StudyGroup]] = {}
    for group in models.StudyGroup.objects.filter(study__process=process):
        groups.setdefault(group.study_id, []).append(group)
    ground = _ground(process, tag)
    return tuple(_report(ground, one, waves.get(one.study_id, []), groups.get(one.study_id, [])) for one in reports)


def last_reports(process_id: UUID) -> dict[UUID, models.StudyReport]:
    """Return of each study that has one the newest report."""
    rows = models.StudyReport.objects.filter(study__process=process_id).select_related("study").order_by("number")
    return {one.study_id: one for one in rows}


def _ground(process: models.Process, tag: str) -> _Ground:
    opener = sealer(process.id)
    sides = named_sides(process.sides.all(), opener, tag)
    return _Ground(process, opener, sides, acts_in(process.id), _beside(process))


def _beside(process: models.Process) -> Beside:
    """Count what the process says of harm; of each assumption its last look."""
    looks = models.AssumptionLook.objects.filter(assumption__theory__process=process).order_by("on")
    last = dict(looks.values_list("assumption", "state"))
    return Beside(process.outcomes.filter(negative=True).count(), sum(state != "holds" for state in last.values()))


def _report(
    ground: _Ground, row: models.StudyReport, waves: list[models.StudyWave], groups: list[models.StudyGroup]
) -> ReportShown:
    opener, process = ground.opener, ground.process
    return ReportShown(
        id=str(row.id),
        process_id=str(row.study.process_id),
        study_id=str(row.study_id),
        title=opener.text(row.study, "title"),
        on=row.on,
        number=row.number,
        findings=findings_of(row, opener),
        asked=asked_of(row.study, opener),
        plan=plan_of(row.study, opener),
        sides=ground.sides,
        days={str(one.number): (code(one.kind), one.opens) for one in waves},
        closes={str(one.number): one.closes for one in waves},
        frozen=row.study.frozen,
        process=opener.text(process, "name"),
        languages=tuple(row.study.tags),
        ends=row.study.ends,
        gone=row.study.gone,
        k=K_OF_PROFILE[process.profile],
        acts=acts_of(ground.acts, str(row.study_id), row.number),
        asked_now=people_asked(groups),
        beside=ground.beside,
    )
