"""Addresses of slips, keys and people: no label, code or name is part of one."""

from __future__ import annotations

from sulh.access import CHANGE, SEE
from sulh.web.routes import route
from sulh.web.seats import people, views

urlpatterns = [
    route("w/d/<uuid:dialogue_id>/seats", views.seats, "seats", asks=("seats", SEE), methods=("GET",)),
    route("w/d/<uuid:dialogue_id>/seats/new", views.make, "seats-make", asks=("seats", CHANGE)),
    route("w/d/<uuid:dialogue_id>/seats/lost", views.find, "seats-find", asks=("seats", CHANGE)),
    route("w/d/<uuid:dialogue_id>/seats/again", views.replace, "seats-replace", asks=("seats", CHANGE)),
    route("w/d/<uuid:dialogue_id>/seats/withdrawn", views.withdraw, "seats-withdraw", asks=("seats", CHANGE)),
    route("w/d/<uuid:dialogue_id>/leaflet", views.leaflet, "leaflet", asks=("seats", SEE), methods=("GET",)),
    route("w/p/<uuid:process_id>/key", people.key, "key", asks=("identity", CHANGE)),
    route("w/p/<uuid:process_id>/people", people.people, "people", asks=("seats", SEE), methods=("GET",)),
    route("w/p/<uuid:process_id>/people/new", people.write, "people-write", asks=("identity", CHANGE)),
    route("w/p/<uuid:process_id>/people/open", people.search, "people-open", asks=("identity", SEE)),
    route("w/p/<uuid:process_id>/people/file", people.export, "people-export", asks=("identity", SEE)),
    route("w/p/<uuid:process_id>/people/gone", people.erase, "people-erase", asks=("identity", SEE)),
    route("w/p/<uuid:process_id>/people/all-gone", people.erase_all, "people-erase-all", asks=("identity", SEE)),
]
