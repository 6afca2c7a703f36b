"""
What the pages of a DOCX show, and what it holds beside that.

    package ──▶ word/document.xml ──▶ the headers and footers that its pages name      words are read from these only
                                  └─▶ everything else                                  told if it holds words, or files

A word processor opens the part that the package names as its document, and of the others those which that one names.
Words that lie in any other part are seen by nobody.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from sulh.formats.paragraphs import COUNTING_WORDS, OTHER_LETTERS, OUT_OF_PLACE, Heard, Relation, heard, relations
from sulh.model.findings import Value

BODY: Final = "word/document.xml"
# What can show or hide words that a reader of paragraphs does not see; none of our papers holds any of it.
STRANGE: Final[Mapping[str, str]] = {
    "ins": "tracked changes",
    "del": "tracked changes",
    "moveFrom": "tracked changes",
    "moveTo": "tracked changes",
    "drawing": "pictures or shapes",
    "pict": "pictures or shapes",
    "contentPart": "pictures or shapes",
    "object": "embedded objects",
    "vanish": "hidden text",
    "specVanish": "hidden text",
    "webHidden": "hidden text",
    "altChunk": "another document inside",
    "subDoc": "another document inside",
    "commentReference": "comments",
    "footnoteReference": "footnotes",
    "endnoteReference": "endnotes",
    "instrText": "fields",
    "fldSimple": "fields",
    "dataBinding": "fields",
    **dict.fromkeys(("dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong", "pgNum"), "fields"),
    "hyperlink": "links",
    "sym": "signs that are no letters",
    "softHyphen": "signs that are no letters",
    "noBreakHyphen": "signs that are no letters",
    "titlePg": "pages without the foot",
    "evenAndOddHeaders": "pages without the foot",
    COUNTING_WORDS: "words in the numbers of lists",
}
_IN_PAGES: Final[Mapping[str, str]] = {
    OUT_OF_PLACE: "words where they may not be shown",
    OTHER_LETTERS: "words that are no text, as in a formula",
}


class Shown(Value, frozen=True):
    """
    What the pages show.

    Attributes:
        texts, edges: Of each paragraph, and of those at the head and foot of pages.
        strange: What none of our papers holds, in words.
    """

    texts: tuple[str, ...]
    edges: tuple[str, ...]
    strange: tuple[str, ...]


def shown(parts: Mapping[str, bytes]) -> Shown:
    """
    Read the parts of a DOCX that has a `BODY`.

    Raises:
        NotHeardError: If a part that is read is no plain XML.
    """
    lists = {name: relations(part) for name, part in parts.items() if name.endswith(".rels")}
    read = {
        name: heard(part, foot=name.startswith("word/footer"))
        for name, part in sorted(parts.items())
        if name == BODY or (name.startswith("word/") and name.endswith(".xml"))
    }
    body = read[BODY]
    edges = _edges(body, lists.get("word/_rels/document.xml.rels", ()))
    pages = [body, *(read[name] for name in edges if name in read)]
    strange = [
        *_named(read.values(), STRANGE),
        *_named(pages, _IN_PAGES),
        *_beside(read, {BODY, *edges}),
        *_elsewhere(parts, lists),
    ]
    texts = tuple(text for name in edges if name in read for text in read[name].texts)
    return Shown(body.texts, texts, tuple(dict.fromkeys(strange)))


def _edges(body: Heard, named: tuple[Relation, ...]) -> list[str]:
    """Return the headers and footers that pages show."""
    targets = {one.id: _place(BODY, one.target) for one in named if one.kind in ("header", "footer")}
    return [targets[name] for name in body.edges if name in targets]


def _named(parts: Iterable[Heard], names: Mapping[str, str]) -> Iterator[str]:
    there = frozenset[str]().union(*(part.elements for part in parts))
    return (words for name, words in names.items() if name in there)


def _beside(read: Mapping[str, Heard], pages: Collection[str]) -> Iterator[str]:
    if any(part.texts for name, part in read.items() if name not in pages):
        yield "words that no page shows"
    if read[BODY].sections > 1:
        yield "sections, which may have a foot each"


def _elsewhere(parts: Collection[str], lists: Mapping[str, tuple[Relation, ...]]) -> Iterator[str]:
    """Tell of what is opened in place of the text or beside it."""
    opened = [_place("", one.target) for one in lists.get("_rels/.rels", ()) if one.kind == "officeDocument"]
    if opened != [BODY]:
        yield "its text in another place"
    if any(one.outside for named in lists.values() for one in named):
        yield "links"
    if any(name.startswith("word/") and not name.endswith((".xml", ".rels", "/")) for name in parts):
        yield "pictures or files inside"


def _place(source: str, target: str) -> str:
    """Return the name of a part that another one names."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")
