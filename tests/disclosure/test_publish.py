from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sulh.disclosure.ledger import canonical
from sulh.disclosure.publish import publish
from sulh.disclosure.words import word_for
from sulh.errors import DisclosureError
from sulh.model.dialogue import About
from sulh.model.findings import Findings
from sulh.model.publication import Ledger, Publication, PublishedStatement
from tests.disclosure.cast import Table, findings_of

EMPTY = Ledger()
WHOLE: Table = (20, 10, 10)


def only(publication: Publication) -> PublishedStatement:
    """The one statement of a publication."""
    (statement,) = publication.statements
    return statement


def alike(*rows: Table) -> Findings:
    """Two sides that answered alike."""
    return findings_of({"A": rows, "B": rows})


def test_twelve_a_side_are_told_in_words() -> None:
    """What every side accepts, what one side accepts and what neither does can be said of a workshop."""
    findings = findings_of(
        {"A": [(11, 1, 0), (8, 4, 0), (9, 2, 1), (3, 9, 0)], "B": [(10, 2, 0), (7, 3, 2), (2, 10, 0), (5, 5, 2)]}
    )
    shown, _ = publish(findings, EMPTY, audience="public")

    expected = ["firm-on-every-side", "most-on-each-side", "most-on-one-side", "no-majority"]
    assert expected == [statement.word for statement in shown.statements]
    assert not any(statement.numbers for statement in shown.statements)


def test_numbers_go_out_whole_with_what_follows_from_them() -> None:
    """A full table of both sides brings its interval, witness and standing."""
    shown, _ = publish(findings_of({"A": [(90, 6, 5)], "B": [(30, 5, 5)]}), EMPTY, audience="public")

    numbers = only(shown).numbers
    assert numbers is not None
    assert ("firm", "B", "B") == (numbers.standing, numbers.witness, numbers.margin_side)
    b = numbers.sides["B"]
    assert (30, 5, 5, 40) == (b.agree, b.disagree, b.passed, b.answered)
    assert b.low < 0.75 < b.high
    assert "firm-on-every-side" == only(shown).word


@pytest.mark.parametrize("row", [(31, 9, 0), (30, 6, 4), (4, 26, 10)])
def test_one_small_count_hides_the_whole_table_of_every_side(row: Table) -> None:
    """Zero counts as small; nothing of either side is left standing, not even a total."""
    shown, _ = publish(findings_of({"A": [row], "B": [WHOLE]}), EMPTY, audience="room")

    assert only(shown).numbers is None
    assert b'"agree"' not in canonical(shown)


def test_below_k_answers_it_is_the_question_alone() -> None:
    """Four answers on one side say nothing, though the other side has many."""
    shown, ledger = publish(findings_of({"A": [(4, 0, 0)], "B": [WHOLE]}), EMPTY, audience="room")

    assert PublishedStatement("1", "Statement 1", "too-few", None, None) == only(shown)
    assert [] == ledger.entries[0].statements


@pytest.mark.parametrize("answered", [3, 4])
def test_room_of_three_or_four_is_still_a_page_of_questions(answered: int) -> None:
    """With k = 3 and three or four answers no word is possible, and the page stands all the same."""
    shown, _ = publish(findings_of({"A": [(answered, 0, 0)], "B": [(answered, 0, 0)]}), EMPTY, audience="room", k=3)

    assert ("too-few", "Statement 1") == (only(shown).word, only(shown).text)


def test_same_snapshot_for_another_audience_says_exactly_the_same() -> None:
    """First for the room, then for everyone: not a word more."""
    findings = alike((12, 0, 0), WHOLE, (3, 9, 0))
    first, ledger = publish(findings, EMPTY, audience="room")
    second, _ = publish(findings, ledger, audience="public")

    assert first.statements == second.statements
    assert (1, 2) == (first.number, second.number)


def test_changed_answer_behind_the_same_counts_changes_nothing() -> None:
    """Nobody came: whatever was changed, the earlier word and the earlier numbers stand."""
    first, ledger = publish(alike((7, 5, 0), WHOLE), EMPTY, audience="room")
    second, longer = publish(alike((5, 7, 0), (25, 10, 5)), ledger, audience="room")

    assert first.statements == second.statements
    assert [] == longer.entries[1].statements


def test_withdrawal_never_brings_a_new_table() -> None:
    """One fewer than before: the table that is out stays as it is, and no difference is made."""
    _, ledger = publish(alike(WHOLE), EMPTY, audience="room")
    second, _ = publish(alike((19, 10, 10)), ledger, audience="room")

    numbers = only(second).numbers
    assert numbers is not None
    assert (20, 1) == (numbers.sides["A"].agree, only(second).since)


