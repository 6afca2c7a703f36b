"""Addresses of the administrator's pages."""

from __future__ import annotations

from sulh.web.installation import views
from sulh.web.routes import route

urlpatterns = [
    route("w/accounts", views.accounts, "accounts", asks=("account", "change")),
    route("w/accounts/<uuid:staff_id>/renew", views.renew, "account-renew", asks=("account", "change")),
    route(
        "w/accounts/<uuid:staff_id>/close", views.close, "account-close", asks=("account", "change"), methods=("POST",)
    ),
]
