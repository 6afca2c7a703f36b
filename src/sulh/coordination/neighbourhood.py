"""
The part of a picture that one card can touch: enough to find everything that concerns it, and little more.

    card ─┬─ same issue, point of the agenda or public message ─┐
          ├─ same owner or engaged actor                        ├─▶ cards near it ─▶ Picture without the rest
          ├─ same side, on the same days                        │
          └─ what it depends on or what depends on it, and      ┘
             all that rests on the people who carry those alone

One pass over the cards, one over the ties. That nothing is missed is a property that is tested, not a promise.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec

from sulh.coordination.dependency import reached
from sulh.coordination.world import people
from sulh.model.initiatives import Card
from sulh.model.picture import Picture


def neighbourhood(picture: Picture, card: str) -> Picture:
    """Return the picture of what lies near a card; without cards and ties if it is not there."""
    centre = next((one for one in picture.cards if one.id == card), None)
    if centre is None:
        return msgspec.structs.replace(picture, cards=(), ties=())
    cards = {one.id: one for one in picture.cards}
    near = {one.id for one in picture.cards if _near(centre, one)} | _chain(cards, card) | _linked(picture, card)
    kept = tuple(cards[key] for key in near if key in cards)
    near_people = people(centre)
    ties = tuple(tie for tie in picture.ties if tie.one in near_people or tie.other in near_people)
    return msgspec.structs.replace(picture, cards=kept, ties=ties)


def _near(centre: Card, other: Card) -> bool:
    return not (
        set(centre.issues).isdisjoint(other.issues)
        and set(centre.items).isdisjoint(other.items)
        and people(centre).isdisjoint(people(other))
        and _said(centre).isdisjoint(_said(other))
        and not _same_days(centre, other)
    )


def _said(card: Card) -> set[str]:
    return {message.issue for message in card.messages}


def _same_days(centre: Card, other: Card) -> bool:
    if not centre.moments or not other.moments or set(centre.sides).isdisjoint(other.sides):
        return False
    return any(one.start <= two.end and two.start <= one.end for one in centre.moments for two in other.moments)


def _chain(cards: dict[str, Card], card: str) -> set[str]:
    """Return what hangs together with a card by dependency, and by the people who carry any of that alone."""
    joined: defaultdict[str, set[str]] = defaultdict(set)
    for key, one in cards.items():
        for other in one.depends_on:
            joined[key].add(other)
            joined[other].add(key)
    first = reached([card], joined)
    carriers = {one for key in first if key in cards for one in _alone(cards[key])}
    carried = (key for key, one in cards.items() if carriers and not carriers.isdisjoint(people(one)))
    return reached({*first, *carried}, joined)


def _alone(card: Card) -> frozenset[str]:
    carrying = people(card)
    return carrying if len(carrying) == 1 else frozenset()


def _linked(picture: Picture, card: str) -> set[str]:
    return {key for link in picture.links for key in (link.one, link.other) if card in (link.one, link.other)}
