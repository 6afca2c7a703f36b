"""A study of attitudes by forms alone: set up, laid down, answered unseen, analysed, and told with its doubts."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import msgspec
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pyxform.xls2xform import convert

from sulh.papers.page import page_language
from sulh.store.models import Membership, Study, StudyReport, StudyWave
from sulh.store.reads import studies as reads
from sulh.web.change.study_telling import first
from tests.adversary.coded import evaluators
from tests.cast import Cast
from tests.formats.sent import part
from tests.store.studied import Studied
from tests.web.people import sign_in
from tests.web.test_change_pages import keep, text


def test_the_whole_way_of_a_study(cast: Cast) -> None:
    """A plan, two tables, a report that says first what to doubt; a facilitator reads it, and no row is anywhere."""
    evaluators(cast)
    one, desk = (sign_in(Client(), cast, name) for name in ("evaluator", "facilitator"))
    keep(
        one,
        "study-new",
        cast.process.id,
        title="Neighbours",
        template="short",
        languages=["en", "ar"],
        assigned="not_by_lot",
    )
    study = Study.objects.get().id
    for kind, day in (("baseline", "2026-02-01"), ("end", "2026-10-01")):
        keep(one, "study-wave-new", study, kind=kind, opens=day, closes=day)
    for side in ("hill", "river"):
        for arm in ("participants", "comparison"):
            keep(one, "study-group-new", study, label=f"{side} {arm}", arm=arm, side=str(cast.sides[side].id))
    questions = ["warm_own", "warm_others", "trust_most", "trust_fair", "circles", "done_talk"]
    assert 422 == one.post(reverse("study-questions", args=[study]), {"questions": questions}).status_code
    keep(one, "study-questions", study, questions=[*questions, "done_avoid"])
    put = {
        "texts_en": "The bridge is for all.",
        "texts_ar": "الجسر للجميع.",
        "names_en": "The bridge",
        "names_ar": "الجسر",
    }
    for _ in range(2):
        keep(one, "study-question-new", study, new_id=str(study), better="higher", **put)
    assert 1 == text(desk, "study-paper", study, "ar").count("الجسر للجميع.")
    planned = text(one, "study-plan", study)
    keep(one, "study-plan", study, waves=["2"], compared=["comparison"], look_warm_others="primary:up")
    rows = Studied(
        cast.principal("evaluator"),
        study,
        (study, study),
        dict.fromkeys([(side, arm) for side in ("hill", "river") for arm in ("participants", "comparison")], study),
    )
    at = reverse("study-answers", args=[study])
    bad = SimpleUploadedFile("a.csv", b"group,code,warm_own\n1,FA07he,41700417\n")
    refused = one.post(at, {"wave": "1", "file": bad})
    assert (422, False) == (refused.status_code, b"41700417" in refused.content)
    for wave, after in (("1", False), ("2", True)):
        file = SimpleUploadedFile("a.csv", rows.table(after=after))
        assert 302 == one.post(at, {"wave": wave, "file": file}).status_code
    assert "24 people answered" in text(desk, "study", study)
    keep(one, "study-analyse", study)
    report = StudyReport.objects.get().id
    shown = text(desk, "study-report", report)

    assert shown.index("Read this first") < shown.index("12.50, between")
    assert "No lot decided who took part" in shown
    assert "hipa0x" not in shown
    assert (6, 0) == (shown.count("Nothing can be said."), shown.count("It may be chance."))  # nobody answered these
    assert "One side was moved more than another." in shown
    table = desk.get(reverse("study-report-file", args=[report, "xlsx"])).content
    assert "No lot decided who took part" in part(table, "xl/worksheets/sheet2.xml")
    beside = text(desk, "change", cast.process.id)
    assert f'href="{reverse("study-report", args=[report])}"' in beside
    assert "No study of attitudes was analysed" not in beside
    assert beside.index("They say nothing of a side") < beside.index("No lot decided who took part")
    assert "Who asked them, and who stood by, is not known here." in shown
    assert "standard deviations" in part(table, "xl/worksheets/sheet4.xml")
    assert [False] * 2 == ["&lt;bdi" in page for page in (shown, planned)]
    found = reads.report(cast.principal("evaluator"), report, "en")
    fell = [one for one in found.findings.results if one.measure == "warm_others"]
    findings = msgspec.structs.replace(
        found.findings, results=tuple(msgspec.structs.replace(one, reading="worse") for one in fell)
    )
    named = [str(one) for one in first(page_language("en"), replace(found, findings=findings))]
    assert "For the worse, beyond what chance gives: <bdi>Warmth for the others</bdi>." in named
    assert "For the worse" not in shown
    for route in ("study-answers", "study-withdraw", "study-plan", "study-end"):
        assert 404 == desk.get(reverse(route, args=[study])).status_code
    for tag, said in (("fr", "À lire d’abord"), ("ar", "اقرأ هذا أولًا")):
        assert said in text(sign_in(Client(), cast, "evaluator", language=tag), "study-report", report)


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
