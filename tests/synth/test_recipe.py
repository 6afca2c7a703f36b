"""What a recipe may ask for, and how large dialogues are asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sulh.errors import SettingError
from sulh.synth import Brigade, Recipe, of_size, synthesise
from sulh.synth.recipe import open_part


@pytest.mark.parametrize("name", ["share", "dropout", "seeds", "passing", "undeclared"])
@pytest.mark.parametrize("part", [-0.1, 1.1])
def test_a_part_lies_between_none_and_all(name: str, part: float) -> None:
    """A part below zero or above one is refused by name."""
    changed: dict[str, Any] = {name: part}
    with pytest.raises(SettingError, match=name):
        replace(Recipe(), **changed)


def test_more_planted_than_statements_are_refused() -> None:
    """Five planted statements do not fit into four."""
    with pytest.raises(SettingError, match="3 and 2 planted"):
        Recipe(statements=4, common_ground=3, divides=2)


def test_a_brigade_sits_on_a_side_that_exists() -> None:
    """A brigade of nowhere is refused."""
    with pytest.raises(SettingError, match="side"):
        Recipe({"north": 10}, brigade=Brigade("west"))


def test_fewer_than_no_seats_are_refused() -> None:
    """A side has zero seats or more."""
    with pytest.raises(SettingError, match="negative"):
        Recipe({"north": -1})


def test_a_drift_is_a_correlation() -> None:
    """A correlation above one is refused."""
    with pytest.raises(SettingError, match="drift"):
        Recipe(drift=1.5)


def test_people_find_the_mean_part_of_statements_open() -> None:
    """With no seeds, someone who comes evenly in time finds 60 % open: 40 % on the way to .8, all from then on."""
    comes = np.linspace(0, 1, 100_001)

    assert np.minimum(comes / 0.8, 1).mean() == pytest.approx(open_part(0), abs=1e-4)


@pytest.mark.parametrize("answers", [2_000, 20_000, 60_000])
def test_a_dialogue_of_a_size_has_about_that_size(answers: int) -> None:
    """The number of answers drawn is within four per cent of the number asked for."""
    dialogue, _ = synthesise(of_size(2_000, 60, answers), seed=3)

    assert answers == pytest.approx(len(dialogue.votes), rel=0.04)


def test_more_answers_than_cells_are_refused() -> None:
    """A hundred people cannot give ten thousand answers to twenty statements, and are told how many they can."""
    with pytest.raises(SettingError, match="at most 1261 "):
        of_size(100, 20, 10_000)
