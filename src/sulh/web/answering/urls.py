"""Addresses of participants: short neutral words without ids."""

from __future__ import annotations

from sulh.access import CHANGE, SEE
from sulh.web.answering import leaving, own, proposing, queue, reading, record, views
from sulh.web.routes import route

urlpatterns = [
    route("answer", views.answer, "answer", asks=("answers", CHANGE)),
    route("ahead", queue.ahead, "ahead", asks=("answers", CHANGE), methods=("GET",)),
    route("deliver", queue.deliver, "deliver", asks=("answers", CHANGE), methods=("POST",)),
    route("own", own.own, "own", asks=("answers", SEE)),
    route("propose", proposing.propose, "propose", asks=("proposal", CHANGE)),
    route("shared", reading.shared, "shared", asks=("publication", SEE), methods=("GET",)),
    route("record", record.record, "record", asks=("public-record", SEE), methods=("GET",)),
    route("leave", leaving.leave, "leave", asks=("own-seat", CHANGE)),
]
