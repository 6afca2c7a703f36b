"""Tests of `sulh.opinion.account`."""

from dataclasses import replace

import pytest

from sulh.model.dialogue import Dialogue
from sulh.opinion import account
from sulh.opinion.analyse import analyse
from tests.opinion.builders import dialogue

ROOM = dialogue([("A", {"1": 1, "2": -1}), ("B", {"1": 0})], invited={"A": 2, "B": 2})


@pytest.mark.parametrize(
    "other",
    [
        dialogue([("A", {"1": 1, "2": 1}), ("B", {"1": 0})], invited={"A": 2, "B": 2}),
        dialogue([("B", {"1": 1, "2": -1}), ("B", {"1": 0})], sides=["A", "B"], invited={"A": 2, "B": 2}),
        dialogue([("A", {"1": 1, "2": -1}), ("B", {"1": 0})], invited={"A": 3, "B": 2}),
        dialogue([("A", {"1": 1, "3": -1}), ("B", {"1": 0})], invited={"A": 2, "B": 2}),
    ],
)
def test_the_digest_tells_dialogues_apart(other: Dialogue) -> None:
    """Another vote, side, number invited or statement gives another digest."""
    assert account.digest(ROOM) != account.digest(other)


def test_the_digest_knows_no_texts() -> None:
    """A corrected text leaves the digest as it was: the answers are the same."""
    assert account.digest(ROOM) == account.digest(replace(ROOM, texts={"1": "Water is shared."}))


def test_the_digest_does_not_depend_on_its_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing one entry at a time gives the digest of all at once."""
    whole = account.digest(ROOM)
    monkeypatch.setattr(account, "PIECE", 1)

    assert whole == account.digest(ROOM)


@pytest.mark.parametrize(("answered", "invited"), [(3, None), (4, None), (2, {"A": 3, "B": 3})])
def test_no_level_is_out_of_reach_where_a_statement_is_firm(answered: int, invited: dict[str, int] | None) -> None:
    """Three of three, four of four, two of the three invited: firm, so nobody may be told that the level is too far."""
    found = analyse(dialogue([(side, {"1": 1}) for side in "AB" for _ in range(answered)], invited=invited))

    assert "firm" == found.statements[0].standing
    assert "level-out-of-reach" not in {gap.code for gap in found.cannot_say}
    assert all(side.in_reach for side in found.sides)


def test_a_side_that_answered_too_little_to_be_firm_is_named_with_what_would_do() -> None:
    """Two answers cannot be firm at level .6, however they fall; three can."""
    found = analyse(dialogue([("A", {"1": 1})] * 5 + [("B", {"1": 1})] * 2))

    assert [("B", 3.0)] == [(gap.side, gap.number) for gap in found.cannot_say if gap.code == "level-out-of-reach"]
    assert [True, False] == [side.in_reach for side in found.sides]
