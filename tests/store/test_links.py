"""What two initiatives do together: proposed by one, nothing before the other says yes, responsibility last of all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from sulh.access import Principal, Refused
from sulh.coordination.link_states import WAITS
from sulh.store import clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Initiative, Link, LogRecord
from sulh.store.reads.links import waiting
from sulh.store.reads.pictures import seen_by
from sulh.store.writes import links
from sulh.store.writes.links import LinkText
from tests.cast import Cast
from tests.store.mapped import Mapped, mapped


@pytest.fixture
def on_map(cast: Cast) -> Mapped:
    """Return the map of the cast's process."""
    return mapped(cast)


def two(on_map: Mapped) -> tuple[UUID, UUID]:
    """Return an initiative of the owner that nobody sees, and one of the second owner that owners see."""
    mine = on_map.owned(on_map.owner)
    theirs = on_map.shown(on_map.second, on_map.owned(on_map.second, "Fishers for water"), owners="actors")
    return mine, theirs


def holder(initiative: UUID) -> UUID | None:
    """Return whose an initiative is."""
    return Initiative.objects.get(pk=initiative).owner_id


def propose(who: Principal, one: UUID, other: UUID, mode: str = "information", **more: Any) -> UUID:
    """Propose a link."""
    return links.propose(who, one, other, LinkText(mode, "Let us tell one another of our days."), **more)


def test_a_link_stands_when_the_other_says_yes(cast: Cast, on_map: Mapped) -> None:
    """Proposed by one, answered by the other alone, ended by either; nobody else can do anything with it."""
    mine, theirs = two(on_map)
    made = propose(on_map.owner, mine, theirs)
    on_map.shown(on_map.owner, mine, coordinators="actors")
    on_map.shown(on_map.second, theirs, owners="actors", coordinators="actors")
    assert () == seen_by(on_map.coordinator, on_map.process).picture.links  # what is only proposed is theirs alone
    others = [on_map.owner, on_map.coordinator, on_map.funder, on_map.desk, cast.principal("facilitator")]
    for who in others:
        with pytest.raises(Refused):
            links.answer(who, made, accepted=True)
    with pytest.raises(Refused):
        links.end(on_map.second, made)  # what waits for an answer is answered
    with pytest.raises(Conflict, match="link-is-open"):
        propose(on_map.owner, mine, theirs, "joint_planning")

    links.answer(on_map.second, made, accepted=True)
    with pytest.raises(Conflict, match="somebody-was-quicker"):
        links.answer(on_map.second, made, accepted=False)
    for who in (on_map.second, on_map.coordinator):
        assert ["accepted"] == [one.state for one in seen_by(who, on_map.process).picture.links]
    on_map.shown(on_map.owner, mine, coordinators="theme_area")
    assert () == seen_by(on_map.coordinator, on_map.process).picture.links
    for who in others[1:]:
        with pytest.raises(Refused):
            links.end(who, made)
    links.end(on_map.second, made)
    assert "ended" == Link.objects.get(pk=made).state
    assert not LogRecord.objects.filter(body__contains=str(mine)).exists()


def test_only_what_is_shown_with_its_actors_can_be_asked(on_map: Mapped) -> None:
    """What nobody showed and what does not exist are the same; what is not confirmed asks nobody."""
    mine = on_map.owned(on_map.owner)
    hidden = on_map.owned(on_map.second)
    for tier in ("none", "existence", "theme_area"):
        on_map.shown(on_map.second, hidden, owners=tier)
        for target in (hidden, uuid4(), mine):
            with pytest.raises(Refused):
                propose(on_map.owner, mine, target)
    with pytest.raises(Refused):
        propose(on_map.coordinator, mine, on_map.ids["desk"])
    Initiative.objects.filter(pk=mine).update(confirmed=None)
    with pytest.raises(Conflict, match="initiative-unconfirmed"):
        propose(on_map.owner, mine, on_map.ids["desk"])


