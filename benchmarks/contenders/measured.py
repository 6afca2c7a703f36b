"""
What the contenders share: a dialogue in a file, a clock, and what was measured.

    FILE (.npz)   start, statement, vote, side
    Measured      seconds by stage, seconds before it could begin, peak memory, seconds of all cores
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sulh.model.dialogue import Dialogue, NumberedIds, Sides, Votes

SEED = 0


@dataclass(frozen=True)
class Measured:
    """
    How long one contender took on one dialogue.

    Attributes:
        stages: Seconds by stage, in their order.
        before: Seconds until it could begin.
        peak: Largest memory of the whole process, in MiB.
        processor: Seconds of all cores together over all stages: steadier where other programs run beside.
    """

    stages: dict[str, float]
    before: float
    peak: float
    processor: float

    @property
    def seconds(self) -> float:
        """All stages together."""
        return sum(self.stages.values())


class Clock:
    """Times one stage after the other."""

    def __init__(self) -> None:
        """Begin with nothing measured."""
        self.stages: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        """End a stage and begin the next."""
        now = time.perf_counter()
        self.stages[stage] = now - self._last
        self._last = now


def save(dialogue: Dialogue, file: Path) -> None:
    """Lay a dialogue in a file for the contenders."""
    votes = dialogue.votes
    np.savez(file, start=votes.start, statement=votes.statement, vote=votes.vote, side=dialogue.sides.of)


def load(file: Path) -> tuple[Votes, Sides]:
    """Read a dialogue back; ids are numbers."""
    with np.load(file) as arrays:
        start, statement, vote, side = (arrays[name] for name in ("start", "statement", "vote", "side"))
    statements = int(statement.max(initial=0)) + 1
    names = tuple(map(str, range(int(side.max(initial=-1)) + 1)))
    return Votes(NumberedIds(len(start) - 1), NumberedIds(statements), start, statement, vote), Sides(names, side)
