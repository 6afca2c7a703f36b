"""
Who somebody is: sealed by the server to the facilitator's public half, opened with the private half alone.

    identity ──seal(public)──▶ box (48 bytes longer) ──open_sealed(private)──▶ identity

X25519 sealed boxes: the server can write one and never read it. A box knows neither whom it is about nor from where it
comes, so what is inside says both. In the standard profile the private half lies on the server under a passphrase:

    format (1 byte: 1) | passes (4) | memory in KiB (4) | salt (16) | nonce (24) | private half and tag (48)

with the numbers inside, so that later boxes can cost more. In the high profile it never comes near the server. How the
halves and the boxes look as text is in `sulh.vault.onpaper`.
"""

from __future__ import annotations

import struct
import unicodedata
from typing import Final

from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox
from nacl.utils import random

from sulh.errors import VaultError
from sulh.vault.stretch import PASSPHRASE, SALT_BYTES, Cost, stretch

KEY_BYTES: Final = PublicKey.SIZE
FORMAT: Final = 1
_NUMBERS: Final = struct.Struct(">BII")  # format, passes, memory in KiB, the unit of Argon2
_KIB: Final = 1 << 10
_HEAD: Final = _NUMBERS.size + SALT_BYTES
_FINGERPRINT_BYTES: Final = 16
_GROUP: Final = 4


def new_pair() -> tuple[bytes, bytes]:
    """Make a facilitator's key pair: the public half, then the private one, 32 bytes each."""
    private = PrivateKey.generate()
    return bytes(private.public_key), bytes(private)


def public_of(private: bytes) -> bytes:
    """Return the public half that belongs to a private half."""
    try:
        return bytes(PrivateKey(private).public_key)
    except CryptoError as error:
        raise VaultError("This is no private half of a facilitator's key.") from error


def seal(public: bytes, plain: bytes) -> bytes:
    """
    Seal to a public half; nobody can open it again but who holds the private half, the sealer included.

    Raises:
        VaultError: If that is no public half.
    """
    try:
        return SealedBox(PublicKey(public)).encrypt(plain)
    except CryptoError as error:
        raise VaultError("This is no public half of a facilitator's key; nothing was sealed.") from error


def open_sealed(private: bytes, box: bytes) -> bytes:
    """
    Open a box with the private half it was sealed for.

    Raises:
        VaultError: If it was sealed for somebody else, or altered.
    """
    try:
        return SealedBox(PrivateKey(private)).decrypt(box)
    except CryptoError as error:
        raise VaultError("This box does not open with this key: it is sealed to another, or was altered.") from error


def wrap_private(private: bytes, passphrase: str, cost: Cost = PASSPHRASE) -> bytes:
    """
    Lock a private half under a passphrase.

    Args:
        private: The private half, 32 bytes.
        passphrase: What the facilitator remembers; composed and wide letters count as their plain forms.
        cost: What trying one passphrase costs; it is written into the box.

    Raises:
        VaultError: If the passphrase is empty, or that is no private half.
    """
    if len(private) != KEY_BYTES:
        raise VaultError("This is no private half of a facilitator's key.")
    salt = random(SALT_BYTES)
    box = SecretBox(stretch(_typed(passphrase), salt, cost)).encrypt(private, random(SecretBox.NONCE_SIZE))
    return _NUMBERS.pack(FORMAT, cost.passes, cost.memory // _KIB) + salt + bytes(box)


def unwrap_private(box: bytes, passphrase: str) -> bytes:
    """
    Unlock a private half.

    Raises:
        VaultError: If the passphrase is another, or the box was altered.
        TooBusy: If too many passphrases and codes are being tested at this moment.
    """
    if len(box) <= _HEAD or box[0] != FORMAT:
        raise VaultError("This is no locked private half, or one of a later version of Sulh.")
    _, passes, kib = _NUMBERS.unpack_from(box)
    try:
        locked = SecretBox(stretch(_typed(passphrase), box[_NUMBERS.size : _HEAD], Cost(passes, kib * _KIB)))
        return locked.decrypt(box[_HEAD:])
    except CryptoError as error:
        raise VaultError("The private half does not open: the passphrase is another, or it was altered.") from error


def fingerprint(public: bytes) -> str:
    """
    Return eight groups of four letters and digits, to be compared by eye or read aloud: two equal ones are one key.

    >>> fingerprint(bytes(32))
    'e033 0cbd 40d0 9ade b3d7 e084 5ec3 7d11'
    """
    told = blake2b(public, _FINGERPRINT_BYTES, person=b"sulh fingerprint", encoder=RawEncoder).hex()
    return " ".join(told[start : start + _GROUP] for start in range(0, len(told), _GROUP))


def _typed(passphrase: str) -> bytes:
    """Give the same bytes for the same words, whichever keyboard wrote them."""
    if not passphrase.strip():
        raise VaultError("An empty passphrase protects nothing; type some words.")
    return unicodedata.normalize("NFKC", passphrase).encode()
