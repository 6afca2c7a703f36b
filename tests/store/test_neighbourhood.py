"""What is read near one initiative tells of it what the whole map does, to each reader."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta

import pytest
from msgspec.structs import replace

from benchmarks.coordination import crowded
from sulh.coordination.detect import TIES, detect, touched_by
from sulh.coordination.partners import partners
from sulh.coordination.track_one import link_to_track_one
from sulh.model.actors import Actor
from sulh.model.initiatives import MODES, Card, Link, Message
from sulh.model.picture import Picture
from sulh.store import clock, models
from sulh.store.models import InitiativeTier
from sulh.store.reads.ground import TiesOf
from sulh.store.reads.neighbourhood import seen_near
from sulh.store.reads.pictures import seen_by
from tests.coordination.planted import NAME, extra, planted
from tests.store.large_map import laid_out, on

READERS = ("coordinator", "facilitator", "owner", "desk", "funder")
SELDOM = 0.2
TOUCH = (("u1", "u2"), ("u2", "desk"))  # the first is in touch with a desk through the second
EACH = 3  # each reader is asked for every third initiative
STEPS = ("none", "existence", "theme_area", "actors", "timing", "detail", "detail", "detail")


def _some(luck: random.Random, among: Sequence[str], most: int) -> tuple[str, ...]:
    return tuple(luck.sample(among, luck.randrange(most + 1)))


def _world(luck: random.Random) -> Picture:
    """Draw a small world in which everything meets something, with links, public words and chains."""
    drawn = crowded(40, 24, 160)
    ids, people = [card.id for card in drawn.cards], [one.id for one in drawn.actors]
    cards = tuple(
        replace(
            card,
            issues=_some(luck, [f"i{n}" for n in range(20)], 2),
            items=card.items if luck.random() < SELDOM else (),
            owner=luck.choice(people),
            actors=_some(luck, people, 2),
            depends_on=_some(luck, ids, 1) if luck.random() < SELDOM else (),
            messages=tuple(Message(issue, luck.choice(("for", "against"))) for issue in _some(luck, ["i1", "i2"], 1)),
        )
        for card in drawn.cards
    )
    links = tuple(
        Link(
            f"l{n}", ids[n], luck.choice([*ids[15:], "desk"]), luck.choice(MODES), luck.choice(("proposed", "accepted"))
        )
        for n in range(12)
    )
    return replace(
        drawn,
        cards=(*cards, *_apart()),
        links=(*links, *(Link(f"u{n}", *ends, "information", "accepted") for n, ends in enumerate(TOUCH))),
        actors=(*drawn.actors, *(Actor(key, "person", NAME) for key in ("alone", "busy"))),
    )


def _apart() -> tuple[Card, ...]:
    """Return work that is joined to other work by one thing alone: who carries it, a link, somebody whom all engage."""
    alone = [extra(key, owner="alone") for key in ("h1", "h4")]
    chain = (*alone, extra("h2", depends_on=("h1",)), extra("h3", depends_on=("h2",)))
    asked = [extra(f"b{number}", actors=("busy",)) for number in range(4)]
    return (*chain, extra("u1", independent=""), extra("u2"), *asked)


@pytest.mark.django_db
def test_what_is_found_near_an_initiative_is_what_is_found_of_it_in_the_whole_map(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Findings, partners and links to propose are the same, whatever tiers there are and whoever was merged."""
    luck, picture = random.Random(3), _world(random.Random(2))
    monkeypatch.setattr(clock, "now", on(picture.today))
    made = laid_out(picture)
    kept = [made.ids[card.id] for card in _apart()]
    for tier in InitiativeTier.objects.exclude(initiative__in=kept):
        tier.tier = luck.choice(STEPS)
        tier.save()
    one, other, third = (models.Actor.objects.get(pk=made.ids[actor.id]) for actor in picture.actors[:3])
    models.Actor.objects.filter(pk=one.pk).update(merged_into=other, merged_on=picture.today - timedelta(1))
    models.Actor.objects.filter(pk=third.pk).update(listed=False)
    told = 0
    for number, name in enumerate(READERS):
        reader = made.cast.principal(name)
        whole = seen_by(reader, made.process).picture
        visible = {card.id for card in whole.cards}
        for card in (*picture.cards[number % EACH :: EACH], *(_apart() if name == "coordinator" else ())):
            key = made.ids[card.id]
            near = seen_near(reader, made.process, key).picture
            found = touched_by(whole, str(key))
            told += len(found)
            assert (str(key) in visible) == any(one.id == str(key) for one in near.cards), name
            assert found == touched_by(near, str(key)), (name, card.id)
            assert partners(whole, str(key)) == partners(near, str(key)), (name, card.id)
            assert link_to_track_one(whole, str(key)) == link_to_track_one(near, str(key)), (name, card.id)
            assert {one.id for one in near.cards} <= visible
    assert told > 40


@pytest.mark.django_db
def test_everything_that_was_planted_is_found_in_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever coordinates is told each planted finding, and it is the same where only the ties that count are read."""
    picture, told = planted()
    small = replace(picture, cards=picture.cards[369:], links=(), actors=picture.actors[-2:], ties=picture.ties[-40:])
    monkeypatch.setattr(clock, "now", on(picture.today))
    made = laid_out(small)
    coordinator = made.cast.principal("coordinator")
    found = detect(seen_by(coordinator, made.process).picture)
    assert found == detect(seen_by(coordinator, made.process, ties=TiesOf(kinds=TIES)).picture)
    kinds = {(one.kind, tuple(sorted(one.cards))) for one in found}
    for kind, keys in told:
        if kind not in {"gap", "opening", "one_track", "one_quadrant"}:
            assert (kind, tuple(sorted(made.of(keys)))) in kinds
