"""What each search returns, before ids take the place of numbers: see `sulh.model.findings.Flag`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sulh.model.dialogue import Int64s

Kind = Literal["identical", "burst", "all-no", "opposed-block"]


@dataclass(frozen=True, eq=False)
class Found:
    """One pattern: its kind, the participant numbers in rising order, and the numbers behind it by name."""

    kind: Kind
    participants: Int64s
    evidence: dict[str, float]
