"""
Which link to the official process could be proposed for an initiative, and why.

    card ─┬─ works on a point of the agenda that a desk looks after
          ├─ offers what the desk needs, or needs what it offers        ─▶ Proposal(desk, mode, reasons)
          └─ engages somebody who is engaged where a link to it stands

A proposal, and none where the card says why it is better without: independence is a legitimate state. The mode that is
proposed is the lightest that the reasons carry; people choose another as they like.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sulh.coordination.findings import Evidence, Ref
from sulh.coordination.offers import Match, between
from sulh.coordination.world import World
from sulh.model.findings import Value
from sulh.model.initiatives import Card, Mode
from sulh.model.picture import Picture

WEIGHTS: Final = {"works-on-desk-item": 3, "meets-need-of-desk": 2, "desk-meets-need": 2, "engaged-in-both": 1}


class Proposal(Value, frozen=True):
    """A link to a desk that somebody could propose; `fit` orders a list and is shown to nobody."""

    card: str
    desk: str
    mode: Mode
    reasons: tuple[Evidence, ...]
    fit: int


def link_to_track_one(picture: Picture, card: str) -> tuple[Proposal, ...]:
    """
    Return the links to desks that could be proposed for a card, most fitting first.

    Nothing for a card that is not at work, says why it is better without, or has an open link to that desk already.
    """
    world = World(picture)
    own = world.working.get(card)
    if own is None or own.independent.strip():
        return ()
    free = [desk for desk in sorted(picture.desks) if frozenset((card, desk)) not in world.links]
    found = [proposal for desk in free if (proposal := _proposal(world, own, desk)) is not None]
    return tuple(sorted(found, key=lambda one: (-one.fit, one.desk)))


def _proposal(world: World, card: Card, desk: str) -> Proposal | None:
    met = between(world.picture, card.id, desk)
    reasons = (*_items(world, card, desk), *_met(met, card, desk), *_engaged(world, card, desk))
    if not reasons:
        return None
    return Proposal(card.id, desk, _mode(met), reasons, sum(WEIGHTS[one.code] for one in reasons))


def _items(world: World, card: Card, desk: str) -> Iterator[Evidence]:
    """Give the points of the agenda, not agreed yet, that the card names and the desk looks after."""
    items = [world.items[one] for one in sorted(set(card.items)) if one in world.items]
    refs = tuple(Ref("item", item.id) for item in items if item.desk == desk and item.state != "agreed")
    if refs:
        yield Evidence("works-on-desk-item", (card.id,), refs)


def _met(met: tuple[Match, ...], card: Card, desk: str) -> Iterator[Evidence]:
    for code, giver in (("meets-need-of-desk", card.id), ("desk-meets-need", desk)):
        kinds = sorted({match.offer.resource for match in met if match.offer.holder == giver})
        if kinds:
            yield Evidence(code, (card.id,), tuple(Ref("resource", kind) for kind in kinds))


def _engaged(world: World, card: Card, desk: str) -> Iterator[Evidence]:
    """Give who is engaged both here and in an initiative whose link to the desk is accepted."""
    for key in world.working:
        shared = set(card.actors).intersection(world.working[key].actors)
        if key != card.id and shared and world.links.get(frozenset((key, desk))) == "accepted":
            yield Evidence("engaged-in-both", (card.id, key), tuple(Ref("actor", one) for one in sorted(shared)))


def _mode(met: tuple[Match, ...]) -> Mode:
    """Return the lightest mode that the matches carry."""
    kinds = {match.offer.resource for match in met}
    if not kinds:
        return "information"
    return "borrowed_leverage" if kinds == {"leverage"} else "shared_resources"
