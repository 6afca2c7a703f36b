"""
Argon2id: what people can type becomes something that nobody can try out quickly.

The one place where it is called, so that one cap holds for a whole operating-system process: each hash needs its memory
at once, and a small machine has room for two.
"""

from __future__ import annotations

from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Final

from nacl.exceptions import CryptoError
from nacl.exceptions import RuntimeError as OutOfMemory
from nacl.pwhash import argon2id

from sulh.errors import TooBusy, VaultError

AT_ONCE: Final = 2
PATIENCE: Final = 5.0  # seconds a hash waits for its turn
SALT_BYTES: Final = argon2id.SALTBYTES
KEY_BYTES: Final = 32
_MIB: Final = 1 << 20
_turns = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Cost:
    """What one hash costs: how often it passes over its memory, and how many bytes of it."""

    passes: int
    memory: int


CODE: Final = Cost(2, 64 * _MIB)
PASSPHRASE: Final = Cost(argon2id.OPSLIMIT_MODERATE, argon2id.MEMLIMIT_MODERATE)
CHEAP: Final = Cost(argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN)  # demo and tests: protects nothing
DEAREST: Final = Cost(16, 1024 * _MIB)  # a box that asks for more was not made here


def stretch(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    """
    Make 32 bytes of a secret that can be typed; the same of the same secret, salt and cost.

    Raises:
        VaultError: If the cost is above `DEAREST` or below what Argon2id knows.
        TooBusy: If two others are being made and neither ends in time, or the memory is not there.

    >>> stretch(b"123", b"ABCDEFGHIJKLMNOP", CHEAP).hex()[:16]
    '4df34d85dad9582d'
    """
    if cost.passes > DEAREST.passes or cost.memory > DEAREST.memory:
        raise VaultError("This asks for more memory or passes than any box of ours does; it was not made here.")
    if not _turns.acquire(timeout=PATIENCE):
        raise TooBusy("Too many codes are being tested at this moment; try again in a few seconds.")
    try:
        return argon2id.kdf(KEY_BYTES, secret, salt, opslimit=cost.passes, memlimit=cost.memory)
    except (OutOfMemory, MemoryError) as error:
        raise TooBusy("This machine has no memory left to test a code; try again in a few seconds.") from error
    except CryptoError as error:
        raise VaultError("A passphrase or code cannot be tested with these numbers of passes and memory.") from error
    finally:
        _turns.release()
