"""The map as each audience sees it: what an owner did not show is not there, in no list, count or id."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sulh.access import Principal, Refused
from sulh.model.initiatives import TIERS
from sulh.store import clock
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import Actor, Initiative, LogRecord, Look
from sulh.store.reads.map_frames import own_card
from sulh.store.reads.pictures import Seen, seen_by
from sulh.store.reads.principals import of_seat
from sulh.store.writes import cards, engaging
from sulh.store.writes.looks import look
from tests.cast import Cast
from tests.store.mapped import AIM, Mapped, mapped


@pytest.fixture
def on_map(cast: Cast) -> Mapped:
    """Return the map of the cast's process."""
    return mapped(cast)


def audiences(cast: Cast, on_map: Mapped) -> dict[str, Principal]:
    """Return one of each who is not the owner."""
    return {
        "coordinators": on_map.coordinator,
        "facilitators": cast.principal("facilitator"),
        "owners": on_map.second,
        "desks": on_map.desk,
        "funders": on_map.funder,
    }


def told(seen: Seen) -> bytes:
    """Return everything that somebody is told, as bytes."""
    return msgspec.json.encode([seen.picture, sorted(seen.own), seen.audiences])


def test_whoever_has_no_tier_sees_the_same_with_and_without_an_initiative(cast: Cast, on_map: Mapped) -> None:
    """A hidden initiative changes nothing that anybody but its owner is told, nor how many queries that takes."""
    people = audiences(cast, on_map)
    before = {name: told(seen_by(who, on_map.process)) for name, who in people.items()}
    with CaptureQueriesContext(connection) as bare:
        seen_by(on_map.funder, on_map.process)

    made = on_map.owned(on_map.owner, actors=[str(on_map.ids["council"])])

    assert before == {name: told(seen_by(who, on_map.process)) for name, who in people.items()}
    with CaptureQueriesContext(connection) as more:
        seen_by(on_map.funder, on_map.process)
    assert len(bare) == len(more)
    assert on_map.card(on_map.owner, made) is not None


@pytest.mark.parametrize("audience", ["coordinators", "facilitators", "owners", "desks", "funders"])
def test_each_audience_sees_its_own_tier(cast: Cast, on_map: Mapped, audience: str) -> None:
    """A tier given to one audience shows to that audience so much, and nothing to the others."""
    people = audiences(cast, on_map)
    made = on_map.owned(on_map.owner)
    for tier in TIERS[1:]:
        cards.show(on_map.owner, made, {audience: tier}, matched=False)
        card = on_map.card(people[audience], made)
        assert card is not None
        assert (tier, tier == "detail") == (card.tier, card.aim == AIM)
        assert [None] * 4 == [on_map.card(who, made) for name, who in people.items() if name != audience]


def test_an_actor_that_nobody_listed_is_seen_with_the_card_that_names_it(on_map: Mapped) -> None:
    """Below the tier that shows actors, nobody but the owner knows that there is such an actor."""
    cards_before = {one.id for one in seen_by(on_map.coordinator, on_map.process).picture.actors}
    quiet = Initiative.objects.get(pk=on_map.owned(on_map.owner))
    quiet.actors.set([Actor.objects.get(pk=on_map.ids["quiet"])])
    for tier, known in (("theme_area", False), ("actors", True)):
        cards.show(on_map.owner, quiet.id, {"coordinators": tier}, matched=False)
        actors = {one.id for one in seen_by(on_map.coordinator, on_map.process).picture.actors}
        assert known == (str(on_map.ids["quiet"]) in actors)
    assert str(on_map.ids["quiet"]) not in cards_before


def test_what_a_coordinator_enters_is_hidden_until_its_owner_confirms_it(on_map: Mapped) -> None:
    """Entered for somebody else it is seen by whoever entered it and by the owner with the code, who alone shows it."""
    made, slip = cards.register(on_map.coordinator, on_map.process, on_map.given())
    assert slip is not None
    row = Initiative.objects.get(pk=made)
    owner = of_seat(row.ownership.seat_id)
    with pytest.raises(Refused):
        cards.show(on_map.coordinator, made, {"owners": "detail"}, matched=False)
    with pytest.raises(Refused):
        cards.confirm(on_map.coordinator, made)
    cards.show(owner, made, {"owners": "detail"}, matched=False)
    engaging.join(on_map.coordinator, made, "actors", on_map.ids["council"])
    stamp = own_card(on_map.coordinator, made).stamp
    cards.change(on_map.coordinator, made, on_map.given("Written anew"), stamp=stamp)  # neither is the owner's word

    assert None is on_map.card(on_map.second, made)
    assert {str(made)} == seen_by(on_map.coordinator, on_map.process).unconfirmed
    cards.confirm(owner, made)
    assert on_map.card(on_map.second, made) is not None
    assert None is on_map.card(on_map.coordinator, made)


