"""Effects with the baseline taken out, by forms: offered where a lot decided, and told beside the difference."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from sulh.store.models import Study
from sulh.store.reads import studies as reads
from sulh.store.reads import study_reports
from sulh.store.writes import study_answers
from tests.cast import Cast
from tests.formats.sent import part
from tests.store.studied import studied
from tests.web.people import sign_in
from tests.web.test_change_pages import keep, text

LOOKED_AT = {"waves": ["2"], "compared": ["comparison"], "look_warm_others": "primary:up", "adjusted": "on"}
ASKED, TOLD = "Each planned effect also adjusted for where people began", "The same, adjusted for where people began"


def test_a_plan_of_a_study_by_lot_asks_for_it_and_its_report_tells_it(cast: Cast) -> None:
    """The form offers it, the study says that it was asked for, and the report has it once, for the planned effect."""
    made = studied(cast)
    Study.objects.update(assigned="people_by_lot")
    one = sign_in(Client(), cast, "evaluator")
    offered = text(one, "study-plan", made.study)
    keep(one, "study-plan", made.study, **LOOKED_AT, sure="yes")
    shown = text(one, "study", made.study)
    made.bring(after=False)
    made.bring(after=True)
    report = study_answers.analyse(made.evaluator, made.study)
    found = study_reports.report(made.evaluator, report, "en")

    assert [True, True] == [ASKED in page for page in (offered, shown)]
    assert found.plan is not None
    assert found.plan.adjusted
    assert ["warm_others"] == [each.measure for each in found.findings.results if each.covariance is not None]
    rows = text(one, "study-report", report).partition("<tbody>")[2]
    assert 1 == rows.count(f">{TOLD}<")
    table = one.get(reverse("study-report-file", args=[report, "xlsx"])).content
    assert TOLD in part(table, "xl/worksheets/sheet2.xml")


def test_without_a_lot_it_is_neither_offered_nor_taken(cast: Cast) -> None:
    """A form that asks for it all the same lays a plan down without it."""
    made = studied(cast)
    one = sign_in(Client(), cast, "evaluator")
    offered = text(one, "study-plan", made.study)
    keep(one, "study-plan", made.study, **LOOKED_AT, sure="yes")
    found = reads.shown(made.evaluator, made.study, "en")

    assert ASKED not in offered + text(one, "study", made.study)
    assert found.plan is not None
    assert not found.plan.adjusted
