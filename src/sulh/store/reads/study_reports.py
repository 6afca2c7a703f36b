"""
What was found of attitudes, frozen, with what it takes to put it into words.

    report          one report
    attitudes       of each study of a process the newest one, for the panels beside one another
"""

from __future__ import annotations

from dataclasses import dataclass
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
from sulh.store.sealing import Sealer, sealer
from sulh.store.study_kept import asked_of, findings_of, plan_of


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


def report(principal: Principal, report_id: UUID, tag: str) -> ReportShown:
    """
    Return what was found.

    Raises:
        Refused: If it is not theirs to see.
    """
    row = asking.get(principal, "change", SEE, models.StudyReport, report_id)
    process, opener = row.study.process, sealer(row.study.process_id)
    sides = named_sides(process.sides.all(), opener, tag)
    return _report(opener, row, list(row.study.waves.all()), sides, process)


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
    opener = sealer(process.id)
    sides = named_sides(process.sides.all(), opener, tag)
    return tuple(_report(opener, one, waves.get(one.study_id, []), sides, process) for one in reports)


def last_reports(process_id: UUID) -> dict[UUID, models.StudyReport]:
    """Return of each study that has one the newest report."""
    rows = models.StudyReport.objects.filter(study__process=process_id).select_related("study").order_by("number")
    return {one.study_id: one for one in rows}


def _report(
    opener: Sealer,
    row: models.StudyReport,
    waves: list[models.StudyWave],
    sides: tuple[NamedSide, ...],
    process: models.Process,
) -> ReportShown:
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
        sides=sides,
        days={str(one.number): (code(one.kind), one.opens) for one in waves},
        closes={str(one.number): one.closes for one in waves},
        frozen=row.study.frozen,
        process=opener.text(process, "name"),
        languages=tuple(row.study.tags),
        ends=row.study.ends,
        gone=row.study.gone,
        k=K_OF_PROFILE[process.profile],
    )
