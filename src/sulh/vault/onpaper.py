"""
Keys and boxes as text: what a facilitator copies, keeps in a file or carries on a stick.

    sulh-public-<64 letters and digits>-<8>      the public half: may be shown to anybody
    sulh-private-<64 letters and digits>-<8>     the private half: stays on the facilitator's own machine
    sulh-host-…, sulh-host-secret-…             the same of a host that signs cards
    one box a line, in base64                    an export of sealed identities

The last eight tell a mistyped key. A line that begins with # is for people and is passed over.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from typing import Final

from nacl.encoding import RawEncoder
from nacl.hash import blake2b

from sulh.errors import VaultError

_CHECK_BYTES: Final = 4
_KINDS: Final = {
    "public": "public half",
    "private": "private half",
    "host": "public half of a host",
    "host-secret": "private half of a host",
}


def public_text(public: bytes) -> str:
    """Write a public half as one word that can be copied."""
    return _write("public", public)


def private_text(private: bytes) -> str:
    """Write a private half as one word, for the file that stays with its owner."""
    return _write("private", private)


def read_public(text: str) -> bytes:
    """Read a public half from a text; VaultError if there is none, or it was mistyped."""
    return _read("public", text)


def read_private(text: str) -> bytes:
    """Read a private half from a text; VaultError if there is none, or it was mistyped. No letter of it is told."""
    return _read("private", text)


def host_public_text(public: bytes) -> str:
    """Write the public half of a host's key as one word that can be copied."""
    return _write("host", public)


def host_private_text(seed: bytes) -> str:
    """Write the private half of a host's key as one word, for the file that stays with its operator."""
    return _write("host-secret", seed)


def read_host_public(text: str) -> bytes:
    """Read the public half of a host's key; VaultError if there is none, or it was mistyped."""
    return _read("host", text)


def read_host_private(text: str) -> bytes:
    """Read the private half of a host's key; VaultError if there is none, or it was mistyped."""
    return _read("host-secret", text)


def boxes_text(boxes: Iterable[bytes]) -> str:
    """
    Write sealed boxes as a text file, one a line.

    >>> read_boxes(boxes_text([b"one", b"two"]))
    [b'one', b'two']
    """
    lines = ["# Sealed; opens only with the private key of the facilitator it was sealed for."]
    return "\n".join([*lines, *(base64.b64encode(box).decode() for box in boxes), ""])


def read_boxes(text: str) -> list[bytes]:
    """Read sealed boxes from a text file; VaultError names the first line that is none."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                found.append(base64.b64decode(line.strip(), validate=True))
            except binascii.Error as error:
                raise VaultError(f"Line {number} is no sealed box; the file may have been cut or altered.") from error
    return found


def _write(kind: str, key: bytes) -> str:
    return f"sulh-{kind}-{key.hex()}-{_check(kind, key)}"


def _read(kind: str, text: str) -> bytes:
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    found = re.search(rf"\bsulh-{kind}-([0-9a-f]{{64}})-([0-9a-f]{{8}})\b", lines)
    if not found:
        raise VaultError(f"Here is no {_KINDS[kind]} of a key; it is one word that begins with sulh-{kind}-.")
    key = bytes.fromhex(found[1])
    if _check(kind, key) != found[2]:
        raise VaultError(f"The {_KINDS[kind]} is mistyped: its last eight letters do not fit the others.")
    return key


def _check(kind: str, key: bytes) -> str:
    return bytes(blake2b(key, _CHECK_BYTES, person=f"sulh {kind}".encode(), encoder=RawEncoder)).hex()
