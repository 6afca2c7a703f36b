"""Columns that are called otherwise are told what they are, one select each; no answer is shown and no file is kept."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sulh.formats.workbooks import workbook
from sulh.store.models import Study, StudySheet
from sulh.store.study_sealing import answers
from tests.cast import Cast
from tests.store.studied import studied
from tests.web.people import sign_in

FILE = b"consent,start,end,_id,Klasse,Kennwort,mood,weather\nyes,,,,1,FA07he,4,sunny-41700417\nyes,,,,1,MO03da,5,rain\n"
CHOSEN = {"named_0": "Klasse", "column_0": "group", "named_1": "Kennwort", "column_1": "code"}


def file(data: bytes = FILE) -> SimpleUploadedFile:
    """A file that somebody chooses; Django empties it, so each request has its own."""
    return SimpleUploadedFile("export.csv", data)


def test_columns_are_chosen_and_the_file_is_read_once_more(cast: Cast) -> None:
    """Four columns nobody knows: a select each; two answers are kept once three are named and one is left out."""
    made = studied(cast)
    one, at = sign_in(Client(), cast, "evaluator"), reverse("study-answers", args=[made.study])
    asked = one.post(at, {"wave": "1", "file": file()})
    page = asked.content.decode()
    named = CHOSEN | {"named_2": "mood", "column_2": "trust_most", "named_3": "weather", "column_3": "-"}

    assert (422, 4) == (asked.status_code, page.count("<select") - 1)
    assert 4 == page.count('<option value="code"')
    assert "41700417" not in page
    assert "What was not read" not in page, "what columns are is asked, and not told as a fault as well"
    twice = one.post(at, {"wave": "1", "file": file(b"group,code,code,mood\n")}).content.decode()
    assert "one column of each name" in twice
    assert 302 == one.post(at, named | {"wave": "1", "file": file()}).status_code
    seal = answers(Study.objects.get())
    assert [{"trust_most": 4.0}, {"trust_most": 5.0}] == sorted(
        (seal.get(row, "answers")["values"] for row in StudySheet.objects.all()), key=str
    )


def test_what_was_chosen_comes_along_and_the_file_does_not(cast: Cast) -> None:
    """Another wrong line: what columns are stands as a sentence, and the page asks for the file alone."""
    made = studied(cast)
    one, at = sign_in(Client(), cast, "evaluator"), reverse("study-answers", args=[made.study])
    bad = FILE + b"yes,,,,9,LI22ka,4,snow\n"
    named = CHOSEN | {"named_2": "mood", "column_2": "trust_most", "named_3": "weather", "column_3": "-"}
    again = one.post(at, named | {"wave": "1", "file": file(bad)})
    page = again.content.decode()
    carried = {"was_0": "Klasse", "is_0": "group", "was_1": "Kennwort", "is_1": "code", "was_2": "weather", "is_2": ""}
    given = {"named_0": "mood", "column_0": "trust_most", "wave": "1", "rest": "on", "file": file(bad)}
    last = one.post(at, carried | given)

    assert (422, 1) == (again.status_code, page.count("<select"))
    assert [True] * 3 == [word in page for word in ('value="Kennwort"', "is left out.", "Begin anew")]
    assert (200, 2) == (last.status_code, StudySheet.objects.count())
    assert 422 == one.post(at, carried | {"wave": "1"}).status_code, "without a file nothing is read"


def test_a_first_row_of_answers_is_shown_nowhere(cast: Cast) -> None:
    """A table without names of columns would show somebody's code: the page says that names are missing."""
    made = studied(cast)
    one, at = sign_in(Client(), cast, "evaluator"), reverse("study-answers", args=[made.study])
    for head in (b"1,FA07he,4\n2,MO03da,5\n", b"Fully,FA07he,More yes than no\n", b"yes,FA07he,north\n"):
        page = one.post(at, {"wave": "1", "file": file(head)}).content.decode()

        assert ("FA07he" in page, "a first row that names the columns" in page) == (False, True)
        assert 1 == page.count("<select")


TURNED = "code,FA07he,MO03da,LI22ka\nKlasse,north,north,south\nmood,4,5,2\n"
HALVED = "group,code,trust_most,FA07he,41700417,Amina\n1,MO03da,4,a,b,c\n"
BARE = "north,FA07he,Amina,often\nsouth,MO03da,Bilal,seldom\n"


def as_workbook(table: str) -> SimpleUploadedFile:
    """The same table as an XLSX workbook."""
    rows = [line.split(",") for line in table.splitlines()]
    return SimpleUploadedFile("export.xlsx", workbook({"a": rows}))


