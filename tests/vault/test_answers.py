"""Tests of the only trace of participants in the log."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sulh.errors import VaultError
from sulh.vault.log import answers_commitment, blinded
from sulh.vault.log import root as tree_root

ANSWERS = [b"s1|agree", b"s1|pass", b"s2|agree"]
BLINDS = [bytes([number]) * 32 for number in (9, 4, 7)]


def test_a_worked_example() -> None:
    """The root over blind and answer, in the order of the blinds."""
    leaves = [BLINDS[1] + ANSWERS[1], BLINDS[2] + ANSWERS[2], BLINDS[0] + ANSWERS[0]]

    assert (3, tree_root(leaves)) == answers_commitment(ANSWERS, BLINDS)
    assert (0, sha256(b"").digest()) == answers_commitment([], [])


@given(order=st.permutations(range(3)))
def test_the_order_of_answers_leaves_no_trace(order: list[int]) -> None:
    """Who came first cannot be read from the root."""
    shuffled = answers_commitment([ANSWERS[n] for n in order], [BLINDS[n] for n in order])

    assert answers_commitment(ANSWERS, BLINDS) == shuffled


def test_any_other_answer_is_another_root() -> None:
    """An answer changed, left out, or given another blind does not agree with what was logged."""
    _, root = answers_commitment(ANSWERS, BLINDS)

    assert root != answers_commitment([b"s1|pass", *ANSWERS[1:]], BLINDS)[1]
    assert root != answers_commitment(ANSWERS[1:], BLINDS[1:])[1]
    assert root != answers_commitment(ANSWERS, [bytes(32), *BLINDS[1:]])[1]


@pytest.mark.parametrize("blinds", [BLINDS[:2], [*BLINDS[:2], BLINDS[0]], [*BLINDS[:2], bytes(31)], []])
def test_each_answer_has_a_blind_of_its_own(blinds: list[bytes]) -> None:
    """A blind that is missing, shared or short would let an answer be guessed."""
    with pytest.raises(VaultError, match=r"[Bb]lind"):
        answers_commitment(ANSWERS, blinds)


def test_the_public_part_binds_and_tells_nothing() -> None:
    """Count, root and blind all enter; without the blind two epochs with the same answers look unlike."""
    _, root = answers_commitment(ANSWERS, BLINDS)
    told = blinded(root, 3, bytes(32))

    assert told == blinded(root, 3, bytes(32))
    assert 4 == len({told, blinded(root, 4, bytes(32)), blinded(bytes(32), 3, bytes(32)), blinded(root, 3, BLINDS[0])})
    assert 64 == len(told)
    with pytest.raises(VaultError, match="32 bytes"):
        blinded(root, 3, b"")
