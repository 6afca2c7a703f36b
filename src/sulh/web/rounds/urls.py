"""Addresses of rounds."""

from __future__ import annotations

from sulh.access import CHANGE, SEE
from sulh.web.rounds import views
from sulh.web.routes import route

POST = ("POST",)
ROUND = "w/r/<uuid:round_id>"

urlpatterns = [
    route("w/d/<uuid:dialogue_id>/rounds", views.rounds, "rounds", asks=("round", SEE), methods=("GET",)),
    route("w/d/<uuid:dialogue_id>/rounds/new", views.make, "round-new", asks=("round", CHANGE)),
    route("w/d/<uuid:dialogue_id>/rounds/new/<uuid:side_id>", views.make, "round-new-caucus", asks=("round", CHANGE)),
    route(ROUND, views.round_, "round", asks=("round", SEE), methods=("GET",)),
    route(f"{ROUND}/plan", views.change, "round-change", asks=("round", CHANGE)),
    route(f"{ROUND}/drop", views.drop, "round-drop", asks=("round", CHANGE), methods=POST),
    route(f"{ROUND}/open", views.open_, "round-open", asks=("round", CHANGE), methods=POST),
    route(f"{ROUND}/pause", views.pause, "round-pause", asks=("round", CHANGE), methods=POST),
    route(f"{ROUND}/resume", views.resume, "round-resume", asks=("round", CHANGE), methods=POST),
    route(f"{ROUND}/close", views.close, "round-close", asks=("round", CHANGE)),
    route(f"{ROUND}/reopen", views.reopen, "round-reopen", asks=("round", CHANGE)),
]
