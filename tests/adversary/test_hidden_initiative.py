"""
An initiative that its owner shows to nobody: no page, file, search or count of anybody else differs by one byte.

Every page of the resolver is asked by everybody on the map, before and after somebody registers an initiative with
actors, days, offers and a place of its own, all of it hidden; and by the owner of another.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sulh.access import Role
from sulh.model.initiatives import AUDIENCES
from sulh.store.models import Actor, Initiative, Moment, Offer, Seat
from sulh.store.reads.map_frames import own_card
from sulh.store.reads.principals import of_seat
from sulh.store.writes import cards, ground
from sulh.store.writes.cards import CardText
from sulh.store.writes.ground import ActorText, TieText
from tests.adversary.ground import Door, Ground, Grounds, bare, routes, stand
from tests.cast import Cast

EVERYBODY = ("facilitator", "coordinator", "desk", "funder", "owner")
INSIDE = ("facilitator", "administrator")  # they read the pages that are not of the map, too: logs, accounts, digests
NEW_ID = re.compile(rb'(?<=name="new_id" value=")[0-9a-f-]+')  # drawn anew for each form
SEARCHED = ("map-cards", "map-findings", "map-actors")
SEARCHES = ("?q=elders", "?q=%D8%A7%D9%84%D9%85", "?track=religion", "?page=2")


def asked(made: Ground, doors: dict[str, Door], *, of_map: bool = True) -> dict[tuple[str, str], Any]:
    """Return what everybody is answered at addresses that can be opened, and in how many queries."""
    answers: dict[tuple[str, str], Any] = {}
    for route in routes():
        if "GET" not in route.declared.methods:
            continue
        path = made.address(route)
        if of_map != ("/map" in path):
            continue
        for search in ("", *SEARCHES) if route.name in SEARCHED else ("",):
            for role, door in doors.items():
                connection.queries_log.clear()
                with CaptureQueriesContext(connection) as queries:
                    response = door.once("GET", path + search)
                answers[f"{route.name}{search}", role] = (
                    response.status_code,
                    len(queries),
                    NEW_ID.sub(b"", bare(response)),
                )
    return answers


def hidden(cast: Cast, made: Ground) -> Initiative:
    """Register an initiative of an owner who shows it to nobody, like the one that everybody sees, and more."""
    seat = Seat.objects.create(role=Role.OWNER, process=cast.process, label="HIDDEN", language="en")
    owner = of_seat(seat.id)
    given = CardText(
        titles={"en": "Elders for water too"},
        aim="Nobody is to know",
        sectors=["religion", "media"],
        levels=["top", "grassroots"],
        sides=[str(side.id) for side in cast.sides.values()],
        items=[str(made.ids["item_id"])],
        changes=["attitudes"],
        quadrants=["key_personal"],
        start=date(2026, 3, 1),
    )
    initiative, _ = cards.register(owner, cast.process.id, given)
    ground.name_actor(owner, initiative, ActorText("person", [("Somebody quiet", "en")]))
    day = date(2026, 11, 20)
    Moment.objects.create(initiative_id=initiative, occasion="public_event", start=day, end=day)
    return Initiative.objects.get(pk=initiative)


def test_a_hidden_initiative_changes_no_byte_and_no_query_for_anybody_else(
    grounds: Grounds, at: Callable[..., None]
) -> None:
    """Whoever has no tier finds the same pages, searches and files, in the same number of queries."""
    at(hours=0)
    made, cast = grounds[0], grounds[0].cast
    doors = {role: stand(cast, role) for role in EVERYBODY}
    inside = {role: stand(cast, role) for role in INSIDE}
    before = asked(made, doors) | asked(made, inside, of_map=False)

    hidden(cast, made)

    after = asked(made, doors) | asked(made, inside, of_map=False)
    assert [] == [where for where, answer in before.items() if answer != after[where]]
    assert {200} <= {status for status, _, _ in after.values()}


def test_a_person_and_a_tie_change_no_byte_and_no_query_for_a_desk_or_a_funder(
    grounds: Grounds, at: Callable[..., None]
) -> None:
    """Whom the map names, who is tied to whom, and whom a card shows to them all names: not for who is not inside."""
    at(hours=0)
    made, cast = grounds[0], grounds[0].cast
    owner, shown = cast.principal("owner"), UUID(str(made.ids["card_id"]))
    cards.show(owner, shown, dict.fromkeys(AUDIENCES, "detail"), matched=False)
    doors = {role: stand(cast, role) for role in ("desk", "funder")}
    before = asked(made, doors)

    keeper, process = cast.principal("coordinator"), cast.process.id
    person = ground.add_actor(keeper, process, ActorText("person", [("Elder of the mill", "en")]))
    council, bridge = (UUID(str(made.ids[name])) for name in ("actor_id", "other_actor_id"))
    for one in (person, bridge):
        ground.add_tie(keeper, process, TieText(one, council, "distrusts", "high", "Said at the mill"))
    row = Initiative.objects.get(pk=shown)
    row.actors.set([Actor.objects.get(pk=person)])
    row.funders.set(row.actors.all())
    Initiative.objects.filter(pk=shown).update(responsible=person)
    Offer.objects.filter(process=process).update(actor=person)

    after = asked(made, doors)
    assert [] == [where for where, answer in before.items() if answer != after[where]]
    views = own_card(owner, shown).views
    assert [(), (), (str(person),)] == [getattr(views[one], "actors", None) for one in ("desks", "funders", "owners")]
    network = reverse("map-network", args=[process])
    assert (404, 404, 200) == tuple(
        door.once("GET", network).status_code for door in (*doors.values(), stand(cast, "coordinator"))
    )
    assert b"Elder of the mill" in bare(
        stand(cast, "coordinator").once("GET", reverse("map-card", args=[process, shown]))
    )


def test_once_it_is_shown_the_same_pages_do_differ(grounds: Grounds, at: Callable[..., None]) -> None:
    """What a tier shows to an audience changes that audience's pages, and nobody else's."""
    at(hours=0)
    made, cast = grounds[0], grounds[0].cast
    doors = {role: stand(cast, role) for role in ("coordinator", "funder")}
    shown = hidden(cast, made)
    before = asked(made, doors)

    cards.show(of_seat(shown.ownership.seat_id), shown.id, {"coordinators": "existence"}, matched=False)

    differ = {role for (page, role), answer in asked(made, doors).items() if answer != before[page, role]}
    assert {"coordinator"} == differ
