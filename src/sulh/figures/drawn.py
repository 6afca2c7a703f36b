"""
What a figure of the map hands over: a title that finds, its text alternative, SVG, and the table beside it.

    Picture, Labels ──▶ Drawn ─┬─ title, alternative, svg
                               ├─ table       the same facts as rows of words
                               └─ notes       sentences that stand beside: what is not drawn, and why

Whoever makes a page decides where each stands. All texts are plain: the page escapes and isolates them. In `svg` both
is done. Nothing here knows what a figure is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sulh.model.actors import ActorKind, Confidence, Name, TieKind
from sulh.model.tracks import Level, SectorKey
from sulh.words.language import Language


@dataclass(frozen=True)
class Labels:
    """
    What code lists are called in the reader's language.

    Attributes:
        sectors, levels, kinds, ties, confidences: By key; a figure asks only for those that it shows.
        marks: Number of each side's mark, by id; without one, the side's place in the picture.
    """

    sectors: Mapping[SectorKey, str] = field(default_factory=dict)
    levels: Mapping[Level, str] = field(default_factory=dict)
    kinds: Mapping[ActorKind, str] = field(default_factory=dict)
    ties: Mapping[TieKind, str] = field(default_factory=dict)
    confidences: Mapping[Confidence, str] = field(default_factory=dict)
    marks: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """The facts of a figure as rows of words, below headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Drawn:
    """A figure and what belongs to it; `svg` is empty where there is nothing to draw, and the title says so."""

    title: str
    alternative: str
    svg: str
    table: Table
    notes: tuple[str, ...] = ()


def text_in(texts: Mapping[str, str], tag: str) -> str:
    """
    Return a text in the reader's language, else in the first it has; empty where it has none.

    >>> text_in({"fr": "Nord", "ar": "شمال"}, "fr"), text_in({"fr": "Nord"}, "en"), text_in({}, "en")
    ('Nord', 'Nord', '')
    """
    return texts.get(tag) or next((text for text in texts.values() if text), "")


def name_in(names: Iterable[Name], tag: str) -> str:
    """
    Return a name in the reader's language, else the first: its own name for itself.

    >>> name_in((Name("Halab", "ku"), Name("Aleppo", "en")), "en")
    'Aleppo'
    """
    found = tuple(names)
    return next((name.text for name in found if name.language == tag), found[0].text if found else "")


def shown(count: int | None) -> int:
    """Return what of a count may be drawn: itself, or one where it is withheld."""
    return 1 if count is None else count


def told(count: int | None, words: Language, *, floor: bool = False) -> str:
    """Return what is said of a count of initiatives; None is one too small to be told, a `floor` "so many or more"."""
    if count is None:
        return words.say("few")
    if not count:
        return words.say("no work")
    return words.say("{n} or more", n=words.number(count)) if floor else words.number(count)
