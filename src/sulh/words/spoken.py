"""
A hash as people say it: sixteen letters and digits in fours, to be read aloud, written down and typed again.

The letters are the same in every language; neither 0 and O nor 1 and I are among them. Eighty bits stand for a hash
between people who hold the same paper; a machine compares the hash itself.
"""

from __future__ import annotations

from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_GROUPS, _GROUP = 4, 4
_BITS: Final = 5  # of a letter out of 32


def spoken(digest: bytes) -> str:
    """
    Return the letters that stand for a hash.

    >>> from hashlib import sha256
    >>> spoken(sha256(b"").digest())
    'P4G7 7WF5 TE7B C8FL'
    """
    number = int.from_bytes(digest)
    letters = [ALPHABET[number >> _BITS * place & (1 << _BITS) - 1] for place in range(_GROUPS * _GROUP)]
    return " ".join("".join(letters[start : start + _GROUP]) for start in range(0, len(letters), _GROUP))


def heard(typed: str) -> str:
    """
    Return typed letters as `spoken` writes them: blanks and dashes do not matter, nor small letters.

    >>> heard("p4g7-7wf5 te7bc8fl"), heard("no code")
    ('P4G7 7WF5 TE7B C8FL', '')
    """
    letters = [letter for letter in typed.upper() if letter not in " -\u2010\u2011\u00a0\u202f\t"]
    if len(letters) != _GROUPS * _GROUP or not set(letters) <= set(ALPHABET):
        return ""
    return " ".join("".join(letters[start : start + _GROUP]) for start in range(0, len(letters), _GROUP))
