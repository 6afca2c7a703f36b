"""
The words of a document of a word processor, wherever they stand in it, and what could show or hide others.

    part of a DOCX ──heard──▶ Heard(texts by paragraph, elements by name)

At the foot of pages the number of the page is no word: a word processor counts it anew. Nothing is resolved, fetched
or run; a part that declares anything of its own is refused. What the names of elements mean to whoever relies on the
words is decided by the callers.
"""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

from sulh.model.findings import Value

_SPACE: Final = "wordprocessingml"  # stands in the namespace of a word processor, whichever edition
_COUNTED: Final = ["PAGE"]  # the field that counts pages
_FIELDS: Final = ("fldSimple", "fldChar", "instrText")


class Heard(Value, frozen=True):
    """
    What stands in one part.

    Attributes:
        texts: Of each paragraph that has any, in the order in which they end.
        elements: Local names of all that is in it; `fldSimple` and `instrText` only of fields that are no such number.
    """

    texts: tuple[str, ...]
    elements: frozenset[str]


class NotHeardError(Exception):
    """A part that is no plain XML."""


def heard(part: bytes, *, foot: bool) -> Heard:
    """
    Read a part.

    Args:
        part: As it lies in the package.
        foot: Whether it stands at the foot of pages, where numbers of pages are no words.

    Raises:
        NotHeardError: If it is damaged, or declares a type or entities of its own.
    """
    listener = _Listener(foot=foot)
    parser, final = expat.ParserCreate("utf-8", " "), True
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = listener.start
    parser.EndElementHandler = listener.end
    parser.CharacterDataHandler = listener.letters
    try:
        parser.Parse(part, final)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise NotHeardError from error
    return Heard(tuple(listener.texts), frozenset(listener.elements))


def _refuse(*_: object) -> None:
    raise NotHeardError


class _Field:
    """A field while it is read: what it computes, and what it showed last."""

    def __init__(self, instruction: str) -> None:
        self.instruction = instruction
        self.shown = ""

    def counts(self) -> bool:
        shown = self.shown.strip()
        return self.instruction.split()[:1] == _COUNTED and (not shown or shown.isdecimal())


class _Listener:
    """Collects the letters of each paragraph; one may stand inside another, as in a text box."""

    def __init__(self, *, foot: bool) -> None:
        self.texts: list[str] = []
        self.elements: set[str] = set()
        self._foot = foot
        self._open: list[list[str]] = []
        self._within: list[str] = []
        self._fields: list[_Field] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        self._within.append(local)
        if local and local not in _FIELDS:
            self.elements.add(local)
        if local == "p":
            self._open.append([])
        values = {_local(key): value for key, value in attributes.items()}
        if local == "fldSimple":
            self._fields.append(_Field(values.get("instr", "")))
        elif local == "fldChar" and values.get("fldCharType") == "begin":
            self._fields.append(_Field(""))
        elif local == "fldChar" and values.get("fldCharType") == "end":
            self._finish("instrText")

    def end(self, _name: str) -> None:
        local = self._within.pop()
        if local == "fldSimple":
            self._finish(local)
        while local == "p" and self._fields:
            self._finish("instrText")  # none of ours goes on beyond its paragraph
        if local == "p" and (text := "".join(self._open.pop())):
            self.texts.append(text)

    def letters(self, text: str) -> None:
        local = self._within[-1]
        if local == "instrText" and self._fields:
            self._fields[-1].instruction += text
        elif local == "t" and self._fields:
            self._fields[-1].shown += text
        elif local == "t" and self._open:
            self._open[-1].append(text)

    def _finish(self, kind: str) -> None:
        """Leave a field: the number of a page at the foot is dropped, anything else is text, and strange."""
        if not self._fields:
            return
        field = self._fields.pop()
        if self._foot and field.counts():
            return
        self.elements.add(kind)
        if self._open:
            self._open[-1].append(field.shown)


def _local(name: str) -> str:
    """Return the name of what belongs to a word processor; nothing for anything else."""
    space, _, local = name.rpartition(" ")
    return local if _SPACE in space else ""
