"""Addresses of the map."""

from __future__ import annotations

from typing import Final

from sulh.access import CHANGE, SEE
from sulh.web.map import (
    cards,
    days,
    drawings,
    file_urls,
    ground_urls,
    links,
    matching,
    offers,
    own_codes,
    to_funders,
    views,
    week_urls,
    withdrawing,
)
from sulh.web.routes import route

M, C = "w/p/<uuid:process_id>/map", "w/p/<uuid:process_id>/map/initiatives/<uuid:card_id>"
T: Final = f"{C}/findings/<slug:key>/funders"
SEEN: Final = ("map", SEE)
OWN: Final = ("card", CHANGE)
DESK: Final = ("desk-offer", CHANGE)
ASK: Final = ("desk-link", CHANGE)
GET, POST = ("GET",), ("POST",)

urlpatterns = [
    *ground_urls.urlpatterns,
    *file_urls.urlpatterns,
    route(M, views.home, "map", asks=SEEN, methods=GET),
    route(f"{M}/findings", views.findings, "map-findings", asks=SEEN, methods=GET),
    route(f"{M}/findings/<slug:key>/aside", views.put_aside, "map-put-aside", asks=("put-aside", CHANGE)),
    route(f"{M}/findings/<slug:key>/up", views.take_up, "map-take-up", asks=("put-aside", CHANGE), methods=POST),
    route(f"{M}/timeline", drawings.timeline, "map-timeline", asks=SEEN, methods=GET),
    route(f"{M}/coverage", drawings.coverage, "map-coverage", asks=SEEN, methods=GET),
    route(f"{M}/initiatives", cards.cards, "map-cards", asks=SEEN, methods=GET),
    route(f"{M}/register", cards.register, "map-register", asks=SEEN),
    route(f"{M}/codes", cards.invite, "map-invite", asks=("coordination", CHANGE)),
    route(f"{M}/codes/own", own_codes.own_codes, "map-own-codes", asks=("own-code", CHANGE)),
    route(C, cards.card, "map-card", asks=SEEN, methods=GET),
    route(f"{C}/change", cards.change, "map-card-change", asks=OWN),
    route(f"{C}/shows", cards.shows, "map-card-shows", asks=OWN),
    route(T, to_funders.tell, "map-tell-funders", asks=("funder-consent", CHANGE), methods=POST),
    route(f"{T}/back", to_funders.keep, "map-keep-from-funders", asks=("funder-consent", CHANGE), methods=POST),
    route(f"{C}/confirm", cards.confirm, "map-card-confirm", asks=OWN, methods=POST),
    route(f"{C}/withdraw", withdrawing.withdraw, "map-card-withdraw", asks=OWN),
    route(f"{M}/offers", offers.offers, "map-offers", asks=SEEN, methods=GET),
    route(f"{M}/links/<uuid:link_id>", links.link, "map-link", asks=SEEN),
    route(f"{M}/desks/<uuid:desk_id>/offers", offers.of_desk, "map-desk-offers", asks=DESK),
    route(
        f"{M}/desks/<uuid:desk_id>/offers/<uuid:offer_id>/remove",
        offers.remove_of_desk,
        "map-desk-offer-remove",
        asks=DESK,
        methods=POST,
    ),
    route(f"{M}/desks/<uuid:desk_id>/link/<uuid:card_id>", links.propose_of_desk, "map-desk-link", asks=ASK),
    route(f"{C}/offers", offers.of_card, "map-card-offers", asks=OWN),
    route(f"{C}/offers/<uuid:offer_id>/remove", offers.remove_of_card, "map-card-offer-remove", asks=OWN, methods=POST),
    route(f"{C}/days", days.days, "map-days", asks=OWN),
    route(f"{C}/days/<uuid:moment_id>/remove", days.remove_day, "map-day-remove", asks=OWN, methods=POST),
    route(f"{C}/messages", days.messages, "map-messages", asks=OWN),
    route(f"{C}/messages/<uuid:message_id>/remove", days.remove_message, "map-message-remove", asks=OWN, methods=POST),
    route(f"{C}/link/<uuid:target_id>", links.propose, "map-link-new", asks=OWN),
    route(f"{C}/matches/<uuid:match_id>", matching.match, "map-match", asks=OWN),
    *week_urls.urlpatterns,
    route("work", cards.own, "own-initiatives", asks=SEEN, methods=GET),
]
