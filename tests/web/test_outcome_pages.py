"""Outcomes, theories, indicators and reflections by forms alone, and the files that they leave in."""

from __future__ import annotations

import io
from zipfile import ZipFile

from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from sulh.formats.iati_results import FEW
from sulh.formats.iati_schema import faults_of
from sulh.store.models import (
    Assumption,
    Indicator,
    InitiativeTier,
    OutcomeStatement,
    Session,
    Substantiation,
    TheoryOfChange,
)
from tests.adversary.coded import evaluators
from tests.cast import DAY, Cast
from tests.web.people import sign_in
from tests.web.test_change_pages import keep, text

OPENED = {
    "who": "group",
    "actor": "Drivers of <both> villages",
    "what": "They load each other’s carts",
    "changed": "practice",
    "family": "political_legal",
    "on": "2026-09-01",
    "bearing": "worse",
    "intent": "beside",
}

ABOVE = ("Process: ", "As it stood on ")  # on the sheet about
SNAPSHOTS = ({"on": "2026-08-31"}, {"on": "2026-09-01"}, {"since": "2026-01-01"}, {"on": "yesterday", "since": "0"})
CARTS = {
    "what": "Carts",
    "unit": "carts",
    "counted": "things",
    "source": "Count",
    "level": "outcome",
    "family": "structures",
    "rises": "more",
    "cut": "side",
    "parts": "Hill\nRiver",
}


def test_an_outcome_is_shown_with_all_that_is_doubtful_and_a_denial_like_an_agreement(cast: Cast) -> None:
    """Written by a facilitator who is asked whether it is for the worse, denied by somebody whom an evaluator asked."""
    evaluators(cast)
    desk, judge = (sign_in(Client(), cast, name) for name in ("facilitator", "evaluator"))
    process = cast.process.id
    assert "No outcome is written down yet" in text(judge, "outcomes", process)
    unasked = {name: value for name, value in OPENED.items() if name != "bearing"}
    assert 422 == desk.post(reverse("outcome-new", args=[process]), unasked).status_code
    keep(desk, "outcome-new", process, **OPENED)
    outcome = OutcomeStatement.objects.get()
    assert 404 == desk.get(reverse("verdict-new", args=[outcome.id])).status_code
    assert 404 == judge.get(reverse("outcome-change", args=[outcome.id])).status_code
    stamp = text(desk, "outcome-change", outcome.id).partition('name="stamp" value="')[2].partition('"')[0]
    keep(desk, "outcome-change", outcome.id, **OPENED, stamp=stamp, kind="transfer", quadrant="more_sociopolitical")
    said = {"who": "A miller", "verdict": "denies", "what": "They always did"}
    keep(judge, "verdict-new", outcome.id, **said)
    keep(judge, "verdict-new", outcome.id, **said | {"verdict": "agrees"})
    shown = text(desk, "outcome", outcome.id)

    assert "Drivers of &lt;both&gt; villages" in shown
    assert ("none is named here" in shown, "Not aimed at, and for the worse" in shown) == (True, True)
    assert "1 of 2 who were asked denies it." in shown
    assert ("Denies it" in shown, "Agrees" in shown, "Take it back" in shown) == (True, True, False)
    listed = text(judge, "outcomes", process)
    assert [True] * 2 == ["What they gain or fear by what they say is not asked." in page for page in (shown, listed)]
    assert ("Denies it: 1" in listed, "Agrees: 1" in listed, "Where they lie" in listed) == (True, True, True)
    assert "1 (for the worse: 1 and denied: 1)" in listed
    attitudes = judge.get(reverse("outcomes", args=[process]), {"family": "attitudes"}).content.decode()
    assert ("None of these is written down." in attitudes, "Where they lie" in attitudes) == (True, False)
    of_it = judge.get(reverse("outcomes", args=[process]), {"initiative": str(cast.initiative.id)})
    assert "Drivers of" not in of_it.content.decode()
    assert 409 == desk.post(reverse("outcome-remove", args=[outcome.id])).status_code
    keep(judge, "verdict-back", Substantiation.objects.get(verdict="agrees").id)
    assert ["denies"] == [one.verdict for one in Substantiation.objects.all()]
    assert "1 person was asked, and denies it." in text(desk, "outcome", outcome.id)


def test_outcomes_are_shown_as_of_a_day_and_beside_an_earlier_one(cast: Cast) -> None:
    """The day before nothing had changed; on its day nobody had judged it; what is no day is not asked."""
    evaluators(cast)
    desk, judge = (sign_in(Client(), cast, name) for name in ("facilitator", "evaluator"))
    keep(desk, "outcome-new", cast.process.id, **OPENED)
    outcome = OutcomeStatement.objects.get().id
    stamp = text(desk, "outcome-change", outcome).partition('name="stamp" value="')[2].partition('"')[0]
    keep(desk, "outcome-change", outcome, **OPENED, stamp=stamp, kind="transfer")
    keep(judge, "verdict-new", outcome, who="A miller", verdict="denies", what="They always did")
    at = reverse("outcomes", args=[cast.process.id])
    before, then, beside, none = (judge.get(at, asked).content.decode() for asked in SNAPSHOTS)

    assert "None of these is written down." in before
    assert ("Where they lie on 1 September 2026" in then, "Denies it: 1" in then) == (True, False)
    assert "What came since 1 January 2026" in beside
    assert "Had changed" in beside
    assert ("Denies it: 1" in none, "What came since" in none, "Where they lie on" in none) == (True, False, False)


