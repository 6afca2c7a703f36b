"""Tests of `sulh.opinion.blocks`."""

import numpy as np
import pytest
from hypothesis import given

from sulh.errors import ShapeError
from sulh.opinion.blocks import MOST_BLOCKS, cut
from sulh.synth import of_size, synthesise
from tests.opinion.small import Table, alternating, sides_of, tables, votes_of


@given(tables())
def test_blocks_laid_end_to_end_are_the_dialogue(table: Table) -> None:
    """Cutting loses nobody and no answer."""
    votes = votes_of(table)
    sides = alternating(votes)

    blocks = cut(votes, sides)

    assert votes.vote.tolist() == np.concatenate([block.vote for block in blocks]).tolist()
    assert votes.statement.tolist() == np.concatenate([block.statement for block in blocks]).tolist()
    assert sides.of.tolist() == np.concatenate([block.side for block in blocks]).tolist()


def test_many_answers_make_many_blocks_of_about_equal_size() -> None:
    """Each block holds about the same number of answers, each participant lies whole in one block."""
    dialogue, _ = synthesise(of_size(5000, 100, 200_000), seed=1)

    blocks = cut(dialogue.votes, dialogue.sides)
    sizes = [len(block.vote) for block in blocks]

    assert 1 < len(blocks) <= MOST_BLOCKS
    assert max(sizes) < 1.1 * min(sizes)
    assert np.cumsum([0, *map(len, blocks)])[:-1].tolist() == [block.first for block in blocks]
    assert all(len(block.vote) == block.start[-1] for block in blocks)


def test_each_answer_knows_its_participant() -> None:
    """The rows of a block are numbered from its own first participant."""
    table = np.array([[1, 9, 0], [9, 9, 9], [9, -1, 1]], np.int8)

    [block] = cut(votes_of(table), sides_of([0, 1, -1]))

    assert [0, 0, 2, 2] == block.row().tolist()
    assert [5, 6, 7] == block.of(np.array([5, 6, 7, 8])).tolist()


def test_sides_of_other_people_are_refused() -> None:
    """Sides that name more participants than the votes are a mistake of the caller."""
    with pytest.raises(ShapeError, match="sides has 3 participants, votes has 2"):
        cut(votes_of(np.ones((2, 1), np.int8)), sides_of([0, 0, 1]))
