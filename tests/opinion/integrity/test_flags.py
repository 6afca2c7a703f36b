"""Integrity as a whole: the planted are found, the honest left alone, and no side gains weight over another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.model.dialogue import Dialogue, NumberedIds, Sides, Votes
from sulh.opinion.interval import own_answers
from sulh.synth import Brigade
from sulh.synth.recipe import Style
from tests.opinion.integrity.rooms import raised, rearranged, room, tally_of


@pytest.mark.parametrize("seed", range(25))
def test_the_honest_are_left_alone(seed: int) -> None:
    """Where nobody acts in concert, nothing is flagged, whatever divides people and however few the statements."""
    few = {"statements": 15, "share": 1.0, "dropout": 0.0, "common_ground": 3, "divides": 3}

    assert [] == raised(room(seed)[0])[0]
    assert [] == raised(room(seed, None, **few)[0])[0]


@pytest.mark.parametrize("style", ["script", "opposed", "all-no"])
@pytest.mark.parametrize("seed", range(5))
def test_a_planted_five_per_cent_are_found(style: Style, seed: int) -> None:
    """Nine people of 180 who answer by one plan are flagged, all nine, with or without times."""
    dialogue, truth = room(seed, Brigade("a", 0.05, style))
    timeless = replace(dialogue, votes=replace(dialogue.votes, began=None))

    for one in (dialogue, timeless):
        _, flagged = raised(one)
        assert flagged[truth.brigade].all()
        assert np.count_nonzero(flagged) <= len(truth.brigade) + 2


@pytest.mark.parametrize(
    ("style", "kinds"),
    [
        ("script", {"identical", "burst"}),
        ("opposed", {"identical", "burst", "opposed-block"}),
        ("all-no", {"identical", "burst", "all-no"}),
    ],
)
def test_each_plan_has_its_pattern(style: Style, kinds: set[str]) -> None:
    """What a brigade does is called by its name, on its own side, with numbers behind it."""
    found, _ = raised(room(2, Brigade("a", 0.05, style))[0])

    assert kinds <= {flag.kind for flag in found}
    assert {"a"} == {flag.side for flag in found}
    assert all(flag.evidence["chance"] < 0.01 for flag in found)


def test_below_fifty_nothing_is_said() -> None:
    """With 49 people the plainest copies are not flagged; they could be chance, and a flag would be a guess."""
    dialogue, _ = room(1, Brigade("a", 0.4, "all-no"), sides={"a": 29, "b": 20})
    larger, _ = room(1, Brigade("a", 0.4, "all-no"), sides={"a": 30, "b": 20})

    assert [] == raised(dialogue)[0]
    assert [] != raised(larger)[0]


def test_the_undeclared_are_never_flagged() -> None:
    """Who is of no side counts nowhere, so there is nothing to protect from them."""
    dialogue, _ = room(1, Brigade("a"))
    nobody = Dialogue(dialogue.votes, Sides((), np.full(240, -1, np.int16)))

    assert [] == raised(nobody)[0]


def test_the_order_of_people_and_statements_does_not_matter() -> None:
    """The same people are flagged for the same reasons when everything comes in another order."""
    dialogue, _ = room(4, Brigade("a", 0.05, "opposed"))
    rng = np.random.default_rng(1)
    moved = rearranged(dialogue, rng.permutation(240), rng.permutation(40))
    plain, other = ({(f.kind, frozenset(f.participants)) for f in raised(one)[0]} for one in (dialogue, moved))

    assert plain == other


def test_the_same_seed_gives_the_same_flags_and_inputs_stay_untouched() -> None:
    """Flags depend on answers and seed alone, and looking does not alter what is looked at."""
    dialogue, _ = room(4, Brigade("a"))
    before = [dialogue.votes.vote.copy(), dialogue.votes.statement.copy(), dialogue.sides.of.copy()]

    assert raised(dialogue)[0] == raised(dialogue)[0]
    for kept, now in zip(before, [dialogue.votes.vote, dialogue.votes.statement, dialogue.sides.of], strict=True):
        assert kept.tobytes() == now.tobytes()


def test_a_block_that_drowns_its_side_does_not_make_the_honest_opposed() -> None:
    """Copies that outnumber their side's answers are taken out before anybody is held against that side."""
    brigade = Brigade("a", 0.08, "opposed")
    dialogue, truth = room(3, brigade, sides={"a": 400, "b": 100}, statements=300, share=0.1)
    found, flagged = raised(dialogue)
    honest = np.setdiff1d(np.arange(500), truth.brigade)
    from_block = np.isin(dialogue.votes.participant(), truth.brigade)

    assert from_block.mean() > 0.5
    assert ["identical", "burst", "opposed-block"] == [flag.kind for flag in found]
    assert flagged[truth.brigade].all()
    assert flagged[honest].mean() < 0.02


def joined(dialogue: Dialogue, side: int, vote: int, people: int) -> Dialogue:
    """Add people to one side who all give the same vote to everything."""
    votes, m = dialogue.votes, len(dialogue.votes.statements)
    more = Votes(
        participants=NumberedIds(len(votes.participants) + people),
        statements=votes.statements,
        start=np.concatenate([votes.start, votes.start[-1] + m * np.arange(1, people + 1)]),
        statement=np.concatenate([votes.statement, np.tile(np.arange(m, dtype=np.uint16), people)]),
        vote=np.concatenate([votes.vote, np.full(m * people, vote, np.int8)]),
    )
    of = np.concatenate([dialogue.sides.of, np.full(people, side, np.int16)])
    return Dialogue(more, Sides(dialogue.sides.names, of))


@given(st.integers(0, 50), st.integers(0, 1), st.sampled_from([-1, 0, 1]))
def test_a_block_on_one_side_never_moves_the_other_sides_interval(seed: int, side: int, vote: int) -> None:
    """Five per cent more on one side, whatever they answer, leave the other side's own interval as it was."""
    dialogue, _ = room(seed, statements=12, common_ground=2, divides=2, sides={"a": 40, "b": 20})
    more = joined(dialogue, side, vote, people=2)
    before, after = (own_answers(tally_of(one)) for one in (dialogue, more))

    np.testing.assert_array_equal(before.low[1 - side], after.low[1 - side])
    np.testing.assert_array_equal(before.high[1 - side], after.high[1 - side])


@given(st.integers(0, 50), st.integers(0, 1))
def test_a_person_weighs_one_answer_a_statement(seed: int, side: int) -> None:
    """One more person changes each count of their side by one at most, and no other side's."""
    dialogue, _ = room(seed, statements=12, common_ground=2, divides=2, sides={"a": 40, "b": 20})
    change = tally_of(joined(dialogue, side, 1, people=1)).counts - tally_of(dialogue).counts

    assert 1 == change[side].max()
    assert 0 == change[1 - side].max()
    assert 0 == change.min()
