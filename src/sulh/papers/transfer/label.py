"""
Which paper of a package a file says it is: what sort, in which language, with which mark.

    Label ──keywords──▶ "non-paper ar K7-3"     in the properties of a DOCX or a PDF, which word processors keep
    keywords ──labelled──▶ Label

A file may lie in its label: then the words that are made anew by it are not the words that stand in the file.
"""

from __future__ import annotations

import re
from typing import Final, Literal, get_args

from sulh.model.findings import Value
from sulh.negotiation.package import short_code
from sulh.papers.transfer.phrases import FULL_PACKAGE, NON_PAPER, UNOFFICIAL
from sulh.words.language import LANGUAGES, Language

Kind = Literal["non-paper", "full"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_BETWEEN: Final = re.compile(r"[;,\s]+")
_NAMES: dict[Kind, str] = {"non-paper": NON_PAPER, "full": FULL_PACKAGE}


class Label(Value, frozen=True):
    """
    What a rendering is.

    Attributes:
        mark: Of this copy; empty for none.
    """

    kind: Kind
    language: str
    mark: str = ""

    def keywords(self) -> str:
        """Return what stands in the properties of the file."""
        return " ".join(part for part in (self.kind, self.language, self.mark) if part)

    def title(self, words: Language) -> str:
        """Return what the properties of the file call it: the sort of paper and nothing of its content."""
        return words.say(_NAMES[self.kind])

    def foot(self, words: Language, content: bytes) -> list[str]:
        """Return what stands at the foot of every page."""
        return [part for part in (words.say(UNOFFICIAL).rstrip("."), short_code(content), self.mark) if part]


def labelled(keywords: str) -> Label | None:
    """
    Return what a file says it is; None if it says nothing that we understand.

    Programs write what stands between keywords in their own way.

    >>> labelled("non-paper ar K7-3") == labelled("non-paper, ar, K7-3") == Label("non-paper", "ar", "K7-3")
    True
    >>> labelled("full xx"), labelled("")
    (None, None)
    """
    match _BETWEEN.split(keywords):
        case [kind, language, *marks] if language in LANGUAGES and len(marks) <= 1:
            known = next((one for one in KINDS if one == kind), None)
            return Label(known, language, "".join(marks)) if known else None
    return None
