"""
Texts in the cells of tables that go out and come back: no formula, and every sign there again afterwards.

    guard    as `sulh.formats.cells.safe`, and in such a way that `unguard` gives the text back
    joined   several texts in one cell, with semicolons between them; `parted` takes them apart
    named    "Water board [a17]": a name for people, and the id behind it; `named_id` finds the id

White space is drawn together, and what turns the direction of a line is left out: tables hold neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from sulh.formats.cells import AFTER_A_CUT, FORMULA
from sulh.words.text import DIRECTION_MARKS, clean

_SIGNS = re.escape("".join(FORMULA))
_GUARDED = re.compile(rf"'+[{_SIGNS}]")
_LIKE_A_FORMULA = re.compile(rf"'*[{_SIGNS}]")
_CUT = re.compile(rf"(;[\s\"']*)'(?=[{_SIGNS}])")
_PART = re.compile(r"(?:[^;\\]|\\.)+|\\$", re.DOTALL)
_ESCAPED = re.compile(r"\\([;\\])")
_HARMLESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")  # an id, a key, a day
_ID = re.compile(r"\[([^\[\]]+)\]$")


def guard(text: str) -> str:
    """
    Return a text as no spreadsheet takes it for a formula.

    >>> guard("=1+1"), guard("'=1"), guard("No; =1+1"), guard("it's")
    ("'=1+1", "''=1", "No; '=1+1", "it's")
    """
    if _HARMLESS.fullmatch(text):
        return text
    cut = AFTER_A_CUT.sub(r"\1'", settled(text))
    return f"'{cut}" if _LIKE_A_FORMULA.match(cut) else cut


def unguard(cell: str) -> str:
    """
    Return the text behind a guarded cell.

    >>> unguard(guard("'=1")), unguard(guard("a; -1")), unguard("it's")
    ("'=1", 'a; -1', "it's")
    """
    bare = cell[1:] if _GUARDED.match(cell) else cell
    return settled(_CUT.sub(r"\1", bare))


def settled(text: str) -> str:
    """
    Return a text as tables hold it.

    >>> settled(" Open   the road ")
    'Open the road'
    """
    return clean(DIRECTION_MARKS.sub("", text))


def joined(texts: Iterable[str]) -> str:
    r"""
    Return several texts as one cell.

    >>> joined(["water", "roads; bridges"])
    'water; roads\\; bridges'
    """
    return "; ".join(text.replace("\\", "\\\\").replace(";", "\\;") for text in texts)


def parted(cell: str) -> tuple[str, ...]:
    r"""
    Return the texts of one cell.

    >>> parted("water; roads\\; bridges;")
    ('water', 'roads; bridges')
    """
    parts = (_ESCAPED.sub(r"\1", part).strip() for part in _PART.findall(cell))
    return tuple(part for part in parts if part)


def named(id_: str, name: str) -> str:
    """
    Return an id with the name that people know it by.

    >>> named("a17", "Water [north]"), named("a17", "")
    ('Water (north) [a17]', 'a17')
    """
    plain = settled(name).replace("[", "(").replace("]", ")")
    return f"{plain} [{id_}]" if plain else id_


def named_id(text: str) -> str:
    """
    Return the id in a text, or the whole text where it names none.

    >>> named_id("Water (north) [a17]"), named_id("Water board")
    ('a17', 'Water board')
    """
    found = _ID.search(text.strip())
    return found[1] if found else text.strip()
