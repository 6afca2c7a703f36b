"""Why a statement goes out as it does: the codes are those of the path that publishing takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.disclosure import explain as module
from sulh.disclosure.explain import Explained, Reason, explain
from sulh.disclosure.publish import publish
from sulh.errors import DisclosureError
from sulh.model.findings import Findings
from sulh.model.publication import Ledger, PublishedStatement
from tests.disclosure.cast import Table, findings_of

Round = Mapping[str, Sequence[Table]]


def after(*rounds: Round, k: int = 5, invited: Mapping[str, int] | None = None) -> Explained:
    """Why the one statement of the last round comes out as it does, the rounds before being published."""
    ledger = Ledger()
    for tables in rounds[:-1]:
        _, ledger = publish(_findings(tables, invited), ledger, audience="room", k=5)
    (found,) = explain(_findings(rounds[-1], invited), ledger, audience="room", k=k)
    return found


def _findings(tables: Round, invited: Mapping[str, int] | None) -> Findings:
    return findings_of(tables, invited=None if invited is None else {side: invited[side] for side in tables})


def both(*rows: Table) -> Round:
    """Two sides that answered alike."""
    return {"A": rows, "B": rows}


def codes(found: Explained) -> list[str]:
    """The codes alone."""
    return [reason.code for reason in found.reasons]


def test_five_more_answers_of_one_side_would_do() -> None:
    """Nobody of B has answered: five are missing there, and A lacks nothing."""
    found = after({"A": [(9, 3, 0)], "B": [(0, 0, 0)]})

    assert Explained("1", "nothing", None, (Reason("under-k", "B", 5),)) == found


def test_missing_answers_are_compared_with_who_is_invited() -> None:
    """Two more would do: with eight invited they can still come, with four they cannot."""
    tables = {"A": [(9, 3, 0)], "B": [(3, 0, 0)]}

    assert (Reason("under-k", "B", 2, invited=True),) == after(tables, invited={"A": 12, "B": 8}).reasons
    assert (Reason("under-k", "B", 2, invited=False),) == after(tables, invited={"A": 12, "B": 4}).reasons


def test_word_without_numbers_says_how_many_answers_numbers_take() -> None:
    """Twelve and ten: a word now; numbers are tried from fifteen on every side."""
    found = after({"A": [(9, 3, 0)], "B": [(9, 1, 0)]})

    assert ("word", "most-on-each-side") == (found.outcome, found.word)
    assert (Reason("numbers-not-tried", "A", 3), Reason("numbers-not-tried", "B", 5)) == found.reasons


def test_small_count_refuses_numbers_and_is_not_named() -> None:
    """Which count was small, and on which side, is not said even here: it is asked for aloud too easily."""
    found = after({"A": [(20, 10, 10)], "B": [(20, 10, 4)]})

    assert ("word", (Reason("numbers-refused-small-count"),)) == (found.outcome, found.reasons)


def test_try_held_back_for_a_word_is_named() -> None:
    """Most of one side's ten; at sixteen a word is safe and a try beside it is not, so nothing is missing but time."""
    found = after({"A": [(8, 2, 0)], "B": [(2, 8, 0)]}, both((8, 4, 4)))

    assert ("word", (Reason("numbers-wait-for-a-word"),)) == (found.outcome, found.reasons)


def test_full_tables_need_no_reason() -> None:
    """Where numbers go out nothing is missing."""
    assert Explained("1", "numbers", "no-majority", ()) == after(both((20, 10, 10)))


def test_carried_word_waits_for_newcomers() -> None:
    """Twelve again: the earlier word stays, until enough others have come on both sides."""
    found = after(both((7, 5, 0)), both((7, 5, 0)))

    assert ("carried", "most-on-each-side") == (found.outcome, found.word)
    assert ["waits-for-more-answers", "waits-for-more-answers"] == codes(found)[:2]


def test_after_numbers_only_newer_numbers_can_follow() -> None:
    """Five more: no word, and numbers wait for as many again."""
    found = after(both((20, 10, 10)), both((25, 10, 10)))

    assert "carried" == found.outcome
    assert (Reason("words-end-with-numbers"), Reason("numbers-not-tried", "A", 10)) == found.reasons[:2]


