"""Tests of `sulh.opinion.analyse`: whole dialogues in, whole findings out."""

from random import Random

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sulh
from sulh.errors import SettingError
from sulh.model.dialogue import Cut, Dialogue
from sulh.model.findings import Findings, Statement
from sulh.opinion.analyse import analyse
from tests.opinion.builders import Person, dialogue, small_dialogues

NOTHING_KNOWN = {"not-yet-known"}


def by_id(findings: Findings) -> dict[str, Statement]:
    """Look statements up by their id."""
    return {statement.id: statement for statement in findings.statements}


def codes(findings: Findings) -> set[str]:
    """Collect what cannot be said."""
    return {sentence.code for sentence in findings.cannot_say}


def room(agree_a: int, agree_b: int, seats: int) -> Dialogue:
    """Build an invited room of two sides of this many seats, where everybody answers one statement."""
    people: list[Person] = [("A", {"1": 1 if i < agree_a else -1}) for i in range(seats)]
    people += [("B", {"1": 1 if i < agree_b else -1}) for i in range(seats)]
    return dialogue(people, invited={"A": seats, "B": seats})


@pytest.mark.parametrize("seats", [3, 4, 5, 6, 8, 12])
def test_a_small_room_gives_an_honest_answer(seats: int) -> None:
    """From three to twelve a side, what everybody accepts is firm and what one side rejects is refused by it."""
    assert "firm" == by_id(analyse(room(seats, seats, seats)))["1"].standing

    refused = by_id(analyse(room(seats, 0, seats)))["1"]

    assert ("refused", ["B"], "B") == (refused.standing, refused.refused_by, refused.witness)


def test_the_room_counts_those_invited() -> None:
    """Four of six invited reach .6 whatever the two silent ones think: firm, with a margin of one."""
    people: list[Person] = [("A", {"1": 1}), ("A", {"1": 1}), ("A", {"1": 1}), ("A", {"1": 1})]
    found = by_id(analyse(dialogue(people, invited={"A": 6})))["1"]

    assert ("firm", 1, "A") == (found.standing, found.margin, found.margin_side)
    assert (0.666667, 1.0) == (found.sides["A"].low, found.sides["A"].high)


def test_one_side_alone_says_so() -> None:
    """A caucus has standings of its one side, and says that nothing is known of another."""
    findings = analyse(dialogue([("A", {"1": 1})] * 8))

    assert "firm" == findings.statements[0].standing
    assert "one-side" in codes(findings)


def test_no_sides_at_all_says_so() -> None:
    """Without declared sides no statement has a standing, and the answers are shown as of the undeclared."""
    findings = analyse(dialogue([(None, {"1": 1})] * 8))

    assert "no-sides" in codes(findings)
    assert NOTHING_KNOWN == {statement.standing for statement in findings.statements}
    assert findings.statements[0].undeclared is not None
    assert 8 == findings.statements[0].undeclared.agree


def test_a_side_that_has_not_answered_is_named() -> None:
    """A declared side without a single answer limits every statement, and is named as unheard."""
    findings = analyse(dialogue([("A", {"1": 1})] * 8, sides=["A", "B"]))

    assert ("not-yet-known", "B", None) == (
        findings.statements[0].standing,
        findings.statements[0].witness,
        findings.statements[0].score,
    )
    assert "side-without-answers" in codes(findings)
    assert [("B", 0, 5)] == [(u.side, u.answered, u.more) for u in findings.unheard]


def test_all_pass_says_so() -> None:
    """Where everybody passes nothing is accepted, nothing refused, and the papers say that all passed."""
    findings = analyse(dialogue([(side, {"1": 0, "2": 0}) for side in "AB" * 6]))

    assert NOTHING_KNOWN == {statement.standing for statement in findings.statements}
    assert "all-pass" in codes(findings)


def test_nothing_read_says_so() -> None:
    """A dialogue without statements or without answers gives findings that say so, not a crash."""
    assert "no-statements" in codes(analyse(dialogue([("A", {}), ("B", {})])))
    assert "no-answers" in codes(analyse(dialogue([("A", {}), ("B", {})], statements=["1"])))


def test_five_who_refuse_are_never_drowned() -> None:
    """Five who all refuse beside a hundred who agree: refused, whatever else they agree on, with a score under .25."""
    willing: Person = ("A", {"1": 1, "2": 1, "3": 1})
    people = [willing] * 100 + [("B", {"1": -1, "2": 1, "3": 1})] * 5
    found = by_id(analyse(dialogue(people)))["1"]

    assert "refused" == found.standing
    assert found.score is not None
    assert found.score < 0.25


def test_a_cut_is_judged_by_the_same_rules() -> None:
    """What women on one side reject is refused among women, though firm when all are taken together."""
    people: list[Person] = []
    for i in range(60):
        people += [("A", {"1": -1 if i % 6 == 0 else 1}), ("B", {"1": -1 if i % 6 == 0 else 1})]
    whole = dialogue(people)
    women = np.array([0 if i % 6 == 0 else 1 for i in range(60) for _ in "AB"], dtype=np.int16)
    findings = analyse(_with_cut(whole, women))

    assert findings.cut is not None
    standing = {value.value: value.statements[0].standing for value in findings.cut.values}
    assert "firm" == findings.statements[0].standing
    assert {"women": "refused", "men": "firm"} == {name: standing[name] for name in ("women", "men")}


def _with_cut(whole: Dialogue, of: np.ndarray[tuple[int], np.dtype[np.int16]]) -> Dialogue:
    cut = Cut("gender", ("women", "men"), of)
    return Dialogue(whole.votes, whole.sides, whole.texts, cut, whole.invited, whole.about, whole.reading)


