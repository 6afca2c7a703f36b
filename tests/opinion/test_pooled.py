"""Tests of `sulh.opinion.pooled`."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import ShapeError
from sulh.model.dialogue import Floats, Sides, Votes
from sulh.opinion.engine import LocalEngine, count
from sulh.opinion.factors import STATEMENT_RIDGE, fit
from sulh.opinion.interval import own_answers
from sulh.opinion.kernels.factors import PARTICIPANT_RIDGE
from sulh.opinion.pooled import pooled, steadied, strength
from sulh.synth import Recipe, synthesise
from tests.opinion.voices import Voices, estimates, voices, votes_of


def predicted(said: Voices) -> tuple[Floats, Floats, Floats]:
    """Return appeals, everybody's own parameters and their clipped predictions, the last two by plain loops."""
    engine = LocalEngine(*votes_of(said))
    fitted = fit(engine, count(engine), pass_as="not-agree")
    own = []
    for side, row in said:
        heard = [j for j, vote in enumerate(row) if vote is not None]
        x = np.array([[1, *fitted.appeals[j, 1:]] for j in heard]).reshape(-1, 3)
        z = np.array([float(row[j] == 1) - fitted.appeals[j, 0] for j in heard])
        own.append(
            np.linalg.solve(x.T @ x + np.diag(PARTICIPANT_RIDGE), x.T @ z + PARTICIPANT_RIDGE * fitted.centres[side])
        )
    leanings = np.array(own)
    raw = fitted.appeals[:, 0] + leanings[:, :1] + leanings[:, 1:] @ fitted.appeals[:, 1:].T
    return fitted.appeals, leanings, np.clip(raw, 0, 1)


def plain_strength(said: Voices, leanings: Floats, expected: Floats) -> float:
    """Return the strength by the explicit hat matrix of every statement."""
    observed, noise, left, squares, answers = 0.0, 0.0, 0.0, 0.0, 0
    for j in range(len(said[0][1])):
        who = [i for i, (_, row) in enumerate(said) if row[j] is not None]
        miss = np.array([float(said[i][1][j] == 1) - expected[i, j] for i in who])
        x = np.array([[1, *leanings[i, 1:]] for i in who]).reshape(-1, 3)
        rest = np.eye(len(who)) - x @ np.linalg.inv(x.T @ x + np.diag(STATEMENT_RIDGE)) @ x.T
        by = np.array([[float(said[i][0] == side) for i in who] for side in (0, 1, 2, -1)]).reshape(4, len(who))
        observed += ((by @ miss) ** 2).sum()
        noise += np.trace(by @ rest @ rest @ by.T)
        left += ((by @ rest @ by.T) ** 2).sum()
        squares += (miss**2).sum()
        answers += len(who)
    single = squares / max(answers, 1)
    beyond = (observed - single * noise) / max(left, 1)
    return 1000.0 if beyond * 1000 <= single else max(single / beyond, 1.0)


def plain_estimates(said: Voices) -> Floats:
    """Return the pooled estimates by loops over sides, statements and people."""
    _, leanings, expected = predicted(said)
    worth = plain_strength(said, leanings, expected)
    result = np.full((3, len(said[0][1])), np.nan)
    own = own_answers(count(LocalEngine(*votes_of(said))))
    for side in range(3):
        members = [i for i, (of, _) in enumerate(said) if of == side]
        for j in range(result.shape[1]):
            asked = [i for i in members if said[i][1][j] is not None]
            if asked:
                surprise = sum(float(said[i][1][j] == 1) - expected[i, j] for i in asked)
                value = np.mean([expected[i, j] for i in members]) + surprise / (len(asked) + worth)
                result[side, j] = min(max(value, own.low[side, j]), own.high[side, j])
    return result


def test_the_estimate_moves_with_the_surprise() -> None:
    """Half was expected of ten, seven agreed, the expectation is worth ten answers: .5 + 2/20 = .6."""
    own = np.array([0.1]), np.array([0.9])
    assert [0.6] == steadied(np.array([0.5]), np.array([2.0]), np.array([10]), worth=10, within=own).tolist()


