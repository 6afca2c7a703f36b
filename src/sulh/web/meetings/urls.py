"""Addresses of sessions, notes, commitments and relationships."""

from __future__ import annotations

from sulh.access import CHANGE, SEE, Verb
from sulh.web.meetings import agreements, notes, reflections, views
from sulh.web.routes import route

LOOK: tuple[str, Verb] = ("session", SEE)
WRITE: tuple[str, Verb] = ("session", CHANGE)
GET, POST = ("GET",), ("POST",)
D, S, N, C = "w/d/<uuid:dialogue_id>/", "w/s/<uuid:session_id>", "w/n/<uuid:note_id>", "w/c/<uuid:commitment_id>"
PAIR = f"{D}between/<uuid:side_id>/<uuid:other_id>"

urlpatterns = [
    route(f"{D}sessions", views.sessions, "sessions", asks=LOOK, methods=GET),
    route(f"{D}sessions/new", views.new_session, "session-new", asks=WRITE),
    route(S, views.session, "session", asks=LOOK, methods=GET),
    route(f"{S}/present", views.presence, "session-presence", asks=WRITE),
    route(f"{S}/report/<slug:language>", views.report, "session-report", asks=LOOK, methods=GET),
    route(f"{S}/reflection", reflections.reflect, "reflection", asks=("reflection", CHANGE)),
    route(f"{S}/notes", notes.add, "note-new", asks=WRITE),
    route(N, notes.note, "note", asks=WRITE),
    route(f"{N}/remove", notes.remove, "note-remove", asks=WRITE, methods=POST),
    route(f"{N}/statement", notes.draw, "note-draw", asks=WRITE),
    route(f"{S}/commitments", agreements.commit, "commitment-new", asks=WRITE),
    route(C, agreements.commitment, "commitment", asks=WRITE),
    route(f"{C}/reopen", agreements.reopen, "commitment-reopen", asks=WRITE, methods=POST),
    route(PAIR, agreements.pair, "relationship", asks=LOOK, methods=GET),
    route(f"{PAIR}/new", agreements.describe_pair, "relationship-new", asks=WRITE),
    route(f"{PAIR}/on/<slug:day>", agreements.pair, "relationship-on", asks=LOOK, methods=GET),
    route(f"{PAIR}/on/<slug:day>/correct", agreements.describe_pair, "relationship-correct", asks=WRITE),
]
