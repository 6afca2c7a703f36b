"""Addresses of what changes."""

from __future__ import annotations

from typing import Final

from sulh.access import CHANGE, SEE
from sulh.web.change import (
    asked,
    beside,
    brokers,
    coding,
    implementation,
    stipulation,
    structures,
    structures_file,
    tables,
)
from sulh.web.routes import route

P, A, S = "w/p/<uuid:process_id>/change", "w/carried-out/<uuid:agreement_id>", "w/scores/<uuid:coder_id>"
SEEN: Final = ("change", SEE)
KEEP: Final = ("implementation", CHANGE)
ASK: Final = ("asked-stipulation", CHANGE)
SCORE: Final = ("coding", CHANGE)
GET, POST = ("GET",), ("POST",)

urlpatterns = [
    route(P, beside.beside, "change", asks=SEEN, methods=GET),
    route(f"{P}/structures", structures.overview, "structures", asks=SEEN, methods=GET),
    route(f"{P}/structures.xlsx", structures.take, "structures-take", asks=SEEN, methods=GET),
    route(f"{P}/structures/file", structures_file.bring, "structures-file", asks=SEEN),
    route("w/p/<uuid:process_id>/map/brokers", brokers.brokers, "brokers", asks=("brokers", SEE), methods=GET),
    route(f"{P}/report.<slug:form>", beside.report, "change-report", asks=SEEN, methods=GET),
    route(f"{P}/agreements", implementation.overview, "implementation", asks=SEEN, methods=GET),
    route(A, implementation.agreement, "carried-out", asks=SEEN, methods=GET),
    route(f"{A}/stipulations/new", implementation.new, "stipulation-new", asks=KEEP),
    route(f"{A}/stipulations/table", tables.bring, "stipulations-bring", asks=KEEP),
    route(f"{A}/stipulations.<slug:form>", tables.take, "stipulations-file", asks=SEEN, methods=GET),
    route("w/stipulations/<uuid:stipulation_id>/read", stipulation.stipulation, "stipulation", asks=SEEN, methods=GET),
    route("w/stipulations/<uuid:stipulation_id>", implementation.change, "stipulation-change", asks=KEEP),
    route(
        "w/stipulations/<uuid:stipulation_id>/remove",
        implementation.remove,
        "stipulation-remove",
        asks=KEEP,
        methods=POST,
    ),
    route(f"{A}/acts/new", implementation.new_act, "act-new", asks=KEEP),
    route("w/acts/<uuid:act_id>/remove", implementation.remove_act, "act-remove", asks=KEEP, methods=POST),
    route(f"{A}/ask", asked.ask, "stipulations-ask", asks=ASK),
    route(f"{A}/coding", coding.open_, "coding-new", asks=KEEP),
    route(f"{A}/third", coding.third, "coding-third", asks=KEEP),
    route("w/coders/<uuid:coder_id>/instead", coding.instead, "coder-instead", asks=KEEP),
    route("w/codings/<uuid:coding_id>/off", coding.call_off, "coding-off", asks=KEEP, methods=POST),
    route(S, coding.scores, "scores", asks=SCORE),
    route(f"{S}/in", coding.hand_in, "scores-in", asks=SCORE, methods=POST),
]
