"""
XML by a narrow door: in as a plain tree, out as text.

    bytes ──parsed──▶ Element(name, attributes, children, text, line)
    element(name, attributes, *inside) ──▶ text, with `text` for what people wrote

A file that declares a document type is refused before anything of it is used: that is the root of all entity tricks,
the multiplied ones and those that fetch. Size, depth and number of elements have their bounds; comments and
instructions are passed over. Names lose their prefix, and whoever reads asks for the address of the vocabulary where
it matters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from xml.parsers import expat

from sulh.formats.remarks import UnfitError
from sulh.words.language import mark
from sulh.words.text import clean

MOST_BYTES = 20_000_000
MOST_DEPTH = 40
MOST_ELEMENTS = 500_000
LONGEST_TEXT = 20_000
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


@dataclass(slots=True)
class Element:
    """
    An element.

    Attributes:
        name: Without its prefix.
        space: The address of its vocabulary; empty for none.
        attributes: By name without prefix.
        line: On which it begins, from 1.
        children: In their order.
        text: Its own, white space drawn together.
    """

    name: str
    space: str
    attributes: Mapping[str, str]
    line: int
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, name: str) -> list[Element]:
        """Return the children of this name."""
        return [child for child in self.children if child.name == name]

    def first(self, name: str) -> Element | None:
        """Return the first child of this name, or None."""
        return next((child for child in self.children if child.name == name), None)


def parsed(data: bytes) -> Element:
    """
    Return the outermost element of a file.

    Raises:
        UnfitError: If it is no XML, declares a document type, or is larger, deeper or of more elements than is read.

    >>> parsed(b"<a x='1'><b>water</b></a>").children[0].text
    'water'
    """
    if len(data) > MOST_BYTES:
        raise UnfitError(mark("a file of at most 20 MB"))
    return _Tree().of(data)


class _Tree:
    """A tree as its elements come."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._open: list[tuple[Element, list[str]]] = []
        self._root: Element | None = None
        self._count = 0

    def of(self, data: bytes) -> Element:
        final = True
        try:
            self._parser.Parse(data, final)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise UnfitError(mark("XML that is whole")) from error
        if self._root is None:
            raise UnfitError(mark("XML that is whole"))
        return self._root

    @staticmethod
    def _refuse(*_declared: object) -> None:
        raise UnfitError(mark("XML without a document type or entities of its own"))

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= MOST_DEPTH or self._count > MOST_ELEMENTS:
            raise UnfitError(mark("XML of at most 500,000 elements, 40 deep"))
        space, _, local = name.rpartition(" ")
        own = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        self._open.append((Element(local, space, own, self._parser.CurrentLineNumber), []))

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1][1].append(text)

    def _end(self, _name: str) -> None:
        element, pieces = self._open.pop()
        element.text = clean("".join(pieces))
        if len(element.text) > LONGEST_TEXT:
            raise UnfitError(mark("texts of at most 20,000 characters"))
        if self._open:
            self._open[-1][0].children.append(element)
        else:
            self._root = element


def text(words: str) -> str:
    """
    Return what people wrote as XML may hold it.

    >>> text("water & <roads>")
    'water &amp; &lt;roads&gt;'
    """
    return escape(clean(words))


def element(name: str, attributes: Mapping[str, str] | None = None, *inside: str) -> str:
    """
    Return an element; what stands inside is XML already.

    >>> element("a", {"x": '"'}, element("b", None, text("&")))
    '<a x="&quot;"><b>&amp;</b></a>'
    """
    head = name + "".join(f' {key}="{escape(clean(value))}"' for key, value in (attributes or {}).items())
    return f"<{head}>{''.join(inside)}</{name}>" if inside else f"<{head}/>"


def block(name: str, attributes: Mapping[str, str] | None, inside: list[str]) -> str:
    """Return an element with each of its parts on a line of its own."""
    return element(name, attributes, "\n", *(f"{part}\n" for part in inside))
