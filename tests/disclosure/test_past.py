from __future__ import annotations

from sulh.disclosure.mixing import Moment
from sulh.disclosure.past import Past, Said, pasts
from sulh.disclosure.publish import publish
from sulh.model.publication import Ledger
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
