"""Two owners let the funders be told of what lies between their initiatives: both of them, and as long as both do."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from sulh.access import Principal, Refused
from sulh.coordination.audiences import findings_for
from sulh.coordination.detect import detect
from sulh.coordination.to_funders import key_for_funders, persons_in
from sulh.model.initiatives import Tier
from sulh.store import clock
from sulh.store.errors import Conflict
from sulh.store.models import Actor, AgendaItem, FunderConsent, Initiative, Issue, LogRecord, Ownership, Process
from sulh.store.reads.funder_consents import said_of
from sulh.store.reads.pictures import seen_by
from sulh.store.reads.principals import of_seat
from sulh.store.writes import cards, moments
from sulh.store.writes.telling_funders import agree_to_tell, take_back
from tests.cast import Cast
from tests.store.mapped import Mapped, actor, mapped


@pytest.fixture
def on_map(cast: Cast) -> Mapped:
    """Return the map of the cast's process."""
    return mapped(cast)


def told(on_map: Mapped, who: Principal) -> dict[str, str | None]:
    """Return what somebody is told that is no gap: the kinds, with the keys under which funders have it."""
    seen = seen_by(who, on_map.process)
    found = findings_for(seen.audiences, detect(seen.picture), seen.own, agreed=seen.agreed)
    persons = persons_in(seen.picture)
    return {one.kind: key_for_funders(one, persons) for one in found if one.kind != "gap"}


def key_of(on_map: Mapped, who: Principal, kind: str) -> str:
    """Return the key of a finding that its owner can agree to."""
    key = told(on_map, who)[kind]
    assert key is not None
    return key


def owned(on_map: Mapped, who: Principal, title: str, owners: Tier = "timing", funders: Tier = "timing") -> UUID:
    """Return an initiative on the water that meets the council and a person in twenty days."""
    if "envoy" not in on_map.ids:
        on_map.ids["envoy"] = actor(Process.objects.get(pk=on_map.process), "An envoy", "person")
    made = on_map.owned(who, title, actors=[str(on_map.ids[one]) for one in ("council", "envoy")])
    moments.add_day(who, made, "session", clock.today() + timedelta(days=20))
    return on_map.shown(who, made, owners=owners, funders=funders)


def stand(*own: UUID) -> list[str]:
    """Return how it stands for whoever holds these."""
    return [one.stand for one in said_of([str(one) for one in own])]


@pytest.mark.parametrize("turned", [False, True])
def test_funders_are_told_when_both_owners_agreed_and_until_one_takes_it_back(on_map: Mapped, *, turned: bool) -> None:
    """Whoever agrees first learns nothing of the other; agreed or not, a funder is told only what they see of both."""
    process, log = on_map.process, LogRecord.objects.count()
    first, second = (on_map.second, on_map.owner) if turned else (on_map.owner, on_map.second)
    one, other = owned(on_map, first, "Elders"), owned(on_map, second, "Fishers")
    before, key = seen_by(on_map.funder, process), key_of(on_map, first, "clash")
    assert {} == told(on_map, on_map.funder)

    for _ in range(2):  # pressed twice
        agree_to_tell(first, process, one, key)
    assert before == seen_by(on_map.funder, process)
    assert (["waits"], []) == (stand(one), stand(other))

    agree_to_tell(second, process, other, key)
    assert {"clash": key} == told(on_map, on_map.funder)
    assert (["told"], ["told"]) == (stand(one), stand(other))
    assert ["clash" in told(on_map, who) for who in (on_map.desk, on_map.coordinator)] == [False, False]

    for tier in ("none", "actors"):
        cards.show(first, one, {"owners": "timing", "funders": tier}, matched=False)
        assert {} == told(on_map, on_map.funder)
        assert (tier == "actors") == bool(seen_by(on_map.funder, process).agreed)
    cards.show(first, one, {"owners": "timing", "funders": "timing"}, matched=False)
    assert ["clash"] == list(told(on_map, on_map.funder))

    take_back(first, process, one, key)
    assert ({}, [], ["waits"]) == (told(on_map, on_map.funder), stand(one), stand(other))
    assert log == LogRecord.objects.count()


