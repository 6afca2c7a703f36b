from __future__ import annotations

import pytest

from sulh.disclosure.past import Past, Said
from sulh.disclosure.rules import (
    Plan,
    fewest_shown,
    firm_agreements,
    growth_too_small,
    may_say_firm,
    more_for_a_try,
    numbers_allowed,
    plan,
    worth_trying,
)
from sulh.model.findings import Population
from sulh.model.publication import Kept, Numbers, PublishedAnswers, Word

NOBODY_INVITED = {"A": None, "B": None}


def kept(answered: int, word: Word | None, needed: int | None = None) -> Kept:
    """Something said of statement 1 when both sides had so many answers."""
    return Kept("1", {"A": answered, "B": answered}, needed, word, None, None)


def shown(table: tuple[int, int, int]) -> Numbers:
    """Numbers that went out, the same on both sides."""
    answers = PublishedAnswers(*table, sum(table), 0.1, 0.9)
    return Numbers({"A": answers, "B": answers}, "not-yet-known", "A", [], None, None)


def both(answered: int) -> dict[str, int]:
    """The same number of answers on both sides."""
    return {"A": answered, "B": answered}


def test_below_k_answers_on_one_side_nothing_is_said() -> None:
    """Twelve on one side do not make up for four on the other; five do."""
    assert Plan() == plan(Past(), {"A": 12, "B": 4}, None, k=5)
    assert plan(Past(), {"A": 12, "B": 5}, None, k=5).words
    assert Plan() == plan(Past(), {"A": 12, "B": 7}, None, k=8)
    assert plan(Past(), {"A": 12, "B": 8}, None, k=8).words


@pytest.mark.parametrize("answered", [3, 4])
def test_three_or_four_answers_are_too_few_for_a_word_even_with_k_three(answered: int) -> None:
    """Most of four means three or four: two counts announce near-unanimity."""
    assert Plan() == plan(Past(), both(answered), None, k=3)
    assert plan(Past(), both(5), None, k=3).words


def firm_may_be_said(answered: int, invited: int | None = None) -> bool:
    """Whether firm may be among the words for two sides of this size."""
    of: dict[str, int | None] = {"A": invited, "B": invited}
    population: Population = "consultation" if invited is None else "room"
    firm_from = firm_agreements(both(answered), of, population=population, level=0.6, confidence=0.9)
    return may_say_firm(both(answered), firm_from)


def test_firm_needs_ten_answers_in_a_consultation() -> None:
    """With eight answers firm means seven or eight; with ten it leaves three counts."""
    assert [False, False, True, True] == [firm_may_be_said(answered) for answered in (8, 9, 10, 14)]


def test_firm_in_a_room_needs_five_invited_and_three_counts() -> None:
    """Firm is a share of those invited: when few of them answered, it could only be all of these."""
    assert not firm_may_be_said(4, invited=4)
    assert firm_may_be_said(5, invited=5)
    assert not firm_may_be_said(4, invited=5)
    assert not firm_may_be_said(6, invited=8)
    assert firm_may_be_said(7, invited=8)
    assert not firm_may_be_said(9, invited=12)


def test_firm_is_never_less_than_most() -> None:
    """At a level of .2 firm still means more than half."""
    found = firm_agreements(both(20), NOBODY_INVITED, population="consultation", level=0.2, confidence=0.9)
    assert {"A": 11, "B": 11} == found


def test_numbers_need_k_of_every_answer_on_every_side() -> None:
    """Five of each answer on both sides may be shown; one four, or a zero, hides everything."""
    assert numbers_allowed(Past(), {"A": (5, 5, 5), "B": (40, 5, 6)}, k=5)
    assert not numbers_allowed(Past(), {"A": (5, 5, 5), "B": (40, 4, 6)}, k=5)
    assert not numbers_allowed(Past(), {"A": (30, 30, 0), "B": (40, 5, 6)}, k=5)


def test_difference_to_earlier_numbers_counts_as_numbers() -> None:
    """Five more of each answer may be shown; four more of one, none, or fewer, hide the new table."""
    past = Past(shown((10, 10, 10)), Said("no-majority", 1, shown((10, 10, 10))))
    assert numbers_allowed(past, dict.fromkeys("AB", (15, 15, 15)), k=5)
    assert not numbers_allowed(past, dict.fromkeys("AB", (40, 40, 14)), k=5)
    assert not numbers_allowed(past, dict.fromkeys("AB", (40, 40, 10)), k=5)
    assert not numbers_allowed(past, dict.fromkeys("AB", (40, 40, 6)), k=5)


def test_numbers_are_not_even_tried_below_three_times_k_fresh_answers() -> None:
    """Whether they are tried depends on how many answered, never on what."""
    past = Past(shown((10, 10, 10)), Said("no-majority", 1, shown((10, 10, 10))))
    assert not worth_trying(Past(), {"A": 14, "B": 99}, k=5)
    assert worth_trying(Past(), {"A": 15, "B": 99}, k=5)
    assert not worth_trying(past, both(44), k=5)
    assert worth_trying(past, both(45), k=5)


def test_after_a_refusal_numbers_wait_for_half_as_many_answers_again() -> None:
    """Refused at twenty, tried again at thirty, not at twenty-nine: else one more answer would tell why."""
    past = Past(said=Said("most-on-each-side", 1), since=(kept(20, "most-on-each-side", needed=5),))
    assert not worth_trying(past, both(29), k=5)
    assert worth_trying(past, both(30), k=5)