def test_a_desk_asks_and_the_owner_answers(cast: Cast, on_map: Mapped) -> None:
    """What is shown to desks with its actors can be asked by whoever signs in for one; what is not shown is nothing."""
    card, desk = on_map.owned(on_map.owner), on_map.ids["desk"]
    words, asked = LinkText("joint_analysis", "Let us read the figures together."), uuid4()
    for tier in ("none", "existence", "theme_area"):
        on_map.shown(on_map.owner, card, desks=tier, facilitators="detail")
        for target in (card, uuid4()):
            with pytest.raises(Refused):
                links.propose_of_desk(on_map.desk, desk, target, words)
    on_map.shown(on_map.owner, card, desks="actors", owners="actors", facilitators="actors")
    others = (on_map.owner, on_map.second, on_map.coordinator, on_map.funder, cast.principal("facilitator"))
    for who in others:
        with pytest.raises(Refused):
            links.propose_of_desk(who, desk, card, words)
    with pytest.raises(Refused):
        links.propose_of_desk(on_map.desk, uuid4(), card, words)
    with pytest.raises(Invalid):
        links.propose_of_desk(on_map.desk, desk, card, LinkText("hand_off", ""))

    assert {asked} == {links.propose_of_desk(on_map.desk, desk, card, words, new_id=asked) for _ in range(2)}
    with pytest.raises(Conflict, match="link-is-open"):
        propose(on_map.owner, card, desk)
    assert (1, 0) == (waiting(on_map.owner, on_map.process), waiting(on_map.desk, on_map.process))
    for who in (on_map.desk, *others[1:]):
        with pytest.raises(Refused):
            links.answer(who, asked, accepted=True)
    with pytest.raises(Refused):
        links.end(on_map.owner, asked)  # what waits for an answer is answered
    links.answer(on_map.owner, asked, accepted=True)
    links.end(on_map.desk, asked)
    again = links.propose_of_desk(on_map.desk, desk, card, words)
    links.end(on_map.desk, again)
    assert ["ended"] * 2 == [row.state for row in Link.objects.all()]


def test_no_other_role_widens_what_a_desk_can_ask(cast: Cast, on_map: Mapped) -> None:
    """An account that facilitates as well asks for its desk what the desk sees, and not what facilitators see."""
    card = on_map.shown(on_map.owner, on_map.owned(on_map.owner), facilitators="detail", desks="theme_area")
    both = Principal(on_map.desk.id, (*on_map.desk.grants, *cast.principal("facilitator").grants))
    with pytest.raises(Refused):
        links.propose_of_desk(both, on_map.ids["desk"], card, LinkText("information", ""))


def test_silence_is_no_yes(on_map: Mapped, monkeypatch: pytest.MonkeyPatch) -> None:
    """After thirty days a proposal has lapsed by itself, for both, and can be made again."""
    mine, theirs = two(on_map)
    made, today = propose(on_map.owner, mine, theirs), clock.today()
    monkeypatch.setattr(clock, "today", lambda: today + WAITS)
    assert ["proposed"] == [one.state for one in seen_by(on_map.second, on_map.process).picture.links]

    monkeypatch.setattr(clock, "today", lambda: today + WAITS + timedelta(days=1))
    assert ["lapsed"] == [one.state for one in seen_by(on_map.second, on_map.process).picture.links]
    with pytest.raises(Conflict, match="link-lapsed"):
        links.answer(on_map.second, made, accepted=True)
    again = uuid4()
    assert {again} == {propose(on_map.owner, mine, theirs, new_id=again) for _ in range(2)}


def test_responsibility_moves_when_a_hand_off_is_accepted(on_map: Mapped) -> None:
    """Proposed and declined it stays where it is; accepted it is the other's, and no older offer moves it again."""
    mine, theirs = two(on_map)
    also = on_map.shown(on_map.second, on_map.owned(on_map.second, "Boats"), owners="actors")
    links.answer(on_map.second, propose(on_map.owner, mine, theirs, "hand_off"), accepted=False)
    first, second = propose(on_map.owner, mine, theirs, "hand_off"), propose(on_map.owner, mine, also, "hand_off")
    assert UUID(on_map.owner.id) == holder(mine)

    links.answer(on_map.second, first, accepted=True)
    assert UUID(on_map.second.id) == holder(mine)
    assert (None, "detail") == (on_map.card(on_map.owner, mine), getattr(on_map.card(on_map.second, mine), "tier", ""))
    with pytest.raises(Conflict, match="somebody-was-quicker"):
        links.answer(on_map.second, second, accepted=True)


def test_what_holds_dialogues_and_what_is_offered_to_a_desk_is_not_handed_over(cast: Cast, on_map: Mapped) -> None:
    """Facilitators keep the initiative in which they convene; a desk runs none. A desk answers for itself."""
    facilitator = cast.principal("facilitator")
    mine, theirs = two(on_map)
    on_map.shown(on_map.second, theirs, facilitators="actors")
    for who, one, other in (
        (facilitator, cast.initiative.id, theirs),
        (on_map.owner, mine, on_map.ids["desk"]),
    ):
        with pytest.raises(Invalid) as refused:
            propose(who, one, other, "hand_off")
        assert {"mode": "no-choice"} == refused.value.faults

    made = propose(on_map.owner, mine, on_map.ids["desk"])
    with pytest.raises(Refused):  # somebody signs in for this desk
        links.answer(facilitator, made, accepted=True)
    links.answer(on_map.desk, made, accepted=True)
    assert "accepted" == Link.objects.get(pk=made).state
