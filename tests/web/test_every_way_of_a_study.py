"""The same answers of a study given here, on paper and on a form server are the same rows, of the same people."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sulh.formats.workbooks import workbook
from sulh.model.questionnaire import ASKER
from sulh.store import clock
from sulh.store.models import Study, StudySheet, StudyWave
from sulh.store.study_sealing import answers
from sulh.store.writes import studies, study_asking, study_groups
from sulh.store.writes.studies import StudyText
from sulh.store.writes.study_groups import GroupText
from sulh.web.principal import HALVES
from tests.adversary.coded import evaluators
from tests.cast import Cast
from tests.web.people import agree, sign_in

DAY = date(2026, 2, 1)
# code, as it is written each time: here, on paper, on a telephone; then the answers.
PEOPLE = (
    (("Fa 07 He", "FA07HE", "fa-07 he"), {"warm_own": "70", "warm_others": "35", "near_town": "1", "circles": "3"}),
    (("سا\u0660\u0663دم", "سا 03 دم", "سا03دم"), {"warm_own": "100", "trust_most": "5", "done_talk": "0"}),
    (("Éz 11 no", "ez11no", "EZ11NO"), {"discrimination": "2", "done_avoid": "1"}),
)
LIST = "2"  # of the statements of the list, whichever somebody read


@pytest.fixture
def evaluator(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Client:
    """An evaluator with a study of three waves, each asked today: one for each way."""
    monkeypatch.setattr(clock, "today", lambda: DAY)
    evaluators(cast)
    who = cast.principal("evaluator")
    made = studies.new(who, cast.process.id, StudyText("Neighbours", "full", ("en", "ar", "fr"), "not_by_lot"))
    for number, kind in enumerate(("baseline", "during", "end"), 1):  # on one day, as no form sets them any more
        StudyWave.objects.create(study_id=made, number=number, kind=kind, opens=DAY, closes=DAY)
    study_asking.say_who(who, made, {part: dict.fromkeys(("en", "ar", "fr"), "A school.") for part in ASKER})
    study_groups.add(who, made, GroupText("participants", str(cast.sides["hill"].id), "Hill"))
    return sign_in(Client(), cast, "evaluator")


def here(cast: Cast) -> list[bool]:
    """Answer the first wave here; return of each person whether they read the longer list."""
    study = Study.objects.get()
    group = study.groups.get()
    number = study_groups.new_number(cast.principal("evaluator"), group.id, generation=None).code
    longer = []
    for codes, given in PEOPLE:
        client = Client()
        client.post("/", {"code": number})
        agree(client)
        longer.append(client.session[HALVES]["keep_away"])
        sent = client.post("/sheet", given | {"wave": "1", "code": codes[0], "keep_away": LIST})
        assert 200 == sent.status_code
    return longer


def brought(client: Client, wave: int, name: str, data: bytes) -> None:
    """Bring a file in as the answers of a wave."""
    file = SimpleUploadedFile(name, data)
    sent = client.post(reverse("study-answers", args=[Study.objects.get().id]), {"wave": str(wave), "file": file})
    assert 302 == sent.status_code, sent.content.decode()


def lines(heads: list[str], longer: list[bool], place: int, **more: str) -> list[list[str]]:
    """Return a row a person beneath these heads, with their code as it was written in this place."""
    rows = []
    for (codes, given), long in zip(PEOPLE, longer, strict=True):
        cells = given | {"group": "1", "code": codes[place], f"keep_away_{'b' if long else 'a'}": LIST} | more
        rows.append([cells.get(head, "") for head in heads])
    return rows


def rows_of(wave: int) -> list[tuple[str, str, dict[str, float], dict[str, bool]]]:
    """Return what is kept of a wave: who, of which group, what they answered, which list they read."""
    study = Study.objects.get()
    kept = [(row, answers(study).get(row, "answers")) for row in StudySheet.objects.filter(wave__number=wave)]
    return sorted((row.person, str(row.group_id), held["values"], held["shown"]) for row, held in kept)


def test_every_way_of_a_study_counts_alike(cast: Cast, evaluator: Client) -> None:
    """Whichever way they came, answers are the same, and a person is known again by their code."""
    longer = here(cast)
    waves = [wave.id for wave in StudyWave.objects.order_by("number")]
    table = openpyxl.load_workbook(io.BytesIO(evaluator.get(reverse("study-form", args=[waves[1], "table"])).content))
    heads = [str(cell.value) for cell in table["answers"][1]]
    brought(evaluator, 2, "answers.xlsx", workbook({"answers": [heads, *lines(heads, longer, 1, consent="yes")]}))
    package = evaluator.get(reverse("study-form", args=[waves[2], "form"])).content
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        survey = openpyxl.load_workbook(io.BytesIO(parts.read("form.xlsx")))["survey"]
    place = [cell.value for cell in survey[1]].index("name")
    names = [str(row[place]) for row in survey.iter_rows(min_row=2, values_only=True) if row[place]]
    export = [["start", *names], *(["09:00", *row] for row in lines(names, longer, 2, consent="yes"))]
    brought(evaluator, 3, "export.csv", "\n".join(",".join(row) for row in export).encode())

    assert len(PEOPLE) == len(rows_of(1))
    assert rows_of(1) == rows_of(2)
    assert rows_of(1) == rows_of(3)
