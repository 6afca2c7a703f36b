"""The demonstration: fiction, in three languages, with something to find."""

from __future__ import annotations

import numpy as np
import pytest

from sulh.opinion.engine import LocalEngine, count
from sulh.opinion.integrity import flags
from sulh.synth.demo import valley, workshop
from sulh.synth.valley import COMMON, HILL, MIRANE, OPEN, ORSAL, RIVER


def test_every_text_is_said_once() -> None:
    """No statement stands twice among the texts."""
    texts = [*COMMON, *ORSAL, *MIRANE, *OPEN]

    assert len(texts) == len(set(texts))


def test_three_languages_are_spoken_in_every_part() -> None:
    """Common ground, the open rest and the whole hold Arabic, and words with French and English letters."""
    for texts in (COMMON, OPEN):
        arabic = sum(any("؀" <= letter <= "ۿ" for letter in text) for text in texts)

        assert len(texts) / 4 < arabic < len(texts) / 2


@pytest.mark.parametrize("seed", range(8))
def test_planted_statements_bear_texts_of_their_kind(seed: int) -> None:
    """What both villages agree with reads like it, and so does what only one of them wants."""
    dialogue, truth = valley(seed)
    hill, river = (truth.agree[truth.sides.index(side)] for side in (HILL, RIVER))

    assert 40 == len(dialogue.texts)
    assert set(COMMON) == {dialogue.texts[str(j)] for j in truth.common_ground}
    for j in truth.divides.tolist():
        assert dialogue.texts[str(j)] in (ORSAL if hill[j] > river[j] else MIRANE)


def test_it_says_that_it_is_made_up() -> None:
    """Nobody can take the demonstration for a real dialogue."""
    for dialogue, _ in (valley(1), workshop(1)):
        assert "made-up" in str(dialogue.about.title)
        assert "Made up" in str(dialogue.about.how)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_planted_brigade_is_found_and_nobody_else(seed: int) -> None:
    """Nine of the hill village answer in concert; the flags name these nine."""
    dialogue, truth = valley(seed)
    tally = count(LocalEngine(dialogue.votes, dialogue.sides))
    _, flagged = flags(dialogue.votes, dialogue.sides, tally, seed=1)

    assert truth.brigade.tolist() == np.flatnonzero(flagged).tolist()


def test_in_the_workshop_everybody_invited_answers_everything() -> None:
    """Six of each village were invited, twelve answered all 16 statements."""
    dialogue, _ = workshop(4)

    assert {HILL: 6, RIVER: 6} == dialogue.invited
    assert 12 * 16 == len(dialogue.votes)
