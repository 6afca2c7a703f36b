"""Ties across the sides on pages: as far as each may know, by day, by name for few, and of a file that is not kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from itertools import combinations
from uuid import UUID
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from sulh.store.models import Actor, ImportBatch, Tie
from tests.adversary.coded import evaluators
from tests.cast import Cast
from tests.store.tied import on_a_day, tied, work
from tests.web.people import sign_in
from tests.web.test_change_pages import text

MOST = 100_000  # bytes of a page
EDGES = b"source,target\na1,a2\na2,a3\nb1,b2\na1,b1\na3,b2\n"
APART = b"source,target\n" + b"".join(
    b"%c%d,%c%d\n" % (side, one, side, other) for side in b"ab" for one, other in combinations(range(5), 2)
)
INSIDE = "The index lies in the range that chance gives: it may be chance alone."
OF_CHANCE = (
    INSIDE,
    "an index inside it may be chance alone, and one beyond it does not say why.",
    "It knows nothing of place or level",
    "More ties across are not better in themselves",
)
ACTORS = b"id,side\na1,A\na2,A\na3,A\nb1,B\nb2,B\n"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    on_a_day(monkeypatch)


TODAY, AT_THE_END = (  # the index of nine ties, and of the eight that stood on the map when the quarter ended
    "-0.11 (between -0.29 and 0.11 if one tie in five is not known)",
    "-0.25 (between -0.40 and 0.00 if one tie in five is not known)",
)


@dataclass
class Readers:
    """A facilitator and an evaluator, with ties on the map of their process."""

    process: UUID
    desk: Client
    judge: Client


@pytest.fixture
def readers(cast: Cast) -> Readers:
    """Lay the ties, and let both sign in."""
    evaluators(cast)
    tied(cast)
    desk, judge = (sign_in(Client(), cast, name) for name in ("facilitator", "evaluator"))
    return Readers(cast.process.id, desk, judge)


def test_ties_are_shown_as_far_as_each_may_know(readers: Readers) -> None:
    """Any day and every count for a facilitator; for an evaluator ends of quarters, and few; a name for neither."""
    whole, told = (text(client, "structures", readers.process) for client in (readers.desk, readers.judge))
    days = {"on": "2000-01-01", "since": "9999-12-31"}
    then = readers.judge.get(reverse("structures", args=[readers.process]), days).content.decode()

    for page in (whole, told):
        assert "What was not observed did not end." in page
        assert "Fewer than ten ties" in page
        assert not [name for name in ("Hill 1", "Board", "Quiet", "Twin") if name in page]
        assert MOST > len(page.encode())
    assert f"The E–I index is {TODAY}." in whole
    assert f"The E–I index is {AT_THE_END}." in told
    assert "Counts under three are told as few" in told
    assert (False, True) == tuple('<option value="2026-09-30" selected>' in page for page in (whole, told))
    assert "<td>few</td>" not in whole.replace(' class="n"', "")
    assert "No tie between actors with a side is known." in then


def test_a_workbook_of_ties_holds_what_its_page_does(readers: Readers) -> None:
    """For an evaluator few stays few; how often the sides were dealt, and what chance gives by quarter, stand in it."""
    taken = readers.judge.get(reverse("structures-take", args=[readers.process]))
    book = load_workbook(BytesIO(taken.content))
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]

    for said in (AT_THE_END, "few", "at most 1,000 times, from the fixed number 7"):
        assert said in cells
    assert {"By quarter", "To be told first"} <= set(book.sheetnames)
    assert not [cell for cell in cells if "Contact hangs" in cell], "nobody on whom contact hangs stands in it"
    assert "What chance gives" in [row[0].value for row in book["By quarter"]]
    numbers = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "n"}
    assert numbers > {0.1, 0.2}, "shares of missing ties can be reckoned with"


def test_every_page_and_file_of_ties_says_for_whom_it_is_and_by_the_map_of_which_day(readers: Readers) -> None:
    """The map of today for a facilitator, of the last quarter for an evaluator; of six files no two have one name."""
    said = {
        readers.desk: (
            "For somebody who facilitates, on 27 November 2026.",
            "by the map of 27 November 2026, with all",
        ),
        readers.judge: ("For somebody who evaluates, on 27 November 2026.", "by the map of 30 September 2026, the end"),
    }
    names = set[str]()
    for client, whom in said.items():
        pages = [text(client, name, readers.process) for name in ("structures", "change")]
        for name, form in (("structures-take", []), ("change-report", ["xlsx"]), ("change-report", ["docx"])):
            taken = client.get(reverse(name, args=[readers.process, *form]))
            names.add(taken["Content-Disposition"])
            pages.append(told_in(taken.content))
        assert [[True] * 3] * 5 == [[one in page for one in (*whom, "their figures may differ")] for page in pages]
        assert [True] * 3 == ["Not all that went on stands here" in page for page in (pages[1], *pages[3:])]
    assert 6 == len(names)


def told_in(data: bytes) -> str:
    """All texts of a document or a workbook."""
    with ZipFile(BytesIO(data)) as package:
        parts = [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
    return " ".join(re.sub("<[^>]*>", "", one) for one in parts)


def test_whom_the_index_rests_on_and_who_writes_ties_down_is_said_wherever_it_stands(readers: Readers) -> None:
    """Seven of nine and one without a side for a facilitator, few for an evaluator: on both pages and in all files."""
    told: dict[bool, list[str]] = {}
    for client in (readers.desk, readers.judge):
        pages = [text(client, name, readers.process) for name in ("structures", "change")]
        books = [
            client.get(reverse(name, args=[readers.process, *form])).content
            for name, form in (("structures-take", []), ("change-report", ["xlsx"]))
        ]
        cells = [
            " ".join(str(cell.value) for sheet in load_workbook(BytesIO(book)) for row in sheet for cell in row)
            for book in books
        ]
        told[client is readers.desk] = [*pages, *cells]

    whole = (
        "Actors with a tie that counts: 7 of 9.",
        "Actors without a side: 1. Ties that the index leaves out for it: 0.",
    )
    few = (
        "How many actors have a tie is not told",
        "Actors without a side: few. Ties that the index leaves out for it: 0.",
    )
    for said in told[True]:
        assert [True] * 3 + [False] == [one in said for one in (*whole, "nobody outside checks", few[0])]
    for said in told[False]:
        assert [True] * 3 + [False] == [one in said for one in (*few, "nobody outside checks", " of 9.")]


def test_names_stand_on_one_page_alone_and_for_no_evaluator(readers: Readers) -> None:
    """A facilitator is led there; whom an owner alone named is not on it."""
    pages = (text(client, "structures", readers.process) for client in (readers.desk, readers.judge))
    led = [reverse("brokers", args=[readers.process]) in page for page in pages]
    named = text(readers.desk, "brokers", readers.process)

    assert [True, False] == led
    assert 404 == readers.judge.get(reverse("brokers", args=[readers.process])).status_code
    assert [] == [said for said in ("Hill 3", "Board", "This page exposes persons") if said not in named]
    assert "Quiet" not in named


def test_page_panels_and_file_say_the_same_of_chance(readers: Readers) -> None:
    """Of all 70 ways to deal the sides, counted one by one: of nine ties today, of eight when the quarter ended."""
    today, ended = "0.14 on average, mostly -0.56 to 0.78", "0.14 on average, mostly -0.50 to 1.00"
    whole, told = (text(client, "structures", readers.process) for client in (readers.desk, readers.judge))
    beside = text(readers.judge, "change", readers.process)
    assert [[True] * 4] * 3 == [[said in page for said in OF_CHANCE] for page in (whole, told, beside)]
    taken = readers.judge.get(reverse("change-report", args=[readers.process, "xlsx"]))
    sheet = load_workbook(BytesIO(taken.content))["Structures"]
    rows = [[cell.value for cell in row] for row in sheet if row[0].value == "What chance gives"]

    assert "E–I index of ties" in beside
    assert AT_THE_END in beside
    assert [(True, True), (False, True), (False, True)] == [
        (today in page, ended in page) for page in (whole, told, beside)
    ]
    assert [-0.5, 0.1429, 1, ended] == rows[-1][2:]


@pytest.mark.parametrize(("tag", "said"), [("fr", "Structures"), ("ar", "البنى")])
def test_ties_are_read_in_the_language_of_their_reader(cast: Cast, tag: str, said: str) -> None:
    """The name of their family stands on the page of an evaluator, in French and in Arabic."""
    evaluators(cast)
    tied(cast)

    assert said in text(sign_in(Client(), cast, "evaluator", language=tag), "structures", cast.process.id)


def test_a_joint_project_that_everybody_may_know_of_is_counted_and_called_where_names_are(cast: Cast) -> None:
    """By its title beside the bodies, and as a number on the page of figures, in every language."""
    evaluators(cast)
    ids, desk = tied(cast), sign_in(Client(), cast, "facilitator")
    work(cast, ids["h2"], ids["r2"])
    process = cast.process.id

    assert "Wells for both" in text(desk, "brokers", process)
    assert "Initiatives that engage two sides" in text(desk, "structures", process)
    assert "Wells for both" not in text(desk, "structures", process)
    for tag, said in (("fr", "Initiatives qui engagent deux parties"), ("ar", "مبادرات تشرك طرفين")):
        assert said in text(sign_in(Client(), cast, "evaluator", language=tag), "structures", process)


def test_a_network_from_a_file_is_measured_and_not_kept(cast: Cast) -> None:
    """The case that is worked by hand; a file that is none says so; nothing of either is kept."""
    evaluators(cast)
    judge = sign_in(Client(), cast, "evaluator")
    at = reverse("structures-file", args=[cast.process.id])
    said = {"tie": "works_with", "confidence": "high", "actor": "person"}

    def sent(**files: bytes) -> tuple[int, str]:
        named = {name: SimpleUploadedFile(f"{name}.csv", data) for name, data in files.items()}
        answer = judge.post(at, {**said, **named})
        return answer.status_code, answer.content.decode()

    status, page = sent(edges=EDGES, actors=ACTORS)
    assert (200, True) == (status, "The E–I index is -0.20 (between -0.36 and 0.04" in page)
    assert "Chance gives 0.20 on average, mostly -0.20 to 0.60." in page
    assert (True, False) == (INSIDE in page, "It lies beyond" in page)
    five = b"id,side\n" + b"".join(b"%c%d,%c\n" % (side, at, side) for side in b"ab" for at in range(5))
    page = sent(edges=APART, actors=five)[1]
    assert (False, True) == (INSIDE in page, "it could lie inside if 40% of all ties were missing." in page)
    status, page = sent(edges=b"\x00\xff<script>", actors=ACTORS)
    assert (422, True, False) == (status, "What was not read" in page, "<script>" in page)
    assert 422 == judge.post(at, said).status_code
    assert 0 == Actor.objects.count() + Tie.objects.count() + ImportBatch.objects.count()
