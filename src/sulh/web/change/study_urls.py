"""Addresses of studies of attitudes."""

from __future__ import annotations

from typing import Final

from sulh.access import CHANGE, SEE
from sulh.web.change import studies, study_answers, study_groups, study_many
from sulh.web.change.study_asking import asker
from sulh.web.change.study_paper import paper
from sulh.web.routes import route

P, ONE, WAVE = "w/p/<uuid:process_id>/change/studies", "w/studies/<uuid:study_id>", "w/study-waves/<uuid:wave_id>"
SEEN: Final = ("change", SEE)
STUDY: Final = ("study", CHANGE)
WITHDRAWAL: Final = ("study-withdrawal", CHANGE)
ENDING: Final = ("study-ending", CHANGE)
GET, POST = ("GET",), ("POST",)

urlpatterns = [
    route(P, studies.overview, "studies", asks=SEEN, methods=GET),
    route(f"{P}/new", studies.new, "study-new", asks=STUDY),
    route(ONE, studies.study, "study", asks=SEEN, methods=GET),
    route(f"{ONE}/questions", studies.questions, "study-questions", asks=STUDY),
    route(f"{ONE}/asker", asker, "study-asker", asks=STUDY),
    route(f"{ONE}/questions/new", studies.question, "study-question-new", asks=STUDY),
    route(f"{ONE}/questions/<slug:key>", studies.own_question, "study-question", asks=STUDY),
    route(f"{ONE}/waves", studies.wave, "study-wave-new", asks=STUDY),
    route(f"{WAVE}/remove", studies.remove_wave, "study-wave-remove", asks=STUDY, methods=POST),
    route(f"{ONE}/groups", studies.group, "study-group-new", asks=STUDY),
    route(f"{ONE}/groups/several", study_many.groups, "study-groups-new", asks=STUDY),
    route(f"{ONE}/numbers", study_many.numbers, "study-numbers", asks=STUDY, methods=POST),
    route(
        "w/study-groups/<uuid:group_id>/remove", studies.remove_group, "study-group-remove", asks=STUDY, methods=POST
    ),
    route("w/study-groups/<uuid:group_id>", study_groups.group, "study-group", asks=STUDY),
    route("w/study-groups/<uuid:group_id>/number", study_groups.number, "study-number", asks=STUDY, methods=POST),
    route(f"{ONE}/plan", studies.plan, "study-plan", asks=STUDY),
    route(f"{WAVE}/<slug:sheet>", study_answers.form_file, "study-form", asks=STUDY, methods=GET),
    route(f"{ONE}/paper/<slug:language>", paper, "study-paper", asks=SEEN, methods=GET),
    route(f"{ONE}/answers", study_answers.bring, "study-answers", asks=STUDY),
    route(f"{ONE}/withdraw", study_answers.forget, "study-withdraw", asks=WITHDRAWAL),
    route(f"{ONE}/analyse", study_answers.analyse, "study-analyse", asks=STUDY, methods=POST),
    route(f"{ONE}/end", study_answers.end, "study-end", asks=ENDING),
    route(
        "w/study-reports/<uuid:report_id>.<slug:form>",
        study_answers.report_file,
        "study-report-file",
        asks=SEEN,
        methods=GET,
    ),
    route("w/study-reports/<uuid:report_id>", study_answers.report, "study-report", asks=SEEN, methods=GET),
]
