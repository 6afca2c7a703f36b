"""
Who works on one thing, and what of it nobody covers: of an item of the official agenda, an issue, a place.

    missing_on(picture, cards)   the sides and levels that no card of these names

Only of a dimension that one of the cards tells of: where none does, nothing is known, and nothing is said. A gap is no
one's fault, and somebody whom the reader does not see may well be there.
"""

from __future__ import annotations

from collections.abc import Iterable

from sulh.coordination.findings import Ref
from sulh.model.initiatives import Card
from sulh.model.picture import Picture
from sulh.model.tracks import LEVELS


def missing_on(picture: Picture, cards: Iterable[Card]) -> tuple[Ref, ...]:
    """
    Return the sides and levels that none of these cards names, sides first.

    Args:
        picture: What the reader sees: which sides there are.
        cards: Those that work on the same thing and have not ended.

    >>> from datetime import date
    >>> here = Picture(date(2026, 11, 27), sides={"a": {"en": "Upper"}, "b": {"en": "Lower"}})
    >>> [ref.id for ref in missing_on(here, [Card("c", sides=("a",))])]
    ['b']
    >>> missing_on(here, [Card("c")])
    ()
    """
    every = list(cards)
    sides = {side for card in every for side in card.sides}
    levels = {level for card in every for level in card.levels}
    found = [Ref("side", side) for side in sorted(picture.sides) if sides and side not in sides]
    found += [Ref("level", level) for level in LEVELS if levels and level not in levels]
    return tuple(found)
