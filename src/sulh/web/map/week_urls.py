"""Addresses of the coordinator's week, of weaknesses and strengths, and of judgements."""

from __future__ import annotations

from typing import Final

from sulh.access import CHANGE, SEE
from sulh.web.map import judging, strengths, week
from sulh.web.routes import route

M = "w/p/<uuid:process_id>/map"
MEETING = f"{M}/week/<uuid:meeting_id>"
MEETS: Final = ("coordination", SEE)
ARRANGES: Final = ("coordination", CHANGE)
JUDGED: Final = ("judgement", SEE)
JUDGES: Final = ("judgement", CHANGE)
GET, POST = ("GET",), ("POST",)

urlpatterns = [
    route(f"{M}/strengths", strengths.strengths, "map-strengths", asks=("strengths", SEE), methods=GET),
    route(f"{M}/week", week.week, "map-week", asks=MEETS, methods=GET),
    route(f"{M}/week/new", week.prepare, "map-week-new", asks=ARRANGES),
    route(MEETING, week.meeting, "map-meeting", asks=MEETS, methods=GET),
    route(f"{MEETING}/write", week.write, "map-meeting-write", asks=ARRANGES),
    route(f"{MEETING}/decide", week.decide, "map-decide", asks=ARRANGES),
    route(f"{MEETING}/minutes/<slug:language>", week.minutes, "map-minutes", asks=MEETS, methods=GET),
    route(f"{M}/decisions/<uuid:decision_id>", week.decision, "map-decision", asks=ARRANGES),
    route(f"{M}/decisions/<uuid:decision_id>/open", week.reopen, "map-decision-open", asks=ARRANGES, methods=POST),
    route(f"{M}/phase", judging.phase, "map-phase", asks=JUDGED, methods=GET),
    route(f"{M}/phase/new", judging.estimate, "map-estimate", asks=JUDGES),
    route(f"{M}/readiness", judging.readiness_of, "map-readiness", asks=JUDGED, methods=GET),
    route(f"{M}/readiness/new", judging.rate, "map-rate", asks=JUDGES),
    route(f"{M}/readiness/switch", judging.switch, "map-readiness-switch", asks=JUDGES),
]
