"""
Blocks: a dialogue cut into pieces of about equal size, which can be worked on apart.

    Block ├─ first      number of the block's first participant in the whole dialogue
          ├─ start      (participants of the block + 1,)   from 0
          ├─ statement  (answers of the block,)            uint16 or uint32
          ├─ vote       (answers of the block,)            int8
          └─ side       (participants of the block,)       int16, -1 for undeclared

How a dialogue is cut depends on its answers alone, never on the machine. What is done with blocks lives in
`sulh.opinion.engine`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from sulh.errors import ShapeError
from sulh.model.dialogue import Int8s, Int16s, Int64s, Sides, StatementNumbers, Votes

ANSWERS_PER_BLOCK = 20_000
MOST_BLOCKS = 32  # two for each thread of a 16-core machine; every block has sums of its own, so not too many

Entry = TypeVar("Entry", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Block:
    """
    The answers of some neighbouring participants, as compressed rows.

    Attributes:
        first: Number of the first of these participants in the whole dialogue.
        start: Shape (participants + 1,), from 0. Answers of the block's participant i lie at start[i]:start[i + 1].
        statement: Shape (answers,). Number of the statement.
        vote: Shape (answers,). +1 agree, -1 disagree, 0 pass.
        side: Shape (participants,). Number of the declared side, -1 for none.
    """

    first: int
    start: Int64s
    statement: StatementNumbers
    vote: Int8s
    side: Int16s

    def __len__(self) -> int:
        """How many participants the block holds."""
        return len(self.side)

    def row(self) -> Int64s:
        """Return each answer's participant within the block. Shape (answers,); made anew at each call."""
        return np.repeat(np.arange(len(self), dtype=np.int64), np.diff(self.start))

    def of(self, per_participant: npt.NDArray[Entry]) -> npt.NDArray[Entry]:
        """Return the entries of this block's participants out of an array over all participants (a view)."""
        return per_participant[self.first : self.first + len(self)]


def cut(votes: Votes, sides: Sides) -> list[Block]:
    """
    Cut a dialogue into blocks of neighbouring participants with about equally many answers.

    How many depends on the number of answers alone; there is always at least one, even without participants.

    Raises:
        ShapeError: If votes and sides disagree on the number of participants.
    """
    if len(sides.of) != len(votes.participants):
        raise ShapeError(f"sides has {len(sides.of)} participants, votes has {len(votes.participants)}")
    number = min(max(len(votes) // ANSWERS_PER_BLOCK, 1), MOST_BLOCKS)
    inner = np.searchsorted(votes.start, np.arange(1, number) * (len(votes) // number))
    bounds = [0, *inner.tolist(), len(votes.participants)]
    return [_block(votes, sides, first, last) for first, last in pairwise(bounds)]


def _block(votes: Votes, sides: Sides, first: int, last: int) -> Block:
    begin, end = votes.start[first], votes.start[last]
    start = votes.start[first : last + 1] - begin
    return Block(first, start, votes.statement[begin:end], votes.vote[begin:end], sides.of[first:last])
