"""
Whoever holds every publication and every package of a dialogue, together, fixes nobody's answer.

Dialogues are lived through with the store's own verbs; what participants, readers and the desk get from the functions
that pages use is laid beside each other, and the attackers of `sulh.disclosure` look at all of it: watchers who know
who acted when, every answer of all other sides, and one person's own. A bigger run: SULH_HYPOTHESIS=nightly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, event, example, given, settings
from hypothesis import strategies as st

from sulh.access import Role
from sulh.disclosure.attackers import PASSED_AT, Exposed, exposed
from sulh.model.publication import Entry, Ledger, PublishedStatement
from sulh.negotiation.package import read
from sulh.store import clock, published
from sulh.store.models import DialogueSide, Seat, Side
from sulh.store.reads.approving import ToApprove
from sulh.store.reads.publications import ledger_of
from tests.adversary.ground import undone
from tests.adversary.living import WHOSE, Act, K, Living, Views
from tests.cast import LANGUAGES, Cast, accept
from tests.disclosure.cast import ABSENT, People, best_informed, kept_of
from tests.store.desked import desked
from tests.store.drafted import put

PEOPLE, INSIDERS = 16, 4
NOBODY_PASSES = ((PASSED_AT, None, 1),)  # what is known beforehand of a sounding
NIGHTLY = settings.get_current_profile_name() == "nightly"
SEEN_BY_READERS = {"asked", "approved", "sent", "opened", "not-released", "recalled"}

number = st.integers(0, 2**12)


def acts(*kinds: str) -> st.SearchStrategy[list[Act]]:
    """Acts of these kinds one after the other, however they are done."""
    return st.tuples(*(st.tuples(st.just(kind), number, st.integers(0, PEOPLE)) for kind in kinds)).map(list)


PART = ("answer", "answer", "end", "publish")
chapter = st.one_of(
    acts("ask", *PART, "leave", "compose", "answer", *PART),
    acts("ask", *PART, "compose", "read", "answer", *PART),
    acts("sound", "answer", *PART),
    acts("compose", "read", "read", "send", "respond"),
    acts("compose", "read", "lapse"),
    acts("read", "send", "recall"),
    acts("leave", "leave"),
)
stories = st.tuples(
    acts("answer", "answer", "end", "wonder", "publish"), st.lists(chapter, min_size=2, max_size=5)
).map(lambda told: [("ask", 1, 0), *told[0], *(act for chapter in told[1] for act in chapter)])


def story(told: str) -> list[Act]:
    """Return acts as they are told: what, and up to two numbers."""
    parts = [(*one.split(), "0", "0") for one in told.split(", ")]
    return [(kind, int(how), int(more)) for kind, how, more, *_ in parts]


# A handful who are asked together and among themselves, each time a few more.
FEW = story("ask 1, answer, answer 1, end, publish" + ", ask, answer, answer, end, publish, leave" * 3)
# A package to the desk and its answer; a question; a package that is refused; a sounding; a package that is recalled.
WHOLE_WAY = story(
    "ask 1, answer 7 16, answer 8 16, end, publish, compose, read 1, send, respond, wonder, compose 1 1, read 46, "
    "lapse, sound 1, answer 3 16, answer 4 16, end, publish, compose 0 1, read 1, recall, compose 2, read 20"
)


@pytest.fixture
def living(cast: Cast, at: Callable[..., None]) -> Living:
    """A room of three sides with sixteen people and a reader or two each, a text that was put, and a desk."""
    cast.dialogue.k = K
    cast.dialogue.save()
    _third_side(cast)
    DialogueSide.objects.filter(dialogue=cast.dialogue).update(invited=PEOPLE)
    people = {str(side.id): cast.more(name, PEOPLE) for name, side in cast.sides.items()}
    text = put(cast)
    readers = {name: list(Seat.objects.filter(side=side, role=Role.READER)) for name, side in cast.sides.items()}
    return Living(cast, desked(cast), text, people, readers, at)


def _third_side(cast: Cast) -> None:
    side = cast.sides["coast"] = Side(process=cast.process, mark=2)
    cast.sealer.put(side, names=dict(zip(LANGUAGES, ("الساحل", "Coast", "Côte"), strict=True)))
    side.save()
    DialogueSide.objects.create(dialogue=cast.dialogue, side=side)
    for name in ("coast", "hill"):
        reader = Seat.objects.create(
            role=Role.READER, process=cast.process, dialogue=cast.dialogue, side=cast.sides[name], label=f"{name[0]}R"
        )
        accept(cast.dialogue, reader)


@pytest.mark.timeout(0 if NIGHTLY else 300)
@settings(
    max_examples=1_000 if NIGHTLY else 12,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(happening=FEW, sides=2, room=False, seed=0)
@example(happening=WHOLE_WAY, sides=3, room=True, seed=0)
@given(happening=stories, sides=st.sampled_from((2, 3)), room=st.booleans(), seed=st.integers(0, 2**32))
def test_nobody_is_fixed_by_everything_together(
    living: Living, monkeypatch: pytest.MonkeyPatch, happening: list[Act], sides: int, *, room: bool, seed: int
) -> None:
    """Whatever people and officials do: no page shows more than the ledger, and the ledger fixes nobody."""
    monkeypatch.setattr(published, "noted", lambda _: 0)  # of an example that was taken back
    with undone():
        told = beginning(living, sides=sides, room=room)
        told.play(happening)
        _, ledger = ledger_of(told.cast.dialogue, told.cast.sealer)
        views = told.views()

        assert len(ledger.entries) == len(told.moments)
        no_page_tells_more(told, views, ledger)
        packages_say_what_was_published(views)
        nothing_tells_of_a_no(views)
        nobody_learns_whose_question_it_was(told, views)
        assert [] == found_out(told, ledger, seed)
        event(f"publications: {len(ledger.entries)}")
        for what in _became(ledger, views):
            event(what)


def _became(ledger: Ledger, views: dict[str, Views]) -> set[str]:
    """Say what happened, for the account of what was generated."""
    kept = [
        ("caucus" if len(entry.sides) == 1 else "joint", one) for entry in ledger.entries for one in entry.statements
    ]
    said = {f"{whose} {'numbers' if one.numbers else 'word' if one.word else 'silence'}" for whose, one in kept}
    return said | {f"package {one.state}" for rows in _asked(views) for one in rows}


def beginning(living: Living, *, sides: int, room: bool) -> Living:
    """Return the dialogue as it begins: with the third side or without, of people who were invited or of anybody."""
    cast = living.cast
    names = ("hill", "river", "coast")[:sides]
    kept = {name: cast.sides[name] for name in names}
    DialogueSide.objects.filter(dialogue=cast.dialogue).exclude(side__in=kept.values()).delete()
    if not room:
        DialogueSide.objects.filter(dialogue=cast.dialogue).update(invited=None)
    cast.dialogue.population = "room" if room else "consultation"
    cast.dialogue.save()
    living.at(hours=0)
    people = {str(side.id): living.people[str(side.id)] for side in kept.values()}
    for seat in [seat for there in people.values() for seat in there]:
        seat.left = False  # in an example that was taken back
    readers = {name: living.readers[name] for name in names}
    return Living(replace(cast, sides=kept), living.table, living.text, people, readers, living.at)


def no_page_tells_more(told: Living, views: dict[str, Views], ledger: Ledger) -> None:
    """Hold each person's publications against the ledger: those of all, those of their own side, and nothing more."""
    for name, side in told.cast.sides.items():
        entries = [entry for entry in ledger.entries if len(entry.sides) > 1 or entry.sides == [str(side.id)]]
        for view in [view for who, view in views.items() if who.partition("-")[0] == name]:
            shown = [one.publication for one in reversed(view.shown)]
            assert [_kept(entry) for entry in entries] == [_new(one.statements, one.number) for one in shown]
            for joint in (True, False):
                numbers = [one.number for one in shown if (one.side is None) == joint]
                assert list(range(1, 1 + len(numbers))) == numbers, "a gap would tell of what others were told"


