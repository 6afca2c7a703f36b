"""
The hash tree of RFC 6962, section 2.1: one root over a list, so that a few bytes stand for all of it.

    root([a, b, c]) = N(N(L(a), L(b)), L(c))      L(x) = SHA-256(00 | x)      N(x, y) = SHA-256(01 | x | y)

The left half is always the largest power of two below the size, so a longer list keeps the trees of a shorter one.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


def root(hashes: Iterable[bytes]) -> bytes:
    """
    Return the root over a list of byte strings, 32 bytes; over an empty list, the hash of nothing.

    Args:
        hashes: The leaves in order: for the log, the hash of each record.

    Source:
        RFC 6962, section 2.1.

    >>> root([]).hex()[:16], root([b""]).hex()[:16]
    ('e3b0c44298fc1c14', '6e340b9cffb37a98')
    """
    trees: list[tuple[int, bytes]] = []  # whole trees from left to right, each with its number of leaves
    for leaf in hashes:
        trees.append((1, sha256(b"\x00" + leaf).digest()))
        while len(trees) > 1 and trees[-1][0] == trees[-2][0]:
            _join_last(trees)
    while len(trees) > 1:
        _join_last(trees)
    return trees[0][1] if trees else sha256(b"").digest()


def _join_last(trees: list[tuple[int, bytes]]) -> None:
    """Make of the last two trees one."""
    size, right = trees.pop()
    more, left = trees.pop()
    trees.append((size + more, sha256(b"\x01" + left + right).digest()))
