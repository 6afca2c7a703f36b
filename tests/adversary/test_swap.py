"""
The swap: two worlds that differ only in which of two people of one side wrote, answered or left.

Everybody else's pages, files and exports are the same, byte for byte: whoever looks cannot have learnt which it was.
That holds for facilitators too. Ids, random bytes and the clock are the same in both worlds.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from sulh.store import clock
from sulh.store.models import Epoch, Round, Vote
from sulh.store.reads.publications import preview
from sulh.store.writes.papers import run_due
from sulh.store.writes.publishing import publish
from tests.adversary.ground import Door, Ground, bare, lay, routes, stand, undone
from tests.adversary.test_access_matrix import REVIEWED
from tests.cast import Cast, make_cast, steady

At = Callable[..., None]
Act = tuple[str, ...]
Seen = dict[tuple[str, str], bytes]
EVERYBODY = (
    "third",
    "river",
    "hill-reader",
    "river-reader",
    "assistant",
    "owner",
    "facilitator",
    "cofacilitator",
    "translator",
    "administrator",
    "nobody",
    "elsewhere",
    "stranger",
)
FEW = ("third", "river", "facilitator")
# Kinds of the access table that hold nothing of answers or statements: their pages are looked at once, at the end.
FAR = {"process", "staff", "initiative", "dialogue", "agreed-text", "harm-check", "session", "identity", None}
ROOM = ("result", "result-without", "result-paper")
ANSWERED, LIKELY = 0.9, 0.85
CROWD = 8  # people of each side; with as many more no working paper is held
OF_THE_HOUR = ("Expires", "Last-Modified")  # headers that a library takes from the machine's own clock
STRAIGHT = {"first": "first", "second": "second"}
SWAPPED = {"first": "second", "second": "first"}
PROPOSALS = ("We need the road at night", "Nobody told us of the sluice", "My father dug this well")

people = st.sampled_from(("first", "second", "first", "second", "third", "river"))
acts = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), people, st.sampled_from("012"), st.sampled_from(("agree", "disagree", "pass"))),
        st.tuples(st.just("answer"), people, st.sampled_from("012"), st.just("done")),
        st.tuples(st.just("propose"), people, st.sampled_from("012")),
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
    ("answer", "river", "1", "pass"),
    ("answer", "second", "1", "done"),
    ("end",),
    ("answer", "first", "0", "disagree"),
    ("answer", "third", "1", "agree"),
    ("propose", "second", "1"),
    ("leave", "first"),
]


class World:
    """One of the two worlds. What happens in it happens through the pages."""

    def __init__(self, ground: Ground, who: Mapping[str, str], at: At) -> None:
        """Say who acts under which name."""
        self.ground = replace(ground, ids=dict(ground.ids))
        self.cast, self.who, self.at = ground.cast, who, at
        self.round = Round.objects.get(pk=ground.rounds["open"])

    def play(self, happening: list[Act]) -> None:
        """Let everything happen in its order."""
        for kind, *more in happening:
            getattr(self, kind)(*more)

    def answer(self, name: str, place: str, said: str) -> None:
        """Answer a statement, or be done for now."""
        form = {"round": str(self.round.id), "statement": str(self.cast.statements[int(place)].id), "answer": said}
        self._as(name).post("/answer", form)

    def propose(self, name: str, place: str) -> None:
        """Propose a statement."""
        text = PROPOSALS[int(place)]
        self._as(name).post("/propose", {"asks": "experience", "language": "en", "text": text, "seen": text})

    def leave(self, name: str) -> None:
        """Leave, for good."""
        self._as(name).post("/leave")

    def end(self) -> None:
        """Let the first part of the round end; nothing where it has ended."""
        self.at(hours=30)
        run_due()

    def publish(self) -> None:
        """Let the round end, and what was found be published."""
        self.at(hours=60)
        run_due()
        last = Epoch.objects.get(round=self.round, number=2)
        facilitator = self.cast.principal("facilitator")
        published = publish(facilitator, last.id, preview(facilitator, last.id, "en").digest)
        self.ground.ids |= {"epoch_id": last.id, "publication_id": published}

    def seen_by(self, names: tuple[str, ...], *, far: bool = False) -> Seen:
        """Return every page and file that these people may open, as it is now; with `far` also what is far from it."""
        doors = {name: stand(self.cast, name) for name in names}
        return {
            (name, path): content(door, path)
            for route in routes()
            if "GET" in route.declared.methods and (far or (route.declared.asks or [None])[0] not in FAR)
            for path in [self.ground.address(route)]
            for name, door in doors.items()
            if {"third": "hill"}.get(name, name) in REVIEWED.get((route.name, "GET"), {})
        }

    def _as(self, name: str) -> Door:
        return stand(self.cast, self.who.get(name, name))


def content(door: Door, path: str) -> bytes:
    """Return what a page holds, head and body; of a packed file its parts, without the minute of packing."""
    response = door.once("GET", path)
    head = repr(sorted(pair for pair in response.headers.items() if pair[0] not in OF_THE_HOUR)).encode()
    body = bare(response)
    if body.startswith(b"PK"):
        with ZipFile(BytesIO(body)) as packed:
            parts = [name for name in packed.namelist() if not name.endswith("core.xml")]
            return b"".join(name.encode() + packed.read(name) for name in parts)
    return head + body


def both_worlds(ground: Ground, happening: list[Act], at: At, names: tuple[str, ...]) -> Iterator[Seen]:
    """Let the same happen twice, with the two people swapped the second time; tell what is seen of it."""
    for who in (STRAIGHT, SWAPPED):
        with undone(), pytest.MonkeyPatch.context() as patched:
            steady(patched)
            at(hours=0)
            world = World(ground, who, at)
            world.play(happening)
            seen = {(name, f"open {path}"): page for (name, path), page in world.seen_by(names).items()}
            world.publish()
            yield seen | world.seen_by(names, far=names == EVERYBODY)


def differences(one: Seen, other: Seen) -> list[tuple[str, str]]:
    """Return who sees something else where."""
    return [where for where in one | other if one.get(where) != other.get(where)]


@pytest.fixture
def ground(both: Cast) -> Ground:
    """A process whose open round has two parts, with three people more on the hill, and a crowd in the second part."""
    assert both.other is not None
    ground, _ = lay(both), lay(both.other)
    more = both.more("hill", 3)
    both.seats |= dict(zip(("first", "second", "third"), more, strict=True))
    second = Epoch.objects.create(round_id=ground.rounds["open"], number=2, ends=clock.now() + timedelta(hours=48))
    for side in ("hill", "river"):
        for place, seat in enumerate(both.more(side, CROWD)):
            both.vote(seat, both.statements[place % 3], 1, second)
    return ground


def test_nobody_sees_which_of_two_it_was(ground: Ground, at: At) -> None:
    """Answering, changing, proposing and leaving: each page of everybody else is the same in both worlds."""
    straight, swapped = both_worlds(ground, PLAIN, at, EVERYBODY)

    assert 400 < len(straight)
    assert [] == differences(straight, swapped)


@settings(
    max_examples=3,
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
            pages.append(world.seen_by(("third",)))

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
