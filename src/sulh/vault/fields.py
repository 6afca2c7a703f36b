"""
One field of the database, sealed to its place.

    format (1 byte: 1) | nonce (24) | ciphertext and tag (as long as the text, and 16)

XChaCha20-Poly1305. The context, as a rule `process|table|row|field`, is authenticated with it and not stored: a box
that is carried to another row does not open there.
"""

from __future__ import annotations

from typing import Final

from nacl.encoding import RawEncoder
from nacl.exceptions import CryptoError
from nacl.hash import blake2b
from nacl.secret import Aead
from nacl.utils import random

from sulh.errors import VaultError

KEY_BYTES: Final = Aead.KEY_SIZE
FORMAT: Final = b"\x01"
OVERHEAD: Final = len(FORMAT) + Aead.NONCE_SIZE + Aead.MACBYTES


class FieldCipher:
    """
    Seals and opens fields under one data key; to be used within one request or job and forgotten.

    >>> cipher = FieldCipher(bytes(32))
    >>> cipher.open(cipher.seal("بئر".encode(), "p1|statement|7|text"), "p1|statement|7|text").decode()
    'بئر'
    >>> cipher
    <FieldCipher>
    """

    __slots__ = ("_aead", "_marking")

    def __init__(self, key: bytes) -> None:
        """Take a key of 32 bytes; another length is a VaultError."""
        if len(key) != KEY_BYTES:
            raise VaultError(f"A key has {KEY_BYTES} bytes, not {len(key)}.")
        self._aead = Aead(key)
        self._marking = bytes(blake2b(b"", KEY_BYTES, key=key, person=b"sulh field marks", encoder=RawEncoder))

    def seal(self, plain: bytes, context: str) -> bytes:
        """Seal a text to its context; 41 bytes longer, and another box each time."""
        return FORMAT + bytes(self._aead.encrypt(plain, _aad(context), random(Aead.NONCE_SIZE)))

    def open(self, box: bytes, context: str) -> bytes:
        """
        Open a box in the context it was sealed to.

        Raises:
            VaultError: If the key or the context is another, or the box was altered.
        """
        if len(box) < OVERHEAD or box[: len(FORMAT)] != FORMAT:
            raise VaultError("This is no sealed field, or one of a later version of Sulh.")
        try:
            return self._aead.decrypt(box[len(FORMAT) :], _aad(context))
        except CryptoError as error:
            raise VaultError("A sealed field does not open: another key, another place, or it was altered.") from error

    def mark(self, text: str, context: str) -> str:
        """
        Return 64 letters that stand for a text and are the same each time: to find it again without keeping it.

        Whoever has the key can try texts; without it they mean nothing, and another context gives others.

        >>> cipher = FieldCipher(bytes(32))
        >>> cipher.mark("fa07he", "study") == cipher.mark("fa07he", "study") != cipher.mark("fa07he", "another")
        True
        """
        told = context.encode() + b"|" + text.encode()
        return bytes(blake2b(told, KEY_BYTES, key=self._marking, encoder=RawEncoder)).hex()

    def __repr__(self) -> str:
        """Show nothing of the key."""
        return "<FieldCipher>"

    def __reduce__(self) -> tuple[object, ...]:
        """Refuse to be stored or sent: a key has no business in a cache or in the arguments of a job."""
        raise VaultError("A cipher holds a key and is not passed on; pass the id and ask the keyring there.")


def _aad(context: str) -> bytes:
    return context.encode()
