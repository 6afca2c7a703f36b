"""Tests of fields sealed to their place."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.secret import Aead

from sulh.errors import VaultError
from sulh.vault.fields import OVERHEAD, FieldCipher

KEY = bytes(range(32))
PLACE = "p1|statement|7|text"


@given(plain=st.binary(max_size=300), place=st.text(st.characters(codec="utf-8"), max_size=40))
def test_what_was_sealed_opens(plain: bytes, place: str) -> None:
    """Any bytes sealed to any place come back whole, and the box is longer by a fixed number."""
    cipher = FieldCipher(KEY)
    box = cipher.seal(plain, place)

    assert plain == cipher.open(box, place)
    assert len(plain) + OVERHEAD == len(box)


@given(plain=st.binary(max_size=60), data=st.data())
def test_an_altered_box_does_not_open(plain: bytes, data: st.DataObject) -> None:
    """One bit changed anywhere, the format included, and nothing comes out."""
    cipher = FieldCipher(KEY)
    box = bytearray(cipher.seal(plain, PLACE))
    box[data.draw(st.integers(0, len(box) - 1))] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(VaultError, match="sealed field"):
        cipher.open(bytes(box), PLACE)


@given(other=st.text(st.characters(codec="utf-8"), max_size=40).filter(lambda place: place != PLACE))
def test_a_moved_box_does_not_open(other: str) -> None:
    """A box carried to another row or field stays shut."""
    cipher = FieldCipher(KEY)

    with pytest.raises(VaultError, match="another place"):
        cipher.open(cipher.seal(b"a name", PLACE), other)


def test_another_key_does_not_open() -> None:
    """Whoever has another key has nothing."""
    with pytest.raises(VaultError, match="another key"):
        FieldCipher(bytes(32)).open(FieldCipher(KEY).seal(b"a name", PLACE), PLACE)


@pytest.mark.parametrize("box", [b"", b"\x01", b"\x02" + bytes(60), bytes(60)])
def test_what_is_no_box_is_said_to_be_none(box: bytes) -> None:
    """A cut box, or one of a format that this version does not know, is refused before any key is tried."""
    with pytest.raises(VaultError, match="no sealed field"):
        FieldCipher(KEY).open(box, PLACE)


def test_a_box_is_what_its_page_says() -> None:
    """One byte of format, the nonce, and XChaCha20-Poly1305 with the place as associated data: PyNaCl opens it."""
    box = FieldCipher(KEY).seal("بئر".encode(), PLACE)

    assert 1 == box[0]
    assert "بئر" == Aead(KEY).decrypt(box[1:], PLACE.encode()).decode()


def test_a_text_is_never_sealed_twice_alike() -> None:
    """Two boxes with the same inside do not show that it is the same."""
    cipher = FieldCipher(KEY)

    assert cipher.seal(b"a name", PLACE) != cipher.seal(b"a name", PLACE)


@pytest.mark.parametrize("length", [0, 16, 31, 33, 64])
def test_a_key_has_one_length(length: int) -> None:
    """A key that is cut or something else is refused at once."""
    with pytest.raises(VaultError, match="32 bytes"):
        FieldCipher(bytes(length))


def test_a_cipher_does_not_tell_its_key() -> None:
    """Neither a log line nor a cache nor the arguments of a job can carry the key by accident."""
    cipher = FieldCipher(KEY)

    assert "<FieldCipher>" == repr(cipher) == str(cipher)
    with pytest.raises(VaultError, match="not passed on"):
        pickle.dumps(cipher)
