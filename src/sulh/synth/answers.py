"""
Who answers what: a drawn world becomes votes, some thousands of people at a time.

    people of a piece ─▶ seen        every open statement with the person's own chance, in rising order
                      ─▶ votes       pass with the statement's chance, else agree with the model's

Each piece has a random stream of its own, so that pieces can be made apart, in any order, and always come out the
same. Nothing here is dense in participants × statements.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from sulh.model.dialogue import AGREE, DISAGREE, PASS, Floats, Int8s, Int64s, StatementNumbers
from sulh.synth.world import World

ANSWERS_PER_PIECE = 2_000_000
MOST_PEOPLE_PER_PIECE = 32_768
LARGEST_UINT16 = 65_535


@dataclass(frozen=True, eq=False)
class Piece:
    """
    The answers of some neighbouring people.

    Attributes:
        seen: Shape (people,). How many answers each gave.
        statement: Shape (answers,). Rising within a person.
        vote: Shape (answers,). +1, -1 or 0.
    """

    seen: Int64s
    statement: StatementNumbers
    vote: Int8s


def pieces(world: World) -> list[slice]:
    """Cut the people into pieces of about two million answers; the same world is always cut the same way."""
    people = len(world.people.side)
    expected = float(world.people.share.mean()) * len(world.opinions.quality) if people else 1.0
    step = int(np.clip(ANSWERS_PER_PIECE / max(expected, 1), 1, MOST_PEOPLE_PER_PIECE))
    return [slice(first, min(first + step, people)) for first in range(0, people, step)]


def answer(world: World, piece: slice, rng: np.random.Generator, *, fidelity: float = 1.0) -> Piece:
    """
    Draw the answers of one piece.

    Args:
        world: The drawn model.
        piece: Which participants, as cut by `pieces`.
        rng: The random stream of this piece alone.
        fidelity: Chance with which a brigade's answer follows its plan.
    """
    people = world.people
    opened = np.searchsorted(world.opinions.opens, people.comes[piece], side="right")
    row, statement = _seen(people.share[piece].astype(np.float64), opened.astype(np.int64), rng)
    vote = _vote(world, row + piece.start, statement, rng)
    planned = people.brigade[piece][row] & (rng.random(len(row), np.float32) < fidelity)
    vote[planned] = world.opinions.plan[statement[planned]]
    small = len(world.opinions.quality) <= LARGEST_UINT16 + 1
    narrow = statement.astype(np.uint16) if small else statement.astype(np.uint32)
    return Piece(np.bincount(row, minlength=len(opened)), narrow, vote)


def _seen(share: Floats, opened: Int64s, rng: np.random.Generator) -> tuple[Int64s, Int64s]:
    """
    Draw which open statements each person answers: each one with the person's own chance, apart from the others.

    Instead of a coin for every cell, the distance to the next answered statement is drawn, which is geometric: the
    work grows with the answers, not with participants × statements.
    """
    expected = share * opened
    draws = np.minimum(np.ceil(expected + 7 * np.sqrt(expected + 1)), opened).astype(np.int64)
    row = np.repeat(np.arange(len(share)), draws)
    with np.errstate(divide="ignore"):
        slow = -np.log1p(-np.minimum(share, 1))  # infinite for a share of one: every distance is then one
        wait = rng.standard_exponential(len(row)) / slow[row]
    far = int(opened.max(initial=0)) + 1
    place = np.cumsum(np.minimum(wait, far).astype(np.int64) + 1)
    before = np.concatenate([[0], place])[np.cumsum(draws) - draws]
    place -= before[row] + 1
    kept = place < opened[row]
    return row[kept], place[kept]


def _vote(world: World, person: Int64s, statement: Int64s, rng: np.random.Generator) -> Int8s:
    """Draw one vote for each pair of person and statement."""
    people, opinions = world.people, world.opinions
    logit = opinions.quality.astype(np.float32)[statement] + people.agreeableness[person]
    logit += world.position.astype(np.float32)[people.side[person]] * opinions.divide.astype(np.float32)[statement]
    for factor in range(people.place.shape[1]):
        logit += people.place[person, factor] * opinions.loading[:, factor].astype(np.float32)[statement]
    passing = opinions.passing.astype(np.float32)[statement]
    # one number decides both: below the chance of a pass a pass, the rest is stretched over agree and disagree
    drawn = rng.random(len(person), np.float32)
    vote = np.where(drawn - passing < (1 - passing) * expit(logit), np.int8(AGREE), np.int8(DISAGREE))
    vote[drawn < passing] = PASS
    return vote