def test_what_was_agreed_ends_with_the_initiative_its_owner_and_the_matter(on_map: Mapped) -> None:
    """A new owner has agreed to nothing, another matter is another finding, and what is withdrawn leaves nothing."""
    process, both = on_map.process, (on_map.owner, on_map.second)
    one, other = (owned(on_map, who, "Elders") for who in both)
    key = key_of(on_map, on_map.owner, "same_matter")
    for who, card in zip(both, (one, other), strict=True):
        agree_to_tell(who, process, card, key)
    assert {"same_matter": key} == told(on_map, on_map.funder)

    for card in (one, other):
        Initiative.objects.get(pk=card).items.set(AgendaItem.objects.all())
    assert {} == told(on_map, on_map.funder)
    Initiative.objects.get(pk=one).items.clear()
    assert ["same_matter"] == list(told(on_map, on_map.funder))

    Ownership.objects.filter(initiative=one).update(seat=on_map.second.id)
    assert ({}, []) == (told(on_map, on_map.funder), stand(one))
    Ownership.objects.filter(initiative=one).update(seat=on_map.owner.id)

    cards.withdraw(on_map.owner, one)
    assert ([other], ["waits"]) == ([row.initiative_id for row in FunderConsent.objects.all()], stand(other))
    take_back(on_map.second, process, other, key)
    assert not FunderConsent.objects.exists()


def test_only_whoever_holds_an_initiative_agrees_and_only_to_what_they_are_told(cast: Cast, on_map: Mapped) -> None:
    """Nobody agrees for an owner, before the owner confirmed, or to a finding whose other initiative is hidden."""
    process = on_map.process
    one, other = owned(on_map, on_map.owner, "Elders"), owned(on_map, on_map.second, "Fishers", owners="none")
    key = key_of(on_map, on_map.second, "same_matter")
    for hidden in (key, "made-up", "0" * 20):
        with pytest.raises(Conflict, match="finding-is-gone"):
            agree_to_tell(on_map.owner, process, one, hidden)
    strangers = (on_map.coordinator, on_map.funder, on_map.desk, on_map.owner, cast.principal("facilitator"))
    for who in strangers:
        for act in (agree_to_tell, take_back):
            with pytest.raises(Refused):
                act(who, process, other, key)
    with pytest.raises(Refused):
        take_back(on_map.second, on_map.ids["water"], other, key)

    made, _ = cards.register(on_map.coordinator, process, on_map.given("For somebody"))
    with pytest.raises(Refused):
        agree_to_tell(on_map.coordinator, process, made, key)
    with pytest.raises(Conflict, match="initiative-unconfirmed"):
        agree_to_tell(of_seat(Ownership.objects.get(initiative=made).seat_id), process, made, key)
    assert not FunderConsent.objects.exists()


def test_facilitators_agree_for_what_they_hold_and_one_word_is_enough_for_two_of_one_holder(
    cast: Cast, on_map: Mapped
) -> None:
    """An initiative without an owner is the facilitators'; whoever holds both of a pair says it once."""
    process, facilitator = on_map.process, cast.principal("facilitator")
    one = owned(on_map, on_map.owner, "Elders")
    cards.show(on_map.owner, one, {"facilitators": "detail", "funders": "timing"}, matched=False)
    held = cast.initiative
    held.issues.set(Issue.objects.all())
    held.actors.set(Actor.objects.filter(pk=on_map.ids["council"]))
    cards.show(facilitator, held.id, {"owners": "timing", "funders": "timing"}, matched=False)
    key = key_of(on_map, facilitator, "same_matter")
    agree_to_tell(facilitator, process, held.id, key)
    assert {} == told(on_map, on_map.funder)
    agree_to_tell(on_map.owner, process, one, key)
    assert {"same_matter": key} == told(on_map, on_map.funder)

    take_back(facilitator, process, held.id, key)
    Ownership.objects.filter(initiative=one).delete()
    agree_to_tell(facilitator, process, one, key)
    assert ({"same_matter": key}, ["told"] * 2) == (told(on_map, on_map.funder), stand(one, held.id))
