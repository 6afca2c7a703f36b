from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import msgspec
import pytest

from sulh.model.moderation import ModerationRow
from sulh.model.sessions import CommitmentLine, CommitmentState, SessionReport, commitment_state

DAY = date(2026, 5, 3)


@dataclass(frozen=True)
class Case:
    """One commitment, and how it stands on the day of the meeting."""

    due: date | None
    done: date | None
    expected: CommitmentState


@pytest.mark.parametrize(
    "case",
    [
        Case(None, None, "open"),
        Case(DAY, None, "open"),
        Case(date(2026, 5, 2), None, "late"),
        Case(date(2026, 5, 2), DAY, "done"),
        Case(date(2026, 5, 2), date(2026, 5, 4), "late"),
        Case(date(2026, 5, 9), date(2026, 5, 4), "open"),
    ],
    ids=str,
)
def test_how_a_commitment_stands(case: Case) -> None:
    """A commitment is late from the day after it was due, and done from the day it was found done."""
    assert case.expected == commitment_state(CommitmentLine("Mend it", ["North"], case.due, case.done), DAY)


@pytest.mark.parametrize("kind", [SessionReport, ModerationRow])
def test_there_is_no_place_for_a_person(kind: type[msgspec.Struct]) -> None:
    """Neither the report of a meeting nor the record of moderation has a field for who said or did anything."""
    personal = {"author", "by_whom", "name", "speaker", "participant", "moderator", "staff", "attendees", "time"}

    assert set() == personal & {field.name for field in msgspec.structs.fields(kind)}
