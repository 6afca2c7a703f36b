"""
The words of a document of a word processor, wherever they stand in it, and what could show or hide others.

    part of a DOCX ──heard──▶ Heard(texts by paragraph, elements by name)

Nothing is resolved, fetched or run; a part that declares anything of its own is refused. What the names of elements
mean to whoever relies on the words is decided by the callers.
"""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

from sulh.model.findings import Value

_SPACE: Final = "wordprocessingml"  # stands in the namespace of a word processor, whichever edition
PAGE: Final = "PAGE"  # the field that counts pages: its letters are no words


class Heard(Value, frozen=True):
    """
    What stands in one part.

    Attributes:
        texts: Of each paragraph that has any, in the order in which they end.
        elements: Local names of all that is in it; `fldSimple` only where it is no number of a page.
    """

    texts: tuple[str, ...]
    elements: frozenset[str]


class NotHeardError(Exception):
    """A part that is no plain XML."""


def heard(part: bytes) -> Heard:
    """
    Read a part.

    Raises:
        NotHeardError: If it is damaged, or declares a type or entities of its own.
    """
    listener = _Listener()
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


class _Listener:
    """Collects the letters of each paragraph; one may stand inside another, as in a text box."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.elements: set[str] = set()
        self._open: list[list[str]] = []
        self._within: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        counted = local == "fldSimple" and any(
            _local(key) == "instr" and value.split()[:1] == [PAGE] for key, value in attributes.items()
        )
        self._within.append(PAGE if counted else local)
        if local and not counted:
            self.elements.add(local)
        if local == "p":
            self._open.append([])

    def end(self, name: str) -> None:
        self._within.pop()
        if _local(name) == "p" and (text := "".join(self._open.pop())):
            self.texts.append(text)

    def letters(self, text: str) -> None:
        if self._open and self._within[-1] == "t" and PAGE not in self._within:
            self._open[-1].append(text)


def _local(name: str) -> str:
    """Return the name of what belongs to a word processor; nothing for anything else."""
    space, _, local = name.rpartition(" ")
    return local if _SPACE in space else ""
