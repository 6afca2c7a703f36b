"""Addresses from a new process to the open door."""

from __future__ import annotations

from typing import Final

from sulh.access import CHANGE, SEE
from sulh.web.routes import route
from sulh.web.setup import creating, harm, people, preparing, processes, record

P, D = "w/p/<uuid:process_id>/", "w/d/<uuid:dialogue_id>/"
OF_PROCESS: Final = ("process", CHANGE)
OF_DIALOGUE: Final = ("dialogue", CHANGE)
INITIATIVE = f"{P}initiatives/<uuid:initiative_id>"
POST = ("POST",)
GET = ("GET",)

urlpatterns = [
    route("w/processes/new", processes.new_process, "process-new", asks=("processes", CHANGE)),
    route(P, processes.process, "process", asks=("process", SEE), methods=GET),
    route(f"{P}name", processes.process_name, "process-name", asks=OF_PROCESS),
    route(f"{P}profile", processes.process_profile, "process-profile", asks=OF_PROCESS),
    route(f"{P}sides/new", processes.new_side, "side-new", asks=OF_PROCESS),
    route(f"{P}sides/<uuid:side_id>", processes.side, "side", asks=OF_PROCESS),
    route(f"{P}sides/<uuid:side_id>/remove", processes.remove_side, "side-remove", asks=OF_PROCESS, methods=POST),
    route(f"{P}initiatives/new", processes.new_initiative, "initiative-new", asks=("initiative", CHANGE)),
    route(INITIATIVE, processes.initiative, "initiative", asks=("initiative", CHANGE)),
    route(f"{INITIATIVE}/dialogues", creating.kinds, "dialogue-kind", asks=OF_DIALOGUE, methods=GET),
    route(f"{INITIATIVE}/dialogues/<slug:kind>", creating.new_dialogue, "dialogue-new", asks=OF_DIALOGUE),
    route(f"{P}staff", people.people, "process-staff", asks=("staff", CHANGE)),
    route(f"{P}staff/<uuid:membership_id>/end", people.end_role, "role-end", asks=("staff", CHANGE)),
    route(f"{P}log", record.record, "process-log", asks=("log", SEE), methods=GET),
    route(f"{P}log/file", record.record_file, "process-log-file", asks=("log", SEE), methods=GET),
    route(f"{P}log/checkpoint", record.checkpoint_file, "process-log-checkpoint", asks=("log", SEE), methods=GET),
    route(D, preparing.dialogue, "dialogue", asks=("dialogue", SEE), methods=GET),
    route(f"{D}name", preparing.dialogue_name, "dialogue-name", asks=OF_DIALOGUE),
    route(f"{D}sides", preparing.sides, "dialogue-sides", asks=OF_DIALOGUE),
    route(f"{D}shows", preparing.what_it_shows, "dialogue-shows", asks=("dialogue", SEE), methods=GET),
    route(f"{D}who/<slug:part>", preparing.who, "who-is-asked", asks=OF_DIALOGUE),
    route(f"{D}consent", preparing.consent_text, "consent-text", asks=("agreed-text", CHANGE)),
    route(f"{D}rules", preparing.ground_rules, "ground-rules", asks=("agreed-text", CHANGE)),
    route(f"{D}harm-check", harm.harm_check, "harm-check", asks=("harm-check", SEE), methods=GET),
    route(f"{D}harm-check/new", harm.new_harm_check, "harm-check-new", asks=("harm-check", CHANGE)),
    route(f"{D}phase", preparing.phase, "dialogue-phase", asks=OF_DIALOGUE),
]
