"""
Who makes the report of a study: whoever asked for it, while they wait, or the machine, where that would take too long.

    ask ─┬─ little to find out ──▶ the report, at once
         └─ much ──▶ the study awaits a report ──run_due, once a minute──▶ the report, or the reason why there is none

How long it takes hangs on how many results there are and in how many parts (docs/benchmarks.md), so that is counted
beforehand, and nobody's page waits longer than a second or two. What is awaited stands in the row of the study: a
machine that was stopped finds it as it was, and two that look at once make one report, under the id that was given.
Whoever asked has to be let do so still when it is made. A study whose key is lost holds up no other.
"""

from __future__ import annotations

import logging
from typing import Final
from uuid import UUID

from django.db import transaction

from sulh.access import CHANGE, STRANGER, Principal, may
from sulh.errors import VaultError
from sulh.measurement.attitudes.measures import measures
from sulh.store import asking
from sulh.store.errors import Conflict
from sulh.store.fresh import fresh_id
from sulh.store.models import Study, StudyReport
from sulh.store.reads.principals import of_staff
from sulh.store.study_kept import asked_of
from sulh.store.writes import log
from sulh.store.writes.study_answers import made, may_be_made

AT_ONCE: Final = 24  # results, of one side each, that are worked out while somebody waits: some two seconds
UNOPENED: Final = "study-unopened"
TRIED_AGAIN: Final = "study-changed"  # answers came in while it was worked out: the next minute finds them
_LOG = logging.getLogger(__name__)


def ask(principal: Principal, study_id: UUID, *, new_id: UUID | None = None) -> UUID | None:
    """
    Have a study analysed; a form that comes twice has it done once.

    Args:
        principal: An evaluator.
        study_id: Which study.
        new_id: Under which the report will stand.

    Returns:
        The report; None where the machine makes it in a minute or more.

    Raises:
        Refused: If it is not theirs.
        Conflict: As `sulh.store.writes.study_answers.analyse`.
    """
    row = asking.get(principal, "study", CHANGE, Study, study_id)
    if new_id is not None and row.reports.filter(pk=new_id).exists():
        return new_id
    waves = may_be_made(row)
    sides = row.groups.values("side_id").distinct().count()
    if len(measures(asked_of(row).instrument())) * (len(waves) - 1) * sides <= AT_ONCE:
        return made(row, principal, new_id)
    with transaction.atomic():
        if Study.objects.select_for_update().get(pk=row.pk).awaits is None:
            log.enter(row.process_id, "study-analysis-asked", principal, study=str(row.id))
            awaits = fresh_id(StudyReport, new_id)
            Study.objects.filter(pk=row.pk).update(awaits=awaits, awaited_by=UUID(principal.id), unmade="")
    return None


def run_due() -> int:
    """Make every report that is awaited, the oldest study first; return how many were made. The machine's own work."""
    waiting = Study.objects.filter(awaits__isnull=False).select_related("process").order_by("on", "pk")
    return sum(_make(row) for row in list(waiting))


def _make(row: Study) -> bool:
    """Make one report; where none can be made, keep why, for whoever asked."""
    going_on, why = _still_asked(row), ""
    try:
        if going_on:
            made(row, None, row.awaits)
    except Conflict as conflict:
        if conflict.code == TRIED_AGAIN:
            return False
        why = conflict.code
    except (VaultError, OSError):
        _LOG.warning("The report of a study was not made: its answers do not open. Look at the folder of keys.")
        why = UNOPENED
    Study.objects.filter(pk=row.pk, awaits=row.awaits).update(awaits=None, awaited_by=None, unmade=why)
    return going_on and not why


def _still_asked(row: Study) -> bool:
    """Whether whoever asked might ask now: where their right ended, or the process, nothing is made in their name."""
    asker = STRANGER if row.awaited_by is None else of_staff(row.awaited_by)
    return may(asker, "study", CHANGE, asking.thing_of(row))
