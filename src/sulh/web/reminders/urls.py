"""Addresses of reminders and of the digest. Whoever is not signed in is asked to; a seat finds nothing here."""

from __future__ import annotations

from sulh.web.reminders import views
from sulh.web.routes import open_route

urlpatterns = [
    open_route("w/account/reminders", views.own, "reminders"),
    open_route("w/account/reminders/code", views.prove, "reminders-prove", methods=("POST",)),
    open_route("w/account/reminders/none", views.take_back, "reminders-back", methods=("POST",)),
    open_route("w/digest", views.waiting, "digest", methods=("GET",)),
]