def test_without_answers_there_is_no_estimate() -> None:
    """However sure the expectation, nothing is estimated for a side that has not answered."""
    assert np.isnan(steadied(np.array([0.9]), np.zeros(1), np.array([0]), worth=10, within=(np.zeros(1), np.ones(1))))


def test_strength_by_hand() -> None:
    """
    Two statements, two sides of ten each, 70 % on one side and 30 % on the other where half was expected.

    Variance of single answers: 10 / 40 = .25. What is left of ten answers after the overall rate was fitted to 20 and
    one more: 10 - 100/21 = 110/21 on the side itself, -100/21 across. Expected squares without any opinion of a
    side's own: .25 (110/21 - 100/441). Observed: 4.
    """
    counted = np.array([[10, 10], [10, 10], [0, 0]])
    surprise = np.array([[2.0, -2.0], [-2.0, 2.0], [0, 0]])
    beyond = 4 * (4 - 0.25 * (110 / 21 - 100 / 441)) / (4 * ((110 / 21) ** 2 + (100 / 21) ** 2))
    found = strength(surprise, counted, np.zeros((3, 2, 2)), np.zeros((2, 3)), squares=10.0)
    assert pytest.approx(0.25 / beyond) == found


def test_strength_keeps_its_bounds() -> None:
    """Sides that are as expected share everything (1000); sides wholly apart still leave one answer's worth."""
    counted, nothing = np.full((3, 1), 50), (np.zeros((3, 1, 2)), np.zeros((1, 3)))
    apart = np.array([[25.0], [-25.0], [0.0]])
    assert 1000 == strength(0 * apart, counted, *nothing, squares=30.0)
    assert 1 == strength(apart, counted, *nothing, squares=30.0)


def test_unanimity_is_expected_of_those_not_asked() -> None:
    """Where everybody asked agrees with everything, one member asked of three is expected to speak for the others."""
    said: Voices = [(0, (1, 1)), (0, (1, None)), (0, (None, 1)), (1, (1, 1))]
    engine = LocalEngine(*votes_of(said))
    tally = count(engine)
    room = own_answers(tally, invited=np.array([3, 2, 1]))
    found = pooled(engine, tally, low=room.low, high=room.high)
    assert [[1, 1], [1, 1]] == found[:2].round(9).tolist()


def test_five_who_refuse_beside_a_hundred_who_agree() -> None:
    """Five who all refuse, beside a hundred who agree, stay below .25, on one statement and in any company."""
    crowd: Voices = [(0, (1, 1, 1, 1))] * 100
    assert (estimates(crowd + [(1, (-1, -1, -1, -1))] * 5)[1] < 0.25).all()
    assert estimates(crowd + [(1, (-1, 1, 1, 1))] * 5)[1, 0] < 0.25
    assert estimates(crowd + [(1, (-1, None, None, None))] * 5)[1, 0] < 0.25


@given(said=voices())
def test_estimates_equal_plain_loops(said: Voices) -> None:
    """Passes over blocks and plain loops over people give the same estimates."""
    np.testing.assert_allclose(estimates(said), plain_estimates(said), atol=1e-7)


@given(data=st.data())
def test_the_order_of_participants_does_not_matter(data: st.DataObject) -> None:
    """Whoever comes first, the estimates are the same."""
    said = data.draw(voices())
    other = data.draw(st.permutations(said))
    np.testing.assert_allclose(estimates(said), estimates(list(other)), atol=1e-7)


@given(data=st.data())
def test_the_order_of_statements_does_not_matter(data: st.DataObject) -> None:
    """Whichever statement comes first, each keeps its estimates."""
    said = data.draw(voices())
    order = data.draw(st.permutations(range(len(said[0][1]))))
    other: Voices = [(side, tuple(row[j] for j in order)) for side, row in said]
    np.testing.assert_allclose(
        estimates(said)[:, order], estimates(other, statements=[str(j) for j in order]), atol=1e-7
    )


@given(said=voices(vote=st.sampled_from([None, 1, -1])))
def test_mirrored_votes_mirror_the_estimates(said: Voices) -> None:
    """If everybody answers the opposite, every rate becomes its complement."""
    other: Voices = [(side, tuple(None if vote is None else -vote for vote in row)) for side, row in said]
    np.testing.assert_allclose(estimates(said), 1 - estimates(other), atol=1e-7)


