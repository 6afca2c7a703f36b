"""
What integrity needs to know of each person, counted in one pass over the answers, block by block.

    Votes, Sides, Tally ─▶ People ─┬─ answered, no, expected_no          all answers
                                   ├─ clear, against, expected_against   answers where the own side is clear
                                   └─ mark                               equal for equal rows of answers
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sulh.model.dialogue import DISAGREE, NO_SIDE, PASS, Booleans, Floats, Int8s, Int64s, Sides, StatementNumbers, Votes
from sulh.opinion.blocks import Block, cut
from sulh.opinion.tally import KIND_OF_VOTE, Tally

CLEAR_MINORITY = 0.35  # a side is clear on a statement when at most this part of its yes and no go the other way
FEWEST_FOR_CLEAR = 10  # of its answers, yes and no together

Marks = npt.NDArray[np.uint64]


@dataclass(frozen=True, eq=False)
class Norms:
    """
    What a side's members answer to each statement.

    Attributes:
        answers: Shape (sides, statements, 3). Chance of yes, no and pass, half an answer of each added.
        against: Shape (sides, statements). Chance of an answer against the side's majority, passes left out.
        majority: Shape (sides, statements). The side's majority, +1 or -1; 0 where it is not clear.
    """

    answers: Floats
    against: Floats
    majority: Int8s


@dataclass(frozen=True, eq=False)
class People:
    """
    Counts by participant. Each has shape (participants,); zero for the undeclared.

    Attributes:
        answered: Answers given.
        no: Those that disagree.
        expected_no: Disagreements expected by the own side's rates on the statements answered.
        clear: Answers, not passes, to statements where the own side is clear.
        against: Those that go against the own side's majority.
        expected_against: Those expected by the own side's rates.
        mark: A 64-bit number, equal for people with the same answers to the same statements.
    """

    answered: Int64s
    no: Int64s
    expected_no: Floats
    clear: Int64s
    against: Int64s
    expected_against: Floats
    mark: Marks


@dataclass(frozen=True, eq=False)
class Rows:
    """
    The answers of some participants, one after the other.

    Attributes:
        number: Shape (people,). Participant numbers.
        row: Shape (answers,). Place in `number` of each answer's person.
        statement: Shape (answers,).
        vote: Shape (answers,).
    """

    number: Int64s
    row: Int64s
    statement: StatementNumbers
    vote: Int8s


def answers_of(votes: Votes, number: Int64s) -> Rows:
    """Return the answers of these participants."""
    lengths = votes.start[number + 1] - votes.start[number]
    row = np.repeat(np.arange(len(number)), lengths)
    place = np.arange(len(row)) + np.repeat(votes.start[number] - (np.cumsum(lengths) - lengths), lengths)
    return Rows(number, row, votes.statement[place], votes.vote[place])


def norms(tally: Tally) -> Norms:
    """Return what the members of each side answer, from the tally alone."""
    counts = tally.counts[:-1]
    answers = (counts + 0.5) / (counts.sum(axis=2, keepdims=True) + 1.5)
    spoken = counts[:, :, 0] + counts[:, :, 1]
    against = (np.minimum(counts[:, :, 0], counts[:, :, 1]) + 0.5) / (spoken + 1)
    clear = (against <= CLEAR_MINORITY) & (spoken >= FEWEST_FOR_CLEAR)
    direction = np.where(counts[:, :, 0] >= counts[:, :, 1], 1, -1)
    return Norms(answers, against, np.where(clear, direction, 0).astype(np.int8))


def without_rows(tally: Tally, votes: Votes, sides: Sides, number: Int64s) -> Tally:
    """Return the tally without the answers of these participants; the given one stays as it is."""
    rows = answers_of(votes, number)
    side = sides.of[number].astype(np.int64)[rows.row]  # -1 is the last row: the undeclared
    shape = tally.counts.shape
    cell = (side % shape[0] * shape[1] + rows.statement) * shape[2] + KIND_OF_VOTE[rows.vote]
    counts = np.bincount(cell, minlength=tally.counts.size).reshape(shape)
    return Tally(tally.sides, tally.statements, tally.counts - counts)


def count_people(votes: Votes, sides: Sides, normal: Norms) -> People:
    """Count what each person answered, beside what their side answers."""
    parts = [_count_block(block, normal) for block in cut(votes, sides)]
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    return People(*columns)


def _count_block(block: Block, normal: Norms) -> tuple[npt.NDArray[np.generic], ...]:
    row, people = block.row(), len(block)
    side, statement, vote = block.side[row], block.statement, block.vote
    if len(normal.against) == 0 or len(row) == 0:
        nothing, none = np.zeros(people, np.int64), np.zeros(people)
        return nothing, nothing, none, nothing, nothing, none, nothing.astype(np.uint64)
    declared = side != NO_SIDE
    majority = np.where(declared, normal.majority[side, statement], 0)
    clear = (majority != 0) & (vote != PASS)
    answer = (1 - vote.astype(np.int64)) % 3  # yes 0, pass 1, no 2

    def total(of: Booleans, weight: Floats | None = None) -> npt.NDArray[np.generic]:
        return np.bincount(row[of], None if weight is None else weight[of], minlength=people)

    return (
        total(declared),
        total(declared & (vote == DISAGREE)),
        total(declared, normal.answers[side, statement, 1]),
        total(clear),
        total(clear & (vote != majority)),
        total(clear, normal.against[side, statement]),
        _mark(block.start, statement.astype(np.uint64) * np.uint64(3) + answer.astype(np.uint64)),
    )


def _mark(start: Int64s, answer: Marks) -> Marks:
    """Add up a well-mixed number for every answer, row by row (splitmix64)."""
    mixed = (answer + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    summed = np.concatenate([np.zeros(1, np.uint64), np.cumsum(mixed ^ (mixed >> np.uint64(31)))])
    rows: Marks = summed[start[1:]] - summed[start[:-1]]
    return rows
