"""
What can be chosen of a map, each thing by its name in the reader's language, in the order of names.

    named(words, rows)          rows: (id, texts by language)        items, issues, sides
    side_choices, place_choices of a picture
    in_order                    any (id, name)

More than `MOST_BOXES` stand on no page beside one another; they are looked for by name (`sulh.web.map.picking`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from sulh.figures.drawn import name_in
from sulh.model.picture import Picture
from sulh.papers.page import PageLanguage
from sulh.store.sealing import in_language

Choices = list[tuple[str, str]]
MOST_BOXES: Final = 40


def named(words: PageLanguage, rows: Iterable[tuple[str, Mapping[str, str]]]) -> Choices:
    """Return things by what they are called, in the order of names."""
    return in_order((key, in_language(dict(texts), words.tag)) for key, texts in rows)


def side_choices(words: PageLanguage, picture: Picture) -> Choices:
    """Return the sides, in the order of their names."""
    return named(words, picture.sides.items())


def place_choices(words: PageLanguage, picture: Picture) -> Choices:
    """Return the places, in the order of their names."""
    return in_order((one.id, name_in(one.names, words.tag)) for one in picture.places)


def in_order(choices: Iterable[tuple[str, str]]) -> Choices:
    """
    Return choices in the order of their names.

    >>> in_order([("b", "mill"), ("a", "Hill"), ("c", "Mill")])
    [('a', 'Hill'), ('b', 'mill'), ('c', 'Mill')]
    """
    return sorted(choices, key=lambda one: (one[1].casefold(), one[0]))
