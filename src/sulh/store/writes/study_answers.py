"""
Answers come into a study without anybody seeing them, and what is found of whole groups goes out.

    bring ──▶ sheets, sealed under the key of the study; a code that comes again in a wave replaces what it had
    forget ──▶ everything under one code is gone
    analyse ──▶ a report of whole groups; its waves take no answers any more

Two reports never differ by a few people: a wave that was analysed is closed, and where fewer than k people withdrew
since the last report, of all or of one group on one side, none is made (`sulh.measurement.attitudes.following`). So
nobody can subtract one from the other and hold one person's answers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import cast
from uuid import UUID

from django.db import transaction
from django.db.models import F

from sulh.access import CHANGE, Principal
from sulh.formats.study_rows import SheetRow, StudyRead, read_rows
from sulh.measurement.attitudes.analysing import analyse as analysed
from sulh.measurement.attitudes.findings import Report
from sulh.measurement.attitudes.following import may_follow
from sulh.model import studies as core
from sulh.store import asking, clock, withdrawn
from sulh.store.errors import Conflict
from sulh.store.fresh import fresh_id
from sulh.store.kinds import K_OF_PROFILE
from sulh.store.models import Study, StudyGroup, StudyReport, StudySheet, StudyWave
from sulh.store.respondents import people_asked
from sulh.store.sealing import sealer
from sulh.store.study_kept import asked_of, findings_of, plan_of
from sulh.store.study_sealing import answers, head_of, person_of
from sulh.store.writes import log

PARTS = 200  # rows written at a time


@dataclass(frozen=True)
class Brought:
    """What became of a file: of how many people answers were kept, new or in place of others; what was read."""

    kept: int
    read: StudyRead


def bring(
    principal: Principal,
    wave_id: UUID,
    file: tuple[str, bytes],
    *,
    called: Mapping[str, str] | None = None,
    rest: bool = False,
) -> Brought:
    """
    Take answers of a wave; where anything is not understood nothing is kept, unless the rest is wanted.

    Args:
        principal: An evaluator.
        wave_id: Of which wave.
        file: Its name and bytes.
        called: What a column of the file is called -> one of our names.
        rest: Whether to keep what is understood although something is not.

    Raises:
        Refused: If it is not theirs.
        Conflict: `wave-analysed`; `wave-not-begun`; `study-is-over`.
    """
    wave = asking.get(principal, "study", CHANGE, StudyWave, wave_id)
    _takes(wave)
    row, groups = wave.study, list(wave.study.groups.all())
    opener = sealer(row.process_id)
    names = {one.number: opener.text(one, "label") for one in groups}
    read = read_rows(file[1], file[0], asked_of(row), names, called, stamp=partial(head_of, row))
    if not read.rows or (read.remarks and not rest):
        return Brought(0, read)
    given = sorted((person_of(row, one.code), one) for one in read.rows)
    return Brought(_put(wave, {one.number: one for one in groups}, given), read)


@transaction.atomic
def forget(principal: Principal, study_id: UUID, typed: str) -> None:
    """
    Delete everything under a code, in all waves; a code that nobody made deletes nothing.

    Whoever answered can withdraw as long as answers are kept, so also once the process is closed. A restore of an older
    backup leaves it out as well (`sulh.store.withdrawn`, `sulh.store.writes.leaving`).

    Raises:
        Refused: If it is not theirs.
        Conflict: `study-is-over`.
    """
    delete_under(asking.get(principal, "study-withdrawal", CHANGE, Study, study_id, lock=True), typed)


def delete_under(row: Study, typed: str) -> None:
    """
    Delete everything under a code in a study that is held: as many questions, and one write to the disk, in any case.

    Raises:
        Conflict: `study-is-over`.
    """
    if row.gone is not None:
        raise Conflict("study-is-over")
    sheets = StudySheet.objects.filter(wave__study=row, person=person_of(row, typed))
    withdrawn.note(*sheets.values_list("pk", flat=True))  # before the transaction ends, as of a seat
    # Who was in no report is missed by none: else whoever has a number, and makes codes up, could stop the next one.
    missed = int(sheets.filter(wave__analysed=True).exists())
    sheets.delete()
    Study.objects.filter(pk=row.pk).update(withdrawn=F("withdrawn") + missed)


def analyse(principal: Principal, study_id: UUID, *, new_id: UUID | None = None) -> UUID:
    """
    Find out what changed by the waves that were answered, and freeze it; a form that comes twice makes one report.

    Raises:
        Refused: If it is not theirs.
        Conflict: `study-is-over`; `nothing-to-analyse`, without a wave before and a new one after; `wave-goes-on`,
            since no answers are taken afterwards; `few-withdrew`; `study-changed`, if answers came in meanwhile.
    """
    row = asking.get(principal, "study", CHANGE, Study, study_id)
    return made(row, principal, new_id)


def may_be_made(row: Study) -> list[StudyWave]:
    """
    Return the waves that a report would rest on, the baseline first.

    Raises:
        Conflict: As `analyse`, but for what only the answers themselves show.
    """
    if row.gone is not None:
        raise Conflict("study-is-over")
    if 0 < row.withdrawn < K_OF_PROFILE[row.process.profile]:
        raise Conflict("few-withdrew")
    waves = _answered(row)
    if not waves or waves[0].kind != "baseline" or not any(not one.analysed for one in waves[1:]):
        raise Conflict("nothing-to-analyse")
    if any(one.closes >= clock.today() for one in waves if not one.analysed):  # the last day is the people's
        raise Conflict("wave-goes-on")
    return waves


def made(row: Study, by: Principal | None, new_id: UUID | None) -> UUID:
    """
    Make a report and freeze it, for whoever was let in, or by the machine itself (None).

    Raises:
        Conflict: As `analyse`.
    """
    if new_id is not None and row.reports.filter(pk=new_id).exists():
        return new_id
    waves, stamp, k = may_be_made(row), _stamp(row), K_OF_PROFILE[row.process.profile]
    found = analysed(_rows(row), _study(row, waves), plan_of(row), k=k)
    last = row.reports.order_by("-number").first()
    if last is not None and not may_follow(findings_of(last), found, row.withdrawn, k=k):
        raise Conflict("few-withdrew")
    return _keep(by, row, waves, (stamp, found), new_id)


def _takes(wave: StudyWave) -> None:
    if wave.study.gone is not None:
        raise Conflict("study-is-over")
    if wave.analysed:
        raise Conflict("wave-analysed")
    if wave.opens > clock.today():
        raise Conflict("wave-not-begun")


@transaction.atomic
def _put(wave: StudyWave, groups: Mapping[int, StudyGroup], given: Sequence[tuple[str, SheetRow]]) -> int:
    """Write answers down, in an order that tells nothing; return of how many people."""
    Study.objects.select_for_update().get(pk=wave.study_id)
    _takes(StudyWave.objects.select_related("study").get(pk=wave.pk))
    seal = answers(wave.study)
    there = {one.person: one for one in StudySheet.objects.filter(wave=wave)}
    fresh: list[StudySheet] = []
    replaced: list[StudySheet] = []
    for person, one in given:
        sheet = there.get(person) or StudySheet(wave=wave, person=person)
        sheet.group = groups[one.group]
        seal.put(sheet, answers={"values": dict(one.values), "shown": dict(one.shown)})
        (replaced if person in there else fresh).append(sheet)
    StudySheet.objects.bulk_create(fresh, batch_size=PARTS)
    StudySheet.objects.bulk_update(replaced, ["group", "answers"], batch_size=PARTS)
    return len(fresh) + len(replaced)


def _answered(row: Study) -> list[StudyWave]:
    """Return the waves that were answered, the baseline first."""
    waves = row.waves.filter(sheets__isnull=False).distinct()
    return sorted(waves, key=lambda one: (one.kind != "baseline", one.opens, one.number))


def _stamp(row: Study) -> bytes:
    """Return what stands for all answers as they are now."""
    found = sha256()
    for pk, box in StudySheet.objects.filter(wave__study=row).order_by("pk").values_list("pk", "answers"):
        found.update(pk.bytes + bytes(box))
    return found.digest()


def _study(row: Study, waves: Sequence[StudyWave]) -> core.Study:
    every = list(row.groups.all())
    groups = {str(one.side_id) for one in every}
    sides = [str(one) for one in row.process.sides.order_by("mark").values_list("id", flat=True)]
    return core.Study(
        str(row.id),
        asked_of(row).instrument(),
        tuple(core.Wave(str(one.number), cast("core.WaveKind", one.kind), one.opens) for one in waves),
        tuple(one for one in sides if one in groups),
        cast("core.Assigned", row.assigned),
        people_asked(every),
    )


def _rows(row: Study) -> list[core.Row]:
    """Open all answers, for the one moment in which they are looked at."""
    seal, found = answers(row), []
    for sheet in StudySheet.objects.filter(wave__study=row).select_related("wave", "group"):
        kept, group = seal.get(sheet, "answers"), sheet.group
        found.append(
            core.Row(
                person=sheet.person,
                wave=str(sheet.wave.number),
                group=cast("core.StudyGroup", group.arm),
                side=str(group.side_id),
                cluster=str(group.number) if group.together else None,
                values=kept["values"],
                shown=kept["shown"],
            )
        )
    return found


@transaction.atomic
def _keep(
    by: Principal | None, row: Study, waves: Sequence[StudyWave], found: tuple[bytes, Report], new_id: UUID | None
) -> UUID:
    """Freeze what was found, and close its waves."""
    held, (stamp, report) = Study.objects.select_for_update().get(pk=row.pk), found
    if _stamp(held) != stamp or held.gone is not None or held.withdrawn != row.withdrawn:
        raise Conflict("study-changed")
    kept = StudyReport(id=fresh_id(StudyReport, new_id), study=held, number=held.reports.count() + 1, on=clock.today())
    sealer(held.process_id).put(kept, findings=report)
    kept.save(force_insert=True)
    StudyWave.objects.filter(pk__in=[one.pk for one in waves]).update(analysed=True)
    Study.objects.filter(pk=held.pk).update(withdrawn=0)
    log.enter(held.process_id, "study-analysed", by, study=str(held.id), number=kept.number)
    return kept.id
