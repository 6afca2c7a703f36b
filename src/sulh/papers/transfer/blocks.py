"""
What a rendering of a package says, before it has any looks: a row of blocks, the same for every kind of file.

    Block(kind, rows)   kicker, title, mark, notice, heading, text, fine, left, points, clauses, facts,
                        seal, table, turn

The DOCX and the PDF of one package in one language are made from one row of blocks, so they hold the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from sulh.model.findings import Value
from sulh.words.text import DIRECTION_MARKS, clean

BlockKind = Literal[
    "kicker",  # above the title: what sort of paper it is
    "title",
    "mark",  # that it binds nobody, where nobody can miss it
    "notice",  # a frame; its first row is bold
    "heading",
    "text",
    "fine",  # small print
    "points",  # a list; the second cell of a row is a note on the first
    "clauses",  # number and wording
    "facts",  # label and value
    "seal",  # label and letters for machines, as facts
    "left",  # what stands elsewhere
    "table",  # its first row names the columns
    "turn",  # a new page
]


class Block(Value, frozen=True):
    """
    One piece of a paper.

    Attributes:
        rows: Its lines, each of as many cells as the kind asks for; clean, in one language.
        shares: How wide the columns of a table are, in parts of the whole.
    """

    kind: BlockKind
    rows: tuple[tuple[str, ...], ...] = ()
    shares: tuple[int, ...] = ()


def block(kind: BlockKind, *lines: str) -> Block:
    """Return a block of one cell a row, without empty rows."""
    return Block(kind, tuple((line,) for line in map(written, lines) if line))


def grid(kind: BlockKind, rows: Iterable[Sequence[str]], shares: tuple[int, ...] = ()) -> Block:
    """Return a block of several cells a row."""
    return Block(kind, tuple(tuple(map(written, row)) for row in rows), shares)


def written(text: str) -> str:
    """Return a text as a paper may hold it: no control characters, nothing that turns what stands around it."""
    return DIRECTION_MARKS.sub("", clean(text))


def paragraphs(text: str) -> list[str]:
    r"""
    Return the paragraphs of a text.

    >>> paragraphs("One.\n\nTwo\x00 .")
    ['One.', 'Two .']
    """
    return [line for line in map(written, text.splitlines()) if line]
