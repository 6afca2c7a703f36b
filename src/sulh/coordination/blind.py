"""
Blind matching: who works on the same matter, among those whose owners both agreed to be matched.

    whole cards, those who agreed ─▶ the others are taken out ─▶ pairs ─▶ BlindMatch(one, other, kinds)

This is the one place that looks at more than a reader's picture: cards in full, whatever tier their owners gave. So it
looks at cards of those who agreed and at no others, takes the others out before anything is computed, and returns that
there is something and of which kind: no issue, no place, no day. What is told when, `match_states` says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import msgspec

from sulh.coordination.clash import clashes
from sulh.coordination.findings import FindingKind
from sulh.coordination.same_matter import pairs, same_matter
from sulh.coordination.world import World
from sulh.model.findings import Value
from sulh.model.picture import Picture


class BlindMatch(Value, frozen=True):
    """Two cards, in order of their ids, and of which kinds what they share is: the same matter, a clash, or both."""

    one: str
    other: str
    kinds: tuple[FindingKind, ...]


def blind_matches(everything: Picture, agreed: Collection[str]) -> tuple[BlindMatch, ...]:
    """
    Return every match among cards whose owners agreed to be matched, in order.

    Args:
        everything: Cards in full: never what one reader sees.
        agreed: Ids of the cards whose owners agreed.
    """
    cards = tuple(card for card in everything.cards if card.id in agreed)
    world = World(msgspec.structs.replace(everything, cards=cards))
    kinds: defaultdict[tuple[str, ...], list[FindingKind]] = defaultdict(list)
    for found in (*same_matter(world, pairs(world)), *clashes(world)):
        kinds[found.cards].append(found.kind)
    return tuple(BlindMatch(one, other, tuple(kinds[one, other])) for one, other in sorted(kinds))
