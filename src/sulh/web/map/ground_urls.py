"""Addresses of what the map rests on: actors, ties, places, issues, the official process, what a card names."""

from __future__ import annotations

from typing import Final

from sulh.access import CHANGE, SEE
from sulh.web.map import actors, alike, engaged, ground_drawings, items, official, ties
from sulh.web.routes import route

M = "w/p/<uuid:process_id>/map"
A = f"{M}/actors/<uuid:actor_id>"
C = f"{M}/initiatives/<uuid:card_id>"
SEEN: Final = ("map", SEE)
KEEP: Final = ("map", CHANGE)
ROUND: Final = ("official-round", CHANGE)
OWN: Final = ("card", CHANGE)
ITEM: Final = ("agenda", CHANGE)
GET, POST = ("GET",), ("POST",)

urlpatterns = [
    route(f"{C}/with/<slug:part>", engaged.engaged, "map-card-with", asks=OWN),
    route(f"{C}/name", engaged.name, "map-card-name", asks=OWN),
    route(f"{M}/actors", actors.actors, "map-actors", asks=SEEN, methods=GET),
    route(f"{M}/actors/new", actors.new_actor, "map-actor-new", asks=KEEP),
    route(A, actors.actor, "map-actor", asks=SEEN, methods=GET),
    route(f"{A}/change", actors.change, "map-actor-change", asks=KEEP),
    route(f"{A}/tie", ties.new, "map-tie-new", asks=KEEP),
    route(f"{A}/ties/<uuid:tie_id>", ties.tie, "map-tie", asks=KEEP),
    route(f"{A}/same/<uuid:other_id>", alike.same, "map-merge", asks=KEEP),
    route(f"{A}/part/<uuid:other_id>", alike.part, "map-part", asks=KEEP, methods=POST),
    route(f"{M}/network", ground_drawings.actor_network, "map-network", asks=("network", SEE), methods=GET),
    route(f"{M}/places", ground_drawings.places, "map-places", asks=SEEN, methods=GET),
    route(f"{M}/places/new", ground_drawings.new_place, "map-place-new", asks=KEEP),
    route(f"{M}/issues", official.issues, "map-issues", asks=SEEN, methods=GET),
    route(f"{M}/issues/new", official.new_issue, "map-issue-new", asks=KEEP),
    route(f"{M}/official", official.official, "map-official", asks=SEEN, methods=GET),
    route(f"{M}/official/new", official.new_round, "map-round-new", asks=ROUND),
    route(f"{M}/official/rounds/<uuid:official_id>", official.round_, "map-round", asks=ROUND),
    route(
        f"{M}/official/rounds/<uuid:official_id>/drop", official.drop_round, "map-round-drop", asks=ROUND, methods=POST
    ),
    route(f"{M}/official/item", items.new_item, "map-item-new", asks=ITEM),
    route(f"{M}/items/<uuid:item_id>", items.item, "map-item", asks=SEEN, methods=GET),
    route(f"{M}/items/<uuid:item_id>/change", items.change_item, "map-item-change", asks=ITEM),
]
