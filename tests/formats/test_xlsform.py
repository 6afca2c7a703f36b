from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from sulh.errors import SettingError
from sulh.formats.ballots import read_ballots
from sulh.formats.vote_words import NAMES, VOTE_LABELS
from sulh.formats.xlsform import answers_from_form, round_form
from sulh.model.ballots import BallotAnswer, BallotSheet, FormStatement, RoundForm
from tests.formats.sent import BALLOTS, STATEMENTS, Cell, part, workbook

FORM = RoundForm(
    "round-2",
    "Questions of spring",
    ["ar", "fr", "en"],
    [
        FormStatement("road", {"en": "The road stays open / all year", "fr": "La route", "ar": "يبقى الطريق مفتوحًا"}),
        FormStatement("well", {"en": "=1+1", "fr": "Le puits - ${q1}", "ar": "البئر"}),
        FormStatement("school", {"en": "<b>The school & all</b>", "fr": "L’école", "ar": "المدرسة"}),
    ],
)
ANSWERS = [BallotAnswer("0012", "road", 1), BallotAnswer("0012", "well", -1), BallotAnswer("0450", "school", 0)]
TYPED = b"ballot,road,well,school\n0012,1,-1,\n0450,,,0\n"
META = ["start", "end", "deviceid", "_geolocation", "_id", "_submission_time", "meta/instanceID", "__version__"]
Table = list[list[Cell]]


def export(names: Sequence[str], votes: dict[int, str]) -> Table:
    """What a server exports for three questions, with its own columns before and after."""
    seen: list[Cell] = ["2026-05-01T10:00:00", "2026-05-01T10:09:00", "phone-7", "1 2", 1, "2026-05-01", "uuid:1", "v1"]
    table: Table = [
        [*META[:3], *names, *META[3:]],
        [*seen[:3], "0012", votes[1], votes[-1], "", *seen[3:]],
        [*seen[:3], "0450", "", "", votes[0], *seen[3:]],
    ]
    return table


