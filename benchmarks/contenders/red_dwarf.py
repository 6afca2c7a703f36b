"""red-dwarf: its pipeline as it comes, on a list of votes as it wants them."""

from __future__ import annotations

import warnings
from collections.abc import Callable

from benchmarks.contenders.measured import SEED, Clock
from sulh.model.dialogue import Sides, Votes

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its libraries warn about themselves
    from reddwarf.implementations.polis import run_pipeline


def prepare(votes: Votes, _: Sides) -> Callable[[Clock], None]:
    """Write the votes as a list of dictionaries."""
    cells = zip(votes.participant().tolist(), votes.statement.tolist(), votes.vote.tolist(), strict=True)
    listed = [
        {"participant_id": i, "statement_id": j, "vote": vote, "modified": number}
        for number, (i, j, vote) in enumerate(cells)
    ]

    def analyse(clock: Clock) -> None:
        run_pipeline(votes=listed, random_state=SEED)
        clock.lap("run_pipeline")

    return analyse