def test_nobody_else_changes_shows_or_withdraws_an_initiative(cast: Cast, on_map: Mapped) -> None:
    """Another owner, a coordinator, a facilitator, a funder and a desk find nothing there, whatever they were shown."""
    made = on_map.shown(
        on_map.owner,
        on_map.owned(on_map.owner),
        coordinators="detail",
        facilitators="detail",
        owners="detail",
        desks="detail",
        funders="detail",
    )
    for who in audiences(cast, on_map).values():
        with pytest.raises(Refused):
            cards.change(who, made, on_map.given("Mine"), stamp="")
        with pytest.raises(Refused):
            cards.show(who, made, {}, matched=True)
        with pytest.raises(Refused):
            cards.withdraw(who, made)
    cards.withdraw(on_map.owner, made)
    assert not Initiative.objects.filter(pk=made).exists()


def test_a_form_that_comes_twice_registers_one_initiative(on_map: Mapped) -> None:
    """Pressing twice makes one; a coordinator is told that the code was shown once."""
    mine, other = uuid4(), uuid4()
    for _ in range(2):
        assert mine == cards.register(on_map.owner, on_map.process, on_map.given(), new_id=mine)[0]
    cards.register(on_map.coordinator, on_map.process, on_map.given(), new_id=other)
    with pytest.raises(Conflict):
        cards.register(on_map.coordinator, on_map.process, on_map.given(), new_id=other)
    assert 2 == Initiative.objects.filter(pk__in=(mine, other)).count()


def test_how_an_initiative_stands_is_said_by_somebody_or_by_its_first_day(on_map: Mapped) -> None:
    """Without a day nobody said that it is under way; one that begins later is planned."""
    days = {None: None, clock.today(): "running", clock.today() + timedelta(days=1): "planned"}
    for start, phase in days.items():
        made = on_map.owned(on_map.owner, start=start)
        assert phase == getattr(on_map.card(on_map.owner, made), "phase", "no card")
        cards.change(
            on_map.owner, made, on_map.given(start=start, phase="paused"), stamp=own_card(on_map.owner, made).stamp
        )
        assert "paused" == Initiative.objects.get(pk=made).phase


def test_an_initiative_is_tied_only_to_what_its_owner_sees(on_map: Mapped) -> None:
    """An id that was guessed is no choice, whether there is such a thing or not."""
    hidden = on_map.owned(on_map.second)
    for field, value in (("depends_on", hidden), ("actors", on_map.ids["quiet"]), ("issues", uuid4())):
        chosen: dict[str, Any] = {field: [str(value)]}
        with pytest.raises(Invalid) as refused:
            on_map.owned(on_map.owner, **chosen)
        assert {field: "no-choice"} == refused.value.faults


def test_what_an_initiative_rests_on_is_told_to_whoever_sees_that_too(on_map: Mapped) -> None:
    """Shown in full to somebody who does not see what it rests on, it names nothing: no id of it leaves."""
    theirs = on_map.shown(on_map.second, on_map.owned(on_map.second), owners="existence")
    mine = on_map.shown(
        on_map.owner, on_map.owned(on_map.owner, depends_on=[str(theirs)]), coordinators="detail", owners="detail"
    )
    seen = {who.id: on_map.card(who, mine) for who in (on_map.owner, on_map.second, on_map.coordinator)}

    assert [(str(theirs),), (str(theirs),), ()] == [card.depends_on for card in seen.values() if card is not None]
    assert str(theirs).encode() not in told(seen_by(on_map.coordinator, on_map.process))


def test_an_owner_sees_who_looked_and_the_log_does_not(on_map: Mapped) -> None:
    """Each who saw an initiative is kept once a day and tier; the log of the process knows nothing of it."""
    made = on_map.shown(on_map.owner, on_map.owned(on_map.owner), coordinators="theme_area", funders="existence")
    for who in (on_map.coordinator, on_map.coordinator, on_map.funder, on_map.second, on_map.owner):
        look(who, on_map.process)

    seen = Look.objects.filter(initiative=made).order_by("audience").values_list("audience", "tier")
    assert [("coordinators", "theme_area"), ("funders", "existence")] == list(seen)
    assert not LogRecord.objects.filter(body__contains=str(made)).exists()


def test_the_number_of_queries_does_not_depend_on_how_much_there_is(on_map: Mapped) -> None:
    """Three initiatives or thirty, the map takes the same number of queries."""
    counts = []
    for many in (3, 27):
        for number in range(many):
            on_map.shown(on_map.owner, on_map.owned(on_map.owner, f"Work {number}"), coordinators="detail")
        with CaptureQueriesContext(connection) as queries:
            seen_by(on_map.coordinator, on_map.process)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_how_much_was_released_on_an_item_is_told_inside_the_process_alone(cast: Cast, on_map: Mapped) -> None:
    """Whoever coordinates or facilitates reads a number, be it none; owners, desks and funders read nothing of it."""
    for name, who in audiences(cast, on_map).items():
        number = 0 if name in {"coordinators", "facilitators"} else None
        items = seen_by(who, on_map.process).picture.items
        assert [(number, number)] == [(one.released, one.answered) for one in items]


def test_strangers_and_participants_see_no_map(cast: Cast, on_map: Mapped) -> None:
    """Whoever answers, reads for a side, translates or works elsewhere finds nothing there."""
    for name in ("hill", "hill-reader", "assistant", "translator", "administrator", "nobody"):
        with pytest.raises(Refused):
            seen_by(cast.principal(name), on_map.process)
