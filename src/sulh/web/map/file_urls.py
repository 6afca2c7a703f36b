"""Addresses of the files of the map."""

from __future__ import annotations

from typing import Final

from sulh.access import CHANGE, SEE
from sulh.web.map import exporting, importing
from sulh.web.routes import route

M: Final = "w/p/<uuid:process_id>/map/files"
B: Final = f"{M}/in/<uuid:batch_id>"
C: Final = "w/p/<uuid:process_id>/map/initiatives/<uuid:card_id>"
SEEN: Final = ("map", SEE)
KEPT: Final = ("map", CHANGE)
OWN: Final = ("card", CHANGE)
GET, POST = ("GET",), ("POST",)

urlpatterns = [
    route(M, exporting.files, "map-files", asks=SEEN, methods=GET),
    route(f"{M}/iati", exporting.register, "map-register-file", asks=SEEN, methods=POST),
    route(f"{M}/in", importing.bring, "map-bring", asks=KEPT, methods=POST),
    route(B, importing.batch, "map-import", asks=KEPT),
    route(f"{B}/make", importing.make, "map-import-make", asks=KEPT, methods=POST),
    route(f"{B}/drop", importing.drop, "map-import-drop", asks=KEPT, methods=POST),
    route(f"{B}/undo", importing.undo, "map-import-undo", asks=KEPT, methods=POST),
    route(f"{M}/<str:file>", exporting.one, "map-file", asks=SEEN, methods=GET),
    route(f"{C}/file", exporting.own, "map-card-file", asks=OWN, methods=GET),
    route(f"{C}/code", importing.code, "map-card-code", asks=("coordination", CHANGE), methods=POST),
]
