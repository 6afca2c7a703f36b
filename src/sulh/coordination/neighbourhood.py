"""
The part of a picture that one card can touch: enough to find everything that concerns it, and little more.

    card ─┬─ same issue, point of the agenda or public message ─┐
          ├─ same engaged actor                                 ├─▶ cards near it ─▶ Picture without the rest
          ├─ same side, on the same days                        │
          └─ what it depends on or what depends on it, and      ┘
             all that rests on the people who carry those alone

One pass over the cards, one over the ties. That nothing is missed is a property that is tested, not a promise.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec

from sulh.coordination.dependency import reached
from sulh.coordination.world import people
from sulh.model.initiatives import Card, Moment
from sulh.model.picture import Picture


def neighbourhood(picture: Picture, card: str) -> Picture:
    """Return the picture of what lies near a card; without cards and ties if it is not there."""
    centre = next((one for one in picture.cards if one.id == card), None)
    if centre is None:
        return msgspec.structs.replace(picture, cards=(), ties=())
    cards = {one.id: one for one in picture.cards}
    near = {*_near(centre, picture.cards), *_chain(cards, card), *_linked(picture, card)}
    kept = tuple(cards[key] for key in near if key in cards)
    near_people = people(centre)
    ties = tuple(tie for tie in picture.ties if tie.one in near_people or tie.other in near_people)
    return msgspec.structs.replace(picture, cards=kept, ties=ties)


def _near(centre: Card, cards: Iterable[Card]) -> Iterator[str]:
    """Give the cards that name something the centre names, or meet one of its sides on its days."""
    issues, items, sides = set(centre.issues), set(centre.items), set(centre.sides)
    engaged, said = set(centre.actors), {message.issue for message in centre.messages}
    for card in cards:
        if (
            not (issues.isdisjoint(card.issues) and items.isdisjoint(card.items) and engaged.isdisjoint(card.actors))
            or any(message.issue in said for message in card.messages)
            or (card.moments and not sides.isdisjoint(card.sides) and _same_days(centre.moments, card.moments))
        ):
            yield card.id


def _same_days(mine: Iterable[Moment], theirs: Iterable[Moment]) -> bool:
    return any(one.start <= two.end and two.start <= one.end for one in mine for two in theirs)


def _chain(cards: dict[str, Card], card: str) -> set[str]:
    """Return what hangs together with a card by dependency, and by the people who carry any of that alone."""
    joined: defaultdict[str, set[str]] = defaultdict(set)
    for key, one in cards.items():
        for other in one.depends_on:
            joined[key].add(other)
            joined[other].add(key)
    first = reached([card], joined)
    carriers = {one for key in first if key in cards for one in alone(cards[key])}
    carried = {key for key, one in cards.items() if not carriers.isdisjoint(people(one))} if carriers else set()
    return reached(first | carried, joined)


def alone(card: Card) -> frozenset[str]:
    """Return who carries a card alone: nobody where several do, or none is told."""
    carrying = people(card)
    return carrying if len(carrying) == 1 else frozenset()


def _linked(picture: Picture, card: str) -> set[str]:
    return {key for link in picture.links for key in (link.one, link.other) if card in (link.one, link.other)}