def _kept(entry: Entry) -> set[tuple[str, str | None, bool]]:
    return {(one.id, one.word, one.numbers is not None) for one in entry.statements if one.word is not None}


def _new(statements: list[PublishedStatement], now: int) -> set[tuple[str, str | None, bool]]:
    return {(one.id, one.word, one.numbers is not None) for one in statements if one.since == now}


def packages_say_what_was_published(views: dict[str, Views]) -> None:
    """Each finding of each package stands, word for word, in a publication to all sides; a desk counts its own."""
    said = {
        (row.digest, one.text, one.word)
        for view in views.values()
        for row, shown in zip(view.rows, view.shown, strict=True)
        if row.side is None and not shown.sounding
        for one in shown.publication.statements
    }
    bytes_ = [one.content for view in views.values() for one in view.asked]
    bytes_ += [one.content for view in views.values() for one in view.received if one.content]
    quoted = {(one.publication, one.texts["en"], one.word) for content in bytes_ for one in read(content).ideas}
    assert quoted <= said
    desk = views["desk"].desk
    lines = () if desk is None else desk.packages
    assert {"sent", "opened", "answered"} >= {line.state for line in lines}
    assert len(lines) == 0 or max(line.number for line in lines) >= len(lines)


def nothing_tells_of_a_no(views: dict[str, Views]) -> None:
    """Readers see the same of a package but for their own answer, and "not released" on no day but its last."""
    asked = _asked(views)
    assert 1 == len({repr([replace(one, said=None, slip=None) for one in rows]) for rows in asked})
    for one in asked[0]:
        assert one.state in SEEN_BY_READERS
        assert one.state != "not-released" or one.expires < clock.today()
    records = {repr(view.record) for who, view in views.items() if who != "desk"}
    assert 1 == len(records)
    assert "not-released" not in records.pop()


