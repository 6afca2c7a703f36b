"""Addresses of the entrance."""

from __future__ import annotations

from sulh.access import CHANGE
from sulh.web.entrance import views
from sulh.web.routes import open_route, route

urlpatterns = [
    open_route("", views.entrance, "entrance"),
    open_route("home", views.home, "home", methods=("GET",)),
    open_route("language", views.language, "language"),
    open_route("away", views.quick_exit, "quick-exit"),
    route("agree", views.agree, "agree", asks=("own-consent", CHANGE)),
]
