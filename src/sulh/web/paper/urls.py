"""Addresses of what happens off the screen: the number of a ballot is part of none."""

from __future__ import annotations

from sulh.access import CHANGE, SEE
from sulh.web.paper import entry, tables, views
from sulh.web.routes import route

ROUND = "w/r/<uuid:round_id>"

urlpatterns = [
    route("w/d/<uuid:dialogue_id>/paper", views.paper, "paper", asks=("paper-ballots", SEE), methods=("GET",)),
    route("w/d/<uuid:dialogue_id>/paper/back", views.back, "paper-back", asks=("paper-ballots", CHANGE)),
    route(f"{ROUND}/ballots", views.make, "paper-make", asks=("paper-ballots", CHANGE)),
    route(f"{ROUND}/ballots/again", views.again, "paper-again", asks=("paper-ballots", SEE)),
    route(f"{ROUND}/entry", entry.entry, "paper-entry", asks=("paper-ballots", CHANGE)),
    route(f"{ROUND}/entry/ballot", entry.ballot, "paper-ballot", asks=("paper-ballots", CHANGE)),
    route(f"{ROUND}/table", tables.table, "paper-table", asks=("paper-ballots", CHANGE)),
    route(f"{ROUND}/form", tables.form, "paper-form", asks=("paper-ballots", SEE), methods=("GET",)),
]
