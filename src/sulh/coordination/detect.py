"""
Everything that is found in a picture, most pressing first; or only what one card touches.

    ranked(picture)             every family over the whole picture: counted, and put together when it is read
    detect(picture)             the same, put together
    touched_by(picture, card)   the same findings that concern one card, from its neighbourhood alone
    OF_CARDS, OF_ALL            one function a family of findings, World in, findings out: of some cards, or of none.
                                Of clashes and of work on the same matter there are as many as there are pairs: those
                                are counted first
    TIES                        kinds of ties that any of this rests on: the others need not be there

Who reads it may be anybody: what is found comes from their own picture and nothing else. Thresholds stand in the
modules of their families, the sentences in `sulh.coordination.codes`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain
from typing import Final

from sulh.coordination.clash import clashes
from sulh.coordination.crowding import asked_too_often, contrary, crowds
from sulh.coordination.dependency import on_one_person, stopped
from sulh.coordination.findings import Finding
from sulh.coordination.gaps import gaps
from sulh.coordination.masks import Masks
from sulh.coordination.neighbourhood import neighbourhood
from sulh.coordination.official import no_link, openings
from sulh.coordination.ranked import Ranked, Run, runs_of
from sulh.coordination.resting import resting
from sulh.coordination.same_matter import UNFRIENDLY, distrust, same_matter
from sulh.coordination.world import World
from sulh.model.picture import Picture

Family = Callable[[World], Iterator[Finding]]


OF_CARDS: Final[tuple[Family, ...]] = (
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


def ranked(picture: Picture, *, of: Collection[str] | None = None) -> Ranked:
    """
    Return everything that is found, most pressing first, put together when it is read: there may be very much.

    Args:
        picture: Of one reader.
        of: Ids of cards: of clashes and work on the same matter, only what concerns one of them; None for all.
    """
    world = World(picture)
    leading = world.leading if of is None else tuple(key for key in world.leading if key in of)
    return Ranked(_runs(world, (*OF_CARDS, *OF_ALL), leading))


def _runs(world: World, families: Iterable[Family], leading: Collection[str]) -> Iterator[Run]:
    masks = Masks(world)
    found = (one for family in families for one in family(world))
    yield from runs_of(chain(found, distrust(world, masks, world.leading)))
    yield from clashes(world, leading)
    yield from same_matter(world, masks, leading)


def detect(picture: Picture) -> tuple[Finding, ...]:
    """
    Return everything that is found, most pressing first.

    >>> from datetime import date
    >>> from sulh.model.initiatives import Card
    >>> cards = [Card(key, issues=("water",), owner=f"owner of {key}", quarter="2026-Q4") for key in "ab"]
    >>> [(one.kind, one.cards) for one in detect(Picture(date(2026, 11, 27), tuple(cards)))]
    [('same_matter', ('a', 'b'))]
    """
    return tuple(ranked(picture))


def touched_by(picture: Picture, card: str) -> tuple[Finding, ...]:
    """Return those findings of `detect` that concern one card, most pressing first; nothing for an unknown one."""
    world = World(neighbourhood(picture, card), focus=card)
    return tuple(one for one in Ranked(_runs(world, OF_CARDS, world.leading)) if card in one.cards)
