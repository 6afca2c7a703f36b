"""Tests of keys and boxes as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import VaultError
from sulh.vault.onpaper import (
    boxes_text,
    private_text,
    public_text,
    read_boxes,
    read_private,
    read_public,
)

KEY = bytes(range(32))


@given(key=st.binary(min_size=32, max_size=32))
def test_a_key_survives_paper(key: bytes) -> None:
    """What was written is read, with whatever stands around it."""
    assert key == read_public(f"My key:\n  {public_text(key)} \n")
    assert key == read_private(f"# of 2 March\n{private_text(key)}\n")


@given(data=st.data())
def test_a_mistyped_key_is_told(data: st.DataObject) -> None:
    """One wrong letter, and nobody seals to a key that does not exist."""
    text = public_text(KEY)
    place = data.draw(st.integers(len("sulh-public-"), len(text) - 1).filter(lambda n: text[n] != "-"))
    letter = data.draw(st.sampled_from("0123456789abcdef").filter(lambda one: one != text[place]))

    with pytest.raises(VaultError, match="mistyped"):
        read_public(text[:place] + letter + text[place + 1 :])


def test_the_halves_are_not_taken_for_each_other() -> None:
    """Nobody uploads the private half in place of the public one, or opens with the public one."""
    with pytest.raises(VaultError, match="sulh-public-") as refused:
        read_public(private_text(KEY))
    with pytest.raises(VaultError, match="sulh-private-"):
        read_private(public_text(KEY))

    assert KEY.hex()[:16] not in str(refused.value)


def test_the_two_checks_differ() -> None:
    """A private half renamed to a public one is told."""
    with pytest.raises(VaultError, match="mistyped"):
        read_public(private_text(KEY).replace("private", "public"))


def test_a_key_behind_a_hash_is_for_people() -> None:
    """The public half noted in the file of the private one is not read as one."""
    with pytest.raises(VaultError, match="no public half"):
        read_public(f"# {public_text(KEY)}")


@given(boxes=st.lists(st.binary(min_size=1, max_size=80), max_size=6))
def test_boxes_survive_a_file(boxes: list[bytes]) -> None:
    """Any boxes come back in order."""
    assert boxes == read_boxes(boxes_text(boxes))


def test_a_harmed_line_is_named() -> None:
    """A line that is no box is told by its number."""
    with pytest.raises(VaultError, match="Line 3 "):
        read_boxes(boxes_text([b"one"]) + "not a box\n")
