"""
Ids as numbers, while a file is read.

    "17"  -> 17          a number written the usual way stands for itself
    "007" -> -1, "ann" -> -2, ...    any other text by the order in which it was met

So a block of answers is a few narrow arrays whatever the ids are, and two shards that spell an id alike agree.
The lasting order of ids, `natural`, is decided in `sulh.formats.collect`.
"""

from __future__ import annotations

from sulh.formats.faults import AmissError
from sulh.model.dialogue import LONGEST_NUMBER

LONGEST_ID = 200
JOINERS = {0x200C: None, 0x200D: None}  # zero-width (non-)joiner: spelling in Persian, Kurdish, Hindi and others
BLANKS = dict.fromkeys((0xA0, 0x2007, 0x202F, 0x3000), " ")  # printed pages tell them from a plain one, names do not


def trimmed(raw: str, what: str) -> str:
    """
    Return an id without the blanks around it.

    Raises:
        AmissError: `empty-value` or `bad-id`.

    >>> trimmed(" 17 ", "a participant")
    '17'
    """
    text = raw.strip()
    if not text:
        raise AmissError("empty-value", f"the id of {what}", "nothing")
    if len(text) > LONGEST_ID or not text.isprintable():
        raise AmissError("bad-id", f"the id of {what}: up to 200 letters and digits", "a longer or unprintable text")
    return text


def label(raw: str, what: str) -> str:
    r"""
    Return a name that people read, such as that of a side: its blanks plain, its spelling as it is.

    Raises:
        AmissError: `empty-value` or `bad-id`.

    >>> label("Rive gauche\xa0: nord ", "a side"), len(label("\u0646\u06cc\u200c\u0646", "a side"))
    ('Rive gauche : nord', 4)
    """
    text = raw.translate(BLANKS).strip()
    trimmed(text.translate(JOINERS), what)
    if len(text) > LONGEST_ID:
        raise AmissError("bad-id", f"the name of {what}: up to 200 letters", "a longer one")
    return text


class Handles(dict[str, int]):
    """
    The handle of each id, under every spelling that stood in a file (with or without blanks around it).

    >>> handles = Handles("a participant")
    >>> handles["17"], handles["007"], handles[" 17"], handles.text(-1)
    (17, -1, 17, '007')
    """

    def __init__(self, what: str) -> None:
        """Start without any id; `what` names them in errors."""
        super().__init__()
        self.what = what
        self._texts: list[str] = []
        self._numbers: dict[str, int] = {}

    def __missing__(self, raw: str) -> int:
        """Give a new spelling its handle."""
        handle = self.of(trimmed(raw, self.what))
        self[raw] = handle
        return handle

    def of(self, text: str) -> int:
        """Return the handle of a trimmed id."""
        if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER and str(int(text)) == text:
            return int(text)
        if text not in self._numbers:
            self._texts.append(text)
            self._numbers[text] = -len(self._texts)
        return self._numbers[text]

    def text(self, handle: int) -> str:
        """Return the id behind a handle."""
        return str(handle) if handle >= 0 else self._texts[-1 - handle]
