"""A study of attitudes by forms alone: set up, laid down, answered unseen, analysed, and told with its doubts."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from datetime import date
from unittest.mock import patch
from uuid import UUID

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from sulh.measurement.attitudes.findings import Estimate, Report
from sulh.papers.page import page_language
from sulh.store import clock
from sulh.store.models import Membership, Study, StudyReport, StudyWave
from sulh.store.reads import study_reports as reads
from sulh.store.writes import study_answers, study_plans
from sulh.web.change.study_first import first
from tests.adversary.coded import evaluators
from tests.cast import Cast
from tests.formats.sent import part
from tests.store.studied import Studied, studied
from tests.web.people import sign_in
from tests.web.test_change_pages import keep, text

GROUPS = [(side, arm) for side in ("hill", "river") for arm in ("participants", "comparison")]


@dataclass
class Read:
    """A study that was set up, planned, answered and analysed, and who reads its report."""

    study: UUID
    report: UUID
    shown: str
    desk: Client


@pytest.fixture
def asked(cast: Cast) -> UUID:
    """A study as an evaluator sets it up by forms: two waves, two groups of each side, questions of a template."""
    evaluators(cast)
    one, languages = sign_in(Client(), cast, "evaluator"), ["en", "ar"]
    new = {"title": "Neighbours", "template": "short", "languages": languages, "assigned": "not_by_lot"}
    keep(one, "study-new", cast.process.id, **new)
    study: UUID = Study.objects.get().id
    with patch.object(clock, "today", lambda: date(2026, 2, 1)):
        for kind, day in (("baseline", "2026-02-01"), ("end", "2026-10-01")):
            keep(one, "study-wave-new", study, kind=kind, opens=day, closes=day)
    for side, arm in GROUPS:
        keep(one, "study-group-new", study, label=f"{side} {arm}", arm=arm, side=str(cast.sides[side].id))
    return study


@pytest.fixture
def read(cast: Cast) -> Read:
    """What stands once such a study was planned, answered in both waves and analysed."""
    made = studied(cast)
    study_plans.freeze(made.evaluator, made.study, {("warm_others", "2"): "primary:up"}, ("comparison",))
    for after in (False, True):
        made.bring(after=after)
    report = study_answers.analyse(made.evaluator, made.study)
    desk = sign_in(Client(), cast, "facilitator")
    return Read(made.study, report, text(desk, "study-report", report), desk)


def test_what_is_asked_has_its_reasons_and_a_question_of_ones_own_is_asked_once(cast: Cast, asked: UUID) -> None:
    """Nothing that asks what people did, and no reason: refused. Sent twice, an own question stands once on paper."""
    one, desk = (sign_in(Client(), cast, name) for name in ("evaluator", "facilitator"))
    chosen = ["warm_own", "warm_others", "trust_most", "trust_fair", "circles", "done_talk"]
    assert 422 == one.post(reverse("study-questions", args=[asked]), {"questions": chosen}).status_code
    keep(one, "study-questions", asked, questions=[*chosen, "done_avoid"])
    put = {
        "texts_en": "The bridge is for all.",
        "texts_ar": "الجسر للجميع.",
        "names_en": "The bridge",
        "names_ar": "الجسر",
    }
    for _ in range(2):
        keep(one, "study-question-new", asked, new_id=str(asked), better="higher", **put)

    assert 1 == text(desk, "study-paper", asked, "ar").count("الجسر للجميع.")
    assert "&lt;bdi" not in text(one, "study-plan", asked)


def test_a_study_is_planned_answered_unseen_and_analysed_by_forms(cast: Cast, asked: UUID) -> None:
    """A file that is not understood is refused without a word of it; two that are make a report."""
    one, desk = (sign_in(Client(), cast, name) for name in ("evaluator", "facilitator"))
    keep(one, "study-plan", asked, waves=["2"], compared=["comparison"], look_warm_others="primary:up", sure="yes")
    rows = Studied(cast.principal("evaluator"), asked, (asked, asked), dict.fromkeys(GROUPS, asked))
    at = reverse("study-answers", args=[asked])
    bad = SimpleUploadedFile("a.csv", b"group,code,warm_own\n1,FA07he,41700417\n")
    refused = one.post(at, {"wave": "1", "file": bad})
    assert (422, False) == (refused.status_code, b"41700417" in refused.content)
    for wave, after in (("1", False), ("2", True)):
        file = SimpleUploadedFile("a.csv", rows.table(after=after))
        assert 302 == one.post(at, {"wave": wave, "file": file}).status_code
    assert "24 people answered" in text(desk, "study", asked)
    keep(one, "study-analyse", asked)

    assert [asked] == list(StudyReport.objects.values_list("study", flat=True))


def test_a_report_says_first_what_to_doubt_and_no_row_is_anywhere(read: Read) -> None:
    """Before any figure: no lot, who stood by; each side by itself; no code of a person; the same in the workbook."""
    table = read.desk.get(reverse("study-report-file", args=[read.report, "xlsx"])).content

    assert read.shown.index("Read this first") < read.shown.index("12.50, between")
    for said in (
        "No lot decided who took part",
        "were moved otherwise than those of another, beyond what chance gives: ",
        "Who stood by when they answered is not known here.",
    ):
        assert said in read.shown
    assert ("hipa0x" in read.shown, "&lt;bdi" in read.shown) == (False, False)
    assert "No lot decided who took part" in part(table, "xl/worksheets/sheet2.xml")
    assert "standard deviations" in part(table, "xl/worksheets/sheet5.xml")


def test_of_what_nobody_answered_nothing_is_said_and_nothing_is_called_chance(read: Read) -> None:
    """Seven measures of the template were answered by nobody here."""
    assert (7, 0) == (read.shown.count("Nothing can be said."), read.shown.count("It may be chance."))


def test_what_got_worse_is_named_among_what_is_read_first(cast: Cast, read: Read) -> None:
    """A measure that fell beyond what chance gives is named there; where nothing did, nothing is said of it."""
    found = reads.report(cast.principal("evaluator"), read.report, "en")
    fell = [one for one in found.findings.results if one.measure == "warm_others"]
    findings = msgspec.structs.replace(
        found.findings, results=tuple(msgspec.structs.replace(one, reading="worse") for one in fell)
    )
    named = [str(one) for one in first(page_language("en"), replace(found, findings=findings))]

    assert "For the worse, beyond what chance gives: <bdi>Warmth for the others</bdi>." in named
    assert "For the worse" not in read.shown


def test_a_report_stands_beside_the_other_changes_after_of_whom_it_tells(cast: Cast, read: Read) -> None:
    """With a link to it; what its plan calls primary stands first, of all, and figures of its sides as not planned."""
    beside = text(read.desk, "change", cast.process.id)
    sheet = load_workbook(io.BytesIO(read.desk.get(reverse("change-report", args=[cast.process.id, "xlsx"])).content))
    drawn = [(str(row[0]), str(row[-1])) for row in sheet["Attitudes"].iter_rows(min_row=2, values_only=True)]

    assert f'href="{reverse("study-report", args=[read.report])}"' in beside
    assert "No study of attitudes was analysed" not in beside
    assert beside.index("nothing is said of a side") < beside.index("No lot decided who took part")
    assert ["All who took part", "Hill", "River"] == [what.partition(":")[0] for what, _ in drawn]
    assert ["Primary", "Not planned", "Not planned"] == [
        told.partition("; what to doubt")[0].rpartition(". ")[2] for _, told in drawn
    ]
    assert "is what its plan calls primary: <bdi>Warmth for the others</bdi>." in beside


def test_what_moved_on_one_side_alone_is_told_by_measure_and_side(cast: Cast, read: Read) -> None:
    """Nothing where both moved; else which measure it is and which side, and of which the sides were moved unlike."""
    held = reads.report(cast.principal("evaluator"), read.report, "en")
    (of,) = (one for one in held.findings.results if one.measure == "warm_others")
    hill, river = of.sides
    assert isinstance(river.found, Estimate)
    unclear = msgspec.structs.replace(river, found=msgspec.structs.replace(river.found, low=-1.0))
    alone = msgspec.structs.replace(held.findings, results=(msgspec.structs.replace(of, sides=(hill, unclear)),))

    def shown(found: Report) -> str:
        with patch.object(reads, "attitudes", return_value=(replace(held, findings=found),)):
            page = text(read.desk, "change", cast.process.id)
        return page.replace("<bdi>", "").replace("</bdi>", "")

    said = "Of those of one side alone who took part it can be said that they moved: Warmth for the others (Hill)."
    assert (False, True) == (said in shown(held.findings), said in shown(alone))
    unlike = shown(held.findings).partition("moved otherwise than those of another")[2].partition("</li>")[0]
    assert "Warmth for the others (Hill and River)" in unlike


def test_a_facilitator_reads_a_report_and_runs_nothing(cast: Cast, read: Read) -> None:
    """What brings answers in, takes them out, plans or ends is not theirs; evaluators read in their own language."""
    for route in ("study-answers", "study-withdraw", "study-plan", "study-end"):
        assert 404 == read.desk.get(reverse(route, args=[read.study])).status_code
    for tag, said in (("fr", "À lire d’abord"), ("ar", "اقرأ هذا أولًا")):
        assert said in text(sign_in(Client(), cast, "evaluator", language=tag), "study-report", read.report)


def test_what_goes_out_is_a_form_that_others_can_read_and_a_sheet_from_right_to_left(cast: Cast) -> None:
    """The form converts without a warning, its drawings beside it; the sheet in Arabic runs from right to left."""
    evaluators(cast)
    one = sign_in(Client(), cast, "evaluator")
    keep(
        one,
        "study-new",
        cast.process.id,
        title="Neighbours",
        template="full",
        languages=["fr", "ar"],
        assigned="not_by_lot",
    )
    study = Study.objects.get().id
    sheet = reverse("study-paper", args=[study, "ar"])
    assert sheet not in text(one, "study", study), "a sheet is offered once it is said when, and of whom, it is asked"
    with patch.object(clock, "today", lambda: date(2026, 2, 1)):
        keep(one, "study-wave-new", study, kind="baseline", opens="2026-02-01", closes="2026-02-02")
    keep(one, "study-group-new", study, label="Hill", arm="participants", side=str(cast.sides["hill"].id))
    assert sheet in text(one, "study", study)
    wave = StudyWave.objects.get().id
    with zipfile.ZipFile(io.BytesIO(one.get(reverse("study-form", args=[wave, "form"])).content)) as package:
        made = convert(xlsform=io.BytesIO(package.read("form.xlsx")), validate=False)
        drawings = [name for name in package.namelist() if name.endswith(".png")]
    paper = text(one, "study-paper", study, "ar")

    assert ([], 7) == (made.warnings, len(drawings))
    assert "deviceid" not in made.xform
    assert 'dir="rtl"' in paper
    assert 14 == paper.count("<svg")  # seven on each of the two sheets
    assert 1 == paper.count("من الصواب إبعاد الجماعة الأخرى بالقوة.")
    assert 404 == one.get(reverse("study-paper", args=[study, "en"])).status_code
    Membership.objects.create(staff=cast.staff["evaluator"], process=cast.process, role="facilitator")
    for route, at in (("studies", cast.process.id), ("study", study)):
        assert "nobody measures what they themselves run" in text(one, route, at)
    assert 404 == one.get(reverse("study-form", args=[wave, "form"])).status_code
