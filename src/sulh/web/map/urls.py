"""Addresses of the map."""

from __future__ import annotations

from typing import Final

from sulh.access import CHANGE, SEE
from sulh.web.map import cards, drawings, views
from sulh.web.routes import route

M, C = "w/p/<uuid:process_id>/map", "w/p/<uuid:process_id>/map/initiatives/<uuid:card_id>"
SEEN: Final = ("map", SEE)
OWN: Final = ("card", CHANGE)
GET, POST = ("GET",), ("POST",)

urlpatterns = [
    route(M, views.home, "map", asks=SEEN, methods=GET),
    route(f"{M}/findings", views.findings, "map-findings", asks=SEEN, methods=GET),
    route(f"{M}/findings/<slug:key>/aside", views.put_aside, "map-put-aside", asks=("put-aside", CHANGE)),
    route(f"{M}/findings/<slug:key>/up", views.take_up, "map-take-up", asks=("put-aside", CHANGE), methods=POST),
    route(f"{M}/timeline", drawings.timeline, "map-timeline", asks=SEEN, methods=GET),
    route(f"{M}/coverage", drawings.coverage, "map-coverage", asks=SEEN, methods=GET),
    route(f"{M}/initiatives", cards.cards, "map-cards", asks=SEEN, methods=GET),
    route(f"{M}/register", cards.register, "map-register", asks=SEEN),
    route(f"{M}/codes", cards.invite, "map-invite", asks=("coordination", CHANGE)),
    route(C, cards.card, "map-card", asks=SEEN, methods=GET),
    route(f"{C}/change", cards.change, "map-card-change", asks=OWN),
    route(f"{C}/shows", cards.shows, "map-card-shows", asks=OWN),
    route(f"{C}/confirm", cards.confirm, "map-card-confirm", asks=OWN, methods=POST),
    route(f"{C}/withdraw", cards.withdraw, "map-card-withdraw", asks=OWN),
    route("work", cards.own, "own-initiatives", asks=SEEN, methods=GET),
]
