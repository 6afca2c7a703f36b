"""Work on the same matter, beside an oracle of plain loops."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from sulh.coordination.masks import Masks, ones, together
from sulh.coordination.world import World
from sulh.model.initiatives import Card
from tests.coordination.drawn import TODAY, WITHIN, drawn

QUARTERS = {"2026-Q4": date(2026, 10, 1), "2027-Q1": date(2027, 1, 1)}


def around(place: str) -> set[str]:
    """Return a place and all around it."""
    outer = WITHIN[place]
    return {place} | (around(outer) if outer else set())


def works(card: Card) -> bool:
    """Whether a card is at work, by what it tells."""
    return card.phase not in ("paused", "ended") and not (card.end and card.end < TODAY)


def before(one: Card, other: Card) -> bool:
    """Whether one is over before the other can have begun."""
    start = other.start or QUARTERS.get(other.quarter or "")
    return one.end is not None and start is not None and one.end < start


def on_one_matter(one: Card, other: Card) -> bool:
    """Say with loops what the same matter is."""
    if not works(one) or not works(other) or (one.owner and one.owner == other.owner):
        return False
    issue = any(mine == theirs for mine in one.issues for theirs in other.issues)
    item = any(mine == theirs for mine in one.items for theirs in other.items)
    actor = {one.owner, *one.actors} & {other.owner, *other.actors} - {None}
    near = [mine in around(theirs) or theirs in around(mine) for mine in one.places for theirs in other.places] or [
        True
    ]
    times = all(card.start or card.quarter or card.end for card in (one, other))
    known = (any(near) and one.places and other.places) or times or (issue and actor)
    return bool((issue or item) and any(near) and known and not before(one, other) and not before(other, one))


@pytest.mark.parametrize("seed", range(30))
def test_pairs_are_what_plain_loops_find(seed: int) -> None:
    """Every two on one matter are found, in order, and no others."""
    picture = drawn(seed)
    cards = sorted(picture.cards, key=lambda card: card.id)
    expected = [(one.id, other.id) for one, other in combinations(cards, 2) if on_one_matter(one, other)]

    masks = Masks(World(picture))
    found = together(masks, masks.keys, lambda at: {None: masks.matter(at)}).get(None, [])
    assert expected == [(masks.keys[at], masks.keys[other]) for at, others in found for other in ones(others)]
