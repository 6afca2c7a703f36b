"""
Everything that is found in a picture, most pressing first; or only what one card touches.

    detect(picture)             every family over the whole picture
    touched_by(picture, card)   the same findings that concern one card, from its neighbourhood alone
    OF_CARDS, OF_ALL            one function a family of findings, World in, findings out: of some cards, or of none
    TIES                        kinds of ties that any of this rests on: the others need not be there

Who reads it may be anybody: what is found comes from their own picture and nothing else. Thresholds stand in the
modules of their families, the sentences in `sulh.coordination.codes`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from sulh.coordination.clash import clashes
from sulh.coordination.crowding import asked_too_often, contrary, crowds
from sulh.coordination.dependency import on_one_person, stopped
from sulh.coordination.findings import Finding
from sulh.coordination.gaps import gaps
from sulh.coordination.neighbourhood import neighbourhood
from sulh.coordination.official import no_link, openings
from sulh.coordination.pressing import rank
from sulh.coordination.resting import resting
from sulh.coordination.same_matter import UNFRIENDLY, distrust, pairs, same_matter
from sulh.coordination.world import World
from sulh.model.picture import Picture

Family = Callable[[World], Iterator[Finding]]


def _on_one_matter(world: World) -> Iterator[Finding]:
    found = pairs(world)
    yield from same_matter(world, found)
    yield from distrust(world, found)


OF_CARDS: Final[tuple[Family, ...]] = (
    _on_one_matter,
    clashes,
    asked_too_often,
    contrary,
    crowds,
    stopped,
    on_one_person,
    no_link,
    openings,
)
OF_ALL: Final[tuple[Family, ...]] = (gaps, resting)  # findings that concern no single card
TIES: Final = UNFRIENDLY


def detect(picture: Picture) -> tuple[Finding, ...]:
    """
    Return everything that is found, most pressing first.

    >>> from datetime import date
    >>> from sulh.model.initiatives import Card
    >>> cards = (Card("a", issues=("water",), owner="x"), Card("b", issues=("water",), owner="y"))
    >>> [(one.kind, one.cards) for one in detect(Picture(date(2026, 11, 27), cards))]
    [('same_matter', ('a', 'b'))]
    """
    world = World(picture)
    return tuple(sorted((one for family in (*OF_CARDS, *OF_ALL) for one in family(world)), key=rank))


def touched_by(picture: Picture, card: str) -> tuple[Finding, ...]:
    """Return those findings of `detect` that concern one card, most pressing first; nothing for an unknown one."""
    world = World(neighbourhood(picture, card), focus=card)
    return tuple(sorted((one for family in OF_CARDS for one in family(world) if card in one.cards), key=rank))
