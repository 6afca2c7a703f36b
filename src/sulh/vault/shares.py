"""
A key cut into two shares, one for each custodian: both rebuild it, one alone is noise.

    key | check (8 bytes)  =  first share  XOR  second share

The first share is random, so either share alone is uniformly random and says nothing of the key but its length. The
check tells a wrong pair; it is inside the cut, so no single share holds anything of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from nacl.encoding import RawEncoder
from nacl.hash import blake2b

from sulh.errors import VaultError

CHECK_BYTES: Final = 8


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


def _check(key: bytes) -> bytes:
    return bytes(blake2b(key, CHECK_BYTES, person=b"sulh two shares", encoder=RawEncoder))


def _xor(a: bytes, b: bytes) -> bytes:
    return bytes(x ^ y for x, y in zip(a, b, strict=True))
