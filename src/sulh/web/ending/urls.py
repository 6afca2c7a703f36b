"""Addresses of the two ways to end a process."""

from __future__ import annotations

from sulh.access import CHANGE
from sulh.web.ending import views
from sulh.web.routes import route

P = "w/p/<uuid:process_id>/"

urlpatterns = [
    route(f"{P}close", views.close, "process-close", asks=("closure", CHANGE)),
    route(f"{P}delete", views.purge, "process-purge", asks=("purge", CHANGE)),
]