def test_numbers_after_a_refusal_must_leave_the_refusal_unexplained() -> None:
    """If only one history explains both the refusal and the new table, the new table stays inside."""
    past = Past(since=(kept(85, None, needed=5),))
    assert numbers_allowed(past, dict.fromkeys("AB", (19, 70, 40)), k=5)
    assert not numbers_allowed(past, dict.fromkeys("AB", (19, 40, 41)), k=5)


def test_growth_after_a_refusal_leaves_two_seats_of_every_answer() -> None:
    """Thirteen more disagree since the refusal: with two more of each other answer that takes seventeen newcomers."""
    past = Past(since=(kept(85, None, needed=5),))
    assert not numbers_allowed(past, dict.fromkeys("AB", (46, 15, 40)), k=5)
    assert numbers_allowed(past, dict.fromkeys("AB", (46, 15, 41)), k=5)


def test_after_numbers_the_small_count_of_a_refusal_may_be_the_agreements() -> None:
    """Six more agree, twenty-two each do not: a mixed way has few agreements at the refusal, so the table goes out."""
    past = Past(shown((10, 10, 10)), Said("no-majority", 1, shown((10, 10, 10))), since=(kept(60, None, needed=5),))
    assert numbers_allowed(past, dict.fromkeys("AB", (16, 32, 32)), k=5)


def test_word_after_numbers_stands_against_few_agreements_at_the_refusal() -> None:
    """Numbers of its own, then a joint "most": a side cannot have had two fresh agreements at that refusal."""
    tables = dict.fromkeys("AB", (16, 42, 32))
    silent, spoken = kept(60, None, needed=5), kept(60, "most-on-each-side", needed=5)

    assert numbers_allowed(Past(shown((10, 10, 10)), since=(silent,)), tables, k=5)
    assert not numbers_allowed(Past(shown((10, 10, 10)), since=(spoken,)), tables, k=5)


def test_caucus_raises_what_numbers_need_by_all_that_answered_there() -> None:
    """Behind a door of twenty every joint count must be twenty and five; a smaller caucus later adds nothing."""
    doors = tuple(Kept("1", {"A": count}, None, None, None, None) for count in (20, 12))
    past = Past(since=doors)

    assert (25, [20]) == (fewest_shown(past, 5), [moment.answered for moment in past.moments("A")])
    assert {"A": 0, "B": 5} == more_for_a_try(past, {"A": 75, "B": 70}, k=5)
    assert numbers_allowed(past, dict.fromkeys("AB", (25, 25, 25)), k=5)
    assert not numbers_allowed(past, {"A": (25, 25, 25), "B": (25, 25, 24)}, k=5)
    assert growth_too_small(past, dict.fromkeys("AB", (24, 25, 26)), k=5)


def test_word_again_needs_enough_newcomers_for_every_word_that_could_come() -> None:
    """Most of ten; then at sixteen any word may follow, at fifteen the earlier one stays."""
    past = Past(said=Said("most-on-each-side", 1), since=(kept(10, "most-on-each-side"),))
    assert not plan(past, both(13), None, k=5).words
    assert not plan(past, both(15), None, k=8).words
    assert plan(past, both(16), None, k=8).words


def test_word_is_not_held_back_for_the_sake_of_a_try() -> None:
    """Six newcomers carry a word but no try beside it: the word goes out, and numbers are tried another time."""
    past = Past(said=Said("most-on-one-side", 1), since=(kept(10, "most-on-one-side"),))
    assert worth_trying(past, both(16), k=5)
    found = plan(past, both(16), None, k=5)
    assert (3, False) == (len(found.words), found.tries)


def test_fewer_answers_than_before_leave_the_earlier_word_standing() -> None:
    """After a withdrawal nothing new is said, whatever the answers are."""
    past = Past(said=Said("no-majority", 1), since=(kept(20, "no-majority"),))
    assert Plan() == plan(past, both(19), None, k=5)


def test_one_side_that_did_not_grow_holds_back_the_word_for_all() -> None:
    """A word speaks of all sides at once: the side that stands still could be read off."""
    past = Past(said=Said("no-majority", 1), since=(kept(20, "no-majority"),))
    assert Plan() == plan(past, {"A": 20, "B": 90}, None, k=8)
    assert plan(past, {"A": 60, "B": 90}, None, k=8).words


def test_words_do_not_follow_numbers() -> None:
    """After numbers come new numbers or none: a word beside an old table would be a difference."""
    past = Past(shown((10, 10, 10)), Said("no-majority", 1, shown((10, 10, 10))))
    assert Plan() == plan(past, both(44), None, k=5)
    assert Plan(tries=True) == plan(past, both(60), None, k=5)
    assert Plan(tries=True) == plan(past, both(300), both(200), k=5)


def test_firm_once_said_is_not_replaced_by_a_poorer_set_of_words() -> None:
    """Where *firm* could not come out again, "most on each side" would look like a loss: the earlier word stays."""
    said = Kept("1", both(12), None, "firm-on-every-side", both(10), None)
    past = Past(said=Said("firm-on-every-side", 1), since=(said,))
    assert Plan() == plan(past, both(40), None, k=20)
    assert "firm-on-every-side" in plan(past, both(40), both(28), k=20).words
