"""Tests of `sulh.opinion.account`."""

from dataclasses import replace

import pytest

from sulh.model.dialogue import Dialogue
from sulh.opinion import account
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
