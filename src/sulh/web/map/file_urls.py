"""Addresses of the files of the map."""

from __future__ import annotations

from typing import Final

from sulh.access import CHANGE, SEE
from sulh.web.map import exporting
from sulh.web.routes import route

M: Final = "w/p/<uuid:process_id>/map/files"
C: Final = "w/p/<uuid:process_id>/map/initiatives/<uuid:card_id>"
SEEN: Final = ("map", SEE)
OWN: Final = ("card", CHANGE)
GET, POST = ("GET",), ("POST",)

urlpatterns = [
    route(M, exporting.files, "map-files", asks=SEEN, methods=GET),
    route(f"{M}/iati", exporting.register, "map-register-file", asks=SEEN, methods=POST),
    route(f"{M}/<str:file>", exporting.one, "map-file", asks=SEEN, methods=GET),
    route(f"{C}/file", exporting.own, "map-card-file", asks=OWN, methods=GET),
]