def test_fewer_than_k_left_makes_it_the_question_alone() -> None:
    """Eight had answered, four are left: what was said of eight is not said again of a side that withdrew."""
    _, ledger = publish(alike((6, 2, 0)), EMPTY, audience="room")
    second, longer = publish(alike((2, 2, 0)), ledger, audience="room")

    assert ("too-few", None) == (only(second).word, only(second).since)
    assert [] == longer.entries[1].statements


def test_growth_brings_new_numbers_and_says_so() -> None:
    """Five or more of every answer on both sides since last time: the new table goes out under the new number."""
    _, ledger = publish(alike(WHOLE), EMPTY, audience="room")
    second, _ = publish(alike((30, 15, 20)), ledger, audience="public")

    numbers = only(second).numbers
    assert numbers is not None
    assert (30, 2) == (numbers.sides["B"].agree, only(second).since)


def test_difference_too_small_keeps_the_earlier_numbers() -> None:
    """Four more who disagree: the earlier table stays, marked with its own publication."""
    _, ledger = publish(alike(WHOLE), EMPTY, audience="room")
    second, _ = publish(alike((40, 14, 20)), ledger, audience="room")

    numbers = only(second).numbers
    assert numbers is not None
    assert (20, 1) == (numbers.sides["A"].agree, only(second).since)


def test_raised_k_takes_back_numbers_that_are_too_small_for_it() -> None:
    """Numbers of five stay inside once eight are asked for; their word may stand."""
    findings = alike((20, 5, 5))
    _, ledger = publish(findings, EMPTY, audience="room")
    second, _ = publish(findings, ledger, audience="public", k=8)

    assert ("most-on-each-side", None) == (only(second).word, only(second).numbers)


@pytest.mark.parametrize(
    ("k", "sentence"), [(2, "never below 3"), (4, "raised, never lowered"), (0, "never below 3"), (-5, "never below 3")]
)
def test_lower_k_is_refused(k: int, sentence: str) -> None:
    """A chosen k may rise from five to eight, never fall, and is never below three."""
    findings = alike(WHOLE)
    _, ledger = publish(findings, EMPTY, audience="room", k=5)

    with pytest.raises(DisclosureError, match=sentence):
        publish(findings, ledger, audience="room", k=k)
    assert 8 == publish(findings, ledger, audience="room", k=8)[0].k


@pytest.mark.parametrize(
    ("other", "word"),
    [
        (findings_of({"A": [WHOLE], "B": [WHOLE]}, level=0.5), "level"),
        (findings_of({"A": [WHOLE], "B": [WHOLE]}, confidence=0.8), "confidence"),
        (findings_of({"A": [WHOLE], "B": [WHOLE]}, pass_as="missing"), "pass-as"),
        (findings_of({"A": [WHOLE], "B": [WHOLE]}, invited={"A": 50, "B": 50}), "population"),
        (findings_of({"A": [WHOLE], "C": [WHOLE]}), "sides"),
        (findings_of({"A": [WHOLE], "B": [WHOLE], "C": [WHOLE]}), "sides"),
    ],
)
def test_another_rule_over_the_same_answers_is_refused(other: Findings, word: str) -> None:
    """Another level, confidence, way of counting, population or cut of the people could be subtracted."""
    _, ledger = publish(alike(WHOLE), EMPTY, audience="room")

    with pytest.raises(DisclosureError, match=word):
        publish(other, ledger, audience="room")


def test_caucus_publishes_for_itself_alone() -> None:
    """What one side says among itself may be told to that side, never to the public."""
    findings = findings_of({"A": [(9, 2, 1), (5, 6, 1)]})

    with pytest.raises(DisclosureError, match="that side's alone"):
        publish(findings, EMPTY, audience="public")
    shown, _ = publish(findings, EMPTY, audience="room")
    assert ["most-on-each-side", "no-majority"] == [statement.word for statement in shown.statements]
    assert (["one-side"], "A") == (shown.cannot_say, shown.side)
    assert shown.notice.startswith("For the people of this side alone.")


def test_without_sides_only_the_questions_leave() -> None:
    """Where nobody declared a side there is no common ground to speak of."""
    findings = msgspec.structs.replace(alike((9, 3, 0)), sides=[])
    shown, _ = publish(findings, EMPTY, audience="public")

    assert PublishedStatement("1", "Statement 1", None, None, None) == only(shown)
    assert ["no-sides"] == shown.cannot_say


