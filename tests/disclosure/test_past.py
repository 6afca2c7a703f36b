from __future__ import annotations

from sulh.disclosure.mixing import Moment
from sulh.disclosure.past import Past, Said, pasts
from sulh.disclosure.publish import publish
from sulh.model.publication import Kept, Ledger, Word
from tests.disclosure.cast import Table, findings_of


def told(*rounds: Table) -> Past:
    """What the ledger knows of one statement after two alike sides published these tables one after the other."""
    ledger = Ledger()
    for table in rounds:
        _, ledger = publish(findings_of({"A": [table], "B": [table]}), ledger, audience="room")
    return pasts(ledger).get("1", Past())


def test_statement_never_told_has_no_past() -> None:
    """Four answers a side were published as nothing, and nothing is remembered of them."""
    assert Past() == told((4, 0, 0))


def test_words_and_refusals_are_remembered_with_how_many_answered() -> None:
    """Most of eight; then, at twenty, numbers tried and refused, and the word again."""
    past = told((6, 2, 0), (15, 5, 0))

    assert (Said("most-on-each-side", 2), 1) == (past.said, past.tries)
    # seven agree and one does not would be firm for nobody: with eight answers *firm* was not among the words
    assert Moment(8, ((5, 8),), tried=False) == past.moments("A")[0]
    assert (20, True) == (past.moments("A")[1].answered, past.moments("A")[1].tried)
    assert 20 == past.last_try("B")


def test_numbers_begin_the_count_anew() -> None:
    """After numbers everything is counted from them: the words before no longer bind."""
    past = told((6, 2, 0), (15, 5, 0), (40, 20, 10), (41, 20, 10))

    assert past.said is not None
    assert (3, past.numbers) == (past.said.number, past.said.numbers)
    assert ((), 0, 0) == (past.since, past.tries, past.last_try("A"))
    assert ((40, 20, 10), 9) == (past.base("A"), past.fresh("A", 79))


def test_refusal_after_numbers_is_counted_in_fresh_answers() -> None:
    """Thirty more answers, of which only one passes: a refusal, and the earlier numbers stand."""
    past = told((40, 20, 10), (60, 29, 11))

    assert past.said is not None
    assert (1, 1, 30) == (past.said.number, past.tries, past.last_try("A"))
    assert [Moment(30, ((0, 30),), tried=True)] == past.moments("B")


def told_to_a(*rounds: dict[str, list[Table]]) -> Past:
    """What the people of side A hold of one statement after these rounds."""
    ledger = Ledger()
    for tables in rounds:
        _, ledger = publish(findings_of(tables), ledger, audience="room")
    return pasts(ledger, "A")["1"]


CAUCUS_TABLE: dict[str, list[Table]] = {"A": [(20, 10, 10)]}


def test_joint_word_after_a_caucus_table_is_held_against_that_table() -> None:
    """Forty of ninety agree jointly, at most; twenty agreed in the caucus: of the fifty fresh ones at most 25 do."""
    past = told_to_a(CAUCUS_TABLE, {side: [(40, 50, 0)] for side in "AB"})

    assert [Moment(50, ((-20, 25),))] == past.moments("A")
    assert (None, 50) == (past.since[0].needed, past.fresh("A", 90))


def test_joint_refusal_after_a_caucus_table_is_counted_from_zero() -> None:
    """Jointly below 45 is small, beside a table of 20, 10 and 10: below 25, 35 and 35 of the fresh answers."""
    joint: dict[str, list[Table]] = {side: [(60, 60, 44)] for side in "AB"}
    past = told_to_a(CAUCUS_TABLE, joint)

    assert (25, 35, 35) == past.limits(past.since[0], "A")


def test_caucus_refusal_is_counted_from_the_last_numbers() -> None:
    """After joint numbers of 20, 10 and 10 a caucus that adds fourteen passes too few is refused for fresh counts."""
    joint: dict[str, list[Table]] = {side: [(20, 10, 10)] for side in "AB"}
    past = told_to_a(joint, {"A": [(30, 20, 12)]})

    assert (5, 5, 5) == past.limits(past.since[0], "A")
    assert past.limits(told_to_a({"A": [(7, 5, 0)]}).since[0], "A") is None


def test_caucus_too_small_to_have_been_told_anything_is_no_door() -> None:
    """Fifteen after a joint twelve: no word fits between. Sixteen is a door, and behind a door one more is another."""
    answered: list[tuple[dict[str, int], Word | None]] = [({"A": 12, "B": 12}, "no-majority"), ({"A": 15}, None)]
    answered += [({"A": count}, None) for count in (16, 17)]
    since = tuple(Kept("1", sizes, None, word, None, None) for sizes, word in answered)

    found = Past(since=since).moments("A")
    assert [(12, False), (16, True), (17, True)] == [(moment.answered, moment.closed) for moment in found]
    assert [] == Past(since=(Kept("1", {"A": 3}, None, None, None, None),)).moments("A")
