"""Tests of checkpoints: what a chain alone cannot show."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import VerifyKey

from sulh.errors import VaultError
from sulh.vault.log import (
    Checkpoint,
    Fault,
    Record,
    check,
    checkpoint_text,
    next_record,
    public_key,
    read_checkpoint,
    root,
    short_code,
    sign,
    verify,
)
from tests.vault.written import NOON, OTHER_SEED, SEED, written

LOG = written(9)
PUBLIC = public_key(SEED)


def over(records: list[Record], seed: bytes = SEED) -> Checkpoint:
    """Return the checkpoint of a log at noon."""
    return sign([record.hash for record in records], time=NOON, seed=seed)


AT_SIX = over(LOG[:6])


@given(size=st.integers(0, 9), more=st.integers(0, 9))
def test_a_log_that_only_grew_agrees(size: int, more: int) -> None:
    """What was signed then agrees with the log now, however much longer it is."""
    assert [] == check(over(LOG[:size]), PUBLIC, LOG[: max(size, more)])


@given(size=st.integers(0, 5))
def test_a_cut_end_or_an_old_copy_is_found(size: int) -> None:
    """The chain of a shorter copy is whole; the checkpoint says which records are missing."""
    assert [] == verify(LOG[:size])
    assert [Fault(size + 1, "cut", 6)] == check(AT_SIX, PUBLIC, LOG[:size])


def test_an_old_copy_that_went_on_otherwise_is_found() -> None:
    """A restored copy that has grown beyond the checkpoint with other records has another past."""
    other = [*LOG[:4]]
    for record in LOG[4:]:
        other.append(next_record(other[-1], act="approved", at=record.at, staff=None, refs={}))

    assert [] == verify(other)
    assert [Fault(6, "rewritten")] == check(AT_SIX, PUBLIC, other)


def test_a_log_written_anew_is_found() -> None:
    """A whole chain made afresh is whole in itself, and is not what the checkpoint saw."""
    assert [Fault(6, "rewritten")] == check(AT_SIX, PUBLIC, written(9, tag="y"))


def test_an_altered_content_under_its_old_hash_is_found() -> None:
    """The checkpoint looks at what the records say, not at the hash they claim."""
    altered = msgspec.structs.replace(LOG[2], staff="s-9")

    assert [Fault(6, "rewritten")] == check(AT_SIX, PUBLIC, [*LOG[:2], altered, *LOG[3:]])


@pytest.mark.parametrize(
    "changed", [{"size": 5}, {"root": "0" * 64}, {"time": "2026-03-02T12:00:00Z"}, {"signature": "0" * 128}]
)
def test_an_altered_checkpoint_is_found(changed: dict[str, object]) -> None:
    """Size, root and time are signed; another signature is none."""
    other = msgspec.structs.replace(AT_SIX, **changed)

    assert "signature" in [fault.kind for fault in check(other, PUBLIC, LOG)]


@pytest.mark.parametrize("signature", ["", "zz", "00"])
def test_what_is_no_signature_is_a_fault_not_an_error(signature: str) -> None:
    """A signature that is cut or no hexadecimal is one that does not fit."""
    assert [Fault(6, "signature")] == check(msgspec.structs.replace(AT_SIX, signature=signature), PUBLIC, LOG)


def test_another_server_cannot_sign_for_this_one() -> None:
    """A checkpoint signed with another key does not fit this server's public half."""
    assert [Fault(6, "signature")] == check(over(LOG[:6], OTHER_SEED), PUBLIC, LOG)
    assert [Fault(6, "signature")] == check(AT_SIX, b"short", LOG)


def test_what_is_signed_is_what_the_page_says() -> None:
    """The root of RFC 6962 over the hashes, signed with size and time under a purpose of its own."""
    head = root(bytes.fromhex(record.hash) for record in LOG[:6]).hex()
    signed = f'sulh checkpoint 1\n{{"root":"{head}","size":6,"time":"{NOON}"}}'.encode()

    assert head == AT_SIX.root
    assert signed == VerifyKey(PUBLIC).verify(signed, bytes.fromhex(AT_SIX.signature))


def test_a_short_code_can_be_read_aloud() -> None:
    """Four groups of four, without letters and digits that look alike."""
    assert re.fullmatch(r"([2-9A-HJ-NP-Z]{4} ){3}[2-9A-HJ-NP-Z]{4}", short_code(AT_SIX))


@given(size=st.integers(0, 9))
def test_two_checkpoints_have_two_codes(size: int) -> None:
    """Size, root and time all enter the code; the signature does not."""
    assert (size == 6) == (short_code(AT_SIX) == short_code(over(LOG[:size])))
    assert short_code(AT_SIX) == short_code(over(LOG[:6], OTHER_SEED))
    assert short_code(AT_SIX) != short_code(msgspec.structs.replace(AT_SIX, time="2026-03-01T12:00:01Z"))


def test_a_reader_keeps_it_as_a_file() -> None:
    """The file holds the checkpoint and the key, in one line."""
    text = checkpoint_text(AT_SIX, PUBLIC)

    assert (AT_SIX, PUBLIC) == read_checkpoint(text)
    assert 1 == text.count("\n")


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "no checkpoint", checkpoint_text(AT_SIX, PUBLIC).replace("6", "6.5", 1)]
)
def test_what_is_no_checkpoint_is_told(text: str) -> None:
    """Another file is refused."""
    with pytest.raises(VaultError, match="no checkpoint"):
        read_checkpoint(text)


def test_a_key_that_is_no_hexadecimal_is_no_checkpoint() -> None:
    """A harmed key is refused like any other harm."""
    with pytest.raises(VaultError, match="no checkpoint"):
        read_checkpoint(checkpoint_text(AT_SIX, PUBLIC).replace(PUBLIC.hex(), "xyz"))
