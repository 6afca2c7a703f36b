"""
The truth beside a generated dialogue: what every side would have said, and what was planted.

    Truth ─┬─ agree, disagree, passed   (sides, statements), what all members would answer, in the mean
           ├─ common_ground, divides    the planted statements
           └─ brigade                   the planted participants

It is what an analysis is judged against; no analysis may see it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sulh.model.dialogue import Floats, Int64s


@dataclass(frozen=True, eq=False)
class Truth:
    """
    What is true of a generated dialogue.

    Attributes:
        sides: Names, as in the dialogue.
        statements: How many.
        agree: Shape (sides, statements). Mean chance, 0 to 1, that a member of the side agrees, over all its honest
            members, asked or not; NaN for a side without members. In large dialogues (`sulh.synth.world`) over the
            distribution that the members are drawn from, which then differs by less than .002.
        disagree: The same for disagreement.
        passed: The same for a pass; the three add up to one.
        common_ground: Statement numbers planted as common ground, rising.
        divides: Statement numbers planted as divides, rising.
        brigade: Participant numbers of the brigade, rising; empty without one.
    """

    sides: tuple[str, ...]
    statements: int
    agree: Floats
    disagree: Floats
    passed: Floats
    common_ground: Int64s
    divides: Int64s
    brigade: Int64s

    def worst(self) -> Floats:
        """Return the smallest true agreement over the sides. Shape (statements,)."""
        smallest: Floats = np.min(self.agree, axis=0)
        return smallest

    def top(self, count: int = 10) -> Int64s:
        """Return the statement numbers that the worst side agrees with most, best first; ties by number."""
        return np.argsort(-self.worst(), kind="stable")[:count].astype(np.int64)
