"""
What stands for the bytes of a package on paper: the hash, the letters to read aloud, and the mark of one copy.

The mark names the recipient of a copy. It is no part of the bytes nor of the hash, is never hidden, and is announced on
the first page; where the sides agree a copy has none. A copy made before every side has approved bears a mark of its
own, so that nobody takes it for what was released.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from sulh.errors import SettingError
from sulh.model.findings import Value
from sulh.negotiation.package import digest, short_code
from sulh.words.language import Language

NOT_APPROVED: Final = "NOT-APPROVED"
_MARK: Final = re.compile(r"[A-Z0-9](?:[A-Z0-9-]{0,22}[A-Z0-9])?", re.ASCII)
_GROUP: Final = 16  # letters of a hash that are read in one go


class Seal(Value, frozen=True):
    """
    What is printed for the bytes.

    Attributes:
        digest: SHA-256, 64 letters.
        code: The sixteen letters that are read aloud.
        mark: Of this copy; empty for none.
    """

    digest: str
    code: str
    mark: str = ""

    def facts(self, words: Language) -> Iterator[tuple[str, str]]:
        """Return label and value of what is printed."""
        yield words.say("Code"), self.code
        yield words.say("SHA-256"), grouped(self.digest)
        if self.mark:
            yield words.say("Mark of this copy"), self.mark

    def announced(self, words: Language) -> list[str]:
        """Return what a first page says of the mark."""
        if not self.mark:
            return [words.say("This copy bears no mark.")]
        if self.mark == NOT_APPROVED:
            return [not_approved(words)]
        return [
            words.say(
                "The mark says to whom this copy was given. It stands at the foot of every page, is the same in every "
                "language, and is no part of what was approved nor of the hash."
            )
        ]


def sealed(content: bytes, mark: str = "") -> Seal:
    """
    Return what stands for canonical bytes on one copy.

    Raises:
        SettingError: If the mark is no mark: capital letters A to Z, digits and dashes, at most 24.

    >>> sealed(b"", "K-7").code, sealed(b"").mark
    ('P4G7 7WF5 TE7B C8FL', '')
    """
    if mark and not _MARK.fullmatch(mark):
        raise SettingError(f"The mark of a copy is made of A to Z, 0 to 9 and dashes, at most 24; found {mark[:40]!r}.")
    return Seal(digest(content), short_code(content), mark)


def not_approved(words: Language) -> str:
    """Return what stands on a copy that was made too early."""
    return words.say("Not every side has approved this. It is a copy for the facilitators, and goes to nobody else.")


def grouped(digest: str) -> str:
    """
    Return a hash in groups that can be compared by eye.

    >>> grouped("0" * 32)
    '0000000000000000 0000000000000000'
    """
    return " ".join(digest[start : start + _GROUP] for start in range(0, len(digest), _GROUP))
