"""What holds of everything that is found, whoever reads it."""

from __future__ import annotations

import random

import msgspec
import pytest

from sulh.coordination.detect import detect, touched_by
from sulh.coordination.findings import FINDING_KINDS
from sulh.coordination.tiers import seen_at
from sulh.model.picture import Picture
from tests.coordination.drawn import drawn

SEEDS = range(40)


def test_the_drawn_pictures_hold_every_kind_of_finding() -> None:
    """What is tested below is not tested on nothing."""
    assert set(FINDING_KINDS) == {one.kind for seed in SEEDS for one in detect(drawn(seed))}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_card_is_touched_by_what_concerns_it(seed: int) -> None:
    """Looking at one card alone finds exactly what looking at everything finds of that card."""
    picture = drawn(seed)
    found = detect(picture)
    for card in picture.cards:
        assert tuple(one for one in found if card.id in one.cards) == touched_by(picture, card.id)


@pytest.mark.parametrize("seed", SEEDS[:10])
def test_the_order_in_which_things_were_entered_is_irrelevant(seed: int) -> None:
    """Two pictures of the same things give the same findings in the same order."""
    picture, luck = drawn(seed), random.Random(seed)
    mixed = {
        name: tuple(luck.sample(value, len(value)))
        for name in Picture.__struct_fields__
        if isinstance(value := getattr(picture, name), tuple)
    }
    assert detect(picture) == detect(msgspec.structs.replace(picture, **mixed))


@pytest.mark.parametrize("seed", SEEDS[:10])
def test_an_id_without_a_card_tells_nothing(seed: int) -> None:
    """What depends on a card that the reader may not see, or is linked to it, reads as if it were not."""
    picture = drawn(seed)
    hidden = picture.cards[0].id
    kept = msgspec.structs.replace(picture, cards=picture.cards[1:])
    forgotten = tuple(
        msgspec.structs.replace(card, depends_on=tuple(one for one in card.depends_on if one != hidden))
        for card in kept.cards
    )
    links = tuple(link for link in kept.links if hidden not in (link.one, link.other))
    assert detect(kept) == detect(msgspec.structs.replace(kept, cards=forgotten, links=links))


@pytest.mark.parametrize("seed", SEEDS[:10])
def test_a_card_cut_twice_is_a_card_cut_once(seed: int) -> None:
    """Only what a card shows is computed with: cutting it again to its own tier changes nothing."""
    picture = drawn(seed)
    again = tuple(cut for card in picture.cards if (cut := seen_at(card, card.tier)) is not None)
    assert detect(picture) == detect(msgspec.structs.replace(picture, cards=again))


@pytest.mark.parametrize("seed", SEEDS[:10])
def test_a_card_at_no_tier_is_no_card(seed: int) -> None:
    """A card at the tier of nothing changes nothing, even if somebody put it into a picture."""
    picture = drawn(seed)
    hidden = msgspec.structs.replace(drawn(seed + 1000).cards[0], id="zz", tier="none")
    assert detect(picture) == detect(msgspec.structs.replace(picture, cards=(*picture.cards, hidden)))
    assert () == touched_by(picture, "zz")


@pytest.mark.parametrize("seed", SEEDS[:10])
def test_the_same_finding_has_one_key(seed: int) -> None:
    """No two findings share a key, and the most pressing stands first."""
    found = detect(drawn(seed))
    assert len(found) == len({one.key for one in found})
    assert sorted((one.pressing for one in found), reverse=True) == [one.pressing for one in found]
    assert all(0 <= one.pressing <= 100 and one.evidence for one in found)
    assert all(sorted(set(one.cards)) == list(one.cards) for one in found)
