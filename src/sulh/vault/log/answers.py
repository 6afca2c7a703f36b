"""
The only trace of participants in the log: per epoch, how many answered, and one root over their answers.

    answer, blind (32 random bytes) ──▶ leaf = blind | answer ──▶ root      read by facilitators
    root, count, blind ──▶ blinded                                          in the public part and under the checkpoints

No answer can be guessed from its leaf, nor the count from what is public. The leaves are put in the order of their
blinds, which are random, so the root tells nothing of who came first. Where blinds are kept, and when they are erased,
is the work of other rooms.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from sulh.errors import VaultError
from sulh.vault.log.tree import root as tree_root

BLIND_BYTES: Final = 32
_PURPOSE: Final = b"sulh answers 1\n"


def answers_commitment(leaves: Sequence[bytes], blinds: Sequence[bytes]) -> tuple[int, bytes]:
    """
    Return how many answers there are, and the root over them.

    Args:
        leaves: The answers, as bytes; in any order.
        blinds: 32 random bytes for each of them, never used twice.

    Raises:
        VaultError: If an answer has no blind of its own.

    >>> count, root = answers_commitment([b"agree", b"pass"], [bytes(32), bytes([1]) * 32])
    >>> count, len(root)
    (2, 32)
    """
    if len(leaves) != len(blinds) or len(set(blinds)) != len(blinds):
        raise VaultError("Each answer needs a blind of its own.")
    blinded_leaves = sorted(_checked(blind) + leaf for leaf, blind in zip(leaves, blinds, strict=True))
    return len(leaves), tree_root(blinded_leaves)


def blinded(root: bytes, count: int, blind: bytes) -> str:
    """Return what may stand in the public part of the log: it binds to root and count and tells neither."""
    return sha256(_PURPOSE + _checked(blind) + count.to_bytes(8) + root).hexdigest()


def _checked(blind: bytes) -> bytes:
    if len(blind) != BLIND_BYTES:
        raise VaultError(f"A blind has {BLIND_BYTES} bytes, not {len(blind)}.")
    return blind
