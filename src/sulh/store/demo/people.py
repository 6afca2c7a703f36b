"""
Who is in the demonstration, and their secrets: made from fixed words, the same on every machine, and worth nothing.

    ACCOUNTS          account name -> role, in the order in which they are worth trying
    password, secret  of an account: what is typed, and what an authenticator is set up with
    entry_number      of a seat, by dialogue, side and place
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

CODE_DIGITS = 16


@dataclass(frozen=True)
class Person:
    """An account of the demonstration; `role` is None for the administrator."""

    account: str
    name: str
    language: str
    role: str | None


ACCOUNTS = (
    Person("grey-heron", "Samira (facilitator)", "en", "facilitator"),
    Person("blue-stone", "Jonas (facilitator)", "fr", "facilitator"),
    Person("quiet-reed", "Leïla (translator)", "fr", "translator"),
    Person("white-gate", "Desk of the joint committee", "ar", "desk"),
    Person("still-water", "Nadia (coordinator)", "en", "coordinator"),
    Person("long-bridge", "Long Bridge Fund (funder)", "fr", "funder"),
    Person("tall-pine", "Iman (evaluator)", "ar", "evaluator"),
    Person("salt-wind", "Marc (evaluator)", "fr", "evaluator"),
    Person("still-lamp", "Ruth (evaluator)", "en", "evaluator"),
    Person("oak-door", "Administrator", "en", None),
)


def password(account: str) -> str:
    """
    Return the password of an account.

    >>> password("grey-heron")
    'the valley of grey-heron'
    """
    return f"the valley of {account}"


def secret(account: str) -> str:
    """
    Return what an authenticator is set up with.

    >>> len(secret("grey-heron"))
    32
    """
    return base64.b32encode(_bytes(f"authenticator {account}")[:20]).decode()


def entry_number(dialogue: str, place: int) -> str:
    """
    Return the entry number of a seat.

    >>> len(entry_number("consultation", 1))
    16
    """
    number = int.from_bytes(_bytes(f"seat {dialogue} {place}")[:12], "big")
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def spaced(code: str) -> str:
    """
    Return an entry number as it is read aloud.

    >>> spaced("0712445611903482")
    '0712 4456 1190 3482'
    """
    return " ".join(code[at : at + 4] for at in range(0, CODE_DIGITS, 4))


def _bytes(words: str) -> bytes:
    return hashlib.sha256(f"demonstration: {words}".encode()).digest()
