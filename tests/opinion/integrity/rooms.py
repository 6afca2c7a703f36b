"""Dialogues for the tests of integrity: honest ones, and ones with people who act in concert."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from sulh.model.dialogue import Booleans, Dialogue, Int64s, Sides, Votes
from sulh.model.findings import Flag
from sulh.opinion.engine import LocalEngine, count
from sulh.opinion.integrity import flags
from sulh.opinion.tally import Tally
from sulh.synth import Brigade, Recipe, Truth, synthesise

SIDES = {"a": 180, "b": 60}


PLAIN = Recipe(SIDES, statements=40, common_ground=5, divides=5, times=True)


def room(seed: int, brigade: Brigade | None = None, **further: object) -> tuple[Dialogue, Truth]:
    """Draw a dialogue of 180 and 60 people about 40 statements, or a further recipe's."""
    changes: dict[str, Any] = {"brigade": brigade, **further}
    return synthesise(replace(PLAIN, **changes), seed)


def tally_of(dialogue: Dialogue) -> Tally:
    """Count a dialogue."""
    return count(LocalEngine(dialogue.votes, dialogue.sides))


def raised(dialogue: Dialogue, seed: int = 1) -> tuple[list[Flag], Booleans]:
    """Return the flags of a dialogue and who is in them."""
    return flags(dialogue.votes, dialogue.sides, tally_of(dialogue), seed=seed)


def rearranged(dialogue: Dialogue, people: Int64s, statements: Int64s) -> Dialogue:
    """Return the dialogue with its people and statements in another order."""
    votes = dialogue.votes
    place = np.argsort(statements)
    rows = [slice(votes.start[i], votes.start[i + 1]) for i in people]
    order = [np.argsort(place[votes.statement[row]]) for row in rows]
    moved = Votes(
        participants=[votes.participants[i] for i in people.tolist()],
        statements=[votes.statements[j] for j in statements.tolist()],
        start=np.concatenate([[0], np.cumsum([row.stop - row.start for row in rows])]),
        statement=np.concatenate([place[votes.statement[row]][o] for row, o in zip(rows, order, strict=True)]).astype(
            np.uint16
        ),
        vote=np.concatenate([votes.vote[row][o] for row, o in zip(rows, order, strict=True)]),
        began=None if votes.began is None else votes.began[people],
    )
    return replace(dialogue, votes=moved, sides=Sides(dialogue.sides.names, dialogue.sides.of[people]))
