"""Addresses of those who answer a study: short neutral words without ids."""

from __future__ import annotations

from sulh.access import CHANGE, SEE
from sulh.web.responding import views
from sulh.web.routes import open_route, route

urlpatterns = [
    route("sheet", views.sheet, "sheet", asks=("own-sheet", CHANGE)),
    route("sheet/first", views.first, "sheet-first", asks=("own-sheet", SEE)),
    route("sheet/out", views.out, "sheet-out", asks=("own-withdrawal", CHANGE)),
    open_route("sheet/next", views.following, "sheet-next", methods=("POST",)),
]
