"""Generated dialogues: the same seed the same dialogue, the truth true, the planted there."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.model.dialogue import Dialogue, Floats
from sulh.synth import Brigade, Recipe, Truth, synthesise, world
from sulh.synth.recipe import DivideStrength, Style


def everything(sides: dict[str, int], statements: int, brigade: Brigade | None = None) -> Recipe:
    """Return a recipe in which everybody answers everything."""
    return Recipe(sides, statements, share=1.0, dropout=0.0, seeds=1.0, brigade=brigade)


def shares(dialogue: Dialogue, left_out: Truth | None = None) -> Floats:
    """Share of agree, disagree and pass by side and statement, answer by answer. Shape (3, sides, statements)."""
    votes, sides = dialogue.votes, dialogue.sides
    counts = np.zeros((3, len(sides.names), len(votes.statements)))
    silent = set() if left_out is None else set(left_out.brigade.tolist())
    for person, statement, vote in zip(votes.participant().tolist(), votes.statement, votes.vote, strict=True):
        if person not in silent and sides.of[person] >= 0:
            counts[{1: 0, -1: 1, 0: 2}[int(vote)], sides.of[person], statement] += 1
    of_answers: Floats = counts / counts.sum(axis=0)
    return of_answers


def test_the_same_seed_gives_the_same_dialogue() -> None:
    """Nothing but recipe and seed decides what is drawn, and another seed draws something else."""
    recipe = Recipe(times=True, undeclared=0.1, brigade=Brigade("north"))
    (one, truth), (two, again), (other, _) = synthesise(recipe, 5), synthesise(recipe, 5), synthesise(recipe, 6)

    assert one.votes.vote.tobytes() == two.votes.vote.tobytes()
    assert one.votes.statement.tobytes() == two.votes.statement.tobytes()
    assert one.sides.of.tobytes() == two.sides.of.tobytes()
    assert truth.agree.tobytes() == again.agree.tobytes()
    assert one.votes.vote.tobytes() != other.votes.vote.tobytes()


def test_the_truth_is_what_many_answers_come_to() -> None:
    """When everybody answers everything, the shares differ from the truth by chance alone."""
    dialogue, truth = synthesise(everything({"a": 3_000, "b": 2_000}, 10), seed=2)
    found = shares(dialogue)
    error = np.sqrt(0.25 / 2_000)

    assert np.abs(found[0] - truth.agree).max() < 4 * error
    assert np.abs(found[1] - truth.disagree).max() < 4 * error
    assert np.abs(found[2] - truth.passed).max() < 4 * error


def test_the_truth_of_a_side_is_that_of_its_honest_members() -> None:
    """What a brigade answers is nobody's opinion, and is not in the truth."""
    brigade = Brigade("a", share=0.5, style="all-no")
    dialogue, truth = synthesise(everything({"a": 3_000, "b": 500}, 6, brigade), seed=2)

    assert np.abs(shares(dialogue, truth)[0, 0] - truth.agree[0]).max() < 0.05
    assert np.abs(shares(dialogue)[0, 0] - truth.agree[0]).max() > 0.2


def test_the_truth_of_one_honest_member_is_that_members_chance() -> None:
    """Beside a brigade of one, the truth of a side of two is the chance of the other one, by the stated model."""
    recipe = everything({"a": 2}, 3, Brigade("a", share=0.5))
    drawn = world.draw_world(recipe, np.random.default_rng(1))
    people, said = drawn.people, drawn.opinions
    honest = int(np.flatnonzero(~people.brigade)[0])
    logit = said.quality + said.loading @ people.place[honest] + people.agreeableness[honest]
    expected = (1 - said.passing) / (1 + np.exp(-logit))

    assert expected.tolist() == pytest.approx(world.truth(drawn).agree[0].tolist(), rel=1e-5)


def test_the_truth_of_a_large_dialogue_is_integrated(monkeypatch: pytest.MonkeyPatch) -> None:
    """The integral over the distribution of members is close to the sum over twenty thousand of them."""
    recipe = Recipe({"a": 20_000, "b": 20_000}, statements=20, share=0.01)
    summed = synthesise(recipe, 4)[1].agree
    monkeypatch.setattr(world, "EXACT_CELLS", 0)
    integrated = synthesise(recipe, 4)[1].agree

    assert 0 < np.abs(summed - integrated).max() < 0.008