def test_past_that_would_explain_a_refusal_holds_numbers_back() -> None:
    """Most of twenty, refused; then ten of thirty: no count is small, and the table still stays inside."""
    found = after(both((16, 4, 0)), both((10, 10, 10)))

    assert "numbers-refused-by-the-past" in codes(found)


def test_numbers_below_a_raised_k_are_named() -> None:
    """Five behind each count, and eight asked for since."""
    found = after(both((20, 5, 5)), both((20, 5, 5)), k=8)

    assert "numbers-below-raised-k" in codes(found)


def test_joint_silence_after_a_caucus_is_explained_to_the_facilitator() -> None:
    """Twelve spoke among themselves: thirteen more of that side, none of the other."""
    found = after({"A": [(7, 5, 0)]}, both((7, 5, 0)))

    assert "nothing" == found.outcome
    assert Reason("waits-for-more-answers", "A", 13) == found.reasons[0]
    assert Reason("was-in-a-caucus", "A", 12) == found.reasons[-1]
    assert not any(reason.side == "B" and reason.code == "waits-for-more-answers" for reason in found.reasons)


def test_growth_that_would_take_too_long_is_not_foreseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no word is found among the sizes that are looked at, no number is made up."""
    monkeypatch.setattr(module, "FORESEEN", 0)
    found = after(both((7, 5, 0)), both((7, 5, 0)), invited={"A": 12, "B": 12})

    assert Reason("waits-for-more-answers", "A", None, invited=None) == found.reasons[0]


def test_what_publishing_refuses_is_not_explained() -> None:
    """Another dialogue's ledger is refused here as there."""
    _, ledger = publish(findings_of(both((9, 9, 0))), Ledger(), audience="room")
    with pytest.raises(DisclosureError, match="sides are not those"):
        explain(findings_of({"C": [(9, 9, 0)]}), ledger, audience="room")


@st.composite
def histories(draw: st.DrawFn) -> list[Round]:
    """Rounds of growing sides, joint or of one side, the last one joint."""
    size = draw(st.sampled_from([5, 6, 8, 12, 20]))
    rounds: list[Round] = []
    for _ in range(draw(st.integers(1, 4))):
        sides = draw(st.sampled_from(["AB", "AB", "A", "B"]))
        rounds.append({side: [draw(tables_of(size + draw(st.integers(0, 4))))] for side in sides})
        size = int(size * draw(st.sampled_from([1.0, 1.2, 1.6, 2.4])))
    return [*rounds, {side: [draw(tables_of(size))] for side in "AB"}]


@st.composite
def tables_of(draw: st.DrawFn, size: int) -> Table:
    """Any table of so many people."""
    low, high = sorted((draw(st.integers(0, size)), draw(st.integers(0, size))))
    return (low, high - low, size - high)


@settings(max_examples=150, deadline=None)
@given(histories())
def test_outcome_is_what_publish_does(rounds: list[Round]) -> None:
    """Numbers, word, carried or nothing: the publication says the same."""
    found, shown = after(*rounds), _last(*rounds)

    said = None if shown.word == "too-few" else shown.word
    number = 1 + sum(len(tables) > 1 for tables in rounds[:-1])
    expected = ("numbers" if shown.numbers else "word") if shown.since == number else "carried" if said else "nothing"
    assert (expected, said) == (found.outcome, found.word)


@settings(max_examples=150, deadline=None)
@given(histories())
def test_as_many_more_answers_as_are_named_do(rounds: list[Round]) -> None:
    """If every side gives the answers that are said to be missing for a word, a word comes; with one fewer, none."""
    missing = {
        reason.side: reason.number for reason in after(*rounds).reasons if reason.code == "waits-for-more-answers"
    }
    if missing and None not in missing.values():
        grown = {side: [_more(rows[0], missing.get(side) or 0)] for side, rows in rounds[-1].items()}
        assert "word" == after(*rounds[:-1], grown).outcome or _last(*rounds[:-1], grown).numbers
        one = next(iter(missing))
        short = grown | {str(one): [_more(rounds[-1][str(one)][0], (missing[one] or 0) - 1)]}
        assert "waits-for-more-answers" in codes(after(*rounds[:-1], short))


def _more(table: Table, people: int) -> Table:
    return (table[0], table[1] + people, table[2])


def _last(*rounds: Round) -> PublishedStatement:
    ledger = Ledger()
    for tables in rounds:
        shown, ledger = publish(findings_of(tables), ledger, audience="room")
    return shown.statements[0]
