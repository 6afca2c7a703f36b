"""
The tally: how many on each side agree, disagree and pass. The hinge of the house.

    Tally.counts   shape (sides + 1, statements, 3): agree, disagree, pass; the last row holds the undeclared

Tallies add, so the same code serves a round, a large file and several machines. Everything that can be published
about statements comes from here. How votes are counted at speed lives in `sulh.opinion.engine`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sulh.errors import ShapeError
from sulh.model.dialogue import Int64s

KIND_OF_VOTE = np.array(
    [2, 0, 1]
)  # its place in the counts: a pass (0), an agreement (1), a disagreement (-1, the last)


@dataclass(frozen=True, eq=False)
class Tally:
    """
    How many on each side agree, disagree and pass.

    Attributes:
        sides: Names of the declared sides.
        statements: Ids of the statements.
        counts: Shape (sides + 1, statements, 3): agree, disagree, pass. The last row holds the undeclared.

    Raises:
        ShapeError: If the counts do not fit the names, or two tallies of different names are added.
    """

    sides: tuple[str, ...]
    statements: Sequence[str]
    counts: Int64s

    def __post_init__(self) -> None:
        """Refuse counts that do not fit the names."""
        expected = (len(self.sides) + 1, len(self.statements), 3)
        if self.counts.shape != expected:
            raise ShapeError(f"counts has shape {self.counts.shape}, expected {expected}")

    def __add__(self, other: Tally) -> Tally:
        """Add two tallies of the same sides and statements, such as two shards or two epochs."""
        if self.sides != other.sides or tuple(self.statements) != tuple(other.statements):
            raise ShapeError("tallies of different sides or statements do not add")
        return Tally(self.sides, self.statements, self.counts + other.counts)

    @property
    def agree(self) -> Int64s:
        """Shape (sides, statements). Agreements of the declared sides."""
        return self.counts[:-1, :, 0]

    @property
    def disagree(self) -> Int64s:
        """Shape (sides, statements). Disagreements of the declared sides."""
        return self.counts[:-1, :, 1]

    @property
    def passed(self) -> Int64s:
        """Shape (sides, statements). Passes of the declared sides."""
        return self.counts[:-1, :, 2]
