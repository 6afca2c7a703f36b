"""What the map holds back from whoever asks in an unusual way: with ids of others, for a second code, by undoing."""

from __future__ import annotations

import pytest

from sulh.store.models import Actor
from sulh.store.writes import cards, ground, links
from sulh.store.writes.ground import ActorText
from sulh.store.writes.links import LinkText
from tests.cast import Cast
from tests.store.mapped import Mapped, mapped


@pytest.fixture
def on_map(cast: Cast) -> Mapped:
    """Return the map of the cast's process."""
    return mapped(cast)


def test_a_form_with_the_id_of_an_actor_makes_another_and_writes_nothing_over(cast: Cast, on_map: Mapped) -> None:
    """Whoever names somebody under an id that is taken changes nothing of what stands there."""
    council, card = on_map.ids["council"], on_map.owned(on_map.owner)
    before = Actor.objects.filter(pk=council).values().get()

    made = ground.name_actor(on_map.owner, card, ActorText("person", [("Nobody", "")]), new_id=council)

    assert before == Actor.objects.filter(pk=council).values().get()
    assert made != council
    elsewhere = Actor.objects.create(kind="party", listed=True)
    made = ground.add_actor(
        cast.principal("facilitator"), on_map.process, ActorText("person", [("X", "")]), new_id=elsewhere.id
    )
    assert made != elsewhere.id
    assert "party" == Actor.objects.get(pk=elsewhere.id).kind
    for who in (on_map.second, on_map.coordinator):
        registered, _ = cards.register(who, on_map.process, on_map.given("Another"), new_id=card)
        assert registered != card
    assert card == cards.register(on_map.owner, on_map.process, on_map.given("Twice"), new_id=card)[0]
    other = on_map.shown(on_map.second, on_map.owned(on_map.second), owners="actors")
    taken = links.propose(on_map.owner, card, on_map.ids["desk"], LinkText("information", ""))
    assert taken != links.propose(on_map.owner, card, other, LinkText("information", ""), new_id=taken)
