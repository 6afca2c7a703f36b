"""
What a host signs with its own name: Ed25519 over the bytes that another room gives.

    seed (32 bytes) ──sign──▶ signature (128 hexadecimal digits) ──is_signed(public)──▶ yes or no
                    ──known_as(parts)──▶ an id that only this host can draw again

The key of a host is not that of its checkpoints: it lies with the operator who gives cards away, not on the server.
What is signed begins with what it is (see `sulh.formats.card_file`), so no signature serves for another thing.
"""

from __future__ import annotations

from typing import Final

from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.signing import SigningKey, VerifyKey

from sulh.vault.identities import fingerprint

_ID_BYTES: Final = 12


def new_host_key() -> tuple[bytes, bytes]:
    """Make the key pair of a host: the public half, then the seed, 32 bytes each."""
    key = SigningKey.generate()
    return bytes(key.verify_key), bytes(key)


def public_half(seed: bytes) -> bytes:
    """Return the public half of a host's key."""
    return bytes(SigningKey(seed).verify_key)


def key_id(public: bytes) -> str:
    """Return the id of a key: the fingerprint that people compare, in eight groups of four."""
    return fingerprint(public)


def sign(content: bytes, seed: bytes) -> str:
    """Sign; the signature in hexadecimal."""
    return SigningKey(seed).sign(content).signature.hex()


def is_signed(content: bytes, signature: str, public: bytes) -> bool:
    """
    Say whether a signature is of this content and of this key.

    >>> seed = bytes(32)
    >>> is_signed(b"a", sign(b"a", seed), public_half(seed)), is_signed(b"b", sign(b"a", seed), public_half(seed))
    (True, False)
    """
    try:
        VerifyKey(public).verify(content, bytes.fromhex(signature))
    except (CryptoError, ValueError):
        return False
    return True


def known_as(seed: bytes, *parts: str) -> str:
    """
    Return the id by which one recipient knows one thing: the same each time, and another for each recipient.

    >>> known_as(bytes(32), "c1", "Office") == known_as(bytes(32), "c1", "Office") != known_as(bytes(32), "c1", "Fund")
    True
    """
    told = b"".join(len(part.encode()).to_bytes(4) + part.encode() for part in parts)
    return bytes(blake2b(told, _ID_BYTES, key=seed, person=b"sulh card id", encoder=RawEncoder)).hex()
