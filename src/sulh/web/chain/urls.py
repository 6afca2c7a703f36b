"""Addresses of what became of it."""

from __future__ import annotations

from typing import Final

from sulh.access import CHANGE, SEE
from sulh.web.chain import views
from sulh.web.routes import route

JUDGE: Final = ("chain", CHANGE)

urlpatterns = [
    route("w/d/<uuid:dialogue_id>/trace", views.trace, "trace", asks=("chain", SEE), methods=("GET",)),
    route("w/packages/<uuid:package_id>/parts", views.parts, "package-parts", asks=JUDGE),
    route("w/clauses/<uuid:clause_id>/from", views.clause, "clause-from", asks=JUDGE),
    route("w/links/<uuid:link_id>/remove", views.unlink, "link-remove", asks=JUDGE, methods=("POST",)),
]
