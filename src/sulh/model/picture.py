"""
The map of a process as one reader sees it: what coordination computes with.

    Picture ─┬─ cards, links, offers          initiatives at the tier that each owner gave the reader
             ├─ actors, ties, places, issues, sides
             └─ items, rounds                 the official process: the spine

Everything that a reader is told of the map comes from their own picture, so that nothing hidden can be inferred from
it: what is not in it was never looked at. Two readers have two pictures.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

import msgspec

from sulh.model.actors import Actor, Place, Tie
from sulh.model.findings import Value
from sulh.model.initiatives import Card, Link, Offer

ItemState = Literal["not-raised", "open", "stalled", "agreed"]
ITEM_STATES: tuple[ItemState, ...] = get_args(ItemState)


class Item(Value, frozen=True):
    """
    A point of the official process.

    Attributes:
        since: Since when it has been in this state.
        released: How many packages were released on it, and `answered` how many of these were answered; None for a
            reader who is not to know.
    """

    id: str
    number: int
    state: ItemState
    titles: Mapping[str, str]
    since: date | None = None
    wanted_by: date | None = None
    desk: str | None = None
    released: int | None = None
    answered: int | None = None


class OfficialRound(Value, frozen=True):
    """
    A round of the official process: from `start` to `end`, or stalled since a day.

    Attributes:
        source: Where it is known from; a round without one is refused.
    """

    id: str
    number: int
    start: date | None
    end: date | None
    stalled_since: date | None
    source: str


class Picture(Value, frozen=True):
    """
    What one reader sees on one day.

    Attributes:
        names: Of issues and sides, by id and language; `desks` likewise.
        offers: Of desks; those of cards stand on the cards.
    """

    today: date
    cards: tuple[Card, ...] = ()
    links: tuple[Link, ...] = ()
    offers: tuple[Offer, ...] = ()
    actors: tuple[Actor, ...] = ()
    ties: tuple[Tie, ...] = ()
    places: tuple[Place, ...] = ()
    issues: Mapping[str, Mapping[str, str]] = msgspec.field(default_factory=dict)
    sides: Mapping[str, Mapping[str, str]] = msgspec.field(default_factory=dict)
    desks: Mapping[str, Mapping[str, str]] = msgspec.field(default_factory=dict)
    items: tuple[Item, ...] = ()
    rounds: tuple[OfficialRound, ...] = ()
