"""
Entry codes: sixteen digits that look like a telephone number.

    drawn   "0712 4456 1190 3482"    shown once, on paper
    typed   "٠٧١٢-٤٤٥٦ 1190 3482"    any of three kinds of digits, with what people put between them
    stored  32 bytes                 Argon2id with the secret salt of the installation

The salt is one for all codes, so that the row is found from the code alone; it lies outside the database, so that
a stolen database cannot be searched. Which code belongs to whom is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from sulh.errors import TooBusy, VaultError
from sulh.vault.stretch import CHEAP, CODE, SALT_BYTES, stretch

__all__ = ["DIGITS", "CodeHasher", "TooBusy", "digits_in", "new_code", "normalise"]

DIGITS: Final = 16
_GROUP: Final = 4
_FAIR: Final = 250  # a byte below this gives each digit equally often
_LONGEST: Final = 200  # nobody types more into the field of a code
_ZEROS: Final = (0x30, 0x660, 0x6F0)  # of the Western, the Arabic-Indic and the Persian digits
_BETWEEN: Final = (
    *map(ord, " \t\r\n-.+()[]{}/_"),
    *(0xA0, 0xB7, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200B)),  # spaces of all widths, the middle dot
    *(0xAD, 0x2212, *range(0x2010, 0x2016)),  # hyphens, dashes, the minus sign
    *(0x66B, 0x66C, 0x640),  # Arabic separators and the stroke that lengthens
    *(0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)),  # direction, no width
)
_READ: Final[dict[int, str | None]] = {zero + n: str(n) for zero in _ZEROS for n in range(10)} | dict.fromkeys(_BETWEEN)


def new_code(random: Callable[[int], bytes]) -> str:
    """
    Draw a code; every one of the 10^16 is equally likely.

    Args:
        random: Gives so many random bytes: `nacl.utils.random`, or a seeded source for the demo.

    >>> new_code(lambda n: bytes(range(n)))
    '0123 4567 8901 2345'
    """
    digits = ""
    while len(digits) < DIGITS:
        digits += "".join(str(byte % 10) for byte in random(DIGITS) if byte < _FAIR)
    return " ".join(digits[start : start + _GROUP] for start in range(0, DIGITS, _GROUP))


def normalise(typed: str) -> str | None:
    """
    Read a code as people type it: the sixteen digits without anything between, or None if it is none.

    >>> normalise("+0712-4456 (1190) 3482")
    '0712445611903482'
    >>> normalise("0712 4456") is None
    True
    """
    if len(typed) > _LONGEST:
        return None
    read = typed.translate(_READ)
    return read if re.fullmatch(rf"[0-9]{{{DIGITS}}}", read) else None


def digits_in(typed: str) -> int:
    """
    Count the digits that somebody typed, of any of the three kinds: whether a code is too short is no secret.

    >>> digits_in("0712 4456"), digits_in("no digits")
    (8, 0)
    """
    return sum("0" <= sign <= "9" for sign in typed.translate(_READ))


class CodeHasher:
    """Hashes codes with the secret salt; `cheap` is for the demo and tests, and protects nothing."""

    __slots__ = ("_cost", "_salt")

    def __init__(self, salt: bytes, *, cheap: bool = False) -> None:
        """Take the salt of the installation, 16 bytes; another length is a VaultError."""
        if len(salt) != SALT_BYTES:
            raise VaultError(f"The salt of the codes has {SALT_BYTES} bytes, not {len(salt)}.")
        self._salt = salt
        self._cost = CHEAP if cheap else CODE

    def digest(self, code: str) -> bytes:
        """
        Hash a code, 32 bytes; exactly one hash for any text, so that a malformed code takes as long as a wrong one.

        What stands between the digits, and which digits they are, makes no difference. A text that is no code has a
        hash that no code has.

        Raises:
            TooBusy: If too many codes are being tested at this moment.
        """
        told = normalise(code) or f"?{code[:_LONGEST]}"
        return stretch(told.encode("utf-8", "replace"), self._salt, self._cost)

    def digest_typed(self, typed: str) -> bytes:
        """Hash what somebody typed: exactly one hash, code or not. The same as `digest`, by the name of its use."""
        return self.digest(typed)

    def __repr__(self) -> str:
        """Show nothing of the salt."""
        return "<CodeHasher>"