@given(small_dialogues())
def test_any_small_dialogue_gives_findings_that_read_back(people: list[Person]) -> None:
    """Whatever a small dialogue holds, its findings are complete, and read back as they were written."""
    findings = analyse(dialogue(people, sides=["A", "B", "C"]))

    assert findings == msgspec.json.decode(msgspec.json.encode(findings), type=Findings)
    for statement in findings.statements:
        own = [side for side in statement.sides.values() if side.answered]
        assert all(side.agree + side.disagree + side.passed == side.answered for side in own)
        for side in own:
            assert side.low is not None
            assert side.high is not None
            assert side.estimate is not None
            assert side.low <= side.estimate <= side.high


@given(small_dialogues(), st.randoms())
def test_the_order_of_people_does_not_matter(people: list[Person], random: Random) -> None:
    """Listing the people in another order changes no count, standing or margin, and scores by rounding only."""
    shuffled = list(people)
    random.shuffle(shuffled)
    first, second = (by_id(analyse(dialogue(rows, sides=["A", "B", "C"]))) for rows in (people, shuffled))

    assert first.keys() == second.keys()
    for identifier, statement in first.items():
        other = second[identifier]
        assert (statement.standing, statement.margin, statement.witness) == (
            other.standing,
            other.margin,
            other.witness,
        )
        assert (statement.score or 0) == pytest.approx(other.score or 0, abs=2e-6)


@given(small_dialogues())
def test_mirrored_votes_mirror_the_counts(people: list[Person]) -> None:
    """When everybody says the opposite, agreements and disagreements change places."""
    mirrored = [(side, {s: -vote for s, vote in given.items()}) for side, given in people]
    first, second = (by_id(analyse(dialogue(rows, sides=["A", "B", "C"]))) for rows in (people, mirrored))

    for identifier, statement in first.items():
        for name, own in statement.sides.items():
            other = second[identifier].sides[name]
            assert (own.agree, own.disagree, own.passed) == (other.disagree, other.agree, other.passed)


@settings(max_examples=30)
@given(small_dialogues())
def test_duplicating_everybody_keeps_every_rate(people: list[Person]) -> None:
    """Twice the same electorate has the same rates, and its intervals are no wider."""
    once, twice = (by_id(analyse(dialogue(rows, sides=["A", "B", "C"]))) for rows in (people, [*people, *people]))

    for identifier, statement in once.items():
        for name, own in statement.sides.items():
            other = twice[identifier].sides[name]
            assert (2 * own.agree, 2 * own.answered) == (other.agree, other.answered)
            if own.low is not None and own.high is not None and other.low is not None and other.high is not None:
                assert other.high - other.low <= own.high - own.low + 1e-9


@settings(max_examples=30)
@given(small_dialogues(), st.integers(2, 10))
def test_a_larger_side_changes_nothing_in_another(people: list[Person], times: int) -> None:
    """Enlarging side A changes nothing in B's own counts, interval and refusal."""
    larger = people + [person for person in people if person[0] == "A"] * (times - 1)
    first, second = (by_id(analyse(dialogue(rows, sides=["A", "B", "C"]))) for rows in (people, larger))

    for identifier, statement in first.items():
        own, other = statement.sides["B"], second[identifier].sides["B"]
        assert (own.agree, own.answered, own.low, own.high) == (other.agree, other.answered, other.low, other.high)
        assert ("B" in statement.refused_by) == ("B" in second[identifier].refused_by)


@settings(max_examples=30)
@given(small_dialogues())
def test_one_more_agreement_never_lowers_a_side(people: list[Person]) -> None:
    """Somebody of side A who now agrees as well never lowers A's own lower end."""
    more = [*people, ("A", {"0": 1})]
    first, second = (by_id(analyse(dialogue(rows, sides=["A", "B", "C"]))) for rows in (people, more))
    before = first["0"].sides["A"].low if "0" in first else None
    after = second["0"].sides["A"].low

    assert after is not None
    assert before is None or before <= after


def test_an_analysis_alters_nothing_it_was_given() -> None:
    """The votes and sides of a dialogue are after an analysis what they were before."""
    given_, _ = sulh.synthesise(sulh.Recipe({"A": 50, "B": 30}, statements=10), seed=3)
    arrays = (given_.votes.start, given_.votes.statement, given_.votes.vote, given_.sides.of)
    before = [array.copy() for array in arrays]
    analyse(given_)

    for kept, array in zip(before, arrays, strict=True):
        np.testing.assert_array_equal(kept, array)


def test_the_same_dialogue_and_seed_give_the_same_bytes() -> None:
    """Two analyses of one dialogue with one seed are equal to the byte."""
    given_, _ = sulh.synthesise(sulh.Recipe({"A": 90, "B": 40}, statements=20), seed=5)
    first, second = (msgspec.json.encode(analyse(given_, seed=7)) for _ in range(2))

    assert first == second


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"level": 0.0}, "level is 0.0"),
        ({"level": 1.0}, "level is 1.0"),
        ({"confidence": 0.5}, "confidence is 0.5"),
        ({"confidence": 1.0}, "confidence is 1.0"),
        ({"seed": -1}, "seed is -1"),
    ],
)
def test_options_out_of_range_are_refused(options: dict[str, float], words: str) -> None:
    """A level, confidence or seed that means nothing is refused with what it must be."""
    with pytest.raises(SettingError, match=words):
        analyse(dialogue([("A", {"1": 1})]), **options)  # type: ignore[arg-type] # wrong on purpose
