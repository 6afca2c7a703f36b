"""Caucuses and joint publications in one ledger: what the other side can see of a caucus, and what it cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.disclosure import outcome
from sulh.disclosure import past as memory
from sulh.disclosure.ledger import canonical
from sulh.disclosure.past import pasts
from sulh.disclosure.publish import publish
from sulh.errors import DisclosureError
from sulh.model.publication import WORDS, Ledger, Publication, PublishedStatement, Word
from tests.disclosure.cast import Table, findings_of

Round = Mapping[str, Sequence[Table]]  # the sides that were asked, with their tables


def lived(*rounds: Round, k: int = 5) -> list[Publication]:
    """What was published after each round, from one ledger."""
    ledger, shown = Ledger(), []
    for tables in rounds:
        publication, ledger = publish(findings_of(tables), ledger, audience="room", k=k)
        shown.append(publication)
    return shown


def both(*rows: Table) -> Round:
    """Two sides that answered alike."""
    return {"A": rows, "B": rows}


def words(publication: Publication) -> list[tuple[Word | None, int | None]]:
    """The word of every statement by id, with the publication that said it."""
    by_id = sorted(publication.statements, key=lambda statement: statement.id)
    return [(statement.word, statement.since) for statement in by_id]


def told(publication: Publication) -> PublishedStatement:
    """The one statement of a publication."""
    (statement,) = publication.statements
    return statement


def test_both_sides_may_sit_alone_in_one_ledger() -> None:
    """First one side among itself, then the other, then both: each row of publications has numbers of its own."""
    shown = lived({"A": [(7, 5, 0)]}, {"B": [(4, 8, 0)]}, {"A": [(20, 10, 0)], "B": [(20, 10, 0)]}, {"B": [(9, 9, 0)]})

    assert [1, 1, 1, 2] == [publication.number for publication in shown]
    assert ["A", "B", None, "B"] == [publication.side for publication in shown]
    expected: list[Word] = ["most-on-each-side", "no-majority", "most-on-each-side"]
    assert expected == [told(publication).word for publication in shown[:3]]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ({"A": [(9, 9, 0)], "B": [(9, 9, 0)]}, {"C": [(9, 9, 0)]}),
        ({"C": [(9, 9, 0)]}, {"A": [(9, 9, 0)], "B": [(9, 9, 0)]}),
    ],
)
def test_caucus_of_a_side_that_is_not_of_this_dialogue_is_refused(first: Round, then: Round) -> None:
    """A third side's answers belong to another ledger; joint rounds keep their sides."""
    with pytest.raises(DisclosureError, match="sides are not those"):
        lived(first, then)


def test_joint_sides_stay_the_same_across_a_caucus() -> None:
    """A caucus in between does not open the door to other sides."""
    two, three = both((9, 9, 0)), {name: [(9, 9, 0)] for name in "ABC"}
    with pytest.raises(DisclosureError, match="sides are not those"):
        lived(two, {"A": [(9, 9, 0)]}, three)
    assert 2 == lived(two, {"A": [(9, 9, 0)]}, two)[-1].number


def test_caucus_and_a_dialogue_without_sides_do_not_go_together() -> None:
    """Where nobody declared a side there is no side to sit alone."""
    none = msgspec.structs.replace(findings_of({"A": [(9, 9, 0)], "B": [(9, 9, 0)]}), sides=[])
    _, alone = publish(findings_of({"A": [(9, 9, 0)]}), Ledger(), audience="room")
    _, without = publish(none, Ledger(), audience="room")

    with pytest.raises(DisclosureError, match="sides are not those"):
        publish(none, alone, audience="room")
    with pytest.raises(DisclosureError, match="sides are not those"):
        publish(findings_of({"A": [(9, 9, 0)]}), without, audience="room")


