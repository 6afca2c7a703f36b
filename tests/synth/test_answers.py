"""Who answers what: each open statement with the person's own chance, piece by piece."""

from __future__ import annotations

import numpy as np

from sulh.synth import Recipe
from sulh.synth.answers import answer, pieces
from sulh.synth.world import World, draw_world


def drawn(recipe: Recipe) -> World:
    """Draw a world by the seed 1."""
    return draw_world(recipe, np.random.default_rng(1))


def test_pieces_hold_everybody_once() -> None:
    """The pieces lie end to end over all participants, at most 32,768 in one."""
    cut = pieces(drawn(Recipe({"a": 70_000}, statements=4)))

    assert [0, 32_768, 65_536] == [piece.start for piece in cut]
    assert [32_768, 65_536, 70_000] == [piece.stop for piece in cut]


def test_a_dialogue_without_people_has_no_pieces() -> None:
    """Nobody is nothing to cut."""
    assert [] == pieces(drawn(Recipe({}, statements=4)))


def test_with_a_share_of_one_everything_open_is_answered() -> None:
    """Who answers everything answers the statements that had opened when they came, and no other."""
    world = drawn(Recipe({"a": 50}, statements=30, share=1, dropout=0, seeds=0.2))
    piece = answer(world, slice(0, 50), np.random.default_rng(2))
    opened = [int((world.opinions.opens <= comes).sum()) for comes in world.people.comes]

    assert opened == piece.seen.tolist()
    assert [j for number in opened for j in range(number)] == piece.statement.tolist()


def test_every_open_statement_has_the_same_chance() -> None:
    """Drawing distances gives each statement of a person the chance that a coin would give it."""
    world = drawn(Recipe({"a": 20_000}, statements=12, share=0.3, dropout=0, seeds=1))
    world.people.share[:] = 0.3
    piece = answer(world, slice(0, 20_000), np.random.default_rng(2))
    seen = np.bincount(piece.statement, minlength=12) / 20_000
    number = np.bincount(piece.seen, minlength=13) / 20_000

    assert np.abs(seen - 0.3).max() < 4 * np.sqrt(0.21 / 20_000)
    assert abs(number[0] - 0.7**12) < 0.003
    assert abs(number[12] - 0.3**12) < 0.001


def test_numbers_of_statements_are_as_narrow_as_they_can_be() -> None:
    """Two bytes do up to 65,536 statements, then four are needed."""
    few, many = (
        answer(drawn(Recipe({"a": 1}, statements=m)), slice(0, 1), np.random.default_rng(1)) for m in (65_536, 65_537)
    )

    assert (2, 4) == (few.statement.itemsize, many.statement.itemsize)