def _asked(views: dict[str, Views]) -> list[tuple[ToApprove, ...]]:
    return [view.asked for who, view in views.items() if "reader" in who]


def nobody_learns_whose_question_it_was(told: Living, views: dict[str, Views]) -> None:
    """What officials asked stands before nobody in the dialogue; where its origin is kept nowhere, not before them."""
    assert ({"desk"} if told.origin_kept else set()) == {who for who, view in views.items() if WHOSE in repr(view)}


def found_out(told: Living, ledger: Ledger, seed: int) -> list[tuple[str, Exposed]]:
    """Return whatever the strongest attackers fix, with the number of the statement."""
    draw, found = np.random.default_rng(seed), []
    for number in {kept.id for entry in ledger.entries for kept in entry.statements}:
        lives = {side: _lived(told, side, number) for side in told.people}
        for side, people in lives.items():
            story = kept_of(ledger, number, side)
            moments = [moment for moment, _ in story]
            if not story:
                continue
            assert all(kept.answered[side] == sum(people.table(moment)) for moment, kept in story)
            seen = best_informed(story, side, lives)
            if number in told.sounded:
                seen = [replace(one, refused=NOBODY_PASSES) for one in seen]
            there = [person for person in range(PEOPLE) if any(people.pattern(person, moments))]
            insiders = [[people.insider(int(one), moments)] for one in draw.permutation(there)[:INSIDERS]]
            fixed = [one for own in ([], *insiders) for one in exposed(people.crowds(moments), seen, own)]
            found += [(number, one) for one in fixed if number not in told.sounded or one.answer != PASSED_AT]
    return found


def _lived(told: Living, side: str, number: str) -> People:
    """Return what everybody of a side had answered to one statement at every publication."""
    own = [[moment.get((seat.id, number)) for moment in told.moments] for seat in told.people[side]]
    answers = [[ABSENT if one is None else one.place for one in row] for row in own]
    return People(answers, [[0 if one is None else one.act for one in row] for row in own])
