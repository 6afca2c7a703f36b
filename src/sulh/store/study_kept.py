"""
What is kept of a study under the key of its process, as values; reading and writing rest on it alike.

    asked_of(study)      what it asks        plan_of(study)   what was laid down
    findings_of(report)  what was found
    says_who(study)      whether it says who asks, in every language of its own

Each reads the key of the process from the disk, unless its opener is at hand already.
"""

from __future__ import annotations

import msgspec

from sulh.measurement.attitudes.findings import Report
from sulh.model.questionnaire import ASKER, Questionnaire
from sulh.model.studies import Plan
from sulh.store.models import Study, StudyReport
from sulh.store.sealing import Sealer, sealer


def asked_of(row: Study, opener: Sealer | None = None) -> Questionnaire:
    """Return what a study asks."""
    return msgspec.convert((opener or sealer(row.process_id)).get(row, "asked"), Questionnaire)


def says_who(row: Study, asked: Questionnaire | None = None) -> bool:
    """Return whether a study says who asks, what for and whom to turn to, in every language of its own."""
    asker = (asked or asked_of(row)).asker
    return all(asker.get(part, {}).get(tag) for part in ASKER for tag in row.tags)


def plan_of(row: Study, opener: Sealer | None = None) -> Plan | None:
    """Return what was laid down before; None where nothing was."""
    kept = (opener or sealer(row.process_id)).get(row, "plan")
    return None if kept is None else msgspec.json.decode(kept, type=Plan)


def findings_of(row: StudyReport, opener: Sealer | None = None) -> Report:
    """Return what a report told."""
    return msgspec.convert((opener or sealer(row.study.process_id)).get(row, "findings"), Report)