def test_theories_and_indicators_leave_as_a_logframe_and_as_results(cast: Cast) -> None:
    """An assumption that failed is told, unknown numbers are no zero, only what is public stands in a register."""
    evaluators(cast)
    desk, judge = (sign_in(Client(), cast, name) for name in ("facilitator", "evaluator"))
    process, initiative = cast.process.id, str(cast.initiative.id)
    keep(desk, "theory-new", process, initiative=initiative, what="If they meet, they trade", domains=["economy"])
    theory = TheoryOfChange.objects.get()
    stamp = text(desk, "theory-change", theory.id).partition('name="stamp" value="')[2].partition('"')[0]
    keep(desk, "theory-change", theory.id, what="If they meet, they trade, because prices meet", stamp=stamp)
    keep(desk, "assumption-new", theory.id, what="The road stays open")
    keep(desk, "assumption-look", Assumption.objects.get().id, state="failed", on="2026-10-01", what="It was closed")
    given = CARTS | {"initiative": initiative}
    assert 422 == desk.post(reverse("indicator-new", args=[process]), given | {"counted": ""}).status_code
    keep(desk, "indicator-new", process, **given)
    counted = Indicator.objects.get().id
    assert 422 == desk.post(reverse("indicator-numbers", args=[counted]), {"role": "actual", "on": "x"}).status_code
    keep(desk, "indicator-numbers", counted, role="baseline", on="2026-01-01", part_0="12", part_1="0")
    keep(desk, "indicator-numbers", counted, role="target", on="2027-01-01", part_0="40.5")

    assert "1 assumption does not hold." in text(judge, "theories", process)
    table = text(judge, "indicators", process)
    assert ("40.5" in table, table.count(">not known<")) == (True, 3)
    book = load_workbook(io.BytesIO(judge.get(reverse("logframe", args=[process])).content))
    told = [str(one) for (one,) in book["about"].iter_rows(min_row=2, max_row=3, values_only=True)]
    assert [*ABOVE] == [said[: len(head)] for said, head in zip(told, ABOVE, strict=True)]
    assert [None, "Hill"] == [row[6] for row in book["logframe"].iter_rows(min_row=2, values_only=True)]
    at, publisher = reverse("results-file", args=[process]), {"ref": "XM-1", "name": "Office", "language": "en"}
    assert 422 == judge.post(at, publisher | {"kind": "21"}).status_code
    InitiativeTier.objects.update_or_create(initiative=cast.initiative, audience="public", defaults={"tier": "detail"})
    cast.initiative.start = DAY
    cast.initiative.save()
    results = judge.post(at, publisher | {"kind": "21"}).content
    assert ([[]], True) == (faults_of(results), b'value="40.5"' in results)
    for tag, word in (("fr", "Théories du changement"), ("ar", "المؤشرات")):
        reader = sign_in(Client(), cast, "evaluator", language=tag)
        assert word in text(reader, "indicators", process)


def test_numbers_of_few_people_are_read_on_the_page_and_leave_in_no_file(cast: Cast) -> None:
    """Nine of the hill and three of the river: the files hold the twelve, say that more is withheld, and no three."""
    desk, process = sign_in(Client(), cast, "facilitator"), cast.process.id
    InitiativeTier.objects.update_or_create(initiative=cast.initiative, audience="public", defaults={"tier": "detail"})
    cast.initiative.start = DAY
    cast.initiative.save()
    people = CARTS | {"what": "Who came", "unit": "people", "counted": "people", "initiative": str(cast.initiative.id)}
    keep(desk, "indicator-new", process, **people)
    numbers = {"role": "actual", "on": "2026-10-01", "part_0": "12", "part_1": "9", "part_2": "3"}
    keep(desk, "indicator-numbers", Indicator.objects.get().id, **numbers)

    at, publisher = reverse("results-file", args=[process]), {"ref": "XM-1", "name": "Office", "language": "en"}
    assert "Numbers of fewer than 5 people are withheld in it" in text(desk, "results-file", process)
    results = desk.post(at, publisher | {"kind": "21"}).content
    told = [one in results for one in (b'value="12"', b'value="9"', b'value="3"', FEW.encode())]
    assert ([[]], [True, False, False, True]) == (faults_of(results), told)
    book = load_workbook(io.BytesIO(desk.get(reverse("logframe", args=[process])).content))
    rows = list(book["readings"].iter_rows(min_row=2, values_only=True))
    assert [(None, "12"), ("Hill", "withheld"), ("River", "withheld")] == [(row[4], row[5]) for row in rows]
    assert all(f">{number}<" in text(desk, "indicators", process) for number in (12, 9, 3))
    cast.process.profile = "high"
    cast.process.save()
    assert "Numbers of fewer than 8 people" in text(desk, "results-file", process)


def test_a_session_is_looked_back_at_once_and_by_its_facilitators(cast: Cast) -> None:
    """Shown on its page, in no report; a label of a slip in it is refused."""
    desk = sign_in(Client(), cast, "facilitator")
    session = Session.objects.create(dialogue=cast.dialogue, number=1, on=DAY, phase=1).id
    at = reverse("reflection", args=[session])
    label = cast.seats["hill"].label
    assert 422 == desk.post(at, {"happened": f"{label} left early", "hinted": "yes"}).status_code
    assert 302 == desk.post(at, {"happened": "The room was cold", "harm": "The road is watched"}).status_code
    shown = text(desk, "session", session)
    stamp = text(desk, "reflection", session).partition('name="stamp" value="')[2].partition('"')[0]
    keep(desk, "reflection", session, happened="The room was warm", stamp=stamp)

    assert ("The road is watched" in shown, "What may do harm" in shown) == (True, True)
    assert "The room was warm" in text(desk, "session", session)
    report = desk.get(reverse("session-report", args=[session, "en"])).content
    with ZipFile(io.BytesIO(report)) as file:
        assert (True, False) == tuple(said in file.read("word/document.xml") for said in (b"w:document", b"room was"))
