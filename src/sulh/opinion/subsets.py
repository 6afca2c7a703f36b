"""
The same rules, asked of a part of the participants: without the flagged, and by one further declared cut.

    without(votes, mask) ─▶ a new engine ─▶ judge ─▶ Integrity.without, CutFindings
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from sulh.model.dialogue import NO_SIDE, Booleans, Cut, Dialogue, Int64s, Sides, Votes
from sulh.model.findings import CutFindings, CutStatement, CutValue, Integrity, Options, Without
from sulh.opinion.engine import Engine
from sulh.opinion.integrity import flags
from sulh.opinion.judged import Judged, by_side, judge, rounded, scores, verdict

MakeEngine = Callable[[Votes, Sides], Engine]


def without(votes: Votes, left_out: Booleans) -> Votes:
    """
    Return the votes without the answers of some participants; they stay as participants who answered nothing.

    Args:
        votes: Not altered.
        left_out: Shape (participants,). True for those whose answers are left out.

    >>> votes = Votes(("1", "2"), ("1",), np.array([0, 1, 2]), np.array([0, 0], np.uint16), np.array([1, -1], np.int8))
    >>> without(votes, np.array([True, False])).vote.tolist()
    [-1]
    """
    lengths = np.diff(votes.start)
    kept = ~np.repeat(left_out, lengths)
    start = np.concatenate([[0], np.cumsum(np.where(left_out, 0, lengths))]).astype(np.int64)
    began = None if votes.began is None else np.where(left_out, -1, votes.began)
    return replace(votes, start=start, statement=votes.statement[kept], vote=votes.vote[kept], began=began)


def integrity(
    dialogue: Dialogue, judged: Judged, options: Options, make: MakeEngine, invited: Int64s | None
) -> Integrity:
    """Flag patterns that deserve a look, and judge every statement again without the flagged participants."""
    found, flagged = flags(dialogue.votes, dialogue.sides, judged.tally, seed=options.seed)
    if not flagged.any():
        return Integrity(flags=found, flagged=0, without=[])
    rest = judge(make(without(dialogue.votes, flagged), dialogue.sides), options, invited)
    score, _ = scores(rest)
    return Integrity(
        flags=found,
        flagged=int(flagged.sum()),
        without=[_without(rest, j, score[j]) for j in range(len(judged.tally.statements))],
    )


def _without(rest: Judged, j: int, score: float) -> Without:
    found = verdict(rest, j)
    return Without(
        id=rest.tally.statements[j],
        standing=found.standing,
        witness=found.witness,
        margin=found.margin,
        score=rounded(score),
    )


def by_cut(dialogue: Dialogue, options: Options, make: MakeEngine) -> CutFindings | None:
    """Judge each value of the further cut by the same rules; None when there is no cut."""
    cut = dialogue.cut
    if cut is None:
        return None
    return CutFindings(
        name=cut.name,
        undeclared=int((cut.of == NO_SIDE).sum()),
        values=[_cut_value(dialogue, cut, number, options, make) for number in range(len(cut.values))],
    )


def _cut_value(dialogue: Dialogue, cut: Cut, number: int, options: Options, make: MakeEngine) -> CutValue:
    """Judge one value; how many were invited is not known by cut, so its answers are read as a sample."""
    outside = cut.of != number
    judged = judge(make(without(dialogue.votes, outside), dialogue.sides), options, None)
    return CutValue(
        value=cut.values[number],
        members=int((~outside).sum()),
        statements=[_cut_statement(judged, j) for j in range(len(judged.tally.statements))],
    )


def _cut_statement(judged: Judged, j: int) -> CutStatement:
    found = verdict(judged, j)
    return CutStatement(
        id=judged.tally.statements[j],
        standing=found.standing,
        witness=found.witness,
        margin=found.margin,
        sides=by_side(judged, j),
    )
