"""The address of the first page of staff."""

from __future__ import annotations

from sulh.web.home import views
from sulh.web.routes import open_route

urlpatterns = [
    open_route("w/", views.home, "staff-home", methods=("GET",)),  # whoever is not signed in is asked to
]
