"""Tests of sealed identities and of the facilitator's key pair."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_scalarmult

from sulh.errors import VaultError
from sulh.vault import stretch
from sulh.vault.identities import (
    fingerprint,
    new_pair,
    open_sealed,
    public_of,
    seal,
    unwrap_private,
    wrap_private,
)

PUBLIC, PRIVATE = new_pair()
WORDS = "five plain words to remember"
LOCKED = wrap_private(PRIVATE, WORDS, stretch.CHEAP)


@given(plain=st.binary(max_size=300))
def test_the_facilitator_opens_what_was_sealed(plain: bytes) -> None:
    """Who holds the private half reads it; the box is 48 bytes longer."""
    box = seal(PUBLIC, plain)

    assert plain == open_sealed(PRIVATE, box)
    assert len(plain) + 48 == len(box)


def test_the_public_half_opens_nothing() -> None:
    """The server, which has sealed it and holds the public half, cannot read it again."""
    with pytest.raises(VaultError, match="does not open"):
        open_sealed(PUBLIC, seal(PUBLIC, b"a name"))


def test_the_other_facilitator_opens_nothing() -> None:
    """With one facilitator per side, neither reads the other's list."""
    with pytest.raises(VaultError, match="does not open"):
        open_sealed(new_pair()[1], seal(PUBLIC, b"a name"))


@given(data=st.data())
def test_an_altered_box_does_not_open(data: st.DataObject) -> None:
    """One bit changed anywhere and nothing comes out."""
    box = bytearray(seal(PUBLIC, b"a name"))
    box[data.draw(st.integers(0, len(box) - 1))] ^= 1 << data.draw(st.integers(0, 6))

    with pytest.raises(VaultError, match="does not open"):
        open_sealed(PRIVATE, bytes(box))


@pytest.mark.parametrize("public", [b"", bytes(31), bytes(33)])
def test_nothing_is_sealed_to_what_is_no_key(public: bytes) -> None:
    """A cut key seals nothing, rather than something that nobody could ever open."""
    with pytest.raises(VaultError, match="no public half"):
        seal(public, b"a name")


@pytest.mark.parametrize("box", [b"", bytes(20), bytes(48)])
def test_what_is_no_box_does_not_open(box: bytes) -> None:
    """A cut box is told like an altered one."""
    with pytest.raises(VaultError, match="does not open"):
        open_sealed(PRIVATE, box)


def test_the_public_half_follows_from_the_private() -> None:
    """X25519 with the base point 9 (RFC 7748, section 6.1) gives the public half."""
    private = bytes.fromhex("77076d0a7318a57d3c16c17251b26645 4c7a5b7ea2f8a0e2d6b2e6ab2c5c3d6e".replace(" ", ""))

    assert crypto_scalarmult(private, bytes([9]) + bytes(31)) == public_of(private)
    assert PUBLIC == public_of(PRIVATE)
    with pytest.raises(VaultError, match="no private half"):
        public_of(bytes(16))


def test_a_passphrase_unlocks() -> None:
    """The right words give the private half back."""
    assert PRIVATE == unwrap_private(LOCKED, WORDS)


@pytest.mark.parametrize("words", [WORDS + " ", WORDS.upper(), "x"])
def test_another_passphrase_does_not_unlock(words: str) -> None:
    """Nearly the right words are wrong."""
    with pytest.raises(VaultError, match="passphrase is another"):
        unwrap_private(LOCKED, words)


@pytest.mark.parametrize("words", ["", "  "])
def test_an_empty_passphrase_is_refused(words: str) -> None:
    """A lock that everybody can open is not made."""
    with pytest.raises(VaultError, match="empty passphrase"):
        wrap_private(PRIVATE, words, stretch.CHEAP)


def test_the_same_words_from_another_keyboard_unlock() -> None:
    """A letter with its accent in one piece or in two, and Arabic in its wide forms, are the same words."""
    locked = wrap_private(PRIVATE, "caf\u00e9 \ufee3\ufeae\ufea3\ufe92\ufe8e", stretch.CHEAP)

    assert PRIVATE == unwrap_private(locked, "cafe\u0301 \u0645\u0631\u062d\u0628\u0627")


def test_the_cost_lies_in_the_box() -> None:
    """A box made at another cost opens without being told, so that the cost can rise."""
    dearer = wrap_private(PRIVATE, WORDS, stretch.Cost(2, 1 << 20))

    assert PRIVATE == unwrap_private(dearer, WORDS)
    assert (2, 1 << 10) == (int.from_bytes(dearer[1:5]), int.from_bytes(dearer[5:9]))


@pytest.mark.parametrize("position", [*range(1, 9), 20, 40, len(LOCKED) - 1])
def test_an_altered_lock_does_not_open(position: int) -> None:
    """Numbers, salt and content are bound together; a box cannot ask for a memory that no machine has."""
    altered = bytearray(LOCKED)
    altered[position] ^= 0x40

    with pytest.raises(VaultError):
        unwrap_private(bytes(altered), WORDS)


@pytest.mark.parametrize("box", [b"", LOCKED[:25], b"\x02" + LOCKED[1:]], ids=["empty", "cut", "of another format"])
def test_what_is_no_lock_is_told(box: bytes) -> None:
    """A cut box, or one of a later version, is no matter of the passphrase."""
    with pytest.raises(VaultError, match="no locked private half"):
        unwrap_private(box, WORDS)


def test_only_a_private_half_is_locked() -> None:
    """What has not the length of a key is not locked in as one."""
    with pytest.raises(VaultError, match="no private half"):
        wrap_private(PRIVATE[:-1], WORDS, stretch.CHEAP)


def test_a_fingerprint_tells_keys_apart() -> None:
    """Two keys have two fingerprints, each of eight groups of four."""
    told = fingerprint(PUBLIC)

    assert told != fingerprint(new_pair()[0])
    assert [4] * 8 == [len(group) for group in told.split(" ")]
