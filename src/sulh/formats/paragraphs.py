"""
The words of a document of a word processor, wherever they stand in it, and what could show or hide others.

    part of a DOCX ──heard──▶ Heard(texts by paragraph, elements by name, edges that are named)

At the foot of pages the number of the page is no word: a word processor counts it anew. Nothing is resolved, fetched
or run; a part that declares anything of its own is refused. What the names of elements mean to whoever relies on the
words is decided by the callers.
"""

from __future__ import annotations

import re
from typing import Final
from xml.parsers import expat

from sulh.model.findings import Value

# The namespaces of a word processor, of both editions; what only looks like one belongs to nobody.
_SPACES: Final = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
OUT_OF_PLACE, OTHER_LETTERS, COUNTING_WORDS = "words out of place", "letters of others", "words in numbers"
# In what words may stand to be shown; under anything else a word processor leaves them out, or sets them otherwise.
_CARRIES: Final = frozenset(
    (
        *("document", "body", "hdr", "ftr", "tbl", "tr", "tc", "p", "r", "sdt", "sdtContent", "customXml", "smartTag"),
        *("hyperlink", "ins", "moveTo", "del", "moveFrom", "fldSimple"),  # these are told by their own names
    )
)
_BLANKS: Final = ("tab", "ptab", "br", "cr")
_EDGES: Final = ("headerReference", "footerReference")
_PLACE_OF_NUMBER: Final = re.compile("%[1-9]")
_LONGEST_BULLET: Final = 2  # signs of a list that are no number
_COUNTED: Final = ["PAGE"]  # the field that counts pages
_FIELDS: Final = ("fldSimple", "fldChar", "instrText")


class Heard(Value, frozen=True):
    """
    What stands in one part.

    Attributes:
        texts: Of each paragraph that has any, in the order in which they end.
        elements: Local names of all that is in it; `fldSimple` and `instrText` only of fields that are no such number.
            `OUT_OF_PLACE` if words stand where they may not be shown, `OTHER_LETTERS` if some belong to no word
            processor (as in a formula), `COUNTING_WORDS` if the numbers of a list are more than numbers or a sign.
        edges: Ids of the headers and footers that its pages show.
        sections: How many parts its pages fall into.
    """

    texts: tuple[str, ...]
    elements: frozenset[str]
    edges: tuple[str, ...] = ()
    sections: int = 0


class NotHeardError(Exception):
    """A part that is no plain XML."""


def heard(part: bytes, *, foot: bool) -> Heard:
    """
    Read a part.

    Args:
        part: As it lies in the package.
        foot: Whether it stands at the foot of pages, where numbers of pages are no words.

    Raises:
        NotHeardError: If it is damaged, says that it is not in UTF-8, or declares a type or entities of its own.
    """
    listener = _Listener(foot=foot)
    parser = _parser()
    parser.StartElementHandler = listener.start
    parser.EndElementHandler = listener.end
    parser.CharacterDataHandler = listener.letters
    _parse(parser, part)
    return Heard(tuple(listener.texts), frozenset(listener.elements), tuple(listener.edges), listener.sections)


class Relation(Value, frozen=True):
    """What a part of a package names by an id: `kind` is the end of its type, `outside` whether it lies elsewhere."""

    id: str
    kind: str
    target: str
    outside: bool


def relations(part: bytes) -> tuple[Relation, ...]:
    """
    Return what a part names, from the list beside it.

    Raises:
        NotHeardError: As `heard`.
    """
    found: list[Relation] = []

    def start(name: str, values: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == "Relationship":
            kind = values.get("Type", "").rpartition("/")[2]
            outside = values.get("TargetMode", "Internal") != "Internal"
            found.append(Relation(values.get("Id", ""), kind, values.get("Target", ""), outside))

    parser = _parser()
    parser.StartElementHandler = start
    _parse(parser, part)
    return tuple(found)


def _parser() -> expat.XMLParserType:
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.XmlDeclHandler = _refuse_other_letters
    return parser


def _parse(parser: expat.XMLParserType, part: bytes) -> None:
    final = True
    try:
        parser.Parse(part, final)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise NotHeardError from error


def _refuse(*_: object) -> None:
    raise NotHeardError


def _refuse_other_letters(_version: str, encoding: str | None, _standalone: int) -> None:
    """Refuse what others would read by another table than we do."""
    if encoding is not None and encoding.lower() not in ("utf-8", "us-ascii"):
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
        self.edges: list[str] = []
        self.sections = 0
        self._foot = foot
        self._open: list[list[str]] = []
        self._within: list[str] = []
        self._fields: list[_Field] = []
        self._close = False  # whether the number of a list stands close to what follows

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        above = self._within[-1] if self._within else ""
        self._within.append(local)
        if local and local not in _FIELDS:
            self.elements.add(local)
        if local == "p":
            self._open.append([])
        elif local == "t" and not _CARRIES.issuperset(self._within[:-1]):
            self.elements.add(OUT_OF_PLACE)
        elif local in _BLANKS and above == "r" and self._open and not self._fields:
            self._open[-1].append("\n")
        elif local == "sectPr":
            self.sections += 1
        self._values(local, {key.rpartition(" ")[2]: value for key, value in attributes.items()})

    def _values(self, local: str, values: dict[str, str]) -> None:
        """Take up what an element says by its attributes."""
        kind = values.get("fldCharType")
        if local == "fldSimple" or (local == "fldChar" and kind == "begin"):
            self._fields.append(_Field(values.get("instr", "")))
        elif local == "fldChar" and kind == "end":
            self._finish("instrText")
        elif local in _EDGES:
            self.edges.append(values.get("id", ""))
        elif local in ("lvl", "suff"):
            self._close = values.get("val") == "nothing"
        elif local == "lvlText":
            self._numbered(values.get("val", ""))

    def _numbered(self, pattern: str) -> None:
        """Look at what stands before each paragraph of a list."""
        beside = _PLACE_OF_NUMBER.sub("", pattern).strip()
        bullet = len(beside) <= _LONGEST_BULLET and (beside == "o" or not any(map(str.isalnum, beside)))
        if not bullet or (self._close and pattern.strip()):
            self.elements.add(COUNTING_WORDS)

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
        elif not local and text.strip():
            self.elements.add(OTHER_LETTERS)

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
    return local if space in _SPACES else ""
