"""Bursts: a rush and a likeness, and never one without the other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sulh.model.dialogue import Dialogue
from sulh.opinion.integrity.bursts import bursts
from sulh.opinion.integrity.found import Found
from sulh.opinion.integrity.people import norms
from sulh.synth import Brigade
from tests.opinion.integrity.rooms import room, tally_of


def found(dialogue: Dialogue, side: int = 0) -> list[Found]:
    """Search one side for bursts."""
    rates = norms(tally_of(dialogue)).answers[side]
    members = np.flatnonzero(dialogue.sides.of == side)
    return bursts(dialogue.votes, members, rates, rng=np.random.default_rng(1))


def rushed(dialogue: Dialogue, people: np.ndarray) -> Dialogue:
    """Let these people begin within a minute of one another."""
    assert dialogue.votes.began is not None
    began = dialogue.votes.began.copy()
    began[people] = began[people[0]] + np.arange(len(people)) * 60 // len(people)
    return replace(dialogue, votes=replace(dialogue.votes, began=began))


def test_a_rush_of_people_who_answer_alike_is_found() -> None:
    """Nine with one plan who come within five minutes are a burst, and so named, even when none is quite faithful."""
    dialogue, truth = room(1, Brigade("a", 0.05, "script", fidelity=0.9))
    (pattern,) = found(dialogue)

    assert "burst" == pattern.kind
    assert set(truth.brigade.tolist()) <= set(pattern.participants.tolist())
    assert 9 <= pattern.evidence["people"] <= 11
    assert pattern.evidence["seconds"] <= 600
    assert pattern.evidence["usual"] < 1


def test_a_rush_of_honest_people_is_a_meeting() -> None:
    """Twelve who begin in the same minute and answer as differently as others are not flagged."""
    dialogue, _ = room(1)

    assert [] == found(rushed(dialogue, np.flatnonzero(dialogue.sides.of == 0)[:12]))


def test_likeness_without_a_rush_is_a_friendship() -> None:
    """Nine with one plan who come at other people's times are no burst."""
    dialogue, truth = room(1, Brigade("a", 0.05, "script", fidelity=0.9))
    assert dialogue.votes.began is not None
    began = dialogue.votes.began.copy()
    began[truth.brigade] = np.linspace(began.max() - 10 * 24 * 3600, began.max(), 9).astype(np.int64)

    assert [] == found(replace(dialogue, votes=replace(dialogue.votes, began=began)))


def test_likeness_where_many_come_anyway_is_no_burst() -> None:
    """Nine with one plan within ten minutes, in three hours in which a whole side comes, are not many."""
    dialogue, truth = room(1, Brigade("a", 0.05, "script", fidelity=0.9))
    began = np.linspace(1_900_000_000, 1_900_010_800, 240).astype(np.int64)
    began[truth.brigade] = 1_900_005_000 + np.arange(9) * 60

    assert [] == found(replace(dialogue, votes=replace(dialogue.votes, began=began)))


def test_without_times_there_are_no_bursts() -> None:
    """What is not known is not guessed."""
    assert [] == found(room(1, Brigade("a"), times=False)[0])


def test_where_all_come_at_once_that_was_the_meeting() -> None:
    """If the whole side begins in one minute, nobody stands out by it, not even a brigade."""
    dialogue, _ = room(1, Brigade("a"))

    assert [] == found(rushed(dialogue, np.flatnonzero(dialogue.sides.of == 0)))


def test_a_side_in_which_nobody_answered_has_none() -> None:
    """No people, no rush."""
    dialogue, _ = room(1, sides={"a": 60, "b": 0})

    assert [] == found(dialogue, side=1)
