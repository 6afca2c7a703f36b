"""Addresses of the one text: `w/` for facilitators, short neutral words for the sides."""

from __future__ import annotations

from sulh.access import CHANGE, SEE, Verb
from sulh.web.onetext import concerns, drafting, reading, soundings
from sulh.web.routes import route

DRAFT: tuple[str, Verb] = ("one-text", CHANGE)
READ: tuple[str, Verb] = ("one-text", SEE)

urlpatterns = [
    route("w/d/<uuid:dialogue_id>/text", drafting.overview, "one-text", asks=DRAFT, methods=("GET",)),
    route("w/d/<uuid:dialogue_id>/text/new", drafting.begin, "text-new", asks=DRAFT),
    route("w/text/<uuid:text_id>/clause", drafting.add, "clause-new", asks=DRAFT),
    route("w/clause/<uuid:wording_id>", drafting.reword, "clause", asks=DRAFT),
    route("w/clause/<uuid:wording_id>/up", drafting.up, "clause-up", asks=DRAFT, methods=("POST",)),
    route("w/clause/<uuid:wording_id>/remove", drafting.remove, "clause-remove", asks=DRAFT),
    route("w/text/<uuid:text_id>/next/<slug:act>", drafting.move, "text-next", asks=DRAFT),
    route("w/text/<uuid:text_id>/versions", drafting.versions, "text-versions", asks=DRAFT, methods=("GET",)),
    route("w/text/<uuid:text_id>/said", concerns.said, "text-said", asks=DRAFT, methods=("GET",)),
    route("w/text/<uuid:text_id>/reply", concerns.reply, "text-reply", asks=DRAFT, methods=("POST",)),
    route("w/reply/<uuid:reply_id>/back", concerns.take_back, "reply-back", asks=DRAFT, methods=("POST",)),
    route("w/text/<uuid:text_id>/sounding", soundings.put_clauses, "sounding-new", asks=DRAFT),
    route(
        "w/e/<uuid:epoch_id>/announce", soundings.announce, "announce", asks=("publication", CHANGE), methods=("POST",)
    ),
    route("w/d/<uuid:dialogue_id>/rules/announcing", soundings.announcing, "announcing", asks=("agreed-text", CHANGE)),
    route("text", reading.text, "text", asks=READ, methods=("GET",)),
    route("concern", reading.concern, "concern", asks=("criticism", CHANGE)),
    route("concern-back", reading.take_back, "concern-back", asks=("criticism", CHANGE), methods=("POST",)),
    route("last-question", reading.last_question, "last-question", asks=("final-answer", CHANGE), methods=("POST",)),
]
