"""Addresses of a shared device."""

from __future__ import annotations

from sulh.access import CHANGE
from sulh.web.routes import open_route, route
from sulh.web.station import views

urlpatterns = [
    route("station", views.station, "station", asks=("station", CHANGE)),
    open_route("station/back", views.back, "station-back", methods=("POST",)),
]
