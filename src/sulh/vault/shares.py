"""
A key cut into two shares, one for each custodian: both rebuild it, one alone is noise.

    key | check (8 bytes)  =  first share  XOR  second share

The first share is random, so either share alone is uniformly random and says nothing of the key but its length. The
check tells a wrong pair; it is inside the cut, so no single share holds anything of it.

    sulh-share-<name of the key>-<80 letters and digits>-<8>      a share as text; the last eight tell a mistyped one
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from nacl.encoding import RawEncoder
from nacl.hash import blake2b

from sulh.errors import VaultError

CHECK_BYTES: Final = 8
_TEXT_CHECK: Final = 4
_TEXT: Final = re.compile(r"\bsulh-share-([a-z0-9-]{1,64})-([0-9a-f]{80})-([0-9a-f]{8})\b")


@dataclass(frozen=True)
class Share:
    """One of two shares of a key of 32 bytes, and the name of that key."""

    name: str
    share: bytes = field(repr=False)


def split(key: bytes, random: Callable[[int], bytes]) -> tuple[bytes, bytes]:
    """
    Cut a key into two shares, each 8 bytes longer than the key.

    Args:
        key: What both together rebuild.
        random: Gives so many random bytes, such as `nacl.utils.random`.

    >>> join(*split(b"a key", lambda n: bytes(range(n))))
    b'a key'
    """
    whole = key + _check(key)
    first = random(len(whole))
    return first, _xor(first, whole)


def join(a: bytes, b: bytes) -> bytes:
    """
    Rebuild a key from its two shares, in either order.

    Raises:
        VaultError: If they are not the two shares of one key.
    """
    whole = _xor(a, b) if len(a) == len(b) else b""
    key, check = whole[:-CHECK_BYTES], whole[-CHECK_BYTES:]
    if not key or check != _check(key):
        raise VaultError("These are not the two shares of one key. Each custodian holds one of the two; ask for both.")
    return key


def share_text(share: Share) -> str:
    """Write a share as one word, for the file that its custodian keeps."""
    return f"sulh-share-{share.name}-{share.share.hex()}-{_check_of(share.name, share.share)}"


def read_share(text: str) -> Share:
    """
    Read a share from a text; lines that begin with # are for people.

    Raises:
        VaultError: If there is none, or it was mistyped. No letter of it is told.
    """
    found = _TEXT.search("\n".join(line for line in text.splitlines() if not line.startswith("#")))
    if not found:
        raise VaultError("Here is no share of a key; it is one word that begins with sulh-share-.")
    name, share = found[1], bytes.fromhex(found[2])
    if _check_of(name, share) != found[3]:
        raise VaultError("The share is mistyped: its last eight letters do not fit the others.")
    return Share(name, share)


def _check_of(name: str, share: bytes) -> str:
    return bytes(blake2b(name.encode() + share, _TEXT_CHECK, person=b"sulh share text", encoder=RawEncoder)).hex()


def _check(key: bytes) -> bytes:
    return bytes(blake2b(key, CHECK_BYTES, person=b"sulh two shares", encoder=RawEncoder))


def _xor(a: bytes, b: bytes) -> bytes:
    return bytes(x ^ y for x, y in zip(a, b, strict=True))
