"""
Identical answers: people of one side whose rows of answers are the same, more often than honest people's would be.

    rows with equal marks ─▶ candidates   three or more copies that independent answers would not explain
    candidates            ─▶ expected     copies expected, judging by how like them everybody else answers
                          ─▶ Found        where there are far more copies than that

The second step is what keeps honest like-minded people out: where many come near a row of answers, some will hit it.
"""

from __future__ import annotations

import numpy as np
from scipy.special import gammainc

from sulh.model.dialogue import Floats, Int64s, Votes
from sulh.opinion.integrity.chance import discoveries
from sulh.opinion.integrity.found import Found
from sulh.opinion.integrity.leanings import FEWEST_ANSWERS
from sulh.opinion.integrity.people import People, Rows, answers_of
from sulh.opinion.tally import KIND_OF_VOTE

FEWEST_COPIES = 3
MOST_CANDIDATES = 50  # of one side; the least likely come first
LOOKED_AT = 2_000  # people of the side compared with a candidate; the expected number is scaled up
PRIOR = 10.0  # answers that the side's own chance is worth for a person who shares no statement with the candidate
NOT_IN_ROW = 2


def identical(votes: Votes, people: People, members: Int64s, rates: Floats, *, rng: np.random.Generator) -> list[Found]:
    """
    Find rows of answers that too many members of one side share.

    Args:
        votes: All answers.
        people: Counts and marks of all participants.
        members: Shape (members,). Participant numbers of the side.
        rates: Shape (statements, 3). The side's chance of yes, no and pass.
        rng: Draws whom the candidates are compared with, in large sides.

    Returns:
        One finding for each such row. Evidence: `copies`; `answers`, how long the row is; `expected`, further copies
        expected from honest members; `chance` of so many.
    """
    heard = members[people.answered[members] >= FEWEST_ANSWERS]
    marks, which, copies = np.unique(people.mark[heard], return_inverse=True, return_counts=True)
    groups = np.flatnonzero(copies >= FEWEST_COPIES)
    if len(groups) == 0:
        return []
    order = np.argsort(which, kind="stable")
    first = np.cumsum(copies) - copies
    candidates = [heard[order[first[group] : first[group] + copies[group]]] for group in groups]
    candidates = _least_likely(votes, candidates, rates, len(heard))
    others = heard if len(heard) <= LOOKED_AT else np.sort(rng.choice(heard, LOOKED_AT, replace=False))
    rows = answers_of(votes, others)
    expected = np.array([_expected(votes, who, rows, rates) for who in candidates]) * (len(heard) / len(others))
    more = np.array([len(who) - 1 for who in candidates])
    # whoever looks at every different row and picks the most copied has looked often: hence the number of rows
    chance = np.minimum(gammainc(more, expected) * len(marks), 1.0)
    kept = np.flatnonzero(discoveries(chance, among=len(groups)))
    return [_found(votes, candidates[k], float(expected[k]), float(chance[k])) for k in kept]


def _least_likely(votes: Votes, candidates: list[Int64s], rates: Floats, heard: int) -> list[Int64s]:
    """Return the candidates that independent answers explain least, in the order in which they came."""
    surprise = []
    for who in candidates:
        statement, vote = _row(votes, int(who[0]))
        match = float(np.log(rates[statement, KIND_OF_VOTE[vote]]).sum())
        surprise.append((len(who) - 1) * (match + np.log(heard)))
    least = np.sort(np.argsort(surprise, kind="stable")[:MOST_CANDIDATES])
    return [candidates[k] for k in least]


def _expected(votes: Votes, who: Int64s, others: Rows, rates: Floats) -> float:
    """
    Further copies of this row that honest members would give: the larger of two answers to that.

    Independently, everybody gives each answer of the row with the side's own chance. Or else everybody goes on as
    like the row as they answered so far: who gave the same answer to k of the s statements they share with it matches
    a further one with chance (k + 1) / (s + 1), drawn toward the side's chance as far as they share less than all.
    One is added because only those who are no copies are counted: the nearest of them miss by one at least.
    """
    statement, vote = _row(votes, int(who[0]))
    answer = np.full(len(votes.statements), NOT_IN_ROW, np.int8)
    answer[statement] = vote
    chance = rates[statement, KIND_OF_VOTE[vote]]
    in_row = answer[others.statement]
    shared = np.bincount(others.row[in_row != NOT_IN_ROW], minlength=len(others.number))
    same = np.bincount(others.row[in_row == others.vote], minlength=len(others.number))
    prior = PRIOR * (1 - shared / len(statement))
    likeness = (same + 1 + prior * chance.mean()) / (shared + 1 + prior)
    going_on = (likeness[~np.isin(others.number, who)] ** len(statement)).sum()
    return float(max(going_on, len(others.number) * np.prod(chance)))


def _row(votes: Votes, person: int) -> tuple[Int64s, Int64s]:
    """Return the statements and votes of one person."""
    answers = slice(votes.start[person], votes.start[person + 1])
    return votes.statement[answers].astype(np.int64), votes.vote[answers].astype(np.int64)


def _found(votes: Votes, who: Int64s, expected: float, chance: float) -> Found:
    person = int(who[0])
    evidence = {
        "copies": float(len(who)),
        "answers": float(votes.start[person + 1] - votes.start[person]),
        "expected": float(f"{expected:.3g}"),
        "chance": float(f"{chance:.3g}"),
    }
    return Found("identical", np.sort(who), evidence)
