"""Every address: each area of pages brings its own."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("sulh.web.entrance.urls")),
    path("", include("sulh.web.answering.urls")),
    path("", include("sulh.web.responding.urls")),
    path("", include("sulh.web.account.urls")),
    path("", include("sulh.web.installation.urls")),
    path("", include("sulh.web.home.urls")),
    path("", include("sulh.web.reminders.urls")),
    path("", include("sulh.web.setup.urls")),
    path("", include("sulh.web.ending.urls")),
    path("", include("sulh.web.statements.urls")),
    path("", include("sulh.web.seats.urls")),
    path("", include("sulh.web.rounds.urls")),
    path("", include("sulh.web.meetings.urls")),
    path("", include("sulh.web.results.urls")),
    path("", include("sulh.web.onetext.urls")),
    path("", include("sulh.web.release.urls")),
    path("", include("sulh.web.desk.urls")),
    path("", include("sulh.web.chain.urls")),
    path("", include("sulh.web.map.urls")),
    path("", include("sulh.web.change.urls")),
    path("", include("sulh.web.change.study_urls")),
    path("", include("sulh.web.change.outcome_urls")),
    path("", include("sulh.web.paper.urls")),
    path("", include("sulh.web.station.urls")),
]

handler400 = "sulh.web.errors.bad_form"
handler403 = "sulh.web.errors.nothing_here"
handler404 = "sulh.web.errors.nothing_here"
handler500 = "sulh.web.errors.fault"
