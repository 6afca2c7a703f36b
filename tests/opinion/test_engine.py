"""Tests of `sulh.opinion.engine`."""

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from sulh.model.dialogue import Int64s
from sulh.opinion.blocks import Block
from sulh.opinion.engine import COMPILED_FROM, LocalEngine, add_up, compiled_form, count, lay_out, takes_compiled
from sulh.opinion.kernels import counting, counting_compiled
from sulh.synth import of_size, synthesise
from tests.opinion.small import Table, alternating, sides_of, tables, votes_of


def answered(block: Block) -> tuple[Int64s, Int64s]:
    """Count answers by participant, and in all: a pass for these tests."""
    return np.diff(block.start), np.array([len(block.vote)])


@given(tables(), st.data())
def test_the_tally_is_what_a_plain_loop_counts(table: Table, data: st.DataObject) -> None:
    """Every answer is counted once: on its side, under its statement, as what it is."""
    side = data.draw(st.lists(st.integers(-1, 1), min_size=len(table), max_size=len(table)))
    expected = np.zeros((3, table.shape[1], 3), dtype=int)
    for i, answers in enumerate(table):
        for j, vote in enumerate(answers):
            for kind, value in enumerate((1, -1, 0)):
                expected[side[i], j, kind] += vote == value

    tally = count(LocalEngine(votes_of(table), sides_of(side)))

    assert expected.tolist() == tally.counts.tolist()


@given(tables(), st.integers(0, 99))
def test_the_order_of_participants_does_not_matter(table: Table, seed: int) -> None:
    """Whoever comes first, the tally is the same."""
    order = np.random.default_rng(seed).permutation(len(table)).tolist()
    side = [i % 3 - 1 for i in range(len(table))]

    one = count(LocalEngine(votes_of(table), sides_of(side)))
    other = count(LocalEngine(votes_of(table[order]), sides_of([side[i] for i in order])))

    assert one.counts.tolist() == other.counts.tolist()


@given(tables())
def test_an_electorate_twice_over_counts_twice(table: Table) -> None:
    """When everybody comes with a double, every count doubles."""
    once, twice = votes_of(table), votes_of(np.repeat(table, 2, axis=0))
    side = [i % 2 for i in range(len(table))]

    one = count(LocalEngine(once, sides_of(side)))
    two = count(LocalEngine(twice, sides_of(np.repeat(side, 2).tolist())))

    assert (2 * one.counts).tolist() == two.counts.tolist()


@given(tables())
def test_counting_alters_nothing(table: Table) -> None:
    """What goes in is the same afterwards."""
    votes = votes_of(table)
    before = [votes.start.copy(), votes.statement.copy(), votes.vote.copy()]

    count(LocalEngine(votes, alternating(votes)))

    assert all(np.array_equal(a, b) for a, b in zip(before, (votes.start, votes.statement, votes.vote), strict=True))


def test_a_pass_sees_every_participant_once_and_in_order() -> None:
    """Many blocks or one, results of a pass lie in the order of participants."""
    dialogue, _ = synthesise(of_size(2000, 100, 80_000), seed=1)
    engine = LocalEngine(dialogue.votes, dialogue.sides)

    by_participant, _ = engine.collect(answered)
    _, in_all = engine.total(lambda block: answered(block)[1:] * 2)

    assert len(engine.blocks) > 1
    assert np.diff(dialogue.votes.start).tolist() == by_participant.tolist()
    assert [len(dialogue.votes)] == in_all.tolist()


def test_any_other_label_is_counted_as_sides_are() -> None:
    """Sides handed over as a label of all participants give the tally itself, however many blocks there are."""
    dialogue, _ = synthesise(of_size(2000, 100, 80_000), seed=3)
    engine = LocalEngine(dialogue.votes, dialogue.sides)

    (counts,) = engine.total(counting.count_labels, dialogue.sides.of, 100, len(dialogue.sides.names))

    assert len(engine.blocks) > 1
    assert count(engine).counts.tolist() == counts.tolist()


def test_a_dialogue_without_anybody_has_an_empty_tally() -> None:
    """Nobody has answered: every count is zero, and nothing fails."""
    tally = count(LocalEngine(votes_of(np.empty((0, 3), np.int8)), sides_of([])))

    assert np.zeros((3, 3, 3)).tolist() == tally.counts.tolist()


def test_a_pass_may_return_what_is_not_ours() -> None:
    """Adding up leaves the arrays of a pass alone, even when it returns the same one twice."""
    kept: npt.NDArray[np.int64] = np.array([1, 2])

    (total,) = add_up([(kept,), (kept,)])

    assert [1, 2] == kept.tolist()
    assert [2, 4] == total.tolist()
    assert [1, 2, 1, 2] == lay_out([(kept,), (kept,)])[0].tolist()


def test_only_large_dialogues_take_the_compiled_form() -> None:
    """Below a million answers nothing is compiled."""
    votes = votes_of(np.ones((2, 2), np.int8))

    assert 1_000_000 == COMPILED_FROM
    assert not takes_compiled(votes)
    assert counting_compiled.count is compiled_form(counting.count)


def test_threads_change_nothing() -> None:
    """The compiled form on several threads counts what the plain form counts in turn."""
    dialogue, _ = synthesise(of_size(2000, 100, 80_000), seed=2)

    plain = count(LocalEngine(dialogue.votes, dialogue.sides, compiled=False))
    compiled = count(LocalEngine(dialogue.votes, dialogue.sides, compiled=True))

    assert plain.counts.tolist() == compiled.counts.tolist()
