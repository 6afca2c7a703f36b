"""Tests of `sulh.opinion.kernels.factors` and its compiled form."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.model.findings import PassAs
from sulh.opinion.blocks import cut
from sulh.opinion.engine import Pass
from sulh.opinion.kernels import factors, factors_compiled
from sulh.synth import Recipe, synthesise
from tests.opinion.voices import Voices, voices, votes_of

STEPS = [
    (factors.gather, factors_compiled.gather),
    (factors.expect, factors_compiled.expect),
    (factors.surprise, factors_compiled.surprise),
]
NUMBERS = st.integers(0, 2**32 - 1)


def test_one_regression_by_hand() -> None:
    """Three answers of 1 beside a starting point of 0 worth one answer give 3/4; without answers the start stays."""
    sums = factors.equations(np.array([0, 0, 0]), 2, np.zeros((3, 2)), np.ones(3))
    solved = factors.solve(np.array([3, 0]), sums, np.ones(3), np.array([[0.0, 0, 0], [0.2, 0.3, 0.4]]))
    np.testing.assert_allclose([[0.75, 0, 0], [0.2, 0.3, 0.4]], solved)


def test_a_regression_equals_least_squares_with_the_starting_point_as_data() -> None:
    """Ridge is least squares with `ridge` further answers that say the starting point."""
    rng = np.random.default_rng(1)
    x, z, ridge, toward = rng.normal(size=(9, 2)), rng.normal(size=9), np.array([1.0, 2, 3]), np.array([0.5, -1, 1])
    design = np.vstack([np.column_stack([np.ones(9), x]), np.diag(np.sqrt(ridge))])
    expected = np.linalg.lstsq(design, np.concatenate([z, np.sqrt(ridge) * toward]), rcond=None)[0]
    sums = factors.equations(np.zeros(9, np.int64), 1, x, z)
    np.testing.assert_allclose([expected], factors.solve(np.array([9]), sums, ridge, toward))


def test_predictions_are_clipped_before_they_are_added() -> None:
    """Nobody is expected to agree more than wholly: 1.4 counts as 1 and -.3 as 0, for all members, asked or not."""
    (block,) = cut(*votes_of([(0, (None, None)), (0, (None, None)), (1, (None, None))], sides=2))
    appeals = np.array([[1.4, 0, 0], [-0.3, 0, 0]])
    (expected,) = factors.expect(block, appeals, np.zeros((3, 3)), "not-agree")
    assert [[2, 0], [1, 0]] == expected.tolist()


@pytest.mark.parametrize(("plain", "compiled"), STEPS)
@pytest.mark.parametrize("pass_as", ["not-agree", "missing"])
@settings(max_examples=40)
@given(said=voices(), number=NUMBERS)
def test_both_forms_are_equal(plain: Pass, compiled: Pass, pass_as: PassAs, said: Voices, number: int) -> None:
    """The compiled form of a pass adds up the same as the plain one."""
    rng = np.random.default_rng(number)
    appeals, centres = rng.normal(size=(len(said[0][1]), 3)), rng.normal(size=(4, 3))
    (block,) = cut(*votes_of(said))
    for one, other in zip(
        plain(block, appeals, centres, pass_as), compiled(block, appeals, centres, pass_as), strict=True
    ):
        np.testing.assert_allclose(one, other, atol=1e-5)


def test_long_sums_keep_their_precision() -> None:
    """Over more members and statements than one run and one tile hold, single precision stays within a millionth."""
    dialogue, _ = synthesise(Recipe({"a": 300, "b": 90}, statements=1_100, share=0.02), seed=4)
    (block,) = cut(dialogue.votes, dialogue.sides)[:1]
    rng = np.random.default_rng(4)
    appeals, centres = rng.normal(0.5, 0.3, (1_100, 3)), rng.normal(0, 0.1, (3, 3))
    plain, compiled = (form.expect(block, appeals, centres, "not-agree")[0] for form in (factors, factors_compiled))
    np.testing.assert_allclose(plain / len(block), compiled / len(block), atol=1e-6)
