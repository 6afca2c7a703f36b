"""Addresses of outcomes, theories of change and indicators."""

from __future__ import annotations

from typing import Final

from sulh.access import CHANGE, SEE
from sulh.web.change import indicators, outcomes, theories
from sulh.web.routes import route

P, ONE = "w/p/<uuid:process_id>/change", "w/outcomes/<uuid:outcome_id>"
THEORY, COUNTED = "w/theories/<uuid:theory_id>", "w/indicators/<uuid:indicator_id>"
SEEN: Final = ("change", SEE)
KEEP: Final = ("outcome", CHANGE)
JUDGE: Final = ("substantiation", CHANGE)
OWN: Final = ("own-substantiation", CHANGE)
GET, POST = ("GET",), ("POST",)

urlpatterns = [
    route(f"{P}/outcomes", outcomes.overview, "outcomes", asks=SEEN, methods=GET),
    route(f"{P}/outcomes/new", outcomes.new, "outcome-new", asks=KEEP),
    route(ONE, outcomes.outcome, "outcome", asks=SEEN, methods=GET),
    route(f"{ONE}/change", outcomes.change, "outcome-change", asks=KEEP),
    route(f"{ONE}/remove", outcomes.remove, "outcome-remove", asks=KEEP, methods=POST),
    route(f"{ONE}/verdict", outcomes.verdict, "verdict-new", asks=JUDGE),
    route("w/verdicts/<uuid:substantiation_id>/back", outcomes.verdict_back, "verdict-back", asks=OWN, methods=POST),
    route(f"{P}/theories", theories.overview, "theories", asks=SEEN, methods=GET),
    route(f"{P}/theories/new", theories.new, "theory-new", asks=KEEP),
    route(THEORY, theories.change, "theory-change", asks=KEEP),
    route(f"{THEORY}/assumptions/new", theories.assume, "assumption-new", asks=KEEP),
    route("w/assumptions/<uuid:assumption_id>", theories.look, "assumption-look", asks=KEEP),
    route(f"{P}/indicators", indicators.overview, "indicators", asks=SEEN, methods=GET),
    route(f"{P}/indicators/new", indicators.new, "indicator-new", asks=KEEP),
    route(f"{COUNTED}/numbers", indicators.numbers, "indicator-numbers", asks=KEEP),
    route(f"{COUNTED}/remove", indicators.remove, "indicator-remove", asks=KEEP, methods=POST),
    route(f"{P}/logframe.xlsx", indicators.frame_file, "logframe", asks=SEEN, methods=GET),
    route(f"{P}/results", indicators.results, "results-file", asks=SEEN),
]