def test_whatever_stands_first_no_page_log_or_field_repeats_an_answer(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    """On its side, without a head row, half of one, as CSV and XLSX, also sent again without the file: letters."""
    made = studied(cast)
    one, at = sign_in(Client(), cast, "evaluator"), reverse("study-answers", args=[made.study])
    for table, few, shown in ((TURNED, True, ""), (HALVED, False, "Amina"), (BARE, True, "")):
        for sent in (file(table.encode()), as_workbook(table)):
            page = one.post(at, {"wave": "1", "file": sent})
            told = page.content.decode()
            again = one.post(at, fields(told) | {"wave": "1"}).content.decode()

            assert (422, few, not few) == (page.status_code, "knows few of" in told, "looks like an answer" in told)
            assert "Column <bdi>D</bdi> of the file is" in told
            assert "Column <bdi>D</bdi> of the file is" in again
            everything = told + again + caplog.text
            cells = {cell for line in table.splitlines() for cell in line.split(",")[1:]} - {"code", "trust_most"}
            assert {shown} - {""} == {cell for cell in cells if len(cell) > 1 and f">{cell}<" in everything}
            assert not any(cell in everything for cell in ("FA07he", "MO03da", "41700417"))


def test_columns_told_by_letter_are_chosen_for_the_first_row_that_was_seen(cast: Cast) -> None:
    """Chosen by letter the file is read; another file is asked of anew, and what was chosen is said of it no more."""
    made = studied(cast)
    one, at = sign_in(Client(), cast, "evaluator"), reverse("study-answers", args=[made.study])
    table = b"Klasse,Kennwort,mood,weather\n1,FA07he,4,sunny\n1,MO03da,5,rain\n"
    told = one.post(at, {"wave": "1", "file": file(table)}).content.decode()
    chosen = fields(told) | {f"column_{n}": its for n, its in enumerate(("group", "code", "trust_most", "-"))}
    other = one.post(at, chosen | {"wave": "1", "file": file(b"Kennwort,Klasse,mood,x\nFA07he,1,4,a\n")})
    page = other.content.decode()

    assert (422, 4, 0) == (other.status_code, page.count("<select") - 1, StudySheet.objects.count())
    assert "is read as" not in page
    assert 302 == one.post(at, chosen | {"wave": "1", "file": file(table)}).status_code
    assert 2 == StudySheet.objects.count()


def fields(page: str) -> dict[str, str]:
    """Return the hidden fields that say which columns a page asks of."""
    return dict(re.findall(r'name="(named_\d+)" value="([^"]*)"', page))


def test_many_columns_take_several_steps(cast: Cast) -> None:
    """Of two hundred columns sixteen are asked for on a page that stays small, in Arabic too."""
    made = studied(cast)
    one = sign_in(Client(), cast, "evaluator", language="ar")
    at = reverse("study-answers", args=[made.study])
    known = ["group", "code", *(f"_{number}" for number in range(200))]
    many = ",".join([*known, *(f"q-{number}" for number in range(200))]).encode() + b"\n1,FA07he\n"
    first = one.post(at, {"wave": "1", "file": file(many)}).content.decode()
    step = {f"named_{at}": f"q-{at}" for at in range(16)} | {f"column_{at}": "-" for at in range(16)}
    second = one.post(at, step | {"wave": "1", "file": file(many)}).content.decode()

    assert [16, 16] == [page.count("<select") - 1 for page in (first, second)]
    assert max(len(page.encode()) for page in (first, second)) < 100_000
    named = [page.partition('name="named_0" value="')[2].partition('"')[0] for page in (first, second)]
    assert ["q-0", "q-16"] == named
    assert 'name="was_15" value="q-15"' in second


def test_what_nobody_offered_is_nothing(cast: Cast) -> None:
    """A page that was tampered with names a column that is none of ours: it is left out, and nothing breaks."""
    made = studied(cast)
    one, at = sign_in(Client(), cast, "evaluator"), reverse("study-answers", args=[made.study])
    odd = {"was_0": "mood", "is_0": "<script>", "was_1": "x" * 5000, "is_1": "code"}
    page = one.post(at, odd | {"wave": "1", "file": file()})

    assert 422 == page.status_code
    assert b"<script>" not in page.content
    assert 422 == one.post(at, {"named_0": "mood", "column_0": "nothing", "wave": "1", "file": file()}).status_code
    many = one.post(at, {f"named_{number}": f"c{number}" for number in range(100)} | {"wave": "1"}).content
    assert 1 + 16 == many.count(b"<select"), "a page asks of sixteen columns, however many come in"
    assert 0 == StudySheet.objects.count()
