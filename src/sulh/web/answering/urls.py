"""Addresses of participants: short neutral words without ids."""

from __future__ import annotations

from sulh.access import CHANGE
from sulh.web.answering import views
from sulh.web.routes import route

urlpatterns = [
    route("answer", views.answer, "answer", asks=("answers", CHANGE)),
]