def test_caucus_stays_inside_the_side_even_after_a_joint_publication() -> None:
    """What one side says among itself never goes to the public."""
    _, ledger = publish(findings_of(both((9, 9, 0))), Ledger(), audience="public")

    with pytest.raises(DisclosureError, match="that side's alone"):
        publish(findings_of({"A": [(9, 9, 0)]}), ledger, audience="public")


def test_joint_publication_is_silent_where_the_same_people_spoke_in_a_caucus() -> None:
    """Twelve told themselves "most"; asked again jointly, the same twelve give no word, and none is carried over."""
    caucus, joint = lived({"A": [(7, 5, 0), (1, 0, 0)]}, both((7, 5, 0), (9, 3, 0)))

    assert [("most-on-each-side", 1), ("too-few", None)] == words(caucus)
    assert [("too-few", None), ("most-on-each-side", 1)] == words(joint)


@pytest.mark.parametrize(("answered", "said"), [(24, False), (25, True), (60, True)])
def test_joint_word_needs_more_than_twice_the_caucus(answered: int, said: bool) -> None:
    """Whatever twelve said among themselves, twice as many and one leave room for every joint word."""
    joint = lived({"A": [(7, 5, 0)]}, both((answered // 2, answered - answered // 2, 0)))[-1]

    assert said == (told(joint).word == "no-majority")


def test_numbers_in_a_caucus_keep_joint_numbers_back_until_every_count_stands_above_them() -> None:
    """A table of forty lies behind the door: jointly every count must be forty and five, on every side."""
    caucus, few = lived({"A": [(20, 10, 10)]}, both((45, 45, 44)))
    _, enough = lived({"A": [(20, 10, 10)]}, both((45, 45, 45)))

    assert told(caucus).numbers is not None
    assert ("no-majority", None) == (told(few).word, told(few).numbers)
    assert told(enough).numbers is not None


def test_joint_word_is_not_carried_into_a_caucus() -> None:
    """After a joint word the same people among themselves are told nothing: the word was of both sides."""
    joint, caucus, later = lived(both((7, 5, 0)), {"A": [(7, 5, 0)]}, {"A": [(20, 10, 0)]})

    assert [("most-on-each-side", 1)] == words(joint)
    assert [("too-few", None)] == words(caucus)
    assert [("most-on-each-side", 2)] == words(later)


def test_caucus_carries_over_its_own_word_past_a_joint_one() -> None:
    """What a side last told itself stays its last word, whatever was said jointly since."""
    first, joint, again = lived({"A": [(7, 5, 0)]}, both((10, 20, 0)), {"A": [(10, 20, 0)]})

    assert [("most-on-each-side", 1)] == words(first) == words(again)
    assert [("no-majority", 1)] == words(joint)


def test_joint_numbers_bind_the_caucus() -> None:
    """One more answer after joint numbers: the side is told no table from which the newcomer could be read."""
    *_, caucus, later = lived(both((20, 10, 10)), {"A": [(21, 10, 10)]}, {"A": [(30, 15, 15)]})

    assert ("too-few", None) == (told(caucus).word, told(caucus).numbers)
    assert told(later).numbers is not None


def test_ledger_keeps_how_many_answered_even_where_a_caucus_said_nothing() -> None:
    """Thirteen after twelve: nothing new is said, and the larger number counts for what follows."""
    ledger = Ledger()
    for row in ((7, 5, 0), (8, 5, 0)):
        _, ledger = publish(findings_of({"A": [row]}), ledger, audience="room")

    assert [({"A": 12}, "most-on-each-side"), ({"A": 13}, None)] == [
        (kept.answered, kept.word) for entry in ledger.entries for kept in entry.statements
    ]
    assert [12, 13] == [moment.answered for moment in pasts(ledger)["1"].moments("A")]
    assert [12] == [moment.answered for moment in pasts(ledger, "A")["1"].moments("A")]
    assert {} == pasts(ledger, "B")


@st.composite
def tables_of(draw: st.DrawFn, size: int) -> Table:
    """Any table of so many people."""
    low, high = sorted((draw(st.integers(0, size)), draw(st.integers(0, size))))
    return (low, high - low, size - high)


@st.composite
def two_truths(draw: st.DrawFn) -> tuple[list[Round], list[Round]]:
    """Two dialogues with the same joint answers, whose caucuses had as many answers and gave others."""
    one: list[Round] = []
    two: list[Round] = []
    size = draw(st.sampled_from([5, 6, 9, 12, 16]))
    for _ in range(draw(st.integers(2, 5))):
        side = draw(st.sampled_from([None, None, "A", "B"]))
        if side is None:
            joint = {name: [draw(tables_of(size + draw(st.integers(0, 9))))] for name in "AB"}
            one, two = [*one, joint], [*two, joint]
        else:
            people = size + draw(st.integers(-3, 3))
            one, two = [*one, {side: [draw(tables_of(people))]}], [*two, {side: [draw(tables_of(people))]}]
        size = int(size * draw(st.sampled_from([1.0, 1.0, 1.5, 2.3, 4.0])))
    return one, two


def joint_pages(rounds: list[Round]) -> list[bytes]:
    """Everything the other side and the public ever see."""
    return [canonical(shown) for shown in lived(*rounds, k=3) if shown.side is None]


@settings(max_examples=300, deadline=None)
@given(two_truths())
def test_joint_publications_are_the_same_whatever_was_answered_in_a_caucus(truths: tuple[list[Round], ...]) -> None:
    """Not a byte of any joint publication depends on what was answered, said, shown or refused behind a closed door."""
    one, two = truths
    assert joint_pages(one) == joint_pages(two)


@settings(max_examples=150, deadline=None)
@given(two_truths())
def test_caucus_is_told_nothing_of_the_other_sides_caucus(truths: tuple[list[Round], ...]) -> None:
    """What a side is told among itself is the same whether or not the other side ever sat alone."""
    rounds, _ = truths
    alone = [tables for tables in rounds if list(tables) != ["B"]]

    with_b = [canonical(shown) for shown in lived(*rounds, k=3) if shown.side == "A"]
    without = [canonical(shown) for shown in lived(*alone, k=3) if shown.side == "A"]
    assert len(with_b) == len(without)
    if not any(len(tables) > 1 for tables in rounds):  # a joint publication may have fallen silent for B's sake
        assert with_b == without


@settings(max_examples=150, deadline=None)
@given(two_truths())
def test_first_joint_publication_says_the_same_or_less_after_a_caucus(truths: tuple[list[Round], ...]) -> None:
    """A caucus can make the joint publication say less, never something else: all that can be seen of it is silence."""
    rounds, _ = truths
    first = next((place for place, tables in enumerate(rounds) if len(tables) > 1), None)
    if first is not None:
        after, without = told(lived(*rounds[: first + 1], k=3)[-1]), told(lived(rounds[first], k=3)[0])
        assert after.word in (without.word, "too-few", _poorer(without.word))
        assert after.numbers in (None, without.numbers)


def _poorer(word: Word | None) -> Word:
    return "most-on-each-side" if word == WORDS[0] else "too-few"


def test_rule_that_looks_behind_the_door_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the joint plan knew the caucus's word, ten would be told a word after "most" of five, and none else."""
    most, none = ({"A": [row]} for row in ((3, 2, 0), (2, 3, 0)))
    joint = both((8, 2, 0))
    assert joint_pages([most, joint]) == joint_pages([none, joint])

    monkeypatch.setattr(memory, "silent", lambda kept: kept)
    assert joint_pages([most, joint]) != joint_pages([none, joint])


def test_number_that_runs_on_through_all_rooms_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were publications counted by their line in the ledger, the first joint one would tell of a caucus."""
    joint = both((8, 2, 0))
    assert joint_pages([{"A": [(1, 1, 0)]}, joint]) == joint_pages([joint])

    monkeypatch.setattr(outcome, "same_readers", lambda *_: True)
    assert joint_pages([{"A": [(1, 1, 0)]}, joint]) != joint_pages([joint])
