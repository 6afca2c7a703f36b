"""
The swap: worlds that differ only in which of two people of a side wrote, answered or left, or which reader said no.

Everybody else's pages, files and exports are the same, byte for byte: whoever looks cannot have learnt which it was.
That holds for facilitators too. Ids, random bytes and the clock are the same in both worlds.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sulh.store.models import Epoch, Vote
from sulh.store.writes.papers import run_due
from tests.adversary.ground import Ground, stand, undone
from tests.adversary.worlds import (
    Act,
    At,
    Seen,
    World,
    at_the_table,
    at_the_time,
    content,
    differences,
    everywhere,
    near,
)
from tests.cast import Cast, make_cast, steady
from tests.nightly import NIGHTLY, drawn
from tests.settings import ON_POSTGRES

EVERYBODY = (
    "third",
    "river",
    "hill-second",
    "river-second",
    "assistant",
    "owner",
    "facilitator",
    "cofacilitator",
    "translator",
    "administrator",
    "desk",
    "nobody",
    "elsewhere",
    "stranger",
)
FEW = ("third", "river", "facilitator")
WATCHERS = FEW if ON_POSTGRES and not NIGHTLY else EVERYBODY  # rows in another order are seen by few as well
LATE = ("hill-second", "facilitator")  # who looks once more after the day of a package
ROOM = ("result", "result-without", "result-paper")
ANSWERED, LIKELY = 0.9, 0.85
STRAIGHT = {"first": "first", "second": "second"}
SWAPPED = {"first": "second", "second": "first", "hill-reader": "river-reader", "river-reader": "hill-reader"}

people = st.sampled_from(("first", "second", "first", "second", "third", "river"))
acts = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), people, st.sampled_from("012"), st.sampled_from(("agree", "disagree", "pass"))),
        st.tuples(st.just("answer"), people, st.sampled_from("012"), st.just("done")),
        st.tuples(st.just("propose"), people, st.sampled_from("012")),
        st.tuples(st.just("concern"), people, st.sampled_from("012")),
        st.tuples(st.just("leave"), st.sampled_from(("first", "second"))),
        st.just(("end",)),
    ),
    min_size=4,
    max_size=14,
)
PLAIN: list[Act] = [
    ("answer", "first", "0", "agree"),
    ("answer", "second", "0", "disagree"),
    ("propose", "first", "0"),
    ("concern", "first", "0"),
    ("concern", "second", "1"),
    ("answer", "river", "1", "pass"),
    ("answer", "second", "1", "done"),
    ("end",),
    ("answer", "first", "0", "disagree"),
    ("answer", "third", "1", "agree"),
    ("propose", "second", "1"),
    ("leave", "first"),
]


def both_worlds(ground: Ground, happening: list[Act], at: At, names: tuple[str, ...]) -> Iterator[Seen]:
    """Let the same happen twice, with the two people swapped the second time; tell what is seen of it."""
    for who in (STRAIGHT, SWAPPED):
        with undone(), pytest.MonkeyPatch.context() as patched:
            steady(patched)
            at(hours=0)
            world = World(ground, who, at)
            world.play(happening)
            seen = at_the_time("open", world.seen_by(names, near))
            world.publish()
            if names != EVERYBODY:
                yield seen | world.seen_by(names, near)
                continue
            world.conclude()
            world.release()
            seen |= world.seen_by(names, everywhere)
            world.lapse()
            yield seen | at_the_time("over", world.seen_by(LATE, at_the_table))


def test_nobody_sees_which_of_two_it_was(ground: Ground, at: At) -> None:
    """Answers, concerns, proposals, leaving, a reader's no: each page of everybody else is the same in both worlds."""
    straight, swapped = both_worlds(ground, PLAIN, at, WATCHERS)

    assert 28 * len(WATCHERS) < len(straight)
    assert [] == differences(straight, swapped)


@pytest.mark.timeout(0 if NIGHTLY else 300)
@settings(
    max_examples=drawn(2, 100),
    phases=[Phase.generate],  # to make an example smaller takes minutes; the acts of one are few
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(happening=acts)
def test_nobody_sees_which_of_two_it_was_whatever_happens(ground: Ground, at: At, happening: list[Act]) -> None:
    """The same for whatever a few people do, in whatever order."""
    straight, swapped = both_worlds(ground, happening, at, FEW)

    assert [] == differences(straight, swapped)


def test_a_difference_would_be_seen(ground: Ground, at: At) -> None:
    """Where the third person answers in place of the first, the third sees another page of their own."""
    at(hours=0)
    pages = []
    for name in ("first", "third"):
        with undone(), pytest.MonkeyPatch.context() as patched:
            steady(patched)
            world = World(ground, STRAIGHT, at)
            world.answer(name, "0", "agree")
            pages.append(world.seen_by(("third",), near))

    assert ("third", "/own") in differences(*pages)


def crowd(cast: Cast, who: Mapping[str, str]) -> Epoch:
    """Let sixty people answer ten statements and an epoch end; two of the hill are who they are said to be."""
    luck = random.Random(3)
    names = {f"{side}{number}": seat for side in cast.sides for number, seat in enumerate(cast.more(side, 30))}
    epoch = cast.round(hours=1).epochs.get()
    votes = [
        Vote(seat=names[who.get(name, name)], statement=statement, value=_leaning(luck, name, place), epoch=epoch)
        for name in names
        for place, statement in enumerate(cast.statements)
        if luck.random() < ANSWERED
    ]
    Vote.objects.bulk_create(votes)
    return epoch


def _leaning(luck: random.Random, name: str, place: int) -> int:
    """Return an answer: two camps that do not follow the sides."""
    camp = int(name[-1]) % 2
    return 1 if luck.random() < (LIKELY if (place + camp) % 2 else 1 - LIKELY) else -1


def test_a_map_of_many_people_does_not_hang_on_which_of_two_it_was(db: None, at: At) -> None:
    """From fifty people on there are groups and a map; the results room is the same whichever of two answered so."""
    del db
    cast = make_cast(statements=10)
    pages = []
    for who in ({}, {"hill4": "hill20", "hill20": "hill4"}):
        with undone(), pytest.MonkeyPatch.context() as patched:
            steady(patched)
            at(hours=0)
            epoch = crowd(cast, who)
            at(hours=2)
            run_due()
            door = stand(cast, "facilitator")
            addresses = [reverse(name, kwargs={"epoch_id": epoch.id}) for name in ROOM]
            pages.append({(name, ""): content(door, at_) for name, at_ in zip(ROOM, addresses, strict=True)})

    assert b"<svg" in pages[0]["result", ""]
    assert [] == differences(*pages)
