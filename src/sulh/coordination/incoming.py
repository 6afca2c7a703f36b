"""
What a file would put on a map, before anything of it is put there.

    Brought, picture ──plan──▶ Plan ─┬─ actors, places, ties ...    to be made, under the ids of the file
                                     ├─ stands    ids of the file that the map has already, and under which id
                                     ├─ hints     actors that may be on the map already: a person says so, or not
                                     └─ remarks   what cannot be kept, and what was expected

The map has a thing already if it has its id, and an actor also if it has the same id in the same list of others;
persons never but by the id of the map. A place is there if one of its kind has its name in the same surroundings.
Nothing that is there is changed by a file. The picture is that of whoever brings it: nothing hidden is looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

import msgspec

from sulh.coordination.fitting import KINDS, Fitting
from sulh.coordination.names import Suggestion, pairs
from sulh.formats.map_in import Brought
from sulh.formats.remarks import Remark
from sulh.model.actors import Actor, Place, Tie
from sulh.model.initiatives import Card, Offer
from sulh.model.picture import Item, OfficialRound, Picture
from sulh.words.language import mark

MOST_HINTS: Final = 60
MOST, MOST_CARDS, MOST_OFFICIAL = 50_000, 2_000, 500  # of one file
MOST_COMPARED: Final = 6_000  # actors, those of the map among them


@dataclass(frozen=True)
class Plan:
    """
    What a file would put on a map.

    Attributes:
        stands: By kind, id in the file -> id on the map.
    """

    places: tuple[Place, ...] = ()
    actors: tuple[Actor, ...] = ()
    ties: tuple[Tie, ...] = ()
    issues: Mapping[str, str] = field(default_factory=dict)
    cards: tuple[Card, ...] = ()
    items: tuple[Item, ...] = ()
    rounds: tuple[OfficialRound, ...] = ()
    offers: tuple[Offer, ...] = ()
    stands: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    hints: tuple[Suggestion, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def counts(self) -> dict[str, int]:
        """Return how many of each kind would be made; kinds of which there is none are left out."""
        found = {kind: len(getattr(self, kind)) for kind in KINDS}
        return {kind: number for kind, number in found.items() if number}

    def there(self) -> dict[str, int]:
        """Return how many of each kind the map has already."""
        return {kind: len(ids) for kind, ids in self.stands.items() if ids}


def plan(
    brought: Brought,
    picture: Picture,
    *,
    listed: Collection[str],
    source: str = "",
    initiatives: bool = False,
    holders: Collection[str] = (),
) -> Plan:
    """
    Return what a file would put on the map.

    Args:
        brought: What was read.
        picture: What whoever brings it sees of the map, ties among it.
        listed: Ids of actors that everybody on the map sees: only these may be the same as one of the file.
        source: Where it is known from, as a person said it, for what a file does not say it of.
        initiatives: Whether whoever brings it may write initiatives down for their owners.
        holders: Ids of initiatives and desks for which they may write down what these offer and need.
    """
    making = Fitting(picture, source)
    places = making.places(making.most(brought.places, MOST))
    actors = making.actors(making.most(brought.actors, MOST))
    ties = making.ties(making.most(brought.ties, MOST))
    issues = making.issues(brought.issues if initiatives or not brought.cards else {})
    cards = making.cards(making.most(brought.cards, MOST_CARDS) if initiatives else ())
    if brought.cards and not initiatives:
        making.lose("initiatives", "", mark("initiatives through a coordinator, who writes them down for owners"))
    items = making.items(making.most(brought.items, MOST_OFFICIAL))
    rounds = making.rounds(making.most(brought.rounds, MOST_OFFICIAL))
    offers = making.offers(making.most(brought.offers, MOST_OFFICIAL), holders)
    on_map = [one for one in picture.actors if one.id in listed]
    hints = _hints(making, on_map, actors, (*picture.places, *places))
    remarks = tuple(making.remarks)
    return Plan(places, actors, ties, issues, cards, items, rounds, offers, making.stands, hints, remarks)


def _turned(one: Suggestion, own: Collection[str]) -> Suggestion:
    """Return a suggestion with the entry of the file first."""
    if one.one in own:
        return one
    return msgspec.structs.replace(one, one=one.other, other=one.one, names=(one.names[1], one.names[0]))


def _hints(
    making: Fitting, on_map: list[Actor], new: tuple[Actor, ...], places: Iterable[Place]
) -> tuple[Suggestion, ...]:
    """Return new actors that may be on the map under another name, most alike first."""
    own = {one.id for one in new}
    if len(on_map) + len(own) > MOST_COMPARED:
        making.lose("", f"{len(own):,}", mark("fewer actors, to look for those that are there already"), lost="nothing")
        return ()
    found = pairs([*on_map, *new], places=places) if own else ()
    return tuple(_turned(one, own) for one in found if (one.one in own) != (one.other in own))[:MOST_HINTS]