def as_csv(table: Table, separator: str = ",") -> bytes:
    """Write a table as servers do: every cell between quotation marks."""
    target = io.StringIO()
    csv.writer(target, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(table)
    return target.getvalue().encode("utf-8-sig")


def read(data: bytes, filename: str = "export.csv") -> BallotSheet:
    """Read an export of the form of these tests."""
    return answers_from_form(data, filename, FORM, ballots=BALLOTS)


def refusal(**changes: object) -> str:
    """Why a form that differs in one thing is not written."""
    with pytest.raises(SettingError) as caught:
        round_form(msgspec.structs.replace(FORM, **changes))
    return str(caught.value)


BY_NAME = export(["number", "q1", "q2", "q3"], NAMES)
EXPORTS = {
    "kobo": as_csv(BY_NAME, ";"),
    "groups": as_csv(export(["ask/number", "ask/part/q1", "ask/q2", "ask/q3"], NAMES)),
    "central": as_csv(export(["number", "ask-q1", "ask-q2", "ask-q3"], NAMES)),
    "english": as_csv(
        export(["Entry number", *(one.texts["en"] for one in FORM.statements)], VOTE_LABELS["en"]),
    ),
    "french": as_csv(
        export(["Numéro d’entrée", "La route", "Groupe/Le puits - $ {q1}", "L’école"], VOTE_LABELS["fr"]), ";"
    ),
    "arabic": as_csv(export(["رقم الدخول", *(one.texts["ar"] for one in FORM.statements)], VOTE_LABELS["ar"])),
    "workbook": workbook(BY_NAME),
}


def test_the_form_is_an_xlsform() -> None:
    """The reference tool for XLSForms makes a form of it, without a warning."""
    warnings: list[str] = []
    form = convert(xlsform=io.BytesIO(round_form(FORM)), warnings=warnings).xform

    assert [] == warnings
    assert ["q1", "q2", "q3"] == re.findall(r'<select1 ref="/\w+/(\w+)"', form)
    assert ["number"] == re.findall(r'<input ref="/\w+/(\w+)" appearance="numbers"', form)


def test_the_form_asks_in_every_language() -> None:
    """Questions and choices are there in each language, under the names that forms use."""
    book = load_workbook(io.BytesIO(round_form(FORM)))
    survey, choices = (list(book[name].iter_rows(values_only=True)) for name in ("survey", "choices"))

    assert ["survey", "choices", "settings"] == book.sheetnames
    assert ("type", "name", "label::Arabic (ar)", "label::French (fr)", "label::English (en)") == survey[0][:5]
    assert ("text", "number", "رقم الدخول", "Numéro d’entrée", "Entry number", "yes") == survey[1][:6]
    assert ("select_one vote", "q2", "البئر", "Le puits - $ {q1}", "=1+1") == survey[3][:5]
    assert ["agree", "disagree", "pass"] == [row[1] for row in choices[1:]]
    assert ("Questions of spring", "round-2", "Arabic (ar)") == list(book["settings"].iter_rows(values_only=True))[1]


def test_the_form_asks_for_no_device_place_or_time() -> None:
    """Nothing but the entry number and the questions is asked for, and nothing is worked out."""
    survey = list(load_workbook(io.BytesIO(round_form(FORM)))["survey"].iter_rows(values_only=True))

    assert {"text", "select_one vote"} == {row[0] for row in survey[1:]}
    assert "<f>" not in part(round_form(FORM), "xl/worksheets/sheet1.xml")


def test_the_same_form_is_the_same_bytes() -> None:
    """A form names no author and no time of writing."""
    assert round_form(FORM) == round_form(FORM)
    assert "2000-01-01" in part(round_form(FORM), "docProps/core.xml")
    assert "creator" not in part(round_form(FORM), "docProps/core.xml")


def test_forms_that_are_not_written() -> None:
    """A statement circulates in every language or not at all; ids and languages are as forms need them."""
    torn = [FORM.statements[0], FormStatement("well", {"en": "Well", "fr": "  ", "ar": "البئر"})]

    assert "every language" in refusal(statements=torn)
    assert "each statement once" in refusal(statements=[FORM.statements[0]] * 2)
    assert "at least one statement" in refusal(statements=[])
    assert "needs a title" in refusal(title=" ")
    assert "begins with a letter" in refusal(form_id="2 rounds")
    assert "ar, en, fr" in refusal(languages=["ar", "sw"])
    assert "each once" in refusal(languages=["ar", "ar"])
    assert "each once" in refusal(languages=[])


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_equals_the_table(name: str) -> None:
    """By phone or typed into a table, the same answers give the same value; what a server adds is left unread."""
    typed = read_ballots(TYPED, "typed.csv", statements=STATEMENTS, ballots=BALLOTS)

    assert BallotSheet(ANSWERS, [], 2) == typed
    assert typed == read(EXPORTS[name])


def test_faults_of_an_export() -> None:
    """A strange ballot, a strange vote and a question of another form are named; the rest counts."""
    data = b"number;q1;q2;q9;colour\n0012;agree;disagree;agree;red\n9;agree;;;\n0450;maybe;;;\n"
    sheet = read(data)

    assert ANSWERS[:2] == sheet.answers
    assert [(1, "'q9'"), (1, "'colour'"), (3, "'9'"), (4, "something else")] == [
        (fault.line, fault.found) for fault in sheet.faults
    ]


def test_an_export_without_the_number() -> None:
    """Without the entry number, or with two, nothing counts."""
    assert ["missing-column"] == [fault.kind for fault in read(b"q1,q2\nagree,pass\n").faults]
    assert ["missing-column"] == [fault.kind for fault in read(b"number,a/number,q1\n0012,0013,agree\n").faults]


def test_statements_of_one_text_are_told_by_name_only() -> None:
    """A label that two questions share names neither, and a label never takes the name of a question."""
    same = [FormStatement("a", {"en": "Yes"}), FormStatement("b", {"en": "Yes"}), FormStatement("c", {"en": "q1"})]
    form = RoundForm("f", "T", ["en"], same)
    by_label = answers_from_form(b"number,Yes\n1,agree\n", "e.csv", form, ballots=["1"])
    by_name = answers_from_form(b"number,q1\n1,agree\n", "e.csv", form, ballots=["1"])

    assert ([], ["unknown-column"]) == (by_label.answers, [fault.kind for fault in by_label.faults])
    assert [BallotAnswer("1", "a", 1)] == by_name.answers


def test_a_number_sent_twice_with_two_answers() -> None:
    """A form sent twice counts once; sent twice with two answers, those answers count not at all."""
    sheet = read(b"number,q1,q2\n0012,agree,disagree\n0012,pass,disagree\n")

    assert ANSWERS[1:2] == sheet.answers
    assert ["two-votes"] == [fault.kind for fault in sheet.faults]


@given(st.binary(max_size=200), st.sampled_from(sorted(EXPORTS)), st.data())
def test_any_bytes_give_a_sheet(noise: bytes, name: str, data: st.DataObject) -> None:
    """Whatever the bytes, a sheet comes back."""
    whole = EXPORTS[name]
    at = data.draw(st.integers(0, len(whole)))

    assert isinstance(read(whole[:at] + noise + whole[at + len(noise) :]), BallotSheet)
    assert isinstance(read(noise), BallotSheet)
