"""
Two versions of a text, clause by clause and word by word.

    compare(before, after, language) ─▶ Row(clause, kind, pieces)      kind: same, changed, moved, added, gone
    lines(before, after)             ─▶ Line(clause, places)           every clause, without a word of it
    compared(line, old, new)         ─▶ Row                            one of them, with its words
    pieces(old, new)                 ─▶ Piece(kind, text)              kind: same, gone, new

Whoever shows a few clauses of many asks for the lines, and for the rows of what is shown.

Pieces are whole words with the blanks around them, in the order in which they are read: a page can set them in
either direction of writing. Joined, those not `gone` give the new text, and those not `new` the old one, to the
letter.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from sulh.model.findings import Value
from sulh.model.one_text import Version

# A word keeps the vowel signs and joiners inside it, which Unicode does not count as letters.
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
_MOST_PAIRS = 10_000  # of equal words in two wordings: a page of prose has a few thousand, and time grows with them
_TOKEN = re.compile(rf"\s+|\w[\w{_MARKS}]*|[^\w\s]")


class Piece(Value, frozen=True):
    """A part of a text: in both wordings, only in the old one, or only in the new one."""

    kind: Literal["same", "gone", "new"]
    text: str


class Line(Value, frozen=True):
    """
    Where one clause stands in two versions, before any word is compared.

    Attributes:
        place, was: Its number in the new and in the old version; null where it is not there.
        stayed: Whether it stands in its old order among the clauses that are in both.
    """

    clause: str
    place: int | None
    was: int | None
    stayed: bool


class Row(Value, frozen=True):
    """
    One clause in two versions.

    Attributes:
        place, was: Its number in the new and in the old version; null where it is not there.
        kind: `moved` reads as before, at another place among the clauses that are in both.
    """

    clause: str
    place: int | None
    was: int | None
    kind: Literal["same", "changed", "moved", "added", "gone"]
    pieces: tuple[Piece, ...]


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """
    Return the parts of two wordings.

    >>> [(one.kind, one.text) for one in pieces("The road opens.", "The road opens again.")]
    [('same', 'The road opens'), ('new', ' again'), ('same', '.')]
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    middle, ours = before[start : len(before) - end], after[start : len(after) - end]
    parts = [Piece("same", "".join(before[:start])), *_between(middle, ours)]
    parts.append(Piece("same", "".join(before[len(before) - end :])))
    return tuple(_without_islands([part for part in parts if part.text]))


def _alike(one: list[str], other: list[str]) -> int:
    """Return how many words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (here, there) in pairs if here != there), min(len(one), len(other)))


def _between(before: list[str], after: list[str]) -> Iterator[Piece]:
    """Compare words; where the same few come again and again, what they are paired with would mean nothing."""
    counted = Counter(before)
    paired = sum(counted[word] for word in after if not word.isspace())
    if paired > _MOST_PAIRS:
        yield from (Piece("gone", "".join(before)), Piece("new", "".join(after)))
        return
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(before[start:end]))
        else:
            yield from (Piece("gone", "".join(before[start:end])), Piece("new", "".join(after[first:last])))


def compare(before: Version, after: Version, language: str) -> tuple[Row, ...]:
    """Return every clause of both versions, in the order of the new one; what is gone stands where it stood."""
    old = {wording.clause: wording for wording in before.wordings}
    new = {wording.clause: wording for wording in after.wordings}
    return tuple(
        compared(
            line,
            old[line.clause].texts.get(language, "") if line.clause in old else "",
            new[line.clause].texts.get(language, "") if line.clause in new else "",
        )
        for line in lines(
            {clause: wording.place for clause, wording in old.items()},
            {clause: wording.place for clause, wording in new.items()},
        )
    )


def lines(old: Mapping[str, int], new: Mapping[str, int]) -> tuple[Line, ...]:
    """
    Return every clause of both versions, in the order of the new one; what is gone stands where it stood.

    As few clauses as possible are called moved: those that would have to be taken out for the others to stand in their
    old order.

    Args:
        old: Clause -> its number in the old version, in the order in which they are read.
        new: The same of the new version.
    """
    stayed = _stayed([clause for clause in old if clause in new], [clause for clause in new if clause in old])
    return tuple(
        Line(clause, new.get(clause), old.get(clause), clause in stayed) for clause in _order(list(old), list(new))
    )


def compared(line: Line, old: str, new: str) -> Row:
    """Return one clause with its words; of a clause that is in one version only, the other text is empty."""
    parts = pieces(old, new)
    if line.was is None:
        return Row(line.clause, line.place, line.was, "added", parts)
    kind = "gone" if line.place is None else _kind(parts, stayed=line.stayed)
    return Row(line.clause, line.place, line.was, kind, parts)


def _kind(parts: tuple[Piece, ...], *, stayed: bool) -> Literal["same", "changed", "moved"]:
    if any(part.kind != "same" for part in parts):
        return "changed"
    return "same" if stayed else "moved"


def _stayed(old: list[str], new: list[str]) -> set[str]:
    """Return the most clauses that stand in the same order in both: a longest rising run of their old places."""
    places = {clause: place for place, clause in enumerate(old)}
    ends: list[int] = []  # the lowest old place on which a run of each length can end
    runs: list[tuple[str, ...]] = []
    for clause in new:
        length = bisect_left(ends, places[clause])
        ends[length : length + 1] = [places[clause]]
        runs[length : length + 1] = [(*(runs[length - 1] if length else ()), clause)]
    return set(runs[-1]) if runs else set()


def _order(old: list[str], new: list[str]) -> list[str]:
    """Return every clause: the new ones in order, and each that is gone behind the one that it stood behind."""
    order = list(new)
    for place, clause in enumerate(old):
        if clause not in new:
            order.insert(order.index(old[place - 1]) + 1 if place else 0, clause)
    return order


def _without_islands(parts: list[Piece]) -> Iterator[Piece]:
    """Draw changes together that only a blank parts: "gone new blank gone new" is read as one change."""
    flat: list[Piece] = []
    for at, part in enumerate(parts):
        lone = part.kind == "same" and not part.text.strip() and 0 < at < len(parts) - 1
        flat += [Piece("gone", part.text), Piece("new", part.text)] if lone else [part]
    for same, run in groupby(flat, key=lambda part: part.kind == "same"):
        group = list(run)
        if same:
            yield Piece("same", "".join(part.text for part in group))
            continue
        for kind in ("gone", "new"):
            text = "".join(part.text for part in group if part.kind == kind)
            if text:
                yield Piece("gone" if kind == "gone" else "new", text)
