"""Addresses of what became of it."""

from __future__ import annotations

from typing import Final

from sulh.access import CHANGE, SEE
from sulh.web.chain import agreements, views
from sulh.web.routes import route

A = "w/agreements/<uuid:agreement_id>"
JUDGE: Final = ("chain", CHANGE)
LOOK: Final = ("chain", SEE)
GET, POST = ("GET",), ("POST",)

urlpatterns = [
    route("w/d/<uuid:dialogue_id>/trace", views.trace, "trace", asks=("chain", SEE), methods=("GET",)),
    route("w/packages/<uuid:package_id>/parts", views.parts, "package-parts", asks=JUDGE),
    route("w/clauses/<uuid:clause_id>/from", views.clause, "clause-from", asks=JUDGE),
    route("w/links/<uuid:link_id>/remove", views.unlink, "link-remove", asks=JUDGE, methods=("POST",)),
    route("w/p/<uuid:process_id>/agreements", agreements.listing, "agreements", asks=LOOK, methods=GET),
    route("w/p/<uuid:process_id>/agreements/new", agreements.new, "agreement-new", asks=JUDGE),
    route("w/p/<uuid:process_id>/agreements/list", agreements.bring, "agreements-bring", asks=JUDGE),
    route(A, agreements.agreement, "agreement", asks=LOOK, methods=GET),
    route(f"{A}/remove", agreements.remove, "agreement-remove", asks=JUDGE),
    route(f"{A}/close", agreements.close, "close-passages", asks=JUDGE, methods=GET),
    route(f"{A}/passage", agreements.passage, "passage", asks=JUDGE),
    route("w/passages/<uuid:provision_id>/remove", agreements.withdraw, "passage-remove", asks=JUDGE, methods=POST),
    route("w/passages/from/<uuid:link_id>/remove", agreements.unlink, "passage-unlink", asks=JUDGE, methods=POST),
]