def test_rejected_statements_do_not_leave() -> None:
    """What moderation rejected is not among the questions either."""
    findings = findings_of({"A": [WHOLE, WHOLE], "B": [WHOLE, WHOLE]}, rejected=["2"])
    shown, _ = publish(findings, EMPTY, audience="room")

    assert ["1"] == [statement.id for statement in shown.statements]


def test_statements_left_out_do_not_leave() -> None:
    """A statement about people that was left out stays inside, even where somebody's findings still hold it."""
    findings = alike(WHOLE, WHOLE)
    findings = msgspec.structs.replace(findings, inputs=msgspec.structs.replace(findings.inputs, excluded=["2"]))
    shown, ledger = publish(findings, EMPTY, audience="room")

    assert ["1"] == [statement.id for statement in shown.statements]
    assert ["1"] == [kept.id for kept in ledger.entries[0].statements]


def test_nothing_pooled_leaves() -> None:
    """Scores and estimates, planted in the findings, are not in a single byte of the publication or the ledger."""
    shown, ledger = publish(alike(WHOLE, (9, 3, 0)), EMPTY, audience="public")

    for planted in (b"0.123456", b"0.54321", b"score", b"estimate", b"undeclared", b"digest"):
        assert planted not in canonical(shown) + canonical(ledger)


def test_who_was_asked_leaves_and_how_many_came_only_in_steps() -> None:
    """Seventeen who answered read as fifteen, four as fewer than k; gaps stay gaps."""
    about = About(title="The well", chosen="by lot", invited={"A": 30})
    findings = findings_of({"A": [(9, 4, 4)], "B": [(4, 0, 0)]}, about=about)
    shown, _ = publish(findings, EMPTY, audience="room")

    assert [("A", 30, 15), ("B", None, None)] == [(side.name, side.invited, side.answered) for side in shown.sides]
    assert ("The well", "by lot", None) == (shown.title, shown.chosen, shown.when)


def test_numbers_are_ordered_by_the_worst_side_and_words_by_id() -> None:
    """Within a word those with numbers come first, best worst side first; the others by id, whatever the answers."""
    rows: list[Table] = [(11, 1, 0), (24, 8, 8), (12, 0, 0), (27, 6, 7), (8, 4, 0), (15, 15, 10)]
    findings = findings_of({"A": rows, "B": rows}, level=0.9)
    shown, _ = publish(findings, EMPTY, audience="room")

    assert ["4", "2", "1", "3", "5", "6"] == [statement.id for statement in shown.statements]
    assert ["most-on-each-side"] * 5 + ["no-majority"] == [statement.word for statement in shown.statements]


def test_pass_counted_as_missing_still_speaks_of_all_who_answered_in_words() -> None:
    """Six agree, two do not, four pass: half of those who answered, so no majority in words."""
    findings = findings_of({"A": [(6, 2, 4)], "B": [(6, 2, 4)]}, pass_as="missing")
    shown, _ = publish(findings, EMPTY, audience="room")

    assert "no-majority" == only(shown).word


def test_arguments_stay_as_they_were() -> None:
    """Publishing alters neither the findings nor the ledger."""
    findings = alike(WHOLE, (9, 3, 0))
    _, ledger = publish(findings, EMPTY, audience="room")
    before = (msgspec.json.encode(findings), canonical(ledger))
    publish(findings, ledger, audience="public")

    assert before == (msgspec.json.encode(findings), canonical(ledger))


def test_publication_reads_back_as_itself() -> None:
    """publication.json is everything: nothing is lost on the way."""
    shown, _ = publish(alike(WHOLE, (9, 3, 0)), EMPTY, audience="public")
    assert shown == msgspec.json.decode(canonical(shown), type=Publication)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(5, 14).flatmap(
        lambda size: st.tuples(
            *[st.tuples(st.integers(0, size), st.integers(0, size)).map(lambda cut: _cut(size, *cut))] * 4
        )
    )
)
def test_two_truths_of_one_word_give_the_same_bytes(rows: tuple[Table, Table, Table, Table]) -> None:
    """Publication and ledger hold nothing of the answers beyond the word: two truths cannot be told apart."""
    one, two = {"A": rows[0], "B": rows[1]}, {"A": rows[2], "B": rows[3]}
    words = []
    for world in (one, two):
        answered = {side: sum(table) for side, table in world.items()}
        words.append(word_for({side: table[0] for side, table in world.items()}, answered, None))
    said = [
        publish(findings_of({side: [table] for side, table in world.items()}, level=0.95), EMPTY, audience="room")
        for world in (one, two)
    ]

    assert (words[0] == words[1]) == (said[0] == said[1])


def _cut(size: int, first: int, second: int) -> Table:
    low, high = sorted((first, second))
    return (low, high - low, size - high)
