"""Tests of `sulh.opinion.factors`."""

import numpy as np
import pytest
from hypothesis import given

from sulh.model.dialogue import Floats
from sulh.opinion.engine import LocalEngine, count
from sulh.opinion.factors import ROUNDS, STATEMENT_RIDGE, TOWARD_SIDE, Fit, fit, start
from sulh.opinion.kernels.factors import PARTICIPANT_RIDGE
from sulh.synth import Recipe, synthesise
from tests.opinion.voices import Voices, voices, votes_of


def fitted(said: Voices) -> Fit:
    """Fit the model to readable rows."""
    engine = LocalEngine(*votes_of(said))
    return fit(engine, count(engine), pass_as="not-agree")


def regress(x: Floats, z: Floats, ridge: Floats, toward: Floats) -> Floats:
    """Solve one ridge regression by the textbook."""
    return np.linalg.solve(x.T @ x + np.diag(ridge), x.T @ z + ridge * toward).astype(np.float64)


def plainly(said: Voices) -> tuple[Floats, Floats]:
    """Fit by loops over people and statements, one regression at a time."""
    answers = [
        (i, j, float(vote == 1)) for i, (_, row) in enumerate(said) for j, vote in enumerate(row) if vote is not None
    ]
    statements = len(said[0][1])
    mean = sum(agree for _, _, agree in answers) / max(len(answers), 1)
    appeals = start([str(j) for j in range(statements)], np.zeros(statements))
    for j in range(statements):
        heard = [agree for _, of, agree in answers if of == j]
        appeals[j, 0] = (sum(heard) + STATEMENT_RIDGE[0] * mean) / (len(heard) + STATEMENT_RIDGE[0])
    centres = np.zeros((4, 3))
    for _ in range(ROUNDS):
        own = np.zeros((len(said), 3))
        for i, (side, _) in enumerate(said):
            mine = [(j, agree) for of, j, agree in answers if of == i]
            x = np.array([[1, *appeals[j, 1:]] for j, _ in mine]).reshape(-1, 3)
            own[i] = regress(
                x, np.array([agree - appeals[j, 0] for j, agree in mine]), PARTICIPANT_RIDGE, centres[side]
            )
        for j in range(statements):
            heard_by = [(i, agree) for i, of, agree in answers if of == j]
            x = np.array([[1, *own[i, 1:]] for i, _ in heard_by]).reshape(-1, 3)
            z = np.array([agree - own[i, 0] for i, agree in heard_by])
            appeals[j] = regress(x, z, STATEMENT_RIDGE, np.array([mean, 0, 0]))
        for side in (0, 1, 2, -1):
            spoke = [i for i, (of, row) in enumerate(said) if of == side and any(vote is not None for vote in row)]
            centres[side] = TOWARD_SIDE * own[spoke].mean(axis=0) if spoke else 0
    return appeals, centres


@given(said=voices())
def test_the_fit_equals_plain_loops(said: Voices) -> None:
    """Passes over blocks and one regression at a time end in the same model."""
    appeals, centres = plainly(said)
    found = fitted(said)
    np.testing.assert_allclose(appeals, found.appeals, atol=1e-8)
    np.testing.assert_allclose(centres, found.centres, atol=1e-8)


def test_two_alike_by_hand() -> None:
    """Where everybody agrees with all they saw, every overall rate is 1 and nothing is left to explain."""
    found = fitted([(-1, (1, 1)), (-1, (1, None))])
    np.testing.assert_allclose([[1, 0, 0], [1, 0, 0]], found.appeals, atol=1e-12)
    np.testing.assert_allclose(0, found.centres, atol=1e-12)


def test_the_start_depends_on_the_statement_alone() -> None:
    """A statement starts from the same factors, whatever other statements there are."""
    assert start(["9", "a"], np.array([0.2, 0.7]))[1].tolist() == start(["a"], np.array([0.7]))[0].tolist()


def test_members_start_toward_their_side() -> None:
    """Where one side agrees with everything and the other rejects it, their members start above and below."""
    agreed: Voices = [(0, (1, 1, 1))] * 5
    found = fitted(agreed + [(1, (-1, -1, -1))] * 5)
    assert found.centres[0, 0] > 0 > found.centres[1, 0]


def test_eight_rounds_are_enough() -> None:
    """In a generated dialogue, twice the rounds change no overall rate by a hundredth."""
    dialogue, _ = synthesise(Recipe(statements=30), seed=5)
    engine = LocalEngine(dialogue.votes, dialogue.sides)
    tally = count(engine)
    once = fit(engine, tally, pass_as="not-agree")
    longer = fit(engine, tally, pass_as="not-agree", rounds=2 * ROUNDS)
    np.testing.assert_allclose(once.appeals[:, 0], longer.appeals[:, 0], atol=0.01)


def test_a_rough_beginning_ends_close_to_hearing_everybody_throughout(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the first rounds hear every eighth block only, overall rates move by less than a hundredth."""
    recipe = Recipe({"A": 12_000, "B": 8_000}, statements=40)
    dialogue, _ = synthesise(recipe, seed=6)
    engine = LocalEngine(dialogue.votes, dialogue.sides)
    tally = count(engine)
    throughout = fit(engine, tally, pass_as="not-agree")
    monkeypatch.setattr("sulh.opinion.factors.COMPILED_FROM", 1)
    roughly = fit(engine, tally, pass_as="not-agree")

    assert not np.array_equal(throughout.appeals, roughly.appeals)
    np.testing.assert_allclose(throughout.appeals[:, 0], roughly.appeals[:, 0], atol=0.01)
