"""
A dialogue of any size from the stated model, with the truth beside it.

    Recipe, seed ─▶ World ─▶ pieces of answers ─▶ Dialogue + Truth
"""

from __future__ import annotations

import numpy as np

from sulh.model.dialogue import About, Dialogue, Int64s, NumberedIds, Sides, Votes
from sulh.synth.answers import Piece, answer, pieces
from sulh.synth.recipe import Recipe
from sulh.synth.truth import Truth
from sulh.synth.world import World, draw_world, truth

FIRST_SECOND = 1_893_456_000  # 1 January 2030: a time nobody will take for a real consultation
LASTS = 14 * 24 * 3600  # two weeks


def synthesise(recipe: Recipe, seed: int) -> tuple[Dialogue, Truth]:
    """
    Draw a dialogue and what is true of it.

    Args:
        recipe: The stated model (see docs/methods/synthetic-dialogues.md).
        seed: The same recipe and seed give the same answers, bit for bit.

    Returns:
        The dialogue, with participants and statements numbered from 0, and the truth. Some people may have answered
        nothing.

    >>> dialogue, truth = synthesise(Recipe({"north": 30, "south": 20}, statements=12, common_ground=3), seed=1)
    >>> len(dialogue.votes.participants), len(dialogue.votes.statements), len(truth.common_ground)
    (50, 12, 3)
    >>> bool((truth.worst()[truth.common_ground] > 0.7).all())
    True
    """
    world = draw_world(recipe, _stream(seed, 0))
    fidelity = recipe.brigade.fidelity if recipe.brigade else 1.0
    drawn = [
        answer(world, piece, _stream(seed, number), fidelity=fidelity) for number, piece in enumerate(pieces(world), 1)
    ]
    votes = _votes(world, drawn, times=recipe.times)
    sides = Sides(world.names, world.people.declared)
    about = About(title="A generated dialogue", how="Drawn by a program from a stated model; nobody was asked.")
    return Dialogue(votes, sides, about=about), truth(world)


def _stream(seed: int, number: int) -> np.random.Generator:
    """Return the random stream of the world (0) or of one piece (from 1)."""
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(number,)))


def _votes(world: World, drawn: list[Piece], *, times: bool) -> Votes:
    seen = np.concatenate([np.zeros(1, np.int64), *(piece.seen for piece in drawn)])
    return Votes(
        participants=NumberedIds(len(world.people.side)),
        statements=NumberedIds(len(world.opinions.quality)),
        start=np.cumsum(seen),
        statement=np.concatenate([np.zeros(0, np.uint16), *(piece.statement for piece in drawn)]),
        vote=np.concatenate([np.zeros(0, np.int8), *(piece.vote for piece in drawn)]),
        began=_began(world, seen[1:]) if times else None,
    )


def _began(world: World, seen: Int64s) -> Int64s:
    seconds = FIRST_SECOND + (world.people.comes.astype(np.float64) * LASTS).astype(np.int64)
    return np.where(seen > 0, seconds, -1)
