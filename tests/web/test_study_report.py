"""What a study found, on its page and in both files: the same doubts, the same sections, and how it came about."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html import unescape
from typing import Any
from uuid import UUID

import docx
import msgspec
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from docx.oxml.ns import qn

from sulh import __version__
from sulh.measurement.attitudes.findings import Bounds, Estimate, OfSide, Reach, Result, Tipping, Unsaid
from sulh.papers.page import page_language
from sulh.store.models import Study, StudyGroup
from sulh.store.reads import study_reports as reads
from sulh.store.reads.study_reports import Beside, ReportShown
from sulh.store.writes import study_answers, study_groups, study_plans
from sulh.web.change.study_behind import numbered, signed
from sulh.web.change.study_beside import leaving
from sulh.web.change.study_first import first
from sulh.web.change.study_origin import reproduced
from sulh.web.change.study_scales import numbers, scales
from sulh.web.change.study_telling import told
from tests.cast import Cast
from tests.store.studied import studied
from tests.web.people import sign_in
from tests.web.test_change_pages import text

SECTIONS = (
    "What the figures are to be read against",
    "How far apart the groups were before anything began",
    "Who answered again",
    "What else a reader will ask",
    "Where these figures come from",
)


@pytest.fixture
def report(cast: Cast) -> UUID:
    """A study that was analysed, without a plan."""
    held = studied(cast)
    held.bring(after=False)
    held.bring(after=True)
    return study_answers.analyse(held.evaluator, held.study)


def taken(client: Client, report: UUID, form: str) -> bytes:
    """A file of the report."""
    return client.get(reverse("study-report-file", args=[report, form])).content


def test_page_and_files_hold_the_same(cast: Cast, report: UUID) -> None:
    """Every section, every doubt that is read first, and how the figures came about: on the page, in Word, in Excel."""
    judge = sign_in(Client(), cast, "evaluator")
    shown = text(judge, "study-report", report)
    body = docx.Document(io.BytesIO(taken(judge, report, "docx"))).element.body
    document = "".join(one.text or "" for one in body.iter(qn("w:t")))
    book = openpyxl.load_workbook(io.BytesIO(taken(judge, report, "xlsx")))
    cells = " ".join(str(cell.value) for sheet in book for row in sheet for cell in row)
    before = ("No lot decided who took part, so", "No plan was laid down before", "Who stood by when they answered")
    came = (
        "None was laid down.",
        "Number 1 of this study",
        __version__,
        "95%",
        "With another number the ends of bounds",
        "The answers are destroyed on ",
        "Nobody said who asked.",
        "Languages in which it was asked",
        "these figures do not tell which answer came in which way",
        "Benjamini and Hochberg",
        "1,999",
    )
    carries = (
        "what they believe is wanted of them",
        "Whoever writes it otherwise counts as lost",
        "each person weighs the same",
        "Intervals are not widened",
        "the groups differed before where the interval does not reach nothing",
        "At the end: lost by then. People who take part: 0%. People who do not take part: 0%.",
        "they tell nothing of how people came to take part",
        "From 1 to 5; more counts as better",
        "one side could reckon answers of the other from it",
        "who paid, and whether anybody independent looked at the study beforehand",
        "half the width of its interval is found about every other time",
        "nobody outside can work these figures out again",
        "nobody who had answered it at first was lost",
        "Nothing is filled in for them.",
    )

    for said in (*before, *came, *carries, "12.50, between"):
        assert [True] * 3 == [said in held for held in (shown, document, cells)], said
    assert [True] * 10 == [said in held for said in SECTIONS for held in (shown, document)]
    assert "Where these figures come from" in book.sheetnames
    assert 404 == judge.get(reverse("study-report-file", args=[report, "pdf"])).status_code


def test_a_report_tells_what_it_takes_to_come_to_the_same_figures(cast: Cast, report: UUID) -> None:
    """By which plan and since when, its number, its level, its waves from first to last day, and what nobody kept."""
    held = reads.report(cast.principal("evaluator"), report, "en")
    planned = msgspec.structs.replace(held.findings, plan="c0ffee" * 10, seed=4711, version="")
    words = page_language("en")

    found = {str(term): value.striptags() for term, value in reproduced(words, held)}
    assert ("None was laid down.", "0", __version__) == (
        found["Plan"],
        found["Number with which all drawing begins"],
        found["Made with Sulh"],
    )
    wave = Study.objects.get().waves.get(kind="baseline")
    assert words.when(f"{wave.opens.isoformat()}/{wave.closes.isoformat()}") == found["Before"]
    later = reproduced(words, replace(held, findings=planned, frozen=wave.opens))
    found = {str(term): value.striptags() for term, value in later}
    assert f"Laid down on {words.when(wave.opens.isoformat())}, SHA-256 {'c0ffee' * 10}" == found["Plan"]
    assert ("4711", "not kept") == (found["Number with which all drawing begins"], found["Made with Sulh"])


def test_each_measure_is_told_with_its_scale_and_how_far_people_were_apart(cast: Cast, report: UUID) -> None:
    """Once each, its ends and its spread; the mean lies between two values that the spread leaves, or is not told."""
    held, words = reads.report(cast.principal("evaluator"), report, "en"), page_language("en")
    results = tuple(msgspec.structs.replace(one, deviation=30.0) for one in held.findings.results)
    wide = replace(held, findings=msgspec.structs.replace(held.findings, results=results))
    none = tuple(msgspec.structs.replace(one, deviation=None) for one in results)
    older = replace(held, findings=msgspec.structs.replace(held.findings, results=none))
    at = [row[0].striptags() for row in scales(words, held)].index("Warmth for the others")

    assert len({one.measure for one in results}) == len(scales(words, held))
    people = max(one.found.n for one in results if one.measure == "warm_others" and isinstance(one.found, Estimate))
    room = 50 * (1 - (30 / 50) ** 2 * (people - 2) / people) ** 0.5
    assert [0, 100, 30, 50 - room, 50 + room] == pytest.approx(list(numbers(wide)[at]), abs=0.011)
    assert ("30.00", "Not told.") == (scales(words, wide)[at][2], scales(words, older)[at][2])
    assert (0, 100, None, None, None) == numbers(older)[at]


@pytest.mark.parametrize("tag", ["ar", "fr"])
def test_files_come_in_the_language_of_their_reader(cast: Cast, report: UUID, tag: str) -> None:
    """In Arabic sheets begin on the right; the names of sheets are short enough, and none stands twice."""
    judge = sign_in(Client(), cast, "evaluator", language=tag)
    book = openpyxl.load_workbook(io.BytesIO(taken(judge, report, "xlsx")))

    assert {tag == "ar"} == {bool(sheet.sheet_view.rightToLeft) for sheet in book}
    assert 8 == len(book.sheetnames)
    assert taken(judge, report, "docx") == taken(judge, report, "docx")


def test_the_plan_goes_along_letter_by_letter_and_says_with_whom_it_compares(cast: Cast) -> None:
    """On the page and in both files: its hash is that of the log; when it was laid down stands beside it."""
    held = studied(cast)
    study_plans.freeze(held.evaluator, held.study, {("warm_others", "2"): "primary:up"}, ("comparison",))
    held.bring(after=False)
    held.bring(after=True)
    made = study_answers.analyse(held.evaluator, held.study)
    judge = sign_in(Client(), cast, "evaluator")
    book = openpyxl.load_workbook(io.BytesIO(taken(judge, made, "xlsx")))
    shown = text(judge, "study-report", made)

    body = docx.Document(io.BytesIO(taken(judge, made, "docx"))).paragraphs
    *said, letters = (str(row[0].value) for row in book["Plan"])
    assert Study.objects.get().digest == sha256(letters.encode()).hexdigest()
    assert letters == body[-1].text, "the document holds the same letters"
    folded = shown.partition("<details><summary>The plan, as it was laid down")[2].partition("</details>")[0]
    assert letters in unescape(folded)
    for term in (*said[1:-1], "Primary, expected to rise", Study.objects.get().digest):
        assert term in unescape(folded).replace("<bdi>", "").replace("</bdi>", "")
    assert "Holm: the chance of even one false alarm" in shown
    assert "After the first wave had begun, and before any answer of a later one was kept." in shown
    assert "The plan was laid down after the first wave had begun" in shown.partition("DOCX")[0], "before any figure"
    assert "Figures of one side, of how much more one side was moved" in shown.partition("DOCX")[0]
    rows = [row for row in book["What was found"].values if row[0] == "Warmth for the others"]
    assert {"All who took part"} == {row[2] for row in rows if "Primary" in str(row[13])}
    assert {"Not planned"} == {row[13] for row in rows[1:] if row[5] is not None}
    early = replace(reads.report(held.evaluator, made, "en"), frozen=date(2026, 1, 31))
    found = {str(term): value.striptags() for term, value in reproduced(page_language("en"), early)}
    assert "Before the first day on which anybody could answer." == found["Laid down before the answers"]
    assert "People who do not take part" == found["Compared with"]


def test_no_row_of_a_workbook_says_what_is_true_of_another(cast: Cast, report: UUID) -> None:
    """A verdict stands in the first row of a result; a change is one; where some were asked, none says nobody was."""
    judge = sign_in(Client(), cast, "evaluator")
    book = openpyxl.load_workbook(io.BytesIO(taken(judge, report, "xlsx")))
    head, *rows = ([str(cell.value or "") for cell in row] for row in book["What was found"])
    places = {name: at for at, name in enumerate(head)}
    who, reading, kind, doubt = (
        places[one] for one in ("Of whom", "Which way it points", "Effect or change", "What to doubt")
    )

    assert {"All who took part"} == {row[who] for row in rows if row[reading]}
    changes = [row for row in rows if row[who].startswith("Change of those")]
    assert {"Change, beside nobody"} == {row[kind] for row in changes}
    assert {""} == {row[kind] for row in rows if " more than " in row[who]}
    assert not any("Nobody who did not take part was asked" in row[doubt] for row in rows)
    assert all("no effect: it may have come about anyway" in row[doubt] for row in changes)


def test_a_p_is_the_same_in_a_cell_and_in_the_words_beside_it(cast: Cast, report: UUID) -> None:
    """Three decimals in both, and where the words say that it is smaller than can be told, the cell does."""
    judge = sign_in(Client(), cast, "evaluator")
    head, *rows = openpyxl.load_workbook(io.BytesIO(taken(judge, report, "xlsx")))["What was found"].values
    found, p = head.index("What was found"), head.index("p")
    tested = [(str(row[found]), row[p]) for row in rows if row[p] is not None]

    assert tested
    assert [] == [one for one in tested if f"p {one[1] if isinstance(one[1], str) else f'{one[1]:.3f}'}" not in one[0]]


def test_no_end_of_an_interval_is_rounded_to_nothing_or_away_from_it() -> None:
    """An end just beside nothing is told with more decimals, and what steps of reckoning leave is nothing in cells."""
    words = page_language("en")

    assert ["0.38", "0.004", "0.0002", "0.00"] == [signed(words, one) for one in (0.38, 0.0041, 0.00021, -1.8e-07)]
    assert ["0.0", "0.0045"] == [str(numbered(one)) for one in (-1.8e-07, 0.0045)]


def test_what_bounds_and_sides_leave_open_is_said_before_any_figure(cast: Cast, report: UUID) -> None:
    """A primary effect that is lost at the worst, and a side of which alone nothing can be told, are named."""
    held, words = reads.report(cast.principal("evaluator"), report, "en"), page_language("en")
    of = next(one for one in held.findings.results if one.measure == "warm_others")
    wide, narrow = Bounds("none", -3.0, 9.0, -5.0, 11.0, 0.95), Bounds("one-way", 2.0, 9.0, 1.0, 11.0, 0.95)
    alone = (OfSide(held.sides[0].id, Unsaid("few-clusters", 6, 1, 3)), *of.sides[1:])

    def said(one: Result) -> str:
        found = msgspec.structs.replace(held.findings, results=(one,))
        return " ".join(text.striptags() for text in first(words, replace(held, findings=found)))

    lost = "Counted at the worst, there may be no effect, or one the other way: Warmth for the others."
    primary = msgspec.structs.replace(of, primary=True, bounds=(wide,))
    assert lost in said(primary)
    assert lost not in said(msgspec.structs.replace(primary, bounds=(wide, narrow)))
    assert lost not in said(msgspec.structs.replace(primary, primary=False))
    counted = (
        "Where nothing is assumed of those who were lost, 1 of the 1 results whose bounds are told may be no effect"
    )
    assert counted in said(msgspec.structs.replace(primary, primary=False, bounds=(wide, narrow)))
    assert "Where nothing is assumed" not in said(msgspec.structs.replace(primary, bounds=(narrow,)))
    untold = f"Of {held.sides[0].name} alone nothing can be told of this: Warmth for the others."
    assert untold in said(msgspec.structs.replace(of, sides=alone))
    assert untold not in said(of)


def test_who_did_what_and_when_people_were_counted_is_read_first(cast: Cast, report: UUID) -> None:
    """By how many accounts, never by which; a number said after the report is none of its own; harm is pointed to."""
    evaluator, words = cast.principal("evaluator"), page_language("en")
    for group in StudyGroup.objects.all():
        study_groups.say_asked(evaluator, group.id, 6)
    held = reads.report(evaluator, report, "en")

    def said(**changed: Any) -> str:
        return " ".join(text.striptags() for text in first(words, replace(held, **changed)))

    own = "setting the study up, saying how many people are asked and having it analysed"
    assert f"One account did all of this: {own}." in said()
    assert "One account did all of this" not in said(acts=replace(held.acts, accounts=2))
    two = {str(term): value for term, value in reproduced(words, replace(held, acts=replace(held.acts, accounts=2)))}
    assert f"{own}: by 2 accounts" == two["Who did what"].striptags()
    assert "after this report was made, it was said that 24 people are asked" in said()
    assert "nobody had said of all groups how many people were asked" in said()
    reached = msgspec.structs.replace(held.findings, reach=Reach(24, 24))
    later = "How many were asked was said on"
    assert later in said(findings=reached, acts=replace(held.acts, later=False))
    assert later not in said(findings=reached, acts=replace(held.acts, later=False, said=date(2026, 1, 1)))
    assert "how many are asked was said on" in text(
        sign_in(Client(), cast, "evaluator"), "study", Study.objects.get().id
    )
    assert "Outcomes for the worse: 2. Assumptions that do not hold or are in doubt: 1." in said(beside=Beside(2, 1))
    assert "Outcomes for the worse" not in said()


def test_what_it_takes_to_lose_a_finding_is_said_beside_the_scale(cast: Cast, report: UUID) -> None:
    """Of those who took part alone; that a scale is too short for it, or that it takes little, stands with it."""
    held, words = reads.report(cast.principal("evaluator"), report, "en"), page_language("en")
    of = next(one for one in held.findings.results if one.measure == "warm_others")
    bound = Bounds("none", -3.0, 9.0, -5.0, 11.0, 0.95)

    def said(tipping: Tipping | None, *bounds: Bounds) -> str:
        one = msgspec.structs.replace(of, tipping=tipping, bounds=bounds)
        return " ".join(text.striptags() for text, _ in told(words, held, one).beside)

    far, near, some = (said(Tipping(50.0, at, possible=at < 99), bound) for at in (120.0, 5.0, 50.0))
    assert ("The scale is not long enough for that." in far, "it takes little" in near) == (True, True)
    assert "would have to have moved 50.00 further the other way than those of them who stayed" in some
    assert not any(part in some for part in ("not long enough", "takes little"))
    assert "fewer than 5 would have to be cut off" in some
    assert "fewer than 5 would" not in said(None, bound, Bounds("one-way", 1.0, 9.0, 0.5, 11.0, 0.95))
    assert "No bounds for those who were lost" in said(None)


def test_a_side_that_lost_unevenly_is_doubted_although_all_together_lost_alike(cast: Cast, report: UUID) -> None:
    """From counts that the table tells: nothing is said where one of them is few."""
    held, words = reads.report(cast.principal("evaluator"), report, "en"), page_language("en")
    of = next(one for one in held.findings.results if one.measure == "warm_others")
    (was,) = held.findings.attrition
    side, name = held.sides[0].id, held.sides[0].name

    def lost(answered: int) -> ReportShown:
        rows = tuple(
            msgspec.structs.replace(
                one, asked=20, answered=answered if (one.side, one.group) == (side, "participants") else 20
            )
            for one in was.lost
        )
        after = (msgspec.structs.replace(was, lost=rows),)
        return replace(held, findings=msgspec.structs.replace(held.findings, attrition=after))

    assert f"At the end, {name}: 15% of those who took part were lost, and 0% of the others." in [
        text.striptags() for text in leaving(words, lost(17))
    ]
    doubt = f"{name}: More people were lost in one group than in the other."
    assert [True, False, False] == [
        doubt in [text.striptags() for text in told(words, lost(some), of).doubts] for some in (17, 19, 4)
    ]


def test_each_interval_says_by_which_method_and_of_few_groups_at_which_level(cast: Cast, report: UUID) -> None:
    """Four groups beside four can be dealt out in seventy ways: what is asked for at 95% is then one at 97.1%."""
    held, words = reads.report(cast.principal("evaluator"), report, "en"), page_language("en")
    of = next(one for one in held.findings.results if one.measure == "warm_others")
    dealt = Estimate(9.0, 2.0, 16.0, 0.95, None, 80, 8, "randomisation")
    spread = msgspec.structs.replace(dealt, method="robust")
    moved = tuple(
        msgspec.structs.replace(one, found=msgspec.structs.replace(dealt, clusters=4, method="robust"))
        for one in of.changes
    )
    sides = tuple(msgspec.structs.replace(one, found=dealt) for one in of.sides)
    pairs = tuple(msgspec.structs.replace(one, found=spread) for one in of.asymmetry)
    one = msgspec.structs.replace(of, found=spread, sides=sides, changes=moved, asymmetry=pairs, standardised=spread)
    result = told(words, held, one)
    beside = [text.striptags() for text, _ in result.beside]
    names = " · ".join(side.name for side in held.sides)

    wide = "this interval is one at 97.1%, and wider than 95% asks for"
    assert [f"{names}: By dealing out anew which groups took part."] == [text for text in beside if "dealing" in text]
    assert 1 == sum(wide in text for text in beside)
    assert [wide in " ".join(each.doubts) for each in result.behind[:3]] == [False, True, True]
    assert {"By dealing out anew which groups took part."} == {each.how for each in result.behind[1:3]}


def test_that_discrimination_is_felt_more_may_be_awareness(cast: Cast, report: UUID) -> None:
    """It is said where that rose, of all or on a side, and of nothing else."""
    held, words = reads.report(cast.principal("evaluator"), report, "en"), page_language("en")
    of = next(one for one in held.findings.results if one.measure == "warm_others")
    aware = "people have become more aware of it"

    assert not any(aware in doubt for doubt in told(words, held, of).doubts)
    rose = msgspec.structs.replace(of, measure="discrimination")
    assert any(aware in doubt for doubt in told(words, held, rose).doubts)
    fell = msgspec.structs.replace(of.found, effect=-2.0, low=-3.0, high=-1.0)
    assert not any(
        aware in doubt for doubt in told(words, held, msgspec.structs.replace(rose, found=fell, sides=())).doubts
    )
