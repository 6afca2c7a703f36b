from __future__ import annotations

import pytest

from sulh.disclosure import outcome
from sulh.disclosure.defence import stand_guard
from sulh.disclosure.past import Past, Said
from sulh.disclosure.publish import publish
from sulh.disclosure.rules import Plan, Table
from sulh.errors import DisclosureError
from sulh.model.publication import Kept, Ledger, Word
from tests.disclosure.cast import findings_of


def kept(answered: int, word: Word | None, needed: int | None = None) -> Kept:
    """Something said of statement 1 when side A had so many answers."""
    return Kept("1", {"A": answered}, needed, word, None, None)


def stopped(past: Past, said: Kept, table: tuple[int, int, int]) -> bool:
    """Whether the guard stops what is about to be said of side A."""
    try:
        stand_guard({"A": past}, said, {"A": table})
    except DisclosureError:
        return True
    return False


def test_guard_lets_a_single_word_pass() -> None:
    """Most of eight: nobody is known."""
    assert not stopped(Past(), kept(8, "most-on-each-side"), (8, 0, 0))


def test_guard_stops_a_word_that_one_newcomer_could_be_read_from() -> None:
    """Most of five, then none of six: the sixth is known to refuse."""
    past = Past(said=Said("most-on-each-side", 1), since=(kept(5, "most-on-each-side"),))
    with pytest.raises(DisclosureError, match="give an answer away"):
        stand_guard({"A": past}, kept(6, "no-majority"), {"A": (3, 3, 0)})


def test_guard_lets_a_word_after_many_newcomers_pass() -> None:
    """Most of five, then none of twelve."""
    past = Past(said=Said("most-on-each-side", 1), since=(kept(5, "most-on-each-side"),))
    assert not stopped(past, kept(12, "no-majority"), (5, 7, 0))


def test_rules_that_fail_are_stopped_by_the_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the rules ever allowed a difference of one, the attackers would see it and nothing would be published."""

    def everything_goes(*_: object, **__: object) -> bool:
        return True

    def plan_numbers(*_: object, **__: object) -> Plan:
        return Plan(tries=True)

    monkeypatch.setattr(outcome, "numbers_allowed", everything_goes)
    monkeypatch.setattr(outcome, "plan", plan_numbers)
    first: Table = (20, 10, 10)
    _, ledger = publish(findings_of({"A": [first], "B": [first]}), Ledger(), audience="room")

    with pytest.raises(DisclosureError, match="give an answer away"):
        publish(findings_of({"A": [(21, 10, 10)], "B": [(30, 20, 20)]}), ledger, audience="room")
    with pytest.raises(DisclosureError, match="give an answer away"):
        publish(findings_of({"A": [(20, 0, 0)], "B": [(30, 20, 20)]}), Ledger(), audience="room")
