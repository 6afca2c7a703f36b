"""
Values as they come in from a form, looked at before they are kept.

    reading = Reading()
    name = reading.text("name", given, most=80)       cleaned, or a fault under "name"
    reading.done()                                    Invalid, if anything was at fault

Nothing is cut or corrected silently: control characters, signs that nobody would see, signs that turn the direction of
writing and what is too long are told. White space at the ends and in rows is the only thing that is drawn together.

`seen(row, ...)` stands for what sealed fields of a row were when a page was opened: whoever saves names it, so that of
two people who change the same text the second is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256

from django.db.models import Model

from sulh.store.errors import Conflict, Invalid
from sulh.words.text import DIRECTION_MARKS, FORBIDDEN, UNSEEN

NAME, SENTENCE, PARAGRAPHS, NOTE = 80, 240, 12_000, 1_000  # characters
_STAMP = 16  # letters of a stamp: enough to tell two versions apart


class Reading:
    """Values of one form, and what is at fault with them, by field."""

    def __init__(self) -> None:
        """Begin without a fault."""
        self.faults: dict[str, str] = {}

    def text(self, field: str, given: object, *, most: int, needed: bool = True) -> str:
        """Return a text of one line, its white space drawn together; a fault is kept under the field."""
        return self._checked(field, " ".join(self._allowed(field, given).split()), most, needed=needed)

    def lines(self, field: str, given: object, *, most: int, needed: bool = True) -> str:
        """Return a text of several lines."""
        kept = "\n".join(" ".join(line.split()) for line in self._allowed(field, given).splitlines())
        return self._checked(field, kept.strip(), most, needed=needed)

    def paragraphs(self, field: str, given: object, *, most: int = PARAGRAPHS, needed: bool = True) -> list[str]:
        r"""
        Return paragraphs: what stands between empty lines.

        >>> Reading().paragraphs("rules", "One\ntwo\n\n\nThree")
        ['One two', 'Three']
        """
        kept = self.lines(field, given, most=most, needed=needed)
        return [" ".join(part.split()) for part in kept.split("\n\n") if part.strip()]

    def texts(
        self, field: str, given: Mapping[str, object], tags: Iterable[str], *, most: int, needed: bool = True
    ) -> dict[str, str]:
        """Return texts by language; the field of each is told as `names_fr`. What stays empty is left out."""
        read = {tag: self.text(f"{field}_{tag}", given.get(tag), most=most, needed=needed) for tag in tags}
        return {tag: text for tag, text in read.items() if text}

    def choice(self, field: str, given: str, allowed: Collection[str]) -> str:
        """Return one of the allowed values."""
        if given not in allowed:
            self.faults[field] = "no-choice"
        return given

    def number(self, field: str, given: object, *, least: int, most: int) -> int:
        """Return a whole number between two ends."""
        if not isinstance(given, int) or isinstance(given, bool) or not least <= given <= most:
            self.faults[field] = "number"
            return least
        return given

    def done(self) -> None:
        """
        End reading.

        Raises:
            Invalid: If anything was at fault.
        """
        if self.faults:
            raise Invalid(self.faults)

    def _allowed(self, field: str, given: object) -> str:
        text = given if isinstance(given, str) else ""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if FORBIDDEN.search(text) or UNSEEN.search(text):
            self.faults[field] = "control"
        elif DIRECTION_MARKS.search(text):
            self.faults[field] = "direction"
        return text

    def _checked(self, field: str, text: str, most: int, *, needed: bool) -> str:
        if needed and not text:
            self.faults.setdefault(field, "empty")
        if len(text) > most:
            self.faults.setdefault(field, "too-long")
        return text


def seen(row: Model, *fields: str) -> str:
    """Return what stands for sealed fields as they are now; it tells nothing of what they say."""
    boxes = b"|".join(bytes(getattr(row, field)) for field in fields)
    return sha256(boxes).hexdigest()[:_STAMP]


def as_seen(row: Model, stamp: str, *fields: str) -> None:
    """
    Let pass what has not changed since a page was opened.

    Raises:
        Conflict: If somebody else has changed it meanwhile.
    """
    if stamp != seen(row, *fields):
        raise Conflict("changed-meanwhile")