@given(said=voices())
def test_passes_that_are_missing_are_not_there(said: Voices) -> None:
    """With passes as missing, a pass is the same as no answer."""
    other: Voices = [(side, tuple(vote or None for vote in row)) for side, row in said]
    np.testing.assert_allclose(estimates(said, pass_as="missing"), estimates(other), atol=1e-9)


@given(said=voices(), times=st.integers(2, 10))
def test_enlarging_one_side_leaves_the_others_bounds_in_force(said: Voices, times: int) -> None:
    """However often the people of one side are added again, the estimates of the others keep to their own interval."""
    own = own_answers(count(LocalEngine(*votes_of(said))))
    found = estimates(said + [voice for voice in said if voice[0] == 0] * times)[1:]
    heard = ~np.isnan(found)
    assert (own.counted[1:] > 0).tolist() == heard.tolist()
    assert (own.low[1:][heard] <= found[heard]).all()
    assert (found[heard] <= own.high[1:][heard]).all()


@pytest.mark.parametrize("sides", [0, 1, 2])
def test_any_number_of_sides(sides: int) -> None:
    """There is one row for every side, also none, and a side that nobody belongs to is unheard throughout."""
    votes, people = votes_of([(-1, (1, -1)), (-1, (0, 1)), *[(0, (1, 1))] * bool(sides)], sides=sides)
    engine = LocalEngine(votes, people)
    own = own_answers(count(engine))
    found = pooled(engine, count(engine), low=own.low, high=own.high)
    assert (sides, 2) == found.shape
    assert [False, True][:sides] == np.isnan(found).all(axis=1).tolist()


def test_a_room_where_all_pass() -> None:
    """Where everybody passes nobody is expected to agree; with passes as missing nothing is heard at all."""
    said: Voices = [(0, (0,)), (1, (0,))]
    low = own_answers(count(LocalEngine(*votes_of(said)))).low
    assert low[:2].tolist() == estimates(said)[:2].tolist()
    assert np.isnan(estimates(said, pass_as="missing")).all()


def test_intervals_of_another_dialogue_are_refused() -> None:
    """Intervals that do not fit the tally raise an error that says what was expected."""
    engine = LocalEngine(*votes_of([(0, (1, 1))]))
    with pytest.raises(ShapeError, match=r"expected \(3, 2\)"):
        pooled(engine, count(engine), low=np.zeros((3, 1)), high=np.ones((3, 2)))


def test_inputs_stay_as_they_were() -> None:
    """No array that was given is written to."""
    dialogue, _ = synthesise(Recipe(statements=10), seed=1)
    frozen(dialogue.votes, dialogue.sides)
    engine = LocalEngine(dialogue.votes, dialogue.sides)
    tally = count(engine)
    own = own_answers(tally)
    given = (tally.counts, own.low, own.high)
    before = [array.copy() for array in given]
    for array in given:
        array.flags.writeable = False
    pooled(engine, tally, low=own.low, high=own.high)

    assert all(np.array_equal(kept, array, equal_nan=True) for kept, array in zip(before, given, strict=True))


def test_the_same_answers_give_the_same_bytes() -> None:
    """Nothing is drawn at random: a second analysis gives the very same numbers."""
    said: Voices = [(number % 3, (1, -1, 0, None)) for number in range(9)]
    assert estimates(said).tobytes() == estimates(said).tobytes()


def test_the_truth_is_nearer_than_by_the_raw_rate() -> None:
    """In a generated dialogue with few answers, the estimate is nearer to the truth than the side's own rate is."""
    dialogue, truth = synthesise(Recipe({"north": 60, "south": 20}, statements=60, share=0.4), seed=2)
    engine = LocalEngine(dialogue.votes, dialogue.sides)
    tally = count(engine)
    own = own_answers(tally)
    miss = pooled(engine, tally, low=own.low, high=own.high) - truth.agree
    assert np.nanmean(miss**2) < 0.8 * np.nanmean((own.rate - truth.agree) ** 2)


def frozen(votes: Votes, sides: Sides) -> None:
    """Forbid any change to the arrays of a dialogue."""
    for array in (votes.start, votes.statement, votes.vote, sides.of):
        array.flags.writeable = False
