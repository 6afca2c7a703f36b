"""
Blind matching: who works on the same matter, among those whose owners both agreed to be matched.

    whole cards, those who agreed ─▶ the others are taken out ─▶ pairs ─▶ BlindMatch(one, other)
    coarse(card)                     issue, point of the agenda, outermost place, quarter: all that may be compared
    shared_kinds(one, other)         of which kinds it is what two share: said once, when they are matched

This is the one place that looks at more than a reader's picture: cards in full, whatever tier their owners gave. So it
looks at cards of those who agreed and at no others, takes the others out before anything is computed, and returns that
there is something: no issue, no place, no day. What is told when, `match_states` says. Days that collide make no match:
whoever has not told theirs would tell them by it.

Whoever may change a card as often as they like could ask through it: with this actor, at this place, in this month. So
the store hands coarse cards in: what is matched is an issue or a point of the agenda in a region, and no list of
actors, no village and no day makes or unmakes a match.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Literal

import msgspec

from sulh.coordination.masks import Masks
from sulh.coordination.ranked import Ranked
from sulh.coordination.same_matter import same_matter
from sulh.coordination.world import World
from sulh.model.findings import Value
from sulh.model.initiatives import Card
from sulh.model.picture import Picture

Shared = Literal["issue", "item", "place"]


class BlindMatch(Value, frozen=True):
    """Two cards of the same matter, in order of their ids, and nothing else; in what, `shared_kinds` says by kind."""

    one: str
    other: str


def blind_matches(everything: Picture, agreed: Collection[str]) -> tuple[BlindMatch, ...]:
    """
    Return every match among cards whose owners agreed to be matched, in order.

    Args:
        everything: Cards in full: never what one reader sees.
        agreed: Ids of the cards whose owners agreed.
    """
    cards = tuple(card for card in everything.cards if card.id in agreed)
    world = World(msgspec.structs.replace(everything, cards=cards))
    matters = Ranked(same_matter(world, Masks(world), world.leading))
    return tuple(BlindMatch(one, other) for one, other in sorted({found.cards for found in matters}))


def coarse(card: Card, *, holder: str, regions: Iterable[str]) -> Card:
    """
    Return what of a card may be compared blindly.

    Args:
        card: In full.
        holder: Whose it is: two of one holder are never matched.
        regions: The outermost places around its places.

    >>> card = Card("c", issues=("water",), actors=("elders",), start=date(2026, 5, 9), end=date(2026, 10, 1))
    >>> kept = coarse(card, holder="h", regions=["r"])
    >>> kept.issues, kept.actors, kept.places, kept.owner, kept.start.isoformat(), kept.end.isoformat()
    (('water',), (), ('r',), 'h', '2026-04-01', '2026-12-31')
    """
    start = None if card.start is None else _quarter(card.start)
    end = None if card.end is None else _quarter(_quarter(card.end) + timedelta(days=95)) - timedelta(days=1)
    return Card(
        card.id,
        issues=card.issues,
        items=card.items,
        places=tuple(sorted(set(regions))),
        owner=holder,
        start=start,
        end=end,
        phase=card.phase,
    )


def _quarter(day: date) -> date:
    """Return the first day of the quarter of a day."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def shared_kinds(one: Card, other: Card) -> tuple[Shared, ...]:
    """
    Return of which kinds it is what two coarse cards share.

    >>> one, other = Card("a", issues=("water", "land"), places=("r",)), Card("b", issues=("water",), places=("r", "s"))
    >>> shared_kinds(one, other)
    ('issue', 'place')
    """
    both: dict[Shared, tuple[tuple[str, ...], tuple[str, ...]]] = {
        "issue": (one.issues, other.issues),
        "item": (one.items, other.items),
        "place": (one.places, other.places),
    }
    return tuple(kind for kind, (mine, theirs) in both.items() if not set(mine).isdisjoint(theirs))
