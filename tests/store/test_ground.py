"""What the map rests on: who may write it down, who may read where it is known from, and what is merged and parted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID, uuid4

import pytest

from sulh.access import Principal, Refused
from sulh.model.actors import Actor
from sulh.store.errors import Conflict, Invalid
from sulh.store.models import LogRecord, OfficialRound, Tie
from sulh.store.reads import sources
from sulh.store.reads.desks import item_to_change
from sulh.store.reads.items import wanted_on_each
from sulh.store.reads.pictures import seen_by
from sulh.store.writes import desks, ground, ground_changes, merging
from sulh.store.writes.desks import ItemText
from sulh.store.writes.ground import ActorText, TieText
from sulh.store.writes.ground_changes import RoundText
from tests.cast import Cast
from tests.store.mapped import Mapped, mapped

FRONT = ActorText("party", [("Polisario Front", "en"), ("Front Polisario", "fr")])
OLD, NEW = date(2020, 1, 1), date(2024, 6, 1)


@pytest.fixture
def on_map(cast: Cast) -> Mapped:
    """Return the map of the cast's process."""
    return mapped(cast)


def actor(on_map: Mapped, key: UUID, who: Principal | None = None) -> Actor | None:
    """Return an actor as somebody sees it."""
    picture = seen_by(who or on_map.funder, on_map.process).picture
    return next((one for one in picture.actors if one.id == str(key)), None)


def names(found: Actor | None) -> list[str]:
    """Return what an actor is called."""
    return [] if found is None else [name.text for name in found.names]


def outsiders(cast: Cast, on_map: Mapped) -> tuple[Principal, ...]:
    """Return those who see the map and do not keep it, and some who do not even see it."""
    return on_map.owner, on_map.desk, on_map.funder, cast.principal("hill"), cast.principal("nobody")


def refused(*acts: Callable[[], object]) -> None:
    """Each of these finds nothing there."""
    for act in acts:
        with pytest.raises(Refused):
            act()


def test_whoever_keeps_the_map_writes_it_down_and_nobody_else(cast: Cast, on_map: Mapped) -> None:
    """A coordinator and a facilitator write actors, places, issues and ties, a form that comes twice once."""
    at, ids, once = on_map.process, on_map.ids, uuid4()
    tie = TieText(ids["fund"], ids["council"], "funds", "medium", "Annual report", start=OLD)
    for who in (on_map.coordinator, cast.principal("facilitator")):
        assert once == ground.add_actor(who, at, FRONT, new_id=once)
        ground.add_place(who, at, "region", [("North", "en")], within=ids["valley"], new_id=once)
        ground.add_tie(who, at, tie, new_id=once)
    assert ids["water"] == ground.add_issue(on_map.coordinator, at, {"en": "Water"})
    picture = seen_by(on_map.owner, at).picture
    assert [(), ()] == [seen_by(who, at).picture.ties for who in (on_map.desk, on_map.funder)]
    assert (1, 1, [""]) == (
        sum(one.id == str(once) for one in picture.actors),
        sum(one.id == str(once) for one in picture.places),
        [one.source for one in picture.ties],
    )
    for who in outsiders(cast, on_map):
        refused(
            partial(ground.add_actor, who, at, FRONT),
            partial(ground.add_place, who, at, "region", [("South", "en")]),
            partial(ground.add_issue, who, at, {"en": "Roads"}),
            partial(ground.add_tie, who, at, tie),
        )
    refused(partial(ground.add_tie, on_map.coordinator, at, replace(tie, other=ids["quiet"])))
    for wrong in (replace(tie, source=""), replace(tie, other=tie.one), replace(tie, end=date(2019, 1, 1))):
        with pytest.raises(Invalid):
            ground.add_tie(on_map.coordinator, at, wrong)


def test_where_a_tie_is_known_from_is_read_by_whoever_keeps_the_map(cast: Cast, on_map: Mapped) -> None:
    """Two sources that contradict one another stand side by side; who keeps the map ends a tie or takes it back."""
    at, ids, keeper = on_map.process, on_map.ids, on_map.coordinator
    told = [("trusts", "Her speech"), ("distrusts", "His book")]
    made = [
        ground.add_tie(keeper, at, TieText(ids["fund"], ids["council"], kind, "low", source, start=OLD))
        for kind, source in told
    ]
    keys = [str(one) for one in made]
    assert dict(zip(keys, ("Her speech", "His book"), strict=True)) == sources.tie_sources(keeper, at, keys)
    for who in outsiders(cast, on_map):
        refused(
            partial(sources.tie_sources, who, at, keys),
            partial(ground_changes.end_tie, who, at, made[0], NEW),
            partial(ground_changes.drop_tie, who, at, made[0]),
        )
    with pytest.raises(Invalid):
        ground_changes.end_tie(keeper, at, made[0], date(2019, 1, 1))
    ground_changes.end_tie(keeper, at, made[0], NEW)
    ground_changes.drop_tie(keeper, at, made[1])
    assert [(made[0], NEW)] == list(Tie.objects.values_list("id", "end"))


def test_an_actor_is_written_anew_once(cast: Cast, on_map: Mapped) -> None:
    """Of two people who change an actor, the second is told; one that is on a card alone is not theirs to change."""
    at, council, keeper = on_map.process, on_map.ids["council"], on_map.coordinator
    given = ActorText("community", [("Council of elders", "en"), ("مجلس الشيوخ", "ar")], source="Her speech")
    kept = sources.actor_kept(keeper, at, council)
    ground_changes.change_actor(keeper, at, council, given, stamp=kept.stamp)
    assert ["Council of elders", "مجلس الشيوخ"] == names(actor(on_map, council))
    with pytest.raises(Conflict):
        ground_changes.change_actor(keeper, at, council, given, stamp=kept.stamp)
    for who in outsiders(cast, on_map):
        refused(
            partial(sources.actor_kept, who, at, council),
            partial(sources.actor_sources, who, at),
            partial(ground_changes.change_actor, who, at, council, given, stamp=kept.stamp),
        )
    refused(
        partial(sources.actor_kept, keeper, at, on_map.ids["quiet"]),
        partial(ground_changes.change_actor, keeper, at, on_map.ids["quiet"], given, stamp=""),
    )


