"""Addresses of slips, keys and people: no label, code or name is part of one."""

from __future__ import annotations

from sulh.access import CHANGE, SEE
from sulh.web.routes import route
from sulh.web.seats import views

urlpatterns = [
    route("w/d/<uuid:dialogue_id>/seats", views.seats, "seats", asks=("seats", SEE), methods=("GET",)),
    route("w/d/<uuid:dialogue_id>/seats/new", views.make, "seats-make", asks=("seats", CHANGE)),
    route("w/d/<uuid:dialogue_id>/seats/lost", views.find, "seats-find", asks=("seats", CHANGE)),
    route("w/d/<uuid:dialogue_id>/seats/again", views.replace, "seats-replace", asks=("seats", CHANGE)),
    route("w/d/<uuid:dialogue_id>/seats/withdrawn", views.withdraw, "seats-withdraw", asks=("seats", CHANGE)),
    route("w/d/<uuid:dialogue_id>/leaflet", views.leaflet, "leaflet", asks=("seats", SEE), methods=("GET",)),
]