@pytest.mark.parametrize("divide", ["strong", "weak", "none"])
def test_what_is_planted_is_there(divide: DivideStrength) -> None:
    """Every side agrees with planted common ground, and planted divides divide, however the rest divides."""
    _, truth = synthesise(Recipe(divide=divide, common_ground=5, divides=5), seed=7)

    assert truth.worst()[truth.common_ground].min() > 0.7
    assert np.ptp(truth.agree[:, truth.divides], axis=0).min() > 0.4
    assert set(truth.top(3).tolist()) <= set(np.argsort(-truth.worst())[:3].tolist())


def test_a_strong_divide_divides_more_than_a_weak_one_and_none_not_at_all() -> None:
    """The mean distance of two large sides falls from strong to weak to none."""
    strengths: list[DivideStrength] = ["strong", "weak", "none"]
    recipes = [Recipe({"a": 2_000, "b": 2_000}, statements=100, divide=strength) for strength in strengths]
    apart = [float(np.ptp(synthesise(recipe, 1)[1].agree, axis=0).mean()) for recipe in recipes]

    assert apart[0] > 2 * apart[1] > 4 * apart[2]
    assert apart[2] < 0.02


@pytest.mark.parametrize("style", ["script", "opposed", "all-no"])
def test_a_brigade_answers_as_one(style: Style) -> None:
    """A faithful brigade of five per cent answers everything open when it comes, all the same."""
    dialogue, truth = synthesise(Recipe({"a": 200, "b": 50}, brigade=Brigade("a", 0.05, style), times=True), seed=3)
    votes = dialogue.votes
    rows = {votes.vote[votes.start[i] : votes.start[i + 1]].tobytes() for i in truth.brigade}
    began = votes.began

    assert 10 == len(truth.brigade)
    assert {0} == set(dialogue.sides.of[truth.brigade].tolist())
    assert 1 == len(rows)
    assert began is not None
    assert np.ptp(began[truth.brigade]) < 300


def test_earlier_statements_are_answered_more() -> None:
    """Who comes early cannot see what opens late."""
    dialogue, _ = synthesise(Recipe({"a": 1_000, "b": 1_000}, seeds=0.25), seed=1)
    seen = np.bincount(dialogue.votes.statement, minlength=60)

    assert seen[:15].mean() > 1.5 * seen[-15:].mean()


def test_with_a_drift_those_who_saw_a_late_statement_are_no_fair_sample() -> None:
    """Only with a drift do late comers differ from the side as a whole."""

    def off(drift: float) -> float:
        recipe = Recipe({"a": 8_000}, statements=40, seeds=0.0, drift=drift, share=1.0, dropout=0.0)
        dialogue, truth = synthesise(recipe, 1)
        return float(np.abs(shares(dialogue)[0] - truth.agree)[:, -8:].mean())

    assert off(0.9) > 3 * off(0.0)


@given(
    st.dictionaries(st.sampled_from("abc"), st.integers(0, 30), max_size=3),
    st.integers(0, 12),
    st.sampled_from([0.0, 0.3, 1.0]),
    st.integers(0, 5),
)
def test_every_recipe_gives_a_dialogue_in_order(
    sides: dict[str, int], statements: int, share: float, seed: int
) -> None:
    """Rows rise without repeats and fit their arrays, also without sides, people, statements or answers."""
    dialogue, truth = synthesise(Recipe(sides, statements, share=share, undeclared=0.2, times=True), seed)
    votes = dialogue.votes
    person = votes.participant()
    same = np.diff(person) == 0

    assert (len(sides), statements) == truth.agree.shape
    assert bool((np.diff(votes.statement.astype(int))[same] > 0).all())
    assert set(votes.vote.tolist()) <= {-1, 0, 1}
    assert np.nansum(truth.agree + truth.disagree + truth.passed) == pytest.approx(
        np.count_nonzero(~np.isnan(truth.agree))
    )