def _stamp(on_map: Mapped) -> str:
    return sources.actor_kept(on_map.coordinator, on_map.process, on_map.ids["council"]).stamp


def test_two_entries_become_one_and_two_again(cast: Cast, on_map: Mapped) -> None:
    """A person says so: one entry brings its names and ties to the other, and takes them back when they are parted."""
    at, ids, keeper = on_map.process, on_map.ids, on_map.coordinator
    anew = ActorText("organisation", [("Council of elders", "en")], source="Her speech")
    ground_changes.change_actor(keeper, at, ids["council"], anew, stamp=_stamp(on_map))
    front = ground.add_actor(keeper, at, ActorText("organisation", [("مجلس الشيوخ", "ar")], source="A list"))
    ground.add_tie(keeper, at, TieText(ids["fund"], front, "funds", "high", "Annual report"))
    before = (actor(on_map, front), actor(on_map, ids["council"]))
    for who in outsiders(cast, on_map):
        refused(partial(merging.merge, who, at, front, ids["council"]), partial(merging.part, who, at, front))
    refused(partial(merging.merge, keeper, at, front, ids["quiet"]))

    merging.merge(keeper, at, front, ids["council"])
    assert (None, ["Council of elders", "مجلس الشيوخ"]) == (
        actor(on_map, front),
        names(actor(on_map, ids["council"])),
    )
    assert [str(ids["council"])] == [one.other for one in seen_by(keeper, at).picture.ties]
    kept = sources.actor_kept(keeper, at, ids["council"])
    assert ("Her speech", [(str(front), "A list")]) == (
        kept.actor.source,
        [(one.actor.id, one.actor.source) for one in kept.duplicates],
    )
    assert "Her speech; A list" == sources.actor_sources(keeper, at)[kept.actor.id]
    assert not {one.source for who in (keeper, on_map.funder) for one in seen_by(who, at).picture.actors if one.source}
    with pytest.raises(Conflict):
        merging.merge(keeper, at, front, ids["fund"])
    with pytest.raises(Invalid):  # who stands for a body as well is not made a person
        ground_changes.change_actor(keeper, at, ids["council"], replace(anew, kind="person"), stamp=_stamp(on_map))

    merging.part(keeper, at, front)
    assert before == (actor(on_map, front), actor(on_map, ids["council"]))
    person = ground.add_actor(keeper, at, ActorText("person", [("Council of elders", "en")]))
    with pytest.raises(Conflict):
        merging.merge(keeper, at, person, ids["council"])


def test_a_desk_writes_the_items_that_are_its_own(on_map: Mapped) -> None:
    """A coordinator writes any; a desk its own, and gives it to no other; owners and funders read it alone."""
    at, own = on_map.process, on_map.ids["desk"]
    wanted = {"en": "Before the frost.", "fr": "Avant le gel."}
    item = ItemText(titles={"en": "Seed"}, wanted=wanted, source="The desk", state="open", desk=own)
    free = replace(item, desk=None)
    made = desks.add_item(on_map.desk, at, item)
    each = {str(on_map.ids["item"]): "", str(made): "Avant le gel."}
    assert each == wanted_on_each(seen_by(on_map.funder, at), "fr")
    stamp = item_to_change(on_map.desk, made).stamp
    refused(
        partial(desks.add_item, on_map.desk, at, free),
        partial(desks.change_item, on_map.desk, made, free, stamp=stamp),
        partial(desks.add_item, on_map.owner, at, item),
        partial(desks.add_item, on_map.funder, at, item),
    )
    desks.change_item(on_map.coordinator, made, free, stamp=stamp)
    refused(partial(item_to_change, on_map.desk, made))


def test_a_desk_too_writes_rounds_down_and_takes_them_back(cast: Cast, on_map: Mapped) -> None:
    """A round has a source and a day; those who keep the map and desks change it, and the log says so."""
    at, said = on_map.process, "Press release"
    for who in (on_map.owner, on_map.funder, cast.principal("hill")):
        refused(partial(ground.add_round, who, at, source=said, start=OLD))
    for wrong in ({"source": ""}, {"source": said, "start": None}, {"source": said, "end": date(2019, 1, 1)}):
        with pytest.raises(Invalid):
            ground.add_round(on_map.desk, at, **{"start": OLD} | wrong)
    made = ground.add_round(on_map.desk, at, source=said, start=OLD, new_id=uuid4())
    kept = sources.round_kept(on_map.coordinator, made)
    given = RoundText(said, stalled_since=NEW)
    refused(
        partial(sources.round_kept, on_map.funder, made),
        partial(ground_changes.change_round, on_map.owner, made, given, stamp=kept.stamp),
        partial(ground_changes.drop_round, on_map.owner, made),
    )
    ground_changes.change_round(on_map.coordinator, made, given, stamp=kept.stamp)
    with pytest.raises(Conflict):
        ground_changes.change_round(on_map.coordinator, made, given, stamp=kept.stamp)
    assert [NEW] == [one.stalled_since for one in seen_by(on_map.funder, at).picture.rounds]
    ground_changes.drop_round(on_map.desk, made)
    acts = LogRecord.objects.filter(process_id=at, body__contains="official-round-").count()
    assert (0, 3) == (OfficialRound.objects.count(), acts)
