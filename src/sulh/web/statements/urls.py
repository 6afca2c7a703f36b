"""Addresses of statements and translations."""

from __future__ import annotations

from sulh.access import CHANGE, SEE, Verb
from sulh.web.routes import route
from sulh.web.statements import moderation, translations, views

LOOK: tuple[str, Verb] = ("moderation", SEE)
DECIDE: tuple[str, Verb] = ("moderation", CHANGE)

urlpatterns = [
    route("w/d/<uuid:dialogue_id>/statements", views.statements, "statements", asks=LOOK, methods=("GET",)),
    route("w/d/<uuid:dialogue_id>/statements/new", views.seed, "statement-new", asks=DECIDE),
    route("w/d/<uuid:dialogue_id>/statements/record.csv", views.as_csv, "record-csv", asks=LOOK, methods=("GET",)),
    route("w/d/<uuid:dialogue_id>/statements/record.xlsx", views.as_xlsx, "record-xlsx", asks=LOOK, methods=("GET",)),
    route("w/statements/<uuid:statement_id>", moderation.statement, "statement", asks=LOOK, methods=("GET",)),
    route(
        "w/statements/<uuid:statement_id>/accept",
        moderation.accept,
        "statement-accept",
        asks=DECIDE,
        methods=("POST",),
    ),
    route("w/statements/<uuid:statement_id>/reject", moderation.reject, "statement-reject", asks=DECIDE),
    route("w/statements/<uuid:statement_id>/reword", moderation.reword, "statement-reword", asks=DECIDE),
    route("w/statements/<uuid:statement_id>/merge", moderation.merge, "statement-merge", asks=DECIDE),
    route("w/statements/<uuid:statement_id>/withdraw", moderation.withdraw, "statement-withdraw", asks=DECIDE),
    route("w/statements/<uuid:statement_id>/to-all", moderation.to_all, "statement-to-all", asks=DECIDE),
    route("w/statements/<uuid:statement_id>/original", moderation.original, "statement-original", asks=DECIDE),
    route(
        "w/d/<uuid:dialogue_id>/translations",
        translations.translations,
        "translations",
        asks=("translation", SEE),
        methods=("GET",),
    ),
    route(
        "w/statements/<uuid:statement_id>/in/<slug:language>",
        translations.translation,
        "translation",
        asks=("translation", CHANGE),
    ),
]
