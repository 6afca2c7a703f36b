"""Addresses of the official table."""

from __future__ import annotations

from typing import Final

from sulh.access import CHANGE, SEE
from sulh.web.desk import bearing, keeping, questions, sitting
from sulh.web.release import documents
from sulh.web.routes import route

P, Q, K = "w/p/<uuid:process_id>/", "w/questions/<uuid:question_id>", "w/packages/<uuid:package_id>"
KEEP: Final = ("desk", CHANGE)
ITEM: Final = ("agenda", CHANGE)
MINE: Final = ("question-answer", CHANGE)
GET, POST = ("GET",), ("POST",)

urlpatterns = [
    route("w/d/<uuid:dialogue_id>/item", bearing.of_dialogue, "dialogue-bears", asks=("dialogue", CHANGE)),
    route(
        "w/statements/<uuid:statement_id>/item", bearing.of_statement, "statement-bears", asks=("moderation", CHANGE)
    ),
    route(f"{P}table", keeping.table, "official-table", asks=KEEP, methods=GET),
    route(f"{P}table/desk", keeping.new_desk, "desk-new", asks=KEEP),
    route("w/desks/<uuid:desk_id>/account", keeping.account, "desk-account", asks=KEEP),
    route(f"{P}table/item", keeping.new_item, "item-new", asks=ITEM),
    route("w/items/<uuid:item_id>/change", keeping.change_item, "item-change", asks=ITEM),
    route("w/items/<uuid:item_id>", sitting.item, "item", asks=("agenda", SEE), methods=GET),
    route(f"{K}/became", keeping.became, "package-became", asks=("package", SEE), methods=GET),
    route(f"{K}/handover", keeping.hand_over, "handover", asks=("package", CHANGE)),
    route(f"{K}/answer", sitting.answer, "package-answer", asks=("desk-answer", CHANGE)),
    route("w/desks/<uuid:desk_id>/ask", questions.ask, "desk-ask", asks=("question", CHANGE)),
    route(Q, questions.question, "question", asks=MINE, methods=GET),
    route(f"{Q}/take", questions.take, "question-take", asks=MINE),
    route(f"{Q}/decline", questions.decline, "question-decline", asks=MINE),
    route(f"{Q}/put", questions.put, "question-put", asks=MINE),
    route(f"{Q}/close", questions.close, "question-close", asks=MINE, methods=POST),
    route("w/desk", sitting.desk, "own-desk", asks=("own-desk", SEE), methods=GET),
    route("w/desk/<uuid:package_id>", sitting.package, "desk-package", asks=("desk-package", SEE), methods=GET),
    route("w/desk/<uuid:package_id>/open", sitting.open_, "desk-open", asks=("desk-package", CHANGE), methods=POST),
    route(
        "w/desk/<uuid:package_id>/package.json", sitting.as_json, "desk-json", asks=("desk-package", SEE), methods=GET
    ),
    route(
        "w/desk/<uuid:package_id>/<slug:kind>.<slug:language>.<slug:form>",
        documents.of_desk,
        "desk-paper",
        asks=("desk-package", SEE),
        methods=GET,
    ),
]
