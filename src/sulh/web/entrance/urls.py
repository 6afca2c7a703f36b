"""Addresses of the entrance."""

from __future__ import annotations

from sulh.web.entrance import views
from sulh.web.routes import open_route

urlpatterns = [
    open_route("", views.entrance, "entrance"),
    open_route("language", views.language, "language", methods=("POST",)),
    open_route("away", views.quick_exit, "quick-exit", methods=("POST",)),
]
